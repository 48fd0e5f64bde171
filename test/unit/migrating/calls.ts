import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { examples } from "../../../src/generated/examples.js";
import { type Handler, json, type Received, withServer } from "../../support/loopback.js";
import { deferred } from "../../support/mint.js";
import {
  apiKey,
  both,
  type Case,
  clientAt,
  html,
  type Library,
  mint,
  minted,
  nameOf,
  official,
  ours,
} from "./libraries.js";

const { responses } = examples.generateToken;

/** Describes one call to a server, from its result and the requests that arrived. */
function call(handler: Handler, describe: (result: unknown, received: Received[]) => string): Case {
  return both((library) =>
    withServer(handler, async ({ url, received }) => describe(await mint(clientAt(url, library)), received)),
  );
}

const countOf = (received: Received[]) => (received.length === 1 ? "sent once" : `sent ${received.length} times`);
const propertyOf = (value: unknown, name: string) => `\`${Reflect.get(Object(value), name)}\``;
const messageOf = (error: unknown) => propertyOf(error, "message");
const keyIn = (value: unknown) =>
  inspect(value, { depth: 9 }).includes(apiKey) ? "shows the key" : "does not show the key";

const unanswered: Case = () =>
  withServer(
    () => {},
    async ({ url }) => {
      const client = clientAt(url, official);
      let isWaiting = true;
      mint(client).then(() => {
        isWaiting = false;
      });
      const result = await mint(clientAt(url, ours), { timeoutMs: 50 });
      const isUnlimited = isWaiting && client.axiosInstance?.defaults.timeout === 0;
      return [isUnlimited ? "waits, without a limit" : "ends", nameOf(result)];
    },
  );

function aborted(library: Library): Promise<string> {
  const arrived = deferred<ServerResponse>();
  return withServer(arrived.resolve, async ({ url, received }) => {
    const controller = new AbortController();
    const minting = mint(clientAt(url, library), { signal: controller.signal });
    const response = await arrived.promise;
    controller.abort("reason");
    for (const request of received) minted(response, 0, request);
    const result = await minting;
    return result === "reason" ? "rejects with its reason" : `ignores it: ${nameOf(result)}`;
  });
}

function redirected(library: Library): Promise<string> {
  return withServer(minted, (other) =>
    withServer(html(307, "", { location: `${other.url}/tokens` }), async ({ url }) => {
      const result = nameOf(await mint(clientAt(url, library)));
      return other.received.some(({ body }) => body.includes("CLIENT_ID")) ? `sent there: ${result}` : result;
    }),
  );
}

export const calls: Record<string, Case> = {
  "the path": call(minted, (_, [request]) => `\`${request?.path}\``),
  "the `User-Agent`": call(minted, (_, [request]) => `\`${request?.headers["user-agent"]}\``),
  "no answer": unanswered,
  "a `signal` as third argument, aborted": both(aborted),
  "503, then a token": call(
    (...args) => (args[1] > 0 ? minted : json(503, {}))(...args),
    (result, received) => `${nameOf(result)}, ${countOf(received)}`,
  ),
  "307 to another host": both(redirected),
  "302 to itself": call(html(302, "", { location: "/v1/tokens" }), (result, received) => {
    const withKey = received.filter(({ headers }) => headers.authorization === apiKey);
    return `${nameOf(result)}, the key ${countOf(withKey)}`;
  }),
  "a connection that breaks off": call(
    ({ socket }) => socket?.destroy(),
    (result, received) => {
      const cause = result instanceof Error && result.cause instanceof Error ? "with its `cause`" : "without a `cause`";
      return `${nameOf(result)} ${cause}, ${countOf(received)}`;
    },
  ),
  "200 with a page": call(html(200, "<p>"), nameOf),
  "200 with `{}`": call(json(200, {}), nameOf),
  "200 without a body": call(html(200, ""), nameOf),
  "`message` of a 502 that is a page": call(html(502, "<p>page</p>"), messageOf),
  "`message` of a 403": call(json(403, responses[403].notInPlan), messageOf),
  "`message` of a 400 without one": call(json(400, {}), messageOf),
  "`type` of an error without one": call(json(400, {}), (error) => propertyOf(error, "type")),
  "what a `ComplyCubeApiError` has": call(json(403, {}), (error) => {
    const names = Object.keys(Object(error)).filter((name) => name !== "name");
    return names
      .map((name) => `\`${name}\``)
      .sort()
      .join(", ");
  }),
  "`retryAfterMs` of a 429 with `Retry-After: 60`": call(
    json(429, responses[429].rateLimited, { "retry-after": "60" }),
    (error) => propertyOf(error, "retryAfterMs"),
  ),
  "`isClientError()` of a 403": call(json(403, {}), (error) => `\`${Object(error).isClientError?.()}\``),
  "an error that quotes the key": call(json(401, { message: apiKey }), keyIn),
  "`util.inspect(complycube)`": both((library) => keyIn(clientAt("https://localhost", library))),
};
