import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { examples } from "../../src/generated/examples.js";
import { apiKey } from "../support/prism.js";

const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
let cli: ChildProcess;
let url: string;

beforeAll(async () => {
  const child = spawn(process.execPath, [prism, "mock", "--host", "127.0.0.1", "--port", "0", "openapi/tokens.yaml"]);
  cli = child;
  for await (const line of createInterface({ input: child.stdout })) {
    const [listening] = /(?<=listening on )http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (!listening) continue;
    url = listening;
    break;
  }
}, 30_000);

afterAll(() => {
  cli.kill();
});

it.each([
  ["takes", examples.generateToken.request.web, 200],
  ["refuses", { ...examples.generateToken.request.web, appId: "com.myapp.demo.app" }, 400],
])("the prism command line %s a request on the spec", async (_, body, status) => {
  const response = await fetch(`${url}/tokens`, {
    method: "POST",
    headers: { authorization: apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(status);
});
