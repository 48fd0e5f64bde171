import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import * as referrer from "complycube-tokens/referrer";
import { runAll } from "./assertions.js";

const passed = runAll({ complycube, referrer, handler, baseUrl: `${location.origin}/v1`, isBrowser: true });
Object.assign(globalThis, { passed });
