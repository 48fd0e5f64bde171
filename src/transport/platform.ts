/** The clock, timers and randomness. Tests replace them. */
export interface Platform {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  /** Milliseconds since 1970, to compare with dates from a server. */
  wallClock(): number;
  /** Calls back after `ms` milliseconds. The returned function cancels the timer. */
  after(ms: number, callback: () => void): () => void;
  /** A random number from 0 up to, but not including, 1. */
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
