const { parentPort } = require("node:worker_threads");
const { default: openapiTS, astToString } = require("openapi-typescript");

parentPort.on("message", async ({ document, port }) => {
  try {
    port.postMessage({ text: astToString(await openapiTS(document, { silent: true })) });
  } catch (error) {
    port.postMessage({ error });
  }
});
