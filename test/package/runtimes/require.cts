import complycube = require("complycube-tokens");
import handler = require("complycube-tokens/handler");
import node = require("complycube-tokens/node");
import referrer = require("complycube-tokens/referrer");
import assertions = require("./assertions.js");

assertions
  .runAll({ complycube, referrer, handler, node, baseUrl: process.argv[2] })
  .then((passed) => console.log(JSON.stringify({ version: process.versions.node, passed })));
