import complycube = require("complycube-tokens");
import referrer = require("complycube-tokens/referrer");
import assertions = require("../assertions.js");

assertions
  .holdAll({ complycube, referrer, baseUrl: process.argv[2] })
  .then((held) => console.log(JSON.stringify({ version: process.versions.node, held })));
