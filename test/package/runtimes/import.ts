import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import * as node from "complycube-tokens/node";
import * as referrer from "complycube-tokens/referrer";
import { runAll } from "./assertions.js";

const { bun, deno, node: nodeVersion } = process.versions;
runAll({ complycube, referrer, handler, node, baseUrl: process.argv[2] }).then((passed) =>
  console.log(JSON.stringify({ version: bun ?? deno ?? nodeVersion, passed })),
);
