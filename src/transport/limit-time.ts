import { ComplyCubeTimeoutError } from "../errors.js";
import type { Call, Platform } from "./fetch.js";
import { onAbort } from "./on-abort.js";

/**
 * Runs a part of a call until it ends, its time or that of the whole call is up, or the caller aborts, whichever comes
 * first. Leaves no timer and no listener behind, unlike `AbortSignal.any` and `AbortSignal.timeout`, which leave them with
 * a signal that lives on.
 */
export async function limitTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  call: Call,
  platform: Platform,
  attemptTimeoutMs = Number.POSITIVE_INFINITY,
): Promise<T> {
  const { signal, timeoutMs } = call;
  const leftMs = call.expiresAt - platform.now();
  const limit = leftMs > attemptTimeoutMs ? "attemptTimeoutMs" : "timeoutMs";
  const limitMs = limit === "timeoutMs" ? timeoutMs : attemptTimeoutMs;

  const controller = new AbortController();
  let interrupt = (_reason: unknown) => {};
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const ignoreAbort = signal && onAbort(signal, () => interrupt(signal.reason));
  const cancelTimer = platform.after(Math.min(leftMs, attemptTimeoutMs), () =>
    interrupt(new ComplyCubeTimeoutError({ ...call, limit, limitMs })),
  );
  try {
    // A race, since a `fetch` that the caller brings may not heed its signal.
    return await Promise.race([interrupted, work(controller.signal)]);
  } finally {
    cancelTimer();
    ignoreAbort?.();
  }
}
