import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import { UserError } from "../../scripts/cli.js";
import { startMock } from "../../scripts/prism-server.js";
import { examples } from "../../src/generated/examples.js";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { createClient } from "../../src/index.js";
import { apiKey, expectConforming, operation, spec, useMock } from "../support/prism.js";
import { bodies } from "./cases/bodies.js";

const mock = useMock();
const requests = examples.generateToken.request;
const valid = JSON.stringify(requests.web);

describe("the client's request conforms:", () => {
  it.each(Object.entries(requests))("generate with the example %s", async (_, request) => {
    const { clientId, ...scope } = request;
    await expect(mock.client().token.generate(clientId, scope)).resolves.toBe("header.payload.signature");
    const exchange = mock.onlyExchange();
    expectConforming(exchange);
    expect(exchange.body).toEqual(request);
  });

  it("generate with further properties in the scope, which are not sent", async () => {
    const scope = { appId: "com.myapp.demo.app", clientId: "SOMEBODY_ELSE", note: "x" };
    await mock.client().token.generate("CLIENT_ID", scope);
    expect(mock.onlyExchange().body).toEqual({ clientId: "CLIENT_ID", appId: "com.myapp.demo.app" });
  });

  it("createClient", async () => {
    const { data } = await createClient({ apiKey, baseUrl: mock.url }).POST("/tokens", { body: requests.web });
    expect(data).toEqual({ token: "header.payload.signature" });
    const exchange = mock.onlyExchange();
    expectConforming(exchange);
    expect(exchange.body).toEqual(requests.web);
  });
});

// tsc checks which of these bodies compile.
describe.each(Object.entries(bodies))("the mock and the generated validator agree on the body: %s", (_, row) => {
  it(row.violation === undefined ? "it conforms" : "it is refused with the violation", async () => {
    const { body, violation } = row;
    const { status, exchange } = await mock.send(JSON.stringify(body));
    expect({ status, isValid: validateTokenRequest(body) }).toEqual({
      status: violation === undefined ? 200 : 400,
      isValid: violation === undefined,
    });
    if (violation === undefined) expect(exchange.violations).toEqual([]);
    else expect(exchange.violations).toContainEqual(expect.stringContaining(violation));
  });
});

describe("the mock", () => {
  it("refuses a missing key and another content type, with the violation", async () => {
    const keyless = await mock.send(valid, { headers: { authorization: "" } });
    expect(keyless).toMatchObject({
      status: 401,
      exchange: { violations: [expect.stringMatching(/security scheme/)] },
    });
    const typed = await mock.send(valid, { headers: { "content-type": "text/plain" } });
    expect(typed).toMatchObject({ status: 400, exchange: { violations: [expect.stringMatching(/content types/)] } });
  });

  it("refuses a missing body and malformed JSON", async () => {
    const empty = await mock.send(undefined);
    expect(empty).toMatchObject({
      status: 400,
      exchange: { violations: [expect.stringMatching(/Body parameter is required/)] },
    });
    const malformed = await mock.send('{"clientId":"CLIENT_ID","appId: "com.myapp.demo.app"}');
    expect(malformed).toMatchObject({ status: 400, text: expect.stringContaining("Invalid JSON") });
  });

  it.each(["GET", "PUT", "DELETE"])("refuses the method %s", async (method) => {
    const response = await mock.send(method === "GET" ? undefined : valid, { method });
    expect(response).toMatchObject({ status: 405, text: expect.stringContaining("NO_METHOD_MATCHED") });
  });

  it("says that its port is in use", async () => {
    const port = Number(new URL(mock.url).port);
    await expect(startMock(spec, { port })).rejects.toThrow(UserError);
    await expect(startMock(spec, { port })).rejects.toThrow(`Port ${port} is in use`);
  });
});

it("Prism's own command line serves the spec", async () => {
  const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
  const child = spawn(process.execPath, [prism, "mock", "--host", "127.0.0.1", "--port", "0", spec.file]);
  onTestFinished(() => {
    child.kill();
  });
  let url = "";
  for await (const line of createInterface({ input: child.stdout })) {
    url = /(?<=listening on )http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
    if (url) break;
  }
  const statusOf = async (body: object) => {
    const headers = { authorization: apiKey, "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await fetch(`${url}${operation.path}`, init)).status;
  };
  expect(await statusOf(requests.web)).toBe(200);
  expect(await statusOf({ ...requests.web, ...requests.mobile })).toBe(400);
});
