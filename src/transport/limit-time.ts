import { ComplyCubeTimeoutError } from "../client/errors.js";
import type { Call } from "./call.js";
import type { Platform } from "./platform.js";

/** Registers a callback that stops the work at a time limit or an abort. */
export type OnInterrupt = (cancel: (reason: unknown) => void) => void;

/**
 * Runs one part of a call until it settles, times out or is aborted. Unlike `AbortSignal.timeout` and `AbortSignal.any`, it
 * leaves no timer or listener behind.
 */
export function limitTime<T>(
  work: (onInterrupt: OnInterrupt) => Promise<T>,
  call: Call,
  platform: Platform,
  attemptTimeoutMs = Number.POSITIVE_INFINITY,
): Promise<T> {
  const { signal, timeoutMs } = call;
  const leftMs = call.expiresAt - platform.now();
  const limit = leftMs > attemptTimeoutMs ? "attemptTimeoutMs" : "timeoutMs";
  const limitMs = limit === "timeoutMs" ? timeoutMs : attemptTimeoutMs;

  return new Promise((resolve, reject) => {
    let cancel: ((reason: unknown) => void) | undefined;
    let interruption: { reason: unknown } | undefined;
    const stop = () => {
      cancelTimer();
      ignoreAbort?.();
    };
    const interrupt = (reason: unknown) => {
      interruption = { reason };
      stop();
      // `cancel` alone is not enough: a custom `fetch` or transport may ignore it.
      reject(reason);
      cancel?.(reason);
    };
    const ignoreAbort = signal && onAbort(signal, () => interrupt(signal.reason));
    const cancelTimer = platform.after(Math.min(leftMs, attemptTimeoutMs), () =>
      interrupt(new ComplyCubeTimeoutError({ ...call, limit, limitMs })),
    );
    const onInterrupt: OnInterrupt = (callback) => {
      cancel = callback;
      if (interruption) cancel(interruption.reason);
    };
    work(onInterrupt).then(resolve, reject).then(stop);
  });
}

const callbacksOf = new Map<EventTarget | null, Set<() => void>>();

function notify({ target }: Event): void {
  callbacksOf.get(target)?.forEach((callback) => {
    callback();
  });
}

/**
 * Calls back when `signal` aborts. The returned function removes the callback. All calls that use a signal share one
 * listener, because Node 20 warns of a leak at the eleventh.
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = callbacksOf.get(signal) ?? new Set();
  callbacksOf.set(signal, callbacks.add(callback));
  signal.addEventListener("abort", notify);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    signal.removeEventListener("abort", notify);
    callbacksOf.delete(signal);
  };
}
