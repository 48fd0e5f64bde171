import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { costOf } from "../../scripts/bench/cost.js";
import { generationPage, generationPicture } from "../../scripts/bench/generation-page.js";
import { type Generator, generators } from "../../scripts/bench/generators.js";
import { measureGenerators, type Outcome, type Spec } from "../../scripts/bench/regenerate.js";
import { written } from "../../scripts/bench/written.js";

async function temporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "bench-generate-test-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

const spec = (name: string, ...operations: string[]): Spec => ({ name, file: `${name}.yaml`, operations });

it("CPU time is that of a command's children too", async () => {
  const busy = "const end = performance.now() + 300; while (performance.now() < end);";
  const parent = `require("node:child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(busy)}])`;
  const { wallMs, cpuMs } = await costOf([process.execPath, "-e", parent], "");
  expect(wallMs).toBeGreaterThan(300);
  // A busy machine gives it less than all of the time.
  expect(cpuMs).toBeGreaterThan(100);
});

it("what was written counts where it has each operation, as each of the declarations finds them", async () => {
  const directory = await temporary();
  await mkdir(join(directory, "deeper"));
  await writeFile(join(directory, "a.ts"), "type one;\ntype two;\n");
  await writeFile(join(directory, "deeper/b.ts"), "const two;\n");
  const [types, constants] = [/^type (\w+)/gm, /^const (\w+)/gm];
  await expect(written(directory, [types], ["one", "two"])).resolves.toEqual({ files: 2, kilobytes: 0.032 });
  await expect(written(directory, [types, constants], ["one", "two"])).rejects.toThrow("wrote 1 of 2 operations");
  await expect(written(directory, [types], ["one", "tw"])).rejects.toThrow("wrote 1 of 2 operations");
});

it("a generator that fails, or that writes too little, has its reason and no cost", async () => {
  const directory = await temporary();
  const generator = async (name: string, program: string): Promise<Generator> => {
    const file = join(directory, name);
    await writeFile(file, `mkdir $2; ${program}`);
    return { name, command: `bash ${file} SPEC OUT`, makes: "", declarations: [/^(\w+)$/gm] };
  };
  const chosen = [
    await generator("writes", 'printf "one\\ntwo" > $2/a.ts'),
    await generator("writes-half", "printf one > $2/a.ts"),
    await generator("fails", 'printf one > $2/a.ts; test $1 != b.yaml || { echo "Error: $2 is | full" >&2; exit 1; }'),
    { ...(await generator("writes-once", "printf one > $2/a.ts")), onlyFirst: true },
  ];
  const told: string[] = [];
  const rows = await measureGenerators(chosen, [spec("a", "one"), spec("b", "one", "two")], 2, (...[name, of]) =>
    told.push(`${name} ${of}`),
  );
  expect(rows.map(({ outcomes }) => outcomes.map(({ costs, failure }) => failure ?? costs.length))).toEqual([
    [2, 2],
    [2, "failed: wrote 1 of 2 operations"],
    [2, "failed: /out is \\| full"],
    [2],
  ]);
  // The first four are those that do not count; the next begin one further.
  expect(told.slice(4, 12)).toEqual([
    "writes a",
    "writes-half a",
    "fails a",
    "writes-once a",
    "writes b",
    "writes-half b",
    "fails b",
    "writes-half a",
  ]);
});

it("the page has figures with their spread, growth, ratios to ours, and the reasons of those that failed", () => {
  const outcome = (...wallMs: number[]): Outcome => ({
    costs: wallMs.map((value) => ({ wallMs: value, cpuMs: value * 2 })),
    written: { files: 3, kilobytes: 12.3 },
  });
  const outcomes: Record<string, Outcome[]> = {
    "complycube-tokens, by npm": [outcome(900, 950)],
    "complycube-tokens": [outcome(500, 520), outcome(600, 700), outcome(900, 1_400)],
    "openapi-typescript": [outcome(250, 130), outcome(300, 350), outcome(600, 700)],
    "@hey-api/openapi-ts": [outcome(1, 1), outcome(1, 1), { costs: [], failure: "failed: wrote 9 of 100 operations" }],
    orval: Array.from({ length: 3 }, () => ({ costs: [], failure: "not tested: npm can't install it" })),
  };
  const rows = generators.map((generator) => ({ generator, outcomes: outcomes[generator.name] ?? [] }));
  const operations = Array.from({ length: 100 }, String);
  const specs = [
    spec("own", "one"),
    spec("10 operations", ...operations.slice(0, 10)),
    spec("100 operations", ...operations),
  ];
  const generation = { rounds: 2, versions: { "openapi-typescript": "7.13.0" }, specs, rows };
  const lines = generationPage(generation).split("\n");
  expect(lines).toContain("| complycube-tokens, by npm | 925 (913–938) |  |  |  |");
  expect(lines).toContain(
    "| complycube-tokens | 510 (505–515) | 650 (625–675) | 1150 (1025–1275) | 1.75 (1.63–1.88) |",
  );
  expect(lines).toContain(
    "| openapi-typescript 7.13.0 | 380 (320–440) | 650 (625–675) | 1300 (1250–1350) | 2.00 (2.00–2.00) |",
  );
  expect(lines).toContain("| openapi-typescript 7.13.0 | 0.38 (0.31–0.44) | 0.50 (0.50–0.50) | 0.58 (0.54–0.63) |");
  expect(lines).toContain("| @hey-api/openapi-ts | 1 (1–1) | 1 (1–1) | failed: wrote 9 of 100 operations |  |");
  expect(lines).toContain("| orval |  |  |  |");
  expect(lines).toContain(
    "| openapi-typescript 7.13.0 | `openapi-typescript SPEC -o OUT/schema.ts` | types | 3 | 12 |",
  );
  const picture = generationPicture(generation);
  expect(picture).toContain("from 100 operations in ms");
  expect(picture.match(/<rect x="\d+" y/g)).toHaveLength(2);
});
