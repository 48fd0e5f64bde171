import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { chromiumPath } from "../support/chromium.js";
import { readVerdicts, type Verdict, verdictsFile } from "../support/verdicts.js";
import { startAnyHost } from "./oracle/any-host.js";
import { type Oracle, withOracle } from "./oracle/extension.js";

/** Older versions treat percent-encoding and trailing dots differently; the fixture has their verdicts too. */
const firstOfFixture = 156;

declare const chrome: {
  scripting: {
    registerContentScripts(scripts: { id: string; matches: string[]; js: string[] }[]): Promise<void>;
    unregisterContentScripts(): Promise<void>;
  };
  tabs: { query(query: { url: string }): Promise<unknown[]> };
};

/** Takes about a minute, so it runs only with `npm run oracle`. `ORACLE=write npm run oracle` writes the fixture. */
const { ORACLE: mode } = process.env;

it.runIf(mode)(
  "Chromium agrees with every verdict of the fixture",
  async () => {
    const { chromium: known, verdicts } = await readVerdicts();
    const proxy = await startAnyHost();
    const { version, answers } = await withOracle(chromiumPath({ mayBeShell: false }), proxy.url, async (oracle) => {
      return { version: oracle.version, answers: await ask(oracle, verdicts) };
    }).finally(() => proxy.close());

    if (mode === "write") {
      if (major(version) < major(known)) throw new Error(`Chromium ${version} is older than the fixture's, ${known}.`);
      const rows = verdicts.map((verdict, index) => {
        const { olderChromium } = verdict;
        return JSON.stringify({ ...(answers[index] ?? verdict), olderChromium });
      });
      return await writeFile(verdictsFile, `{"chromium":"${version}","verdicts":[\n${rows.join(",\n")}\n]}\n`);
    }
    const isOlder = major(version) < firstOfFixture;
    const expected = verdicts.map(({ olderChromium, ...verdict }, index) => {
      const matches = isOlder ? (olderChromium ?? verdict.matches) : verdict.matches;
      // Some pages, such as those of a file, do not open.
      return answers[index] === undefined ? undefined : { ...verdict, matches };
    });
    expect(answers.filter((answer) => answer !== undefined).length).toBeGreaterThan(2_000);
    expect(answers).toEqual(expected);
  },
  300_000,
);

function major(version: string): number {
  return Number.parseInt(version, 10);
}

/** Opens each URL once, and asks which of its patterns match. `undefined` if the page does not open. */
async function ask({ context, background }: Oracle, verdicts: Verdict[]): Promise<(Verdict | undefined)[]> {
  const errors = new Map<string, string | undefined>();
  for (const { pattern } of verdicts) {
    if (!errors.has(pattern)) errors.set(pattern, await background.evaluate(errorOf, pattern));
  }
  const matching = new Map<string, boolean>();
  for (const url of new Set(verdicts.map(({ url }) => url))) {
    const page = await context.newPage();
    const isOpen = await page.goto(url).then(
      () => true,
      () => false,
    );
    const rows = verdicts.filter((row) => row.url === url && errors.get(row.pattern) === undefined);
    const patterns = rows.map(({ pattern }) => pattern);
    const found = await background.evaluate(matchingTabs, patterns);
    patterns.forEach((pattern, index) => {
      if (isOpen) matching.set(JSON.stringify([pattern, url]), found[index] ?? false);
    });
    await page.close();
  }
  return verdicts.map(({ pattern, url }) => {
    const message = errors.get(pattern);
    if (message !== undefined) {
      return { pattern, url, valid: false, matches: false, error: message.match(/[A-Z][\w ]+\.$/)?.[0] ?? message };
    }
    const matches = matching.get(JSON.stringify([pattern, url]));
    return matches === undefined ? undefined : { pattern, url, valid: true, matches };
  });
}

async function errorOf(pattern: string): Promise<string | undefined> {
  try {
    await chrome.scripting.registerContentScripts([{ id: "pattern", matches: [pattern], js: ["script.js"] }]);
    await chrome.scripting.unregisterContentScripts();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function matchingTabs(patterns: string[]): Promise<boolean[]> {
  const tabs = await Promise.all(patterns.map((url) => chrome.tabs.query({ url })));
  return tabs.map(({ length }) => length > 0);
}
