import { expect, it } from "vitest";
import { canReferrerMatch, parseReferrer } from "../../../src/referrer/index.js";
import { readVerdicts } from "../../support/verdicts.js";
import { complycubeTokens, unprintable } from "./command.js";

async function check(...args: string[]): Promise<{ exitCode: number; lines: string[] }> {
  const { exitCode, stdout, stderr } = await complycubeTokens(["referrer", ...args]);
  expect(stderr).toBe("");
  return { exitCode, lines: stdout.trimEnd().split("\n") };
}

const page = "https://www.example.com/kyc/start";

it("prints that a pattern is valid, and each warning", async () => {
  expect(await check("https://www.example.com/*")).toEqual({ exitCode: 0, lines: ["pattern   valid"] });
  expect(await check("http://www.example.com/kyc/*")).toEqual({
    exitCode: 0,
    lines: ["pattern   valid", expect.stringMatching(/^warning {3}.+"https:/), expect.stringMatching(/^warning /)],
  });
});

it.each([
  ["*://*/*", "generate  rejects it without --allow-any-referrer."],
  ["ftp://*/*", "generate  rejects it: no page could use the token."],
])("prints that %s is valid, and that generate rejects it", async (pattern, rejection) => {
  const { exitCode, lines } = await check(pattern);
  expect(exitCode).toBe(1);
  expect(lines).toEqual(["pattern   valid", ...lines.slice(1, -1), rejection]);
  expect((await check(pattern, page)).lines.slice(0, lines.length)).toEqual(lines);
  expect(await check(pattern, "--json")).toMatchObject({ exitCode: 1 });
});

it("exits with 0 for exactly the patterns that generate accepts", async () => {
  const { verdicts } = await readVerdicts();
  const accepts = async (...args: string[]) => (await complycubeTokens(args)).exitCode === 0;
  for (const pattern of new Set(verdicts.map((verdict) => verdict.pattern))) {
    const isAccepted = await accepts("generate", "--client-id", "CLIENT_ID", `--referrer=${pattern}`, "--curl");
    expect([pattern, await accepts("referrer", "--", pattern)]).toEqual([pattern, isAccepted]);
  }
});

it.each([
  ["www.example.com/*", "www.example.com/*", "^"],
  ["https://www.example.com", "https://www.example.com", `${" ".repeat(23)}^`],
  // Wide, combining and escaped characters.
  ["https://例e\u0301\u007f:99999/*", "https://例e\u0301\\u007f:99999/*", `${" ".repeat(8)}\u3000${" ".repeat(8)}^`],
])("marks the fault of %j with a caret", async (pattern, printed, caret) => {
  const fault = expect.stringMatching(/^pattern {3}not valid: .+ Write .+\.$/);
  expect(await check(pattern)).toEqual({ exitCode: 1, lines: [printed, caret, fault] });
});

it("prints the verdict for a page, and the Referer that it sends", async () => {
  expect(await check("https://www.example.com/*", page)).toEqual({
    exitCode: 0,
    lines: [
      "pattern   valid",
      "referer   https://www.example.com/",
      "verdict   match: The page sends https://www.example.com/",
    ],
  });
});

it("prints why a page does not match, with the repair", async () => {
  const path = await check("https://www.example.com/kyc/*", page);
  expect(path.exitCode).toBe(1);
  expect(path.lines.at(-1)).toMatch(/^verdict {3}no match: .+ path\b.* Write https:\/\/www\.example\.com\/\*$/);
  const blank = await check("https://www.example.com/*", "about:blank");
  expect(blank).toMatchObject({ exitCode: 1, lines: ["pattern   valid", "referer   none", expect.anything()] });
});

it("applies --policy", async () => {
  const { exitCode, lines } = await check("https://www.example.com/kyc/*", page, "--policy", "unsafe-url");
  expect(exitCode).toBe(0);
  expect(lines).toContain(`referer   ${page}`);
});

it("prints that a page does not match an invalid pattern", async () => {
  const verdict = async (pageUrl: string) => (await check("www.example.com", pageUrl)).lines.at(-1);
  expect(await verdict(page)).toBe("verdict   no match: the pattern is not valid. Write https://www.example.com/*");
  expect(await verdict("about:blank")).toBe("verdict   no match: the pattern is not valid.");
});

it.each(["https://www.example.com/kyc/*", "www.example.com"])("--json prints the results for %s", async (pattern) => {
  const { lines, exitCode } = await check(pattern, page, "--json");
  expect({ exitCode, length: lines.length }).toEqual({ exitCode: 1, length: 1 });
  expect(JSON.parse(lines[0] ?? "")).toEqual({ ...parseReferrer(pattern), verdict: canReferrerMatch(pattern, page) });
  expect(JSON.parse((await check(pattern, "--json")).lines[0] ?? "")).toEqual({ ...parseReferrer(pattern) });
});

it.each([[[]], [["--json"]], [["https://www.example.com/\u001b[2J", "--policy", "unsafe-url"]]])(
  "escapes control characters with the arguments %j",
  async (args) => {
    for (const pattern of ["\u001b]0;title\u0007\u009b\u202e", "https://www.example.com/\u001b\u009b\n*"]) {
      const { stdout } = await complycubeTokens(["referrer", pattern, ...args]);
      expect(stdout.replaceAll("\n", "")).not.toMatch(unprintable);
    }
  },
);
