import * as complycube from "complycube-tokens";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

Object.assign(globalThis, {
  held: holdAll({ complycube, referrer, baseUrl: `${location.origin}/v1`, isBrowser: true }),
});
