interface SharedListener {
  callbacks: Set<() => void>;
  notify: () => void;
}

const sharedListeners = new WeakMap<AbortSignal, SharedListener>();

/**
 * Calls back when `signal` is aborted, unless it is called off with the function that this returns. Calls that share a
 * signal share one listener, since Node 20 warns of a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, notify } = sharedListeners.get(signal) ?? listen(signal);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size > 0) return;
    signal.removeEventListener("abort", notify);
    sharedListeners.delete(signal);
  };
}

function listen(signal: AbortSignal): SharedListener {
  const callbacks = new Set<() => void>();
  const notify = () => {
    for (const callback of callbacks) callback();
  };
  signal.addEventListener("abort", notify, { once: true });
  const shared = { callbacks, notify };
  sharedListeners.set(signal, shared);
  return shared;
}
