/** An account's limit as a server enforces it: so many requests in any window, and 429 with `Retry-After` beyond. */
export function accountLimit(requests: number, windowMs: number) {
  const admitted: number[] = [];
  let refused = 0;
  return {
    admitted,
    get refused() {
      return refused;
    },
    /** The seconds for `Retry-After`; `undefined` where the request is admitted. */
    retryAfter(now: number): number | undefined {
      const oldest = admitted.at(-requests);
      if (oldest === undefined || now - oldest >= windowMs) {
        admitted.push(now);
        return undefined;
      }
      refused += 1;
      return Math.ceil((oldest + windowMs - now) / 1_000);
    },
  };
}
