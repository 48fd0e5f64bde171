import { readFile } from "node:fs/promises";

/** What a real Chromium made of a pattern and a URL. */
export interface Verdict {
  pattern: string;
  url: string;
  valid: boolean;
  matches: boolean;
  /** Chrome's own text, where the pattern is invalid. */
  error?: string;
  /** What `matches` was before Chromium 156, where it was something else. */
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
