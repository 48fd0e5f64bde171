import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { withServer } from "../../support/loopback.js";
import { json } from "../../support/mint.js";
import { jwt } from "./command.js";

const readme = await readFile("README.md", "utf8");
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text = ""]) => text);
const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line.includes("npx complycube-tokens"));

/** npx, where the package is not installed: the command comes from src. */
const npx = 'npx() { shift; node --import tsx src/cli/bin.ts "$@"; }; set -eo pipefail;';
const token = jwt({ exp: 4_102_444_800 });

it("has each command", () => {
  const named = lines.flatMap((line) => [...line.matchAll(/npx complycube-tokens (\w+)/g)].map(([, name]) => name));
  expect(new Set(named)).toEqual(new Set(["generate", "referrer", "inspect"]));
});

it.each(lines)("%s", async (line) => {
  await withServer(
    (response) => response.writeHead(200, json).end(JSON.stringify({ token })),
    async ({ url }) => {
      const env = { ...process.env, COMPLYCUBE_BASE_URL: url, COMPLYCUBE_API_KEY: "test_key" };
      const { stdout, stderr } = await promisify(execFile)("bash", ["-c", `${npx} ${line}`], { env });
      expect(stderr).toBe("");
      expect(stdout).not.toBe("");
    },
  );
});
