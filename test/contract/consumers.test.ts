import { ComplyCubeApiError, ComplyCube as OfficialComplyCube } from "@complycube/api";
import { describe, expect, it } from "vitest";
import type { Exchange } from "../../scripts/prism-server.js";
import { examples } from "../../src/generated/examples.js";
import { rejection } from "../support/mint.js";
import { apiKey, useMock } from "../support/prism.js";

const mock = useMock();

const minted = "header.payload.signature";
const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.myapp.demo.app";

/** `generate` as a JavaScript program may call it. */
interface Untyped {
  generate(...args: unknown[]): Promise<unknown>;
}

function official(): Untyped {
  const { axiosInstance, token } = new OfficialComplyCube({ apiKey });
  // Ignores a proxy in the environment.
  Object.assign(axiosInstance.defaults, { baseURL: mock.url, proxy: false });
  return token;
}

const ours = (): Untyped => mock.client().token as Untyped;

async function call(token: Untyped, args: unknown[]) {
  const result = await token.generate(...args).catch((error: unknown) => error);
  return { result, exchange: mock.onlyExchange() };
}

/** The parts of a request that the contract describes. The mock also accepts a trailing slash. */
function contractual({ method, path, headers, body, violations }: Exchange) {
  const mediaType = headers["content-type"]?.split(";")[0];
  return { method, path: path.replace(/\/$/, ""), key: headers.authorization, mediaType, body, violations };
}

const conforming = (body: object) => ({
  ...{ method: "POST", path: "/v1/tokens", key: apiKey, mediaType: "application/json" },
  body,
  violations: [],
});

describe("the official Node library", () => {
  it.each(Object.entries(examples.generateToken.request))(
    "sends the request %s like this client, and resolves to the same",
    async (_, { clientId, ...scope }) => {
      const [theirs, own] = [await call(official(), [clientId, scope]), await call(ours(), [clientId, scope])];
      expect([theirs.result, own.result]).toEqual([minted, minted]);
      expect(contractual(theirs.exchange)).toEqual(contractual(own.exchange));
      expect(contractual(own.exchange)).toEqual(conforming({ clientId, ...scope }));
    },
  );

  it("posts to the path with a trailing slash", async () => {
    const { exchange } = await call(official(), [clientId, { appId }]);
    expect(exchange.path).toBe("/v1/tokens/");
    expect(exchange.headers["user-agent"]).toBe("complycube-nodejs/1.1.13");
  });

  it.each<[string, unknown[], object, string, string]>([
    ["an undefined referrer", [clientId, { referrer: undefined }], { clientId }, "property 'referrer'", "referrer"],
    ["an empty scope", [clientId, {}], { clientId }, "property 'appId'", "referrer"],
    [
      "both scopes",
      [clientId, { referrer, appId }],
      { clientId, referrer, appId },
      "additional properties; found 'appId'",
      "referrer",
    ],
    ["no client ID", [undefined, { referrer }], { referrer }, "property 'clientId'", "clientId"],
  ])("sends %s, which the mock refuses; this client sends nothing", async (_, args, sent, violation, param) => {
    const { result, exchange } = await call(official(), args);
    const violations = expect.arrayContaining([expect.stringContaining(violation)]);
    expect(contractual(exchange)).toEqual({ ...conforming(sent), violations });
    expect(result).toBeInstanceOf(ComplyCubeApiError);
    expect(result).toMatchObject({ statusCode: 400, type: "invalid_request" });

    const error = await rejection(ours().generate(...args));
    expect(error).toMatchObject({ name: "ComplyCubeRequestError", param, attempts: 0 });
    expect(() => mock.onlyExchange()).toThrow("expected one request, got 0");
  });

  it("sends an unknown property, which the mock refuses; this client omits it", async () => {
    const args = [clientId, { referrer, note: "x" }];
    const theirs = await call(official(), args);
    expect(theirs.exchange.violations).toContainEqual(expect.stringContaining("found 'note'"));
    const own = await call(ours(), args);
    expect(own.result).toBe(minted);
    expect(contractual(own.exchange)).toEqual(conforming({ clientId, referrer }));
  });

  it("mints for the client in the scope; this client mints for its argument", async () => {
    const args = [clientId, { referrer, clientId: "SOMEBODY_ELSE" }];
    const [theirs, own] = [await call(official(), args), await call(ours(), args)];
    expect(contractual(theirs.exchange)).toEqual(conforming({ clientId: "SOMEBODY_ELSE", referrer }));
    expect(contractual(own.exchange)).toEqual(conforming({ clientId, referrer }));
  });
});

// Read in github.com/complycube/complycube-php, lib/Resources/TokenApi.php at 7352e10; not recorded. Its `generate` has one
// argument for both scopes and guesses which one it is.
describe("a request of the official PHP library", () => {
  it.each<[string, object, number, string?]>([
    ["with a match pattern", { clientId, referrer }, 200],
    ["with an app ID that has a hyphen, as the referrer", { clientId, referrer: "com.my-app.demo" }, 400, "must match"],
    ["with a host, as the app ID", { clientId, appId: "localhost" }, 200],
  ])("%s", async (_, body, status, violation) => {
    const { exchange, ...response } = await mock.send(JSON.stringify(body));
    expect(response.status).toBe(status);
    const violations = violation === undefined ? [] : expect.arrayContaining([expect.stringContaining(violation)]);
    expect(exchange.violations).toEqual(violations);
  });
});
