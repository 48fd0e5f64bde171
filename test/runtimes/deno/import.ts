import * as complycube from "complycube-tokens";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

declare const Deno: { version: { deno: string }; args: string[] };

holdAll({ complycube, referrer, baseUrl: Deno.args[0] }).then((held) =>
  console.log(JSON.stringify({ version: Deno.version.deno, held })),
);
