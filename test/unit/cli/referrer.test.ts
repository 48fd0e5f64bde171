import { describe, expect, it } from "vitest";
import { canReferrerMatch, parseReferrer } from "../../../src/referrer/index.js";
import { readVerdicts } from "../../support/verdicts.js";
import { complycubeTokens, unclean } from "./command.js";

async function explained(...args: string[]): Promise<{ exitCode: number; lines: string[] }> {
  const { exitCode, stdout, stderr } = await complycubeTokens(["referrer", ...args]);
  expect(stderr).toBe("");
  return { exitCode, lines: stdout.trimEnd().split("\n") };
}

const page = "https://www.example.com/kyc/start";

it("a valid pattern is said to be valid", async () => {
  expect(await explained("https://www.example.com/*")).toEqual({ exitCode: 0, lines: ["pattern   valid"] });
});

it("what is doubtful about it is a line each", async () => {
  const { exitCode, lines } = await explained("http://www.example.com/kyc/*");
  expect(exitCode).toBe(0);
  expect(lines).toEqual([
    "pattern   valid",
    expect.stringMatching(/^warning {3}.+"https:/),
    expect.stringMatching(/^warn/),
  ]);
});

it.each([
  ["https://*/*", "generate  refuses it without --allow-any-referrer."],
  ["*://*/*", "generate  refuses it without --allow-any-referrer."],
  ["file:///kyc/*", "generate  refuses it: no page could use the token."],
  ["ftp://*/*", "generate  refuses it: no page could use the token."],
])("%s is valid, and generate refuses it", async (pattern, refusal) => {
  const { exitCode, lines } = await explained(pattern);
  expect(exitCode).toBe(1);
  expect(lines).toEqual(["pattern   valid", ...lines.slice(1, -1), refusal]);
  const onPage = await explained(pattern, page);
  expect(onPage.exitCode).toBe(1);
  expect(onPage.lines.slice(0, lines.length)).toEqual(lines);
  expect(await explained(pattern, "--json")).toMatchObject({ exitCode: 1 });
});

it("generate takes a pattern where the exit code is 0, and no other", async () => {
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

describe("a fault has a caret under it", () => {
  it.each([
    ["www.example.com/*", 0],
    ["https://www.*.com/*", 12],
    ["https://www.example.com", 23],
    ["*://www.example.com:80/*", 20],
  ])("%s", async (pattern, column) => {
    const { exitCode, lines } = await explained(pattern);
    expect(exitCode).toBe(1);
    expect(lines[0]).toBe(pattern);
    expect(lines[1]).toBe(`${" ".repeat(column)}^`);
    expect(lines[2]).toMatch(/^pattern {3}not valid: Its? .+ Write .+\.$/);
  });

  it("also behind characters of two columns, of none, and that are escaped", async () => {
    const { lines } = await explained("https://例e\u0301\u007f:99999/*");
    expect(lines[0]).toBe("https://例e\u0301\\u007f:99999/*");
    expect(lines[1]).toBe(`${" ".repeat(8)}\u3000${" ".repeat(8)}^`);
  });
});

it("a page has a verdict, with what it sends", async () => {
  expect(await explained("https://www.example.com/*", page)).toEqual({
    exitCode: 0,
    lines: [
      "pattern   valid",
      "referer   https://www.example.com/",
      "verdict   match: The page sends https://www.example.com/",
    ],
  });
});

it("a page that differs is told from one that can't, with what to write instead", async () => {
  const path = await explained("https://www.example.com/kyc/*", page);
  expect(path.exitCode).toBe(1);
  expect(path.lines.at(-1)).toMatch(/^verdict {3}no match: .+ path\b.* Write https:\/\/www\.example\.com\/\*$/);
  const blank = await explained("https://www.example.com/*", "about:blank");
  expect(blank).toMatchObject({ exitCode: 1, lines: ["pattern   valid", "referer   none", expect.anything()] });
});

it("under another policy the verdict is another", async () => {
  const whole = await explained("https://www.example.com/kyc/*", page, "--policy", "unsafe-url");
  expect(whole).toMatchObject({ exitCode: 0 });
  expect(whole.lines).toContain(`referer   ${page}`);
  expect(await explained("https://www.example.com/*", page, "--policy", "no-referrer")).toMatchObject({ exitCode: 1 });
});

it("a page does not match a pattern that is not valid", async () => {
  const { exitCode, lines } = await explained("www.example.com", page);
  expect(exitCode).toBe(1);
  expect(lines.at(-1)).toBe("verdict   no match: the pattern is not valid. Write https://www.example.com/*");
  expect((await explained("www.example.com", "about:blank")).lines.at(-1)).toBe(
    "verdict   no match: the pattern is not valid.",
  );
});

it.each(["https://www.example.com/kyc/*", "www.example.com"])(
  "--json is what the module says of %s",
  async (pattern) => {
    const { lines, exitCode } = await explained(pattern, page, "--json");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toEqual({ ...parseReferrer(pattern), verdict: canReferrerMatch(pattern, page) });
    expect(exitCode).toBe(1);
    expect(JSON.parse((await explained(pattern, "--json")).lines[0] ?? "")).toEqual({ ...parseReferrer(pattern) });
  },
);

it("what a terminal would obey is escaped, in every form", async () => {
  for (const args of [[], ["--json"], ["https://www.example.com/\u001b[2J", "--policy", "unsafe-url"]]) {
    for (const pattern of ["\u001b]0;title\u0007\u009b\u202e", "https://www.example.com/\u001b\u009b\n*"]) {
      const { stdout } = await complycubeTokens(["referrer", pattern, ...args]);
      expect(stdout.replaceAll("\n", "")).not.toMatch(unclean);
    }
  }
});
