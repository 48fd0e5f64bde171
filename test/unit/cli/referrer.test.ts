import { describe, expect, it } from "vitest";
import { canReferrerMatch, parseReferrer } from "../../../src/referrer/index.js";
import { readVerdicts } from "../../support/verdicts.js";
import { complycubeTokens, unprintable } from "./command.js";

async function linesOf(...args: string[]): Promise<{ exitCode: number; lines: string[] }> {
  const { exitCode, stdout, stderr } = await complycubeTokens(["referrer", ...args]);
  expect(stderr).toBe("");
  return { exitCode, lines: stdout.trimEnd().split("\n") };
}

const page = "https://www.example.com/kyc/start";

it("reports a valid pattern", async () => {
  expect(await linesOf("https://www.example.com/*")).toEqual({ exitCode: 0, lines: ["pattern   valid"] });
});

it("prints a line for each warning", async () => {
  const { exitCode, lines } = await linesOf("http://www.example.com/kyc/*");
  expect(exitCode).toBe(0);
  expect(lines).toEqual([
    "pattern   valid",
    expect.stringMatching(/^warning {3}.+"https:/),
    expect.stringMatching(/^warn/),
  ]);
});

it.each([
  ["https://*/*", "generate  rejects it without --allow-any-referrer."],
  ["*://*/*", "generate  rejects it without --allow-any-referrer."],
  ["file:///kyc/*", "generate  rejects it: no page could use the token."],
  ["ftp://*/*", "generate  rejects it: no page could use the token."],
])("says that %s is valid, and that generate rejects it", async (pattern, refusal) => {
  const { exitCode, lines } = await linesOf(pattern);
  expect(exitCode).toBe(1);
  expect(lines).toEqual(["pattern   valid", ...lines.slice(1, -1), refusal]);
  const onPage = await linesOf(pattern, page);
  expect(onPage.exitCode).toBe(1);
  expect(onPage.lines.slice(0, lines.length)).toEqual(lines);
  expect(await linesOf(pattern, "--json")).toMatchObject({ exitCode: 1 });
});

it("exits with 0 for exactly the patterns that generate accepts", async () => {
  const { verdicts } = await readVerdicts();
  const patterns = [...new Set(verdicts.map(({ pattern }) => pattern))];
  const takes = async (...args: string[]) => (await complycubeTokens(args)).exitCode === 0;
  const wrong: string[] = [];
  for (const pattern of patterns) {
    const isTaken = await takes("generate", "--client-id", "CLIENT_ID", `--referrer=${pattern}`, "--curl");
    if ((await takes("referrer", "--", pattern)) !== isTaken) wrong.push(pattern);
  }
  expect(wrong).toEqual([]);
});

describe("marks the fault with a caret", () => {
  it.each([
    ["www.example.com/*", 0],
    ["https://www.*.com/*", 12],
    ["https://www.example.com", 23],
    ["*://www.example.com:80/*", 20],
  ])("%s", async (pattern, column) => {
    const { exitCode, lines } = await linesOf(pattern);
    expect(exitCode).toBe(1);
    expect(lines[0]).toBe(pattern);
    expect(lines[1]).toBe(`${" ".repeat(column)}^`);
    expect(lines[2]).toMatch(/^pattern {3}not valid: .+ Write .+\.$/);
  });

  it("after wide, combining and escaped characters", async () => {
    const { lines } = await linesOf("https://例e\u0301\u007f:99999/*");
    expect(lines[0]).toBe("https://例e\u0301\\u007f:99999/*");
    expect(lines[1]).toBe(`${" ".repeat(8)}\u3000${" ".repeat(8)}^`);
  });
});

it("prints the verdict for a page, and the Referer that it sends", async () => {
  expect(await linesOf("https://www.example.com/*", page)).toEqual({
    exitCode: 0,
    lines: [
      "pattern   valid",
      "referer   https://www.example.com/",
      "verdict   match: The page sends https://www.example.com/",
    ],
  });
});

it("says why a page does not match, with the repair", async () => {
  const path = await linesOf("https://www.example.com/kyc/*", page);
  expect(path.exitCode).toBe(1);
  expect(path.lines.at(-1)).toMatch(/^verdict {3}no match: .+ path\b.* Write https:\/\/www\.example\.com\/\*$/);
  const blank = await linesOf("https://www.example.com/*", "about:blank");
  expect(blank).toMatchObject({ exitCode: 1, lines: ["pattern   valid", "referer   none", expect.anything()] });
});

it("applies --policy", async () => {
  const whole = await linesOf("https://www.example.com/kyc/*", page, "--policy", "unsafe-url");
  expect(whole).toMatchObject({ exitCode: 0 });
  expect(whole.lines).toContain(`referer   ${page}`);
  expect(await linesOf("https://www.example.com/*", page, "--policy", "no-referrer")).toMatchObject({ exitCode: 1 });
});

it("says that a page does not match an invalid pattern", async () => {
  const { exitCode, lines } = await linesOf("www.example.com", page);
  expect(exitCode).toBe(1);
  expect(lines.at(-1)).toBe("verdict   no match: the pattern is not valid. Write https://www.example.com/*");
  expect((await linesOf("www.example.com", "about:blank")).lines.at(-1)).toBe(
    "verdict   no match: the pattern is not valid.",
  );
});

it.each(["https://www.example.com/kyc/*", "www.example.com"])(
  "--json prints the results of the module for %s",
  async (pattern) => {
    const { lines, exitCode } = await linesOf(pattern, page, "--json");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toEqual({ ...parseReferrer(pattern), verdict: canReferrerMatch(pattern, page) });
    expect(exitCode).toBe(1);
    expect(JSON.parse((await linesOf(pattern, "--json")).lines[0] ?? "")).toEqual({ ...parseReferrer(pattern) });
  },
);

it("escapes control characters in every output", async () => {
  for (const args of [[], ["--json"], ["https://www.example.com/\u001b[2J", "--policy", "unsafe-url"]]) {
    for (const pattern of ["\u001b]0;title\u0007\u009b\u202e", "https://www.example.com/\u001b\u009b\n*"]) {
      const { stdout } = await complycubeTokens(["referrer", pattern, ...args]);
      expect(stdout.replaceAll("\n", "")).not.toMatch(unprintable);
    }
  }
});
