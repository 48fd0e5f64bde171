// Compiled, never run: what must not compile says so, and an error that is no longer one fails the check.

import {
  createTokenHandler,
  type MintedToken,
  type TokenHandlerOptions,
  type TokenRefusalCode,
} from "../../../src/handler.js";
import { ComplyCube, type TokenScope } from "../../../src/index.js";

const complycube = new ComplyCube();
const authorize = () => "CLIENT_ID";
const scope = { referrer: "https://www.example.com/*" } as const;
const appId = "com.myapp.demo.app";
const host: string = "www.example.com";

// The ID, or a refusal, at once or later.
export const handlers: ((request: Request) => Promise<Response>)[] = [
  createTokenHandler({ complycube, scope, authorize }),
  createTokenHandler({
    complycube,
    scope: { appId },
    authorize: async () => (Math.random() > 0.5 ? "CLIENT_ID" : 401),
  }),
  createTokenHandler({ complycube, scope: { referrer: `https://${host}/*` }, authorize: () => 403 }),
  createTokenHandler({
    complycube,
    scope,
    authorize: async ({ headers }) => headers.get("x-user") ?? 401,
    onError: (error, { url }) => console.error(url, error),
  }),
];

// What is known at run time alone, and what a test puts in place of ComplyCube.
declare const configured: TokenScope;
const options: TokenHandlerOptions = { complycube, scope: configured, authorize, onError: undefined };
createTokenHandler(options);
createTokenHandler({ complycube: { token: { generate: async () => "a.b.c" } }, scope, authorize });

// What the framework hands on is authorize's second argument, and has to be handed on.
const handle = createTokenHandler({ complycube, scope, authorize: (_, { user }: { user: string }) => user });
handle(new Request(""), { user: "CLIENT_ID" });
// @ts-expect-error
handle(new Request(""));
// @ts-expect-error
handle(new Request(""), { user: 1 });

// A wrong literal.
// @ts-expect-error
createTokenHandler({ complycube, scope: { referrer: "localhost:3000/*" }, authorize });
// Exactly one of referrer and appId.
// @ts-expect-error
createTokenHandler({ complycube, scope: { ...scope, appId }, authorize });
// @ts-expect-error
createTokenHandler({ complycube, scope: {}, authorize });
// Nothing but onError can be left out.
// @ts-expect-error
createTokenHandler({ complycube, scope });
// @ts-expect-error
createTokenHandler({ complycube, authorize });
// @ts-expect-error
createTokenHandler({ scope, authorize });
// @ts-expect-error
createTokenHandler({ complycube, scope, authorize, onerror: () => {} });
// Nobody, and any other status, are no answers of authorize.
// @ts-expect-error
createTokenHandler({ complycube, scope, authorize: () => 404 });
// @ts-expect-error
createTokenHandler({ complycube, scope, authorize: async () => undefined });
// @ts-expect-error
createTokenHandler({ complycube, scope, authorize: ({ headers }) => headers.get("x-user") });
// @ts-expect-error
createTokenHandler({ complycube, scope, authorize: (_: Request): number => 401 });

// A page's switch on the code is exhaustive.
export function advice(answer: MintedToken | { code: TokenRefusalCode }): string {
  if (!("code" in answer)) return `${answer.token} ${answer.clientId}`;
  switch (answer.code) {
    case "unauthenticated":
      return "sign in";
    case "forbidden":
    case "cross_site":
    case "method_not_allowed":
    case "mint_failed":
      return "give up";
    case "rate_limited":
    case "unavailable":
    case "timed_out":
      return "try again";
    default:
      return answer.code satisfies never;
  }
}
