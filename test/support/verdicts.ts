import { readFile } from "node:fs/promises";

/** Chromium's verdict on a pattern and a URL. */
export interface Verdict {
  pattern: string;
  url: string;
  valid: boolean;
  matches: boolean;
  /** Chrome's own message if the pattern is invalid. */
  error?: string;
  /** `matches` before Chromium 156, if it was different. */
  olderChromium?: boolean;
}

export interface Verdicts {
  chromium: string;
  verdicts: Verdict[];
}

export const verdictsFile = new URL("fixtures/chromium-match-patterns.json", import.meta.url);

export async function readVerdicts(): Promise<Verdicts> {
  return JSON.parse(await readFile(verdictsFile, "utf8"));
}
