import * as complycube from "complycube-tokens";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

holdAll({ complycube, referrer, baseUrl: process.argv[2] }).then((held) =>
  console.log(JSON.stringify({ version: process.versions.node, held })),
);
