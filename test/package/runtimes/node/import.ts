import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import { nodeTransport } from "complycube-tokens/node";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

holdAll({ complycube, referrer, handler, nodeTransport, baseUrl: process.argv[2] }).then((held) =>
  console.log(JSON.stringify({ version: process.versions.node, held })),
);
