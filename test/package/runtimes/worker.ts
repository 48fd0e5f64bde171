import * as complycube from "complycube-tokens";
import * as handler from "complycube-tokens/handler";
import * as referrer from "complycube-tokens/referrer";
import { runAll } from "./assertions.js";

/** `workerd test` calls this. A worker knows the name of its runtime, but not the version. */
const worker = {
  async test(_: unknown, { baseUrl }: { baseUrl: string }): Promise<void> {
    const passed = await runAll({ complycube, referrer, handler, baseUrl });
    console.log(JSON.stringify({ version: navigator.userAgent, passed }));
  },
};

// biome-ignore lint/style/noDefaultExport: workerd runs the default export.
export default worker;
