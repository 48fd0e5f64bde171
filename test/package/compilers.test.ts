import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { matchSection } from "./docs-page.js";
import { commandsOf } from "./install.js";

const versions = ["5.4.5", "5.9.3", "6.0.3", "7.0.2"];
const cases = versions.flatMap((version): [string, string][] => [
  [version, "NodeNext"],
  [version, "Bundler"],
]);

const maxInstantiations = 2_500;
const oneCall = `import { ComplyCube } from "complycube-tokens";
const { token } = new ComplyCube({ apiKey: "test_key" });
export const minted: string = await token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
`;

const accepted = await readFile("test/package/compilers/accepted.ts", "utf8");
const expectingErrors = await readFile("test/package/compilers/refused.ts", "utf8");
// The compiler prints an error only without the directive that expects it.
const refused = expectingErrors.replaceAll("@ts-expect-error", "Refused:");
const expectedErrors = Object.fromEntries(
  refused.split("\n").flatMap((line, index) => {
    const [, text] = /^\/\/ Refused: (.+)/.exec(line) ?? [];
    return text === undefined ? [] : [[`refused.ts:${index + 2}`, expect.stringContaining(text)]];
  }),
);

// The last test compares the page with the results of the others.
describe("the packed declarations", { shuffle: false, timeout: 300_000 }, () => {
  const results = new Map(cases.map((key) => [key, ["not passed", ""]]));

  it.for(cases)("compile with TypeScript %s, %s", async (key, ctx) => {
    const [version, resolution] = key;
    const compiler = join(await commandsOf({ name: "typescript", version }, ctx), "tsc");
    const printed = await compile(compiler, resolution, { "accepted.ts": accepted, "refused.ts": refused }, false);
    expect(errorsIn(printed)).toEqual(expectedErrors);

    // The instantiations do not depend on the resolution.
    if (resolution !== "Bundler") return void results.set(key, ["passed", ""]);
    // An editor takes declarations on trust while the developer types.
    const diagnostics = await compile(compiler, resolution, { "one-call.ts": oneCall }, true);
    expect(errorsIn(diagnostics)).toEqual({});
    const instantiations = Number(/^Instantiations:\s+(\d+)/m.exec(diagnostics)?.[1]);
    expect(instantiations).toBeLessThanOrEqual(maxInstantiations);
    results.set(key, ["passed", String(instantiations)]);
  });

  it("compile with each compiler of docs/runtimes.md", async () => {
    const introduction = `Code that uses the package compiles with \`strict\`, \`exactOptionalPropertyTypes\` and \`skipLibCheck: false\`, without
Node's types. ${Object.keys(expectedErrors).length} mistakes don't compile, each with an error that names the mistake. One call takes at most
${maxInstantiations} type instantiations, so an editor stays fast.`;
    const columns = ["TypeScript", "module resolution", "result", "instantiations of one call"];
    await matchSection("Compilers", introduction, [columns, ...[...results].map(([key, cells]) => [...key, ...cells])]);
  });
});

/** Compiles files as one project that uses the installed tarball. Returns what the compiler printed. */
async function compile(
  compiler: string,
  resolution: string,
  files: Record<string, string>,
  skipLibCheck: boolean,
): Promise<string> {
  const project = join(inject("consumer"), "compiled");
  await mkdir(project, { recursive: true });
  const compilerOptions = {
    target: "ES2022",
    module: resolution === "Bundler" ? "ESNext" : resolution,
    moduleResolution: resolution,
    lib: ["ES2022", "DOM"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck,
    noEmit: true,
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(project, file), text);
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  const args = ["--project", ".", "--pretty", "false", "--extendedDiagnostics"];
  // The compiler prints errors to stdout and exits with a code above 0.
  const { stdout } = await promisify(execFile)(compiler, args, { cwd: project }).catch((error) => error);
  expect(stdout).toContain("Instantiations:");
  return stdout;
}

/** The errors that a compiler printed, by file and line. */
function errorsIn(printed: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [, file = "", line, text] of printed.matchAll(
    /^(?:(\S.*)\((\d+),\d+\): )?error (TS\d+: .*(?:\n .*)*)/gm,
  )) {
    const place = `${file}:${line}`;
    errors[place] = `${errors[place] ?? ""}${text}\n`;
  }
  return errors;
}
