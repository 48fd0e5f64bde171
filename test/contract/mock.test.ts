import { once } from "node:events";
import { request } from "node:http";
import { expect, it } from "vitest";
import { startMock } from "../../scripts/prism-server.js";
import { mockFetch } from "../../src/mock.js";
import { apiKey, spec, useMock } from "../support/prism.js";
import { cases } from "./targets/verdict.js";

const mock = useMock();
const headers = { authorization: apiKey, "content-type": "application/json" };
const web = JSON.stringify({ clientId: "CLIENT_ID", referrer: "https://www.example.com/*" });

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request to Prism and to `mockFetch`, and returns what each answers. */
async function answersTo({ path = "/v1/tokens", ...init }: Sent) {
  const request = { method: "POST", headers, body: web, ...init };
  const summary = async (answer: Response) => ({ status: answer.status, body: await answer.text() });
  const prism = summary(await fetch(new URL(path, mock.url), request));
  const mocked = summary(await mockFetch()(new URL(path, "https://api.complycube.com"), request));
  const answers = { prism: await prism, mocked: await mocked };
  mock.onlyExchange();
  return answers;
}

it.each(cases)(
  "mockFetch and Prism answer alike: $name",
  async ({ request: { method, url, body, ...request }, prefer }) => {
    const { "content-length": _, ...headers } = request.headers;
    if (prefer) Object.assign(headers, { prefer: `code=${prefer.code}, example=${prefer.exampleKey}` });
    const sent = { method, path: new URL(url).pathname, headers, body: JSON.stringify(body) ?? "" };
    const { prism, mocked } = await answersTo(sent);
    expect(mocked.status).toBe(prism.status);
    // The examples of the spec, and the explanations of status 400.
    if (![200, 404, 405].includes(mocked.status) || prefer) expect(mocked.body).toBe(prism.body);
  },
);

it.each<[string, Sent]>([
  ["malformed JSON", { body: "{" }],
  ["an empty body", { body: "" }],
  ["an empty key", { headers: { ...headers, authorization: "" } }],
  ["a media type in upper case", { headers: { ...headers, "content-type": "Application/JSON" } }],
  ["a form", { headers: { ...headers, "content-type": "application/x-www-form-urlencoded" }, body: "clientId=1" }],
  ["a query", { path: "/v1/tokens?page=1" }],
  ["a path in upper case", { path: "/v1/Tokens" }],
  ["an undeclared status", { headers: { ...headers, prefer: "code=418" } }],
  ["a quoted example", { headers: { ...headers, prefer: 'code=200,example="form"' } }],
  ["an unknown example", { headers: { ...headers, prefer: "example=nope" } }],
  ["a status of two digits", { headers: { ...headers, prefer: "code=42" } }],
  ["another preference", { headers: { ...headers, prefer: "respond-async" } }],
  ["a preference, without a key", { headers: { prefer: "code=429" } }],
  ["a preference, with an invalid body", { headers: { ...headers, prefer: "code=429" }, body: "{}" }],
])("mockFetch and Prism answer with the same status: %s", async (_, sent) => {
  const { prism, mocked } = await answersTo(sent);
  expect(mocked.status).toBe(prism.status);
});

it.each<[string, Sent, prism: number, mocked: number]>([
  [
    "ComplyCube always answers JSON, so `Accept` is not read",
    { headers: { ...headers, accept: "text/html" } },
    406,
    200,
  ],
  [
    "ComplyCube documents application/json only",
    { headers: { ...headers, "content-type": "application/vnd.api+json" } },
    200,
    400,
  ],
  ["a gateway may add a prefix", { path: "/gateway/v1/tokens" }, 404, 200],
  ["a `Response` cannot have status 600", { headers: { ...headers, prefer: "code=600" } }, 600, 422],
  [
    "Prism fails on an unknown example of a status",
    { headers: { ...headers, prefer: "code=404, example=nope" } },
    500,
    404,
  ],
])("mockFetch and Prism differ: %s", async (_, sent, prism, mocked) => {
  const answers = await answersTo(sent);
  expect([answers.prism.status, answers.mocked.status]).toEqual([prism, mocked]);
});

it("Prism's mock issues a token that expires in an hour", async () => {
  const { token } = await (await fetch(`${mock.url}/tokens`, { method: "POST", headers, body: web })).json();
  mock.onlyExchange();
  const { iat, exp } = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
  expect(exp - iat).toBe(3_600);
  expect(Math.abs(iat - Date.now() / 1_000)).toBeLessThan(60);
});

it.each([
  ["/v1/token", 404, "The route /v1/token hasn't been found in the specification file"],
  ["/v1/tokens", 400, "'clientId' is missing"],
])("Prism's mock says why it refuses a request to %s", async (path, status, reason) => {
  await fetch(new URL(path, mock.url), { method: "POST", headers, body: "{}" });
  expect(mock.onlyExchange()).toMatchObject({ status, reason, durationMs: expect.any(Number) });
});

it("Prism's mock reads a choice from the query", async () => {
  const answer = await fetch(`${mock.url}/tokens?__code=404`, { method: "POST", headers, body: web });
  expect([answer.status, mock.onlyExchange().status]).toEqual([404, 404]);
});

it("Prism's mock answers a request whose path is not a URL", async () => {
  const { port } = new URL(mock.url);
  const answered = once(request({ host: "127.0.0.1", port, path: "//" }).end(), "response");
  const [{ statusCode }] = await answered;
  expect([statusCode, mock.onlyExchange()]).toEqual([500, expect.objectContaining({ reason: "Invalid URL" })]);
});

it("a mock whose port is in use says so", async () => {
  const { port } = new URL(mock.url);
  await expect(startMock(spec, { port: Number(port) })).rejects.toThrow(`Port ${port} is in use`);
});
