// Compiled, never run: what must not compile says so, and an error that is no longer one fails the check.

import { examples } from "../../../src/generated/examples.js";
import { ComplyCube, ComplyCubeApiError, ComplyCubeError, createClient, type TokenScope } from "../../../src/index.js";

const complycube = new ComplyCube({ apiKey: process.env.COMPLYCUBE_API_KEY });
const { signal } = new AbortController();

// A token is a string.
const token: string = await complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
await complycube.token.generate(
  "CLIENT_ID",
  { appId: "com.myapp.demo.app" },
  { signal, timeoutMs: 5_000, maxRetries: 0 },
);
// @ts-expect-error
token.token;

// Exactly one of referrer and appId.
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*", appId: "com.myapp.demo.app" });
// @ts-expect-error
complycube.token.generate("CLIENT_ID", {});
// @ts-expect-error
complycube.token.generate("CLIENT_ID");
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referrer: process.env.REFERRER });

// A misspelt field.
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referer: "https://www.example.com/*" });
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*", clientID: "CLIENT_ID" });
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { appId: "com.myapp.demo.app" }, { timeout: 5_000 });
// @ts-expect-error
new ComplyCube({ apikey: "test_key" });

// The typed client: path, method, body and answer.
const client = createClient();
const { data, error, response } = await client.POST("/tokens", {
  body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" },
  signal,
});
export const answer: [string | undefined, string | undefined, number] = [data?.token, error?.type, response.status];
// @ts-expect-error
client.POST("/token", { body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*" } });
// @ts-expect-error
client.GET("/tokens");
// @ts-expect-error
client.POST("/tokens", { body: { clientId: "CLIENT_ID" } });
// @ts-expect-error
client.POST("/tokens", { body: { clientId: "CLIENT_ID", referer: "https://www.example.com/*" } });
// @ts-expect-error
client.POST("/tokens", { body: { clientId: "CLIENT_ID", referrer: "https://www.example.com/*", note: "x" } });
// @ts-expect-error
client.POST("/tokens", { body: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" }, timoutMs: 5_000 });
// @ts-expect-error
client.POST("/tokens", { body: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" }, timeoutMs: "5s" });
// @ts-expect-error
client.POST("/tokens", { body: { clientId: "CLIENT_ID", appId: "com.myapp.demo.app" }, baseUrl: "https://a.example" });
// @ts-expect-error
client.POST("/tokens");
// @ts-expect-error
client.use({});

// A fetch of one's own, and the platform's.
createClient({ fetch });
createClient({ fetch: async () => new Response() });
createClient({ fetch: async (url: string, init: RequestInit) => fetch(url, { ...init, keepalive: true }) });

// The type of an API error is open: the known ones are suggested, and any other is taken.
declare const caught: unknown;
if (caught instanceof ComplyCubeApiError) {
  console.log(caught.type === "unauthorized" || caught.type === "of_tomorrow");
}

// A class derived from an error keeps its own fields after instanceof.
class Refused extends ComplyCubeApiError {
  readonly extra: number = 1;
}
if (caught instanceof Refused) console.log(caught.extra, caught.statusCode);

// A switch on the name of an error is exhaustive.
export function advice(error: unknown): string {
  if (!(error instanceof ComplyCubeError)) throw error;
  switch (error.name) {
    case "ComplyCubeConfigError":
      return error.option;
    case "ComplyCubeRequestError":
      return error.param;
    case "ComplyCubeApiError":
      return `${error.statusCode} ${error.requestId}`;
    case "ComplyCubeConnectionError":
      return `${error.attempts}`;
    case "ComplyCubeTimeoutError":
      return error.phase;
    case "ComplyCubeResponseError":
      return error.excerpt;
    default:
      return error satisfies never;
  }
}

// A referrer: wrong literals do not compile; what is known at run time alone does.
const host: string = "www.example.com";
const scope: TokenScope = { referrer: host };
complycube.token.generate("CLIENT_ID", { referrer: host });
complycube.token.generate("CLIENT_ID", { referrer: `https://${host}/*` });
complycube.token.generate("CLIENT_ID", { referrer: `https://${host}:${8443 as number}/*` });
complycube.token.generate("CLIENT_ID", scope);
complycube.token.generate("CLIENT_ID", { referrer: "https://*.example.com:8443/*" });
complycube.token.generate("CLIENT_ID", { referrer: "http://[::1]:3000/*" });
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referrer: "localhost:3000/*" });
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referrer: "" });
const either = Math.random() > 0.5 ? "https://www.example.com/*" : "www.example.com";
// @ts-expect-error
complycube.token.generate("CLIENT_ID", { referrer: either });

// An example has its values as types, is taken where the contract is, and is frozen.
const { request, responses } = examples.generateToken;
client.POST("/tokens", { body: request.web });
complycube.token.generate(request.web.clientId, { referrer: request.web.referrer });
export const known: "rate_limit_exceeded" = responses[429].rateLimited.type;
// @ts-expect-error
responses[200].form.token = "another";
