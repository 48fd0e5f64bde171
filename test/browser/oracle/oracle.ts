import { writeFile } from "node:fs/promises";
import { readOptions, run, UserError } from "../../../scripts/cli.js";
import { chromiumPath } from "../../support/chromium.js";
import { readVerdicts, type Verdict, verdictsFile } from "../../support/verdicts.js";
import { startAnyHost } from "./any-host.js";
import { type Oracle, withOracle } from "./extension.js";

const usage = `Usage: npm run oracle -- [--write]

Asks a real Chromium for its verdict on every pattern and URL of the fixture, and says how many agree.

  --write  write its verdicts and its version to the fixture; refused where it is older than the fixture's`;

/** Chromium's major version since which percent-escapes and all trailing dots are compared as they are in the fixture. */
const firstOfFixture = 156;

declare const chrome: {
  scripting: {
    registerContentScripts(scripts: { id: string; matches: string[]; js: string[] }[]): Promise<void>;
    unregisterContentScripts(): Promise<void>;
  };
  tabs: { query(query: { url: string }): Promise<unknown[]> };
};

await run(async () => {
  const { write } = readOptions({ write: { type: "boolean", default: false } }, usage);
  const { chromium: known, verdicts } = await readVerdicts();
  const chromium = chromiumPath();
  const proxy = await startAnyHost();
  const { version, answers } = await withOracle(chromium, proxy.url, async (oracle) => {
    return { version: oracle.version, answers: await ask(oracle, verdicts) };
  }).finally(() => proxy.close());

  const isOlder = major(version) < firstOfFixture;
  const asked = verdicts.flatMap((verdict, index) => {
    const answer = answers[index];
    if (answer === undefined) return [];
    const expected = isOlder ? { ...verdict, matches: verdict.olderChromium ?? verdict.matches } : verdict;
    return [{ expected: text(expected), answer: text(answer) }];
  });
  const differing = asked.filter(({ expected, answer }) => expected !== answer);
  console.log(`Chromium ${version} agrees with ${asked.length - differing.length} of ${asked.length} verdicts.`);
  for (const { expected, answer } of differing) console.log(`  ${expected}\n  ${answer}`);
  console.log(`${verdicts.length - asked.length} could not be asked, since their page does not open.`);

  if (!write) return;
  if (major(version) < major(known)) {
    throw new UserError(`Nothing is written: the fixture is of Chromium ${known}, newer than ${version}.`);
  }
  const rows = verdicts.map((verdict, index) => JSON.stringify(answers[index] ?? verdict));
  await writeFile(verdictsFile, `{"chromium":"${version}","verdicts":[\n${rows.join(",\n")}\n]}\n`);
});

function major(version: string): number {
  return Number.parseInt(version, 10);
}

function text(verdict: Verdict): string {
  return JSON.stringify({ ...verdict, olderChromium: undefined });
}

/** Visits each URL once, and asks which of its patterns match; `undefined` where its page does not open, as of a file. */
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
    const patterns = verdicts.filter((row) => row.url === url && errors.get(row.pattern) === undefined);
    const found = await background.evaluate(
      matchingTabs,
      patterns.map(({ pattern }) => pattern),
    );
    patterns.forEach(({ pattern }, index) => {
      if (isOpen) matching.set(JSON.stringify([pattern, url]), found[index] ?? false);
    });
    await page.close();
  }
  return verdicts.map((known) => {
    const { pattern, url } = known;
    const said = errors.get(pattern);
    if (said !== undefined) {
      return { pattern, url, valid: false, matches: false, error: said.match(/[A-Z][\w ]+\.$/)?.[0] ?? said };
    }
    const matches = matching.get(JSON.stringify([pattern, url]));
    return matches === undefined ? undefined : { ...known, valid: true, matches };
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
