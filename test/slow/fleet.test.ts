import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withServer } from "../support/loopback.js";
import { limited, tenInHalfASecond } from "./limited.js";
import { withRedis } from "./redis.js";

/** The README's own program, in the project, so that its tsconfig.json tells where the package is. */
const program = "test/slow/.readme-fleet.ts";

beforeAll(async () => {
  const readme = await readFile("README.md", "utf8");
  const snippets = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => code);
  await writeFile(program, snippets.find((code) => code.includes("ioredis")) ?? "");
});
afterAll(() => rm(program));

/** What an API under a limit sees of processes that mint so many tokens each, each with one of Redis's databases. */
async function fleet(databases: number[], each: number) {
  const limit = tenInHalfASecond();
  const outputs = await withRedis((redis) =>
    withServer(limited(limit), ({ url }) => {
      const env = { ...process.env, COMPLYCUBE_BASE_URL: url, COMPLYCUBE_API_KEY: "test_key", FORCE_COLOR: "0" };
      const ids = Array.from({ length: each }, (_, index) => `CLIENT_${index}`);
      const mint = (database: number) =>
        promisify(execFile)(process.execPath, ["--import", "tsx", program, ...ids], {
          env: { ...env, REDIS_URL: `${redis}/${database}` },
          timeout: 50_000,
        });
      return Promise.allSettled(databases.map(mint));
    }),
  );
  return { limit, outputs };
}

it("three processes that share a Redis stay within the account's limit: no 429", async () => {
  const { limit, outputs } = await fleet([0, 0, 0], 20);
  const { admitted, refused } = limit;
  const tookMs = Number(admitted.at(-1)) - Number(admitted[0]);
  console.log(`${admitted.length} requests within ${Math.round(tookMs)} ms`);
  expect(outputs.map((output) => (output.status === "fulfilled" ? output.value.stdout : output.reason))).toEqual([
    "20\n",
    "20\n",
    "20\n",
  ]);
  expect({ admitted: admitted.length, refused }).toEqual({ admitted: 60, refused: 0 });
  // 59 × 105 ms, but for what the machine holds up.
  expect(tookMs).toBeGreaterThan(5_500);
});

it("three processes, each with a database of its own, do not", async () => {
  const { limit } = await fleet([0, 1, 2], 50);
  expect(limit.refused).toBeGreaterThan(0);
});
