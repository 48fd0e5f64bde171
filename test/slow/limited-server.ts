import { accountLimit } from "../support/account-limit.js";
import { type Handler, json } from "../support/loopback.js";

/**
 * A limit of ten requests in any half second. Ten a second stay within it, even if the machine delays some by half a second.
 * Thirty a second exceed it.
 */
export function tenInHalfASecond() {
  return accountLimit(10, 500);
}

/** Mints tokens within the limit, and answers 429 beyond it. */
export function limited(limit: ReturnType<typeof accountLimit>): Handler {
  return (...context) => {
    const retryAfter = limit.retryAfter(performance.now());
    const answer =
      retryAfter === undefined ? json(200, { token: "a.b.c" }) : json(429, {}, { "retry-after": `${retryAfter}` });
    answer(...context);
  };
}
