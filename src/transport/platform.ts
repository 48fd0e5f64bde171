/** Time and chance, which tests replace. */
export interface Platform {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970, for dates that a server names. */
  wallClock(): number;
  /** Calls back after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
  /** A number from 0 up to 1. */
  random(): number;
}

export const systemPlatform: Platform = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
