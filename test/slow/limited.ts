import { accountLimit } from "../support/account-limit.js";
import type { Handler } from "../support/loopback.js";

const json = { "content-type": "application/json" };

/** Tells ten a second from thirty, also on a machine that holds requests up for half a second. */
export function tenInHalfASecond() {
  return accountLimit(10, 500);
}

/** Mints within the limit, and answers 429 beyond. */
export function limited(limit: ReturnType<typeof accountLimit>): Handler {
  return (response) => {
    const retryAfter = limit.retryAfter(performance.now());
    if (retryAfter === undefined) response.writeHead(200, json).end('{"token":"header.payload.signature"}');
    else response.writeHead(429, { ...json, "retry-after": String(retryAfter) }).end("{}");
  };
}
