import complycube = require("complycube-tokens");
import handler = require("complycube-tokens/handler");
import node = require("complycube-tokens/node");
import referrer = require("complycube-tokens/referrer");
import assertions = require("../assertions.js");

assertions
  .holdAll({ complycube, referrer, handler, nodeTransport: node.nodeTransport, baseUrl: process.argv[2] })
  .then((held) => console.log(JSON.stringify({ version: process.versions.node, held })));
