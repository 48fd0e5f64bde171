import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { matchSection } from "./docs-page.js";
import { installed } from "./install.js";

const versions = ["5.4.5", "5.9.3", "6.0.3", "7.0.2"];
/** The compilers under their own names, so that npm installs them together. */
const compilers = versions.map((version) => `typescript-${version}@npm:typescript@${version}`);

const maxInstantiations = 2_500;
const oneCall = `import { ComplyCube } from "complycube-tokens";
const { token } = new ComplyCube({ apiKey: "test_key" });
export const minted: string = await token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" });
`;

const accepted = await readFile("test/package/compilers/accepted.ts", "utf8");
const expectingErrors = await readFile("test/package/compilers/refused.ts", "utf8");
// The compiler prints an error only without the directive that expects it.
const refused = expectingErrors.replaceAll("@ts-expect-error", "Refused:");
const expectedErrors = refused.split("\n").flatMap((line, index) => {
  const [, text] = /^\/\/ Refused: (.+)/.exec(line) ?? [];
  return text === undefined ? [] : [[index + 2, expect.stringContaining(text)]];
});

interface Project {
  options: Record<string, string | boolean>;
  files: Record<string, string>;
}

const bundler = { module: "ESNext", moduleResolution: "Bundler" };
const modules = { "accepted.ts": accepted, "refused.ts": refused };
/** The projects of the table, by the resolution. `.ts` is an ES module here, and `.cts` is CommonJS. */
const projects: Record<string, Project> = {
  Node16: {
    options: { module: "Node16" },
    // One file of mistakes, because a compiler explains the same mistakes less in a second file.
    files: { "accepted.ts": accepted, "accepted.cts": accepted, "refused.cts": refused },
  },
  Bundler: { options: bundler, files: modules },
  node10: { options: { module: "CommonJS", moduleResolution: "node10" }, files: modules },
};
/** An editor takes declarations on trust while the developer types. */
const inEditor: Project = { options: { ...bundler, skipLibCheck: true }, files: { "one-call.ts": oneCall } };

// TypeScript 6 deprecates node10, and TypeScript 7 has removed it.
const resolutionsOf = (version: string) =>
  Object.keys(projects).filter((resolution) => resolution !== "node10" || version.startsWith("5."));

beforeAll(async () => {
  for (const [name, project] of Object.entries({ ...projects, inEditor })) await writeProject(name, project);
});

// The last test compares the page with the results of the others.
describe("the packed declarations", { shuffle: false, timeout: 300_000 }, () => {
  const instantiations = new Map<string, number>();

  it.for(versions)("compile with TypeScript %s", async (version, ctx) => {
    const compiler = join(await installed(compilers, ctx), `typescript-${version}/bin/tsc`);
    const resolutions = resolutionsOf(version);
    const printed = await compile(compiler, ["inEditor", ...resolutions]);
    const expected = resolutions.flatMap((name) => {
      const [file] = Object.keys(projects[name]?.files ?? {}).filter((file) => file.startsWith("refused"));
      return expectedErrors.map(([line, text]) => [`${name}/${file}:${line}`, text]);
    });
    expect(errorsIn(printed)).toEqual(Object.fromEntries(expected));

    const [, inOneCall] = /^Instantiations:\s+(\d+)/m.exec(printed) ?? [];
    expect(Number(inOneCall)).toBeLessThanOrEqual(maxInstantiations);
    instantiations.set(version, Number(inOneCall));
  });

  it("compile with each compiler of docs/runtimes.md", async () => {
    const introduction = `Code that uses the package compiles with \`strict\`, \`exactOptionalPropertyTypes\` and \`skipLibCheck: false\`, without
Node's types. Under Node16 it compiles as an ES module and as CommonJS, and under node10 to CommonJS. TypeScript 6
deprecates node10, and TypeScript 7 has removed it. ${expectedErrors.length} mistakes don't compile, most with an error that names the
mistake. One call takes at most ${maxInstantiations} type instantiations, so an editor stays fast.`;
    const columns = ["TypeScript", "module resolution", "result", "instantiations of one call"];
    const rows = versions.map((version) => {
      const measured = instantiations.get(version);
      const result = measured === undefined ? "not passed" : "passed";
      return [version, resolutionsOf(version).join(", "), result, String(measured)];
    });
    await matchSection("Compilers", introduction, [columns, ...rows]);
  });
});

/** Writes a project that uses the installed tarball. */
async function writeProject(name: string, { options, files }: Project): Promise<void> {
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "DOM"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    // The compiler's own libraries take as long as the rest.
    skipDefaultLibCheck: true,
    noEmit: true,
    ...options,
  };
  const tsconfig = JSON.stringify({ compilerOptions, files: Object.keys(files) });
  const directory = join(inject("consumer"), "compiled", name);
  await mkdir(directory, { recursive: true });
  for (const [file, text] of Object.entries({ ...files, "tsconfig.json": tsconfig })) {
    await writeFile(join(directory, file), text);
  }
}

/** Compiles projects in one process, which parses each library once. Returns what the compiler printed. */
async function compile(compiler: string, names: string[]): Promise<string> {
  const args = [compiler, "--build", "--force", "--pretty", "false", "--extendedDiagnostics", ...names];
  const cwd = join(inject("consumer"), "compiled");
  // The compiler prints errors to stdout and exits with a code above 0.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd }).catch((error) => error);
  expect(stdout.match(/^Instantiations:/gm)).toHaveLength(names.length);
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
