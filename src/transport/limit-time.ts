import type { Platform } from "./fetch.js";
import { onAbort } from "./on-abort.js";

interface Limit {
  /** The caller's signal: its abort ends the work, with its reason. */
  signal: AbortSignal | null | undefined;
  limitMs: number;
  onTimeout: () => Error;
}

/**
 * Runs `work` until it ends, its time is up, or the caller aborts, whichever comes first. Leaves no timer and no listener
 * behind, unlike `AbortSignal.any` and `AbortSignal.timeout`, which leave them with a signal that lives on.
 */
export async function limitTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { signal, limitMs, onTimeout }: Limit,
  { after }: Platform,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const ignoreAbort = signal && onAbort(signal, () => controller.abort(signal.reason));
  const cancelTimer = after(limitMs, () => controller.abort(onTimeout()));
  try {
    // A race, since a `fetch` that the caller brings may not heed its signal.
    return await Promise.race([rejectOnAbort(controller.signal), work(controller.signal)]);
  } finally {
    cancelTimer();
    ignoreAbort?.();
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}
