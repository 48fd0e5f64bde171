import { ComplyCubeApiError, ComplyCube as OfficialComplyCube } from "@complycube/api";
import { describe, expect, it } from "vitest";
import type { Exchange } from "../../scripts/prism-server.js";
import { examples } from "../../src/generated/examples.js";
import { ComplyCubeRequestError } from "../../src/index.js";
import { apiKey, useMock } from "../support/prism.js";
import { officialRequests } from "./official-requests.js";

const mock = useMock();

const minted = "header.payload.signature";
const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.myapp.demo.app";

/** What a program without types can call. */
interface Untyped {
  generate(...args: unknown[]): Promise<unknown>;
}

function official(): Untyped {
  const { axiosInstance, token } = new OfficialComplyCube({ apiKey });
  // Without a proxy that the environment may name: it stays on this machine.
  Object.assign(axiosInstance.defaults, { baseURL: mock.url, proxy: false });
  return token;
}

function ours(): Untyped {
  return mock.client().token as Untyped;
}

/** The result of a call, an error included, with the one request that it sent. */
async function call(token: Untyped, args: unknown[]) {
  const result = await token.generate(...args).catch((error: unknown) => error);
  return { result, exchange: mock.onlyExchange() };
}

/** What the contract says of a request. The path is without the trailing slash, for which the mock has a route of its own. */
function contractual({ method, path, headers, body, violations }: Exchange) {
  const mediaType = headers["content-type"]?.split(";")[0];
  return { method, path: path.replace(/\/$/, ""), key: headers.authorization, mediaType, body, violations };
}

const conforming = (body: object) => ({
  method: "POST",
  path: "/v1/tokens",
  key: apiKey,
  mediaType: "application/json",
  body,
  violations: [],
});

/** All that the official library's error has; another result as it is. */
function refusal(result: unknown) {
  if (!(result instanceof ComplyCubeApiError)) return result;
  return { ...result, message: result.message, isClientError: result.isClientError() };
}

// The mock's answer is the spec's example, whatever is wrong; the violation is in a header, which the official error lacks.
const refused = {
  name: "ComplyCubeApiError",
  message: "'clientId' is invalid (status code 400)",
  statusCode: 400,
  type: "invalid_request",
  param: "clientId",
  responseBody: examples.generateToken.responses[400].invalidClientId,
  isClientError: true,
};

const violated = (...violations: string[]) =>
  expect.arrayContaining(violations.map((violation) => `request.body: Request body must ${violation}`));

describe("the official Node library", () => {
  it.each(Object.entries(examples.generateToken.request))(
    "sends the %s request as this client does, and resolves the same",
    async (_, request) => {
      const { clientId, ...scope } = request;
      const [theirs, own] = [await call(official(), [clientId, scope]), await call(ours(), [clientId, scope])];

      expect([theirs.result, own.result]).toEqual([minted, minted]);
      expect(contractual(theirs.exchange)).toEqual(contractual(own.exchange));
      expect(contractual(own.exchange)).toEqual(conforming(request));
    },
  );

  it("posts to the path with a trailing slash", async () => {
    const { exchange } = await call(official(), [clientId, { appId }]);
    const { path, headers } = exchange;
    expect({ path, client: headers["user-agent"] }).toEqual({
      path: "/v1/tokens/",
      client: "complycube-nodejs/1.1.13",
    });
  });

  const neither = violated("have required property 'referrer'", "have required property 'appId'");
  const misuses: Record<string, { args: unknown[]; sent: object; why: unknown; param: string }> = {
    "an undefined referrer": {
      args: [clientId, { referrer: undefined }],
      sent: { clientId },
      why: neither,
      param: "referrer",
    },
    "an empty scope": { args: [clientId, {}], sent: { clientId }, why: neither, param: "referrer" },
    "both scopes": {
      args: [clientId, { referrer, appId }],
      sent: { clientId, referrer, appId },
      why: violated(
        "NOT have additional properties; found 'appId'",
        "NOT have additional properties; found 'referrer'",
      ),
      param: "referrer",
    },
    "no client ID": {
      args: [undefined, { referrer }],
      sent: { referrer },
      why: violated("have required property 'clientId'"),
      param: "clientId",
    },
  };

  it.each(Object.entries(misuses))("sends %s, which the mock refuses; this client sends nothing", async (_, misuse) => {
    const { args, sent, why, param } = misuse;
    const { result, exchange } = await call(official(), args);
    expect(contractual(exchange)).toEqual({ ...conforming(sent), violations: why });
    expect(refusal(result)).toEqual(refused);

    const error: unknown = await ours()
      .generate(...args)
      .catch((reason: unknown) => reason);
    expect(() => mock.onlyExchange()).toThrow("expected one request, and got 0");
    expect(error).toBeInstanceOf(ComplyCubeRequestError);
    expect(error).toMatchObject({ param, attempts: 0 });
  });

  it("sends an extra property, which the mock refuses; this client leaves it out", async () => {
    const args = [clientId, { referrer, note: "of the caller's own" }];

    const theirs = await call(official(), args);
    expect(contractual(theirs.exchange)).toEqual({
      ...conforming({ clientId, referrer, note: "of the caller's own" }),
      violations: violated("NOT have additional properties; found 'note'"),
    });
    expect(refusal(theirs.result)).toEqual(refused);

    const own = await call(ours(), args);
    expect(contractual(own.exchange)).toEqual(conforming({ clientId, referrer }));
    expect(own.result).toBe(minted);
  });

  it("mints for the client that the scope names, where this client mints for its argument's", async () => {
    const args = [clientId, { referrer, clientId: "SOMEBODY_ELSE" }];

    const theirs = await call(official(), args);
    expect(contractual(theirs.exchange)).toEqual(conforming({ clientId: "SOMEBODY_ELSE", referrer }));
    expect(theirs.result).toBe(minted);

    const own = await call(ours(), args);
    expect(contractual(own.exchange)).toEqual(conforming({ clientId, referrer }));
    expect(own.result).toBe(minted);
  });
});

describe("a request of another official library, not recorded by us", () => {
  const answers = {
    200: { token: minted },
    400: examples.generateToken.responses[400].invalidClientId,
    404: expect.objectContaining({ title: "Route not resolved, no path matched" }),
  };

  it.each(Object.entries(officialRequests))("%s", async (_, { path, body, verdict }) => {
    const response = await fetch(new URL(path, mock.url), {
      method: "POST",
      headers: { authorization: apiKey, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    const exchange = mock.onlyExchange();

    const { status, violation } = verdict;
    expect({ status: response.status, answer }).toEqual({ status, answer: answers[status] });
    const violations = violation === undefined ? [] : expect.arrayContaining([expect.stringContaining(violation)]);
    expect(contractual(exchange)).toEqual({ ...conforming(body), path, violations });
  });
});
