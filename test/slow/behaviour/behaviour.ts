import { readFile, writeFile } from "node:fs/promises";
import { readOptions, run, UserError } from "../../../scripts/cli.js";
import { clients } from "./clients.js";
import { type Observation, observe, patienceSeconds } from "./observe.js";

const usage = `Usage: npm run behaviour -- [--check]

Puts this client and three others to the same troubles, and writes what they made of them to docs/behaviour.md.

  --check  put this client alone to them, write nothing, and fail where the page says something else of it`;

const page = "docs/behaviour.md";

await run(async () => {
  const { check } = readOptions({ check: { type: "boolean", default: false } }, usage);
  const [ours, ...others] = clients;
  const own = await observe(ours);
  if (check) {
    compare(own, await readFile(page, "utf8"));
    console.log(`${page} says what this client does in ${own.length} troubles.`);
  } else {
    const columns = [own];
    for (const client of others) columns.push(await observe(client));
    await writeFile(page, await render(columns));
    console.log(`Written: ${page}`);
  }
  // Some clients would go on waiting: ky for the day that a server asks for.
  process.exit();
});

function compare(own: Observation[], text: string): void {
  const wrong = own.filter(({ trouble, outcome }) => !text.includes(`| ${trouble} | ${outcome} `));
  if (wrong.length === 0) return;
  const list = wrong.map(({ trouble, outcome }) => `  ${trouble}: ${outcome}`).join("\n");
  throw new UserError(`${page} does not say this of this client:\n${list}\nRun: npm run behaviour`);
}

async function render(columns: Observation[][]): Promise<string> {
  const { devDependencies, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const versions: Record<string, string> = { ...devDependencies, ...dependencies };
  const names = clients.map(({ name }) => [name, versions[name]].filter(Boolean).join(" "));
  const [own = []] = columns;
  const rows = own.map(({ trouble }, index) => {
    const cells = columns
      .map((column) => column[index])
      .map((cell) => `${cell?.outcome} (${cell?.seconds.toFixed(1)} s)`);
    return `| ${trouble} | ${cells.join(" | ")} |`;
  });
  return `# What clients do when something goes wrong

Written by \`npm run behaviour\` on Node ${process.versions.node}: each client mints a token from a server on loopback that
misbehaves. Where a client has a time limit and retries, it is given 4 s and 2 retries; the observer waits ${patienceSeconds} s. In bold:
what an application would not want.

| trouble | ${names.join(" | ")} |
|---|${"---|".repeat(names.length)}
${rows.join("\n")}
`;
}
