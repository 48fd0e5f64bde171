// Each statement must not compile, and the compiler's error must contain the text of the comment above it.
import { ComplyCube, createClient, type TokenScope } from "complycube-tokens";
import { createVerification } from "complycube-tokens/browser";
import { examples } from "complycube-tokens/examples";
import { createTokenHandler } from "complycube-tokens/handler";
import { parseReferrer } from "complycube-tokens/referrer";

const complycube = new ComplyCube();
const { token } = complycube;
const client = createClient();
const id = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.example.app";
const unset = undefined as string | undefined;
const authorize = () => id;
const handle = createTokenHandler({ complycube, scope: { appId }, authorize: (_, user: { id: string }) => user.id });

// @ts-expect-error Write https://www.example.com/*
token.generate(id, { referrer: "www.example.com" });
// @ts-expect-error Write http://localhost:3000/*
token.generate(id, { referrer: "localhost:3000/*" });
// @ts-expect-error Write https://www.example.com/*
token.generate(id, { referrer: "HTTPS://www.example.com/*" });
// @ts-expect-error Write https://www.example.com/*
token.generate(id, { referrer: Math.random() > 0.5 ? referrer : "www.example.com" });
// @ts-expect-error not assignable
token.generate(id, { referrer: "" });
// @ts-expect-error "`referrer` may be undefined. Is the environment variable set?"
token.generate(id, { referrer: unset });
// @ts-expect-error "`appId` may be undefined. Is the environment variable set?"
token.generate(id, { appId: unset });
// @ts-expect-error "Pass either { referrer } or { appId }, not both."
token.generate(id, { referrer, appId });
// @ts-expect-error Is this an app? Pass { appId }.
token.generate(id, { referrer: "com.myapp.demo.app" });
// @ts-expect-error "Is this a page? Pass { referrer }."
token.generate(id, { appId: "https://www.example.com/*" });
// @ts-expect-error "Pass one pattern only."
token.generate(id, { referrer: "https://a.example/*,https://b.example/*" });
// @ts-expect-error not assignable
token.generate(id, {});
// @ts-expect-error Expected 2-3 arguments
token.generate(id);
// @ts-expect-error 'referer' does not exist
token.generate(id, { referer: referrer });
// @ts-expect-error 'clientID' does not exist
token.generate(id, { appId, clientID: id });
// @ts-expect-error 'timeout' does not exist
token.generate(id, { appId }, { timeout: 5_000 });
// @ts-expect-error 'trim' does not exist
token.generate(id, { appId }).trim();
// @ts-expect-error not assignable
export const scope: TokenScope = { appId: undefined };

// @ts-expect-error 'apikey' does not exist
new ComplyCube({ apikey: "test_key" });
// @ts-expect-error Type 'string' is not assignable to type 'number'
new ComplyCube({ timeoutMs: "5s" });

// @ts-expect-error "/token"
client.POST("/token", { body: { clientId: id, appId } });
// @ts-expect-error Property 'GET' does not exist
client.GET("/tokens");
// @ts-expect-error Property 'use' does not exist
client.use({});
// @ts-expect-error Expected 2 arguments
client.POST("/tokens");
// @ts-expect-error not assignable
client.POST("/tokens", { body: { clientId: id } });
// @ts-expect-error 'note' does not exist
client.POST("/tokens", { body: { clientId: id, appId, note: "x" } });
// @ts-expect-error 'timoutMs' does not exist
client.POST("/tokens", { body: { clientId: id, appId }, timoutMs: 5_000 });
// @ts-expect-error Type 'string' is not assignable to type 'number'
client.POST("/tokens", { body: { clientId: id, appId }, timeoutMs: "5s" });
// @ts-expect-error 'baseUrl' does not exist
client.POST("/tokens", { body: { clientId: id, appId }, baseUrl: "http://localhost:4010/v1" });
// @ts-expect-error read-only
examples.generateToken.responses[200].form.token = "another";

// @ts-expect-error 'suggestion' does not exist
parseReferrer(referrer).suggestion;

// @ts-expect-error Write http://localhost:3000/*
createTokenHandler({ complycube, scope: { referrer: "localhost:3000/*" }, authorize });
// @ts-expect-error "`referrer` may be undefined. Is the environment variable set?"
createTokenHandler({ complycube, scope: { referrer: unset }, authorize });
// @ts-expect-error "Is this a page? Pass { referrer }."
createTokenHandler({ complycube, scope: { appId: referrer }, authorize });
// @ts-expect-error "Pass either { referrer } or { appId }, not both."
createTokenHandler({ complycube, scope: { referrer, appId }, authorize });
// @ts-expect-error not assignable
createTokenHandler({ complycube, scope: {}, authorize });
// @ts-expect-error 'complycube' is missing
createTokenHandler({ scope: { appId }, authorize });
// @ts-expect-error 'scope' is missing
createTokenHandler({ complycube, authorize });
// @ts-expect-error 'authorize' is missing
createTokenHandler({ complycube, scope: { appId } });
// @ts-expect-error 'onerror' does not exist
createTokenHandler({ complycube, scope: { appId }, authorize, onerror: () => {} });
// @ts-expect-error Type '404' is not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: () => 404 });
// @ts-expect-error not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: (): number => 401 });
// @ts-expect-error Type 'undefined' is not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: () => unset });
// @ts-expect-error Type 'undefined' is not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: async () => unset });
// @ts-expect-error Type 'null' is not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: ({ headers }) => headers.get("x-user") });
// @ts-expect-error Expected 2 arguments
handle(new Request(""));
// @ts-expect-error Type 'number' is not assignable to type 'string'
handle(new Request(""), { id: 1 });

// @ts-expect-error not assignable
createVerification({});
// @ts-expect-error not assignable
createVerification({ tokenUrl: "/api/token", getToken: async () => "" });
// @ts-expect-error 'onchange' does not exist
createVerification({ tokenUrl: "/api/token", onchange: () => {} });
// @ts-expect-error Type '() => void' is not assignable to type 'undefined'
createVerification({ tokenUrl: "/api/token", mount: { onComplete: () => {} } });
// @ts-expect-error 'stage' does not exist
createVerification({ tokenUrl: "/api/token", mount: { stage: ["intro"] } });
// @ts-expect-error Type '"documents"' is not assignable
createVerification({ tokenUrl: "/api/token", mount: { stages: ["documents"] } });
