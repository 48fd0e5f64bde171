/** What became of one attempt. Holds nothing secret. */
export interface AttemptReport {
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** The status of the answer, where there is a usable one. */
  status?: number;
  /** The name of the error, where there is none: `ComplyCubeConnectionError`, or of the reason of an abort. */
  error?: string;
  /** How long the attempt took, in milliseconds. */
  durationMs: number;
  /** How long it is to the next attempt, in milliseconds; `undefined` where this was the last. */
  nextWaitMs?: number;
}
