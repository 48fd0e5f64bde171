import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import * as referrer from "complycube-tokens/referrer";
import { holdAll } from "../assertions.js";

/** What `workerd test` runs. A worker cannot tell its version. */
const worker = {
  async test(_: unknown, { baseUrl }: { baseUrl: string }): Promise<void> {
    const held = await holdAll({ complycube, referrer, handler, baseUrl });
    console.log(JSON.stringify({ held, version: navigator.userAgent }));
  },
};

// biome-ignore lint/style/noDefaultExport: workerd takes the default export for the worker.
export default worker;
