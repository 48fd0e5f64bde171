// Each statement is refused, with a text that has what its comment says.
import { ComplyCube, createClient, type TokenScope } from "complycube-tokens";
import { createTokenHandler } from "complycube-tokens/handler";
import { parseReferrer } from "complycube-tokens/referrer";

const complycube = new ComplyCube();
const { token } = complycube;
const client = createClient();
const id = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.example.app";

// refused: Write https://www.example.com/*
token.generate(id, { referrer: "www.example.com" });

// refused: Write http://localhost:3000/*
token.generate(id, { referrer: "localhost:3000/*" });

// refused: Write https://www.example.com/*
token.generate(id, { referrer: "HTTPS://www.example.com/*" });

// refused: not assignable
token.generate(id, { referrer, appId });

// refused: not assignable
token.generate(id, {});

// refused: Expected 2-3 arguments
token.generate(id);

// refused: 'referer' does not exist
token.generate(id, { referer: "https://www.example.com/*" });

// refused: 'clientID' does not exist
token.generate(id, { appId, clientID: id });

// refused: 'timeout' does not exist
token.generate(id, { appId }, { timeout: 5_000 });

// refused: 'apikey' does not exist
new ComplyCube({ apikey: "test_key" });

// refused: Type 'string' is not assignable to type 'number'
new ComplyCube({ timeoutMs: "5s" });

// refused: "/token"
client.POST("/token", { body: { clientId: id, appId } });

// refused: to parameter of type 'never'
client.GET("/tokens");

// refused: not assignable
client.POST("/tokens", { body: { clientId: id } });

// refused: 'note' does not exist
client.POST("/tokens", { body: { clientId: id, appId, note: "x" } });

// refused: 'timoutMs' does not exist
client.POST("/tokens", { body: { clientId: id, appId }, timoutMs: 5_000 });

// refused: 'trim' does not exist
token.generate(id, { appId }).trim();

// refused: not assignable
export const scope: TokenScope = { appId: undefined };

// refused: 'suggestion' does not exist
parseReferrer(referrer).suggestion;

// refused: Write http://localhost:3000/*
createTokenHandler({ complycube, scope: { referrer: "localhost:3000/*" }, authorize: () => id });

// refused: not assignable
createTokenHandler({ complycube, scope: { referrer, appId }, authorize: () => id });

// refused: 'authorize' is missing
createTokenHandler({ complycube, scope: { appId } });

// refused: Type '404' is not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: () => 404 });

// refused: Type 'undefined' is not assignable
createTokenHandler({ complycube, scope: { appId }, authorize: (): string | undefined => id });
