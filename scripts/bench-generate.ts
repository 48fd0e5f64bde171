import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generationPage, generationPicture } from "./bench/generation-page.js";
import { generators, ourName } from "./bench/generators.js";
import { largeSpec } from "./bench/large-spec.js";
import { measureGenerators, type Spec } from "./bench/regenerate.js";
import { readOptions, readRounds, run } from "./cli.js";

const usage = `Usage: npm run bench:generate -- [--rounds N] [--out DIRECTORY]

Measures what it costs to regenerate, beside other generators, on the project's own spec and on made ones of up to 1,000
operations, and writes generation.md and generation.svg. The others come from the npm registry. Takes two to three minutes
a round; let nothing else run meanwhile.

  --rounds N       how often each generator is measured on each spec (5)
  --out DIRECTORY  where the page goes (docs)`;

await run(async () => {
  const options = readOptions(
    { rounds: { type: "string", default: "5" }, out: { type: "string", default: "docs" } },
    usage,
  );
  const rounds = readRounds(options.rounds, usage);
  const directory = await mkdtemp(join(tmpdir(), "bench-generate-"));
  try {
    const specs = [await specOf("openapi/tokens.yaml", "tokens.yaml"), ...(await made(directory))];
    const rows = await measureGenerators(generators, specs, rounds, (generator, spec, { costs, failure }) =>
      console.log(`${costs.length}/${rounds} ${generator}, ${spec}: ${failure ?? inSeconds(costs.at(-1)?.wallMs)}`),
    );
    const generation = { rounds, specs, rows, versions: await versions() };
    await mkdir(options.out, { recursive: true });
    await writeFile(join(options.out, "generation.md"), generationPage(generation));
    await writeFile(join(options.out, "generation.svg"), generationPicture(generation));
  } finally {
    await rm(directory, { recursive: true });
  }
  console.log(`Written: ${join(options.out, "generation.md")}, ${join(options.out, "generation.svg")}`);
});

async function made(directory: string): Promise<Spec[]> {
  const files = [10, 100, 1_000].map(async (count) => {
    const file = join(directory, `${count}.yaml`);
    await writeFile(file, largeSpec(count));
    return await specOf(file, `${count} operations`);
  });
  return await Promise.all(files);
}

async function specOf(file: string, name: string): Promise<Spec> {
  const operations = (await readFile(file, "utf8")).match(/(?<=^ *operationId: )\S+$/gm);
  // Whole, since @hey-api/openapi-ts takes openapi/tokens.yaml for the name of a project on its platform.
  return { name, file: resolve(file), operations: operations ?? [] };
}

async function versions(): Promise<Record<string, string>> {
  const { version, devDependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const installed = generators.flatMap(({ name, from }) => (from ? [[name, from.version]] : []));
  return { ...devDependencies, [ourName]: version, ...Object.fromEntries(installed) };
}

function inSeconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "not counted" : `${(milliseconds / 1_000).toFixed(1)} s`;
}
