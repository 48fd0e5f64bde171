import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withServer } from "../support/loopback.js";
import { limited, tenInHalfASecond } from "./limited-server.js";
import { withRedis } from "./redis.js";

/** The program from docs/batches.md. It is written inside the project, so that tsconfig.json resolves the package's name. */
const program = "test/slow/.snippet-fleet.ts";

beforeAll(async () => {
  const page = await readFile("docs/batches.md", "utf8");
  const snippets = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => code);
  await writeFile(program, snippets.find((code) => code.includes("ioredis")) ?? "");
});
afterAll(() => rm(program));

/** Runs one process per Redis database. Each process mints `each` tokens from a server with a limit. */
async function fleet(databases: number[], each: number) {
  const limit = tenInHalfASecond();
  const outputs = await withRedis((redis) =>
    withServer(limited(limit), ({ url }) => {
      const env = { ...process.env, COMPLYCUBE_BASE_URL: url, COMPLYCUBE_API_KEY: "test_key", FORCE_COLOR: "0" };
      const args = ["--import", "tsx", program, ...Array.from({ length: each }, (_, index) => `CLIENT_${index}`)];
      const mint = (database: number) => {
        const options = { env: { ...env, REDIS_URL: `${redis}/${database}` }, timeout: 50_000 };
        return promisify(execFile)(process.execPath, args, options);
      };
      return Promise.allSettled(databases.map(mint));
    }),
  );
  return { limit, outputs };
}

it("three processes that share a Redis database get no 429", async () => {
  const { limit, outputs } = await fleet([0, 0, 0], 20);
  const { admitted, refused } = limit;
  const output = { status: "fulfilled", value: { stdout: "20\n" } };
  expect(outputs).toMatchObject([output, output, output]);
  expect({ admitted: admitted.length, refused }).toEqual({ admitted: 60, refused: 0 });
  // The limiter spaces 60 requests over 59 × 105 ms. The machine may delay the first one.
  expect(Number(admitted.at(-1)) - Number(admitted[0])).toBeGreaterThan(5_500);
});

it("three processes with a database each get 429s", async () => {
  const { limit } = await fleet([0, 1, 2], 50);
  expect(limit.refused).toBeGreaterThan(0);
});
