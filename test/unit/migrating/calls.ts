import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { examples } from "../../../src/generated/examples.js";
import { deferred } from "../../support/mint.js";
import {
  type Answer,
  answer,
  apiKey,
  clientAt,
  type Library,
  mint,
  minted,
  nameOf,
  official,
  ours,
  type Server,
  withServer,
} from "./libraries.js";

/** What the page says of the official library and of this one, made of what was seen of them. */
export type Claim = () => Promise<[string, string]>;

export function both(see: (library: Library) => Promise<string>): Claim {
  return async () => [await see(official), await see(ours)];
}

/** What is seen of one call that gets this answer. */
function call(respond: Answer, say: (result: unknown, server: Server) => string): Claim {
  return both((library) =>
    withServer(respond, async (server) => say(await mint(clientAt(server.url, library)), server)),
  );
}

const sent = (received: Server["received"]) => (received.length === 1 ? "sent once" : `sent ${received.length} times`);
const { responses } = examples.generateToken;

const unanswered: Claim = () =>
  withServer(
    () => {},
    async ({ url }) => {
      const client = clientAt(url, official);
      let isWaiting = true;
      mint(client).then(() => {
        isWaiting = false;
      });
      // It ends by its own limit, and nothing else can: what the other waits for does not come.
      const result = await mint(clientAt(url, ours), { timeoutMs: 50 });
      const isUnlimited = isWaiting && client.axiosInstance?.defaults.timeout === 0;
      return [isUnlimited ? "waits, without a limit" : "ends", nameOf(result)];
    },
  );

async function aborted(library: Library): Promise<string> {
  const arrived = deferred<ServerResponse>();
  return withServer(arrived.resolve, async ({ url }) => {
    const controller = new AbortController();
    const minting = mint(clientAt(url, library), { signal: controller.signal });
    const response = await arrived.promise;
    controller.abort("reason");
    minted(response, 0);
    const result = await minting;
    return result === "reason" ? "rejects with its reason" : `ignores it: ${nameOf(result)}`;
  });
}

function redirected(library: Library): Promise<string> {
  return withServer(minted, (other) =>
    withServer(answer(307, "", { location: `${other.url}/tokens` }), async ({ url }) => {
      const result = nameOf(await mint(clientAt(url, library)));
      return other.received.some(({ body }) => body.includes("CLIENT_ID")) ? `sent there: ${result}` : result;
    }),
  );
}

export const calls: Record<string, Claim> = {
  "the path": call(minted, (_, { received: [request] }) => `\`${request?.path}\``),
  "the `User-Agent`": call(minted, (_, { received: [request] }) => `\`${request?.headers["user-agent"]}\``),
  "no answer": unanswered,
  "a `signal` as third argument, aborted": both(aborted),
  "503, then a token": call(
    (response, before) => (before > 0 ? minted : answer(503, {}))(response, before),
    (result, { received }) => `${nameOf(result)}, ${sent(received)}`,
  ),
  "307 to another host": both(redirected),
  "302 to itself": call(
    answer(302, "", { location: "/v1/tokens" }),
    (result, { received }) =>
      `${nameOf(result)}, the key ${sent(received.filter(({ headers }) => headers.authorization === apiKey))}`,
  ),
  "a connection that breaks off": call(
    ({ socket }) => socket?.destroy(),
    (result, { received }) => {
      const cause = result instanceof Error && result.cause instanceof Error ? "with its `cause`" : "without a `cause`";
      return `${nameOf(result)} ${cause}, ${sent(received)}`;
    },
  ),
  "200 with a page": call(answer(200, "<p>"), nameOf),
  "200 with `{}`": call(answer(200, {}), nameOf),
  "200 without a body": call(answer(200, ""), nameOf),
  "`message` of a 502 that is a page": call(answer(502, "<p>page</p>"), messageOf),
  "`message` of a 403": call(answer(403, responses[403].notInPlan), messageOf),
  "`message` of a 400 without one": call(answer(400, {}), messageOf),
  "`type` of an error without one": call(answer(400, {}), (result) => `\`${property(result, "type")}\``),
  "what a `ComplyCubeApiError` has": call(answer(403, {}), (result) =>
    Object.keys(Object(result))
      .filter((name) => name !== "name")
      .map((name) => `\`${name}\``)
      .sort()
      .join(", "),
  ),
  "`retryAfterMs` of a 429 with `Retry-After: 60`": call(
    answer(429, responses[429].rateLimited, { "retry-after": "60" }),
    (result) => `\`${property(result, "retryAfterMs")}\``,
  ),
  "`isClientError()` of a 403": call(answer(403, {}), (result) => {
    const isClientError: unknown = property(result, "isClientError");
    return typeof isClientError === "function" ? `\`${isClientError.call(result)}\`` : "absent";
  }),
  "an error that quotes the key": call(answer(401, { message: apiKey }), keyIn),
  "`util.inspect(complycube)`": both((library) => withServer(minted, async ({ url }) => keyIn(clientAt(url, library)))),
};

function messageOf(error: unknown): string {
  return `\`${property(error, "message")}\``;
}

function property(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}

function keyIn(value: unknown): string {
  return inspect(value, { depth: 9 }).includes(apiKey) ? "shows the key" : "does not show the key";
}
