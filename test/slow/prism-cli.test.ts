import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { examples } from "../../src/generated/examples.js";

it("Prism's own command line serves the spec", async () => {
  const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
  const options = ["mock", "--host", "127.0.0.1", "--port", "0", "openapi/tokens.yaml"];
  const cli = spawn(process.execPath, [prism, ...options]);
  onTestFinished(() => {
    cli.kill();
  });
  const [url] = await Promise.race([
    urlIn(cli.stdout),
    once(cli, "exit").then(([code]) => {
      throw new Error(`Prism ended with code ${code}`);
    }),
  ]);

  const send = async (body: object) => {
    const headers = { authorization: "test_key", "content-type": "application/json" };
    const { status } = await fetch(`${url}/tokens`, { method: "POST", headers, body: JSON.stringify(body) });
    return status;
  };
  const { web, mobile } = examples.generateToken.request;
  expect([await send(web), await send({ ...web, ...mobile })]).toEqual([200, 400]);
});

async function urlIn(output: NodeJS.ReadableStream): Promise<string[]> {
  for await (const line of createInterface({ input: output })) {
    const url = /(?<=listening on )http:\/\/127\.0\.0\.1:\d+/.exec(line);
    if (url) return url;
  }
  throw new Error("Prism printed no URL");
}
