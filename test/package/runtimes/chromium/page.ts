import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

Object.assign(globalThis, {
  held: holdAll({ complycube, referrer, handler, baseUrl: `${location.origin}/v1`, isBrowser: true }),
});
