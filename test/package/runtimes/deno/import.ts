import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import { nodeTransport } from "complycube-tokens/node";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

declare const Deno: { version: { deno: string }; args: string[] };

holdAll({ complycube, referrer, handler, nodeTransport, baseUrl: Deno.args[0] }).then((held) =>
  console.log(JSON.stringify({ version: Deno.version.deno, held })),
);
