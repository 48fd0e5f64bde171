import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Client, clients } from "./behaviour/clients.js";
import { observe, patienceSeconds } from "./behaviour/observe.js";
import { troubles } from "./behaviour/troubles.js";

// `npm run behaviour` sets ALL_CLIENTS and writes the page.
const allClients = process.env.ALL_CLIENTS !== undefined;
const page = resolve("docs/behaviour.md");
const names = Object.keys(troubles(""));
const [thisClient] = clients;

describe.skipIf(allClients)("this client does what docs/behaviour.md says", { concurrent: true }, () => {
  it.for(names)("%s", async (trouble) => {
    const row = (await readFile(page, "utf8")).split("\n").find((line) => line.startsWith(`| ${trouble} |`));
    expect(await observe(thisClient, trouble)).toBe(row?.split(" | ")[1]);
  });
});

it.runIf(allClients)("each client does what docs/behaviour.md says", async () => {
  const columns: string[][] = [];
  for (const client of clients) columns.push([await titleOf(client), "---", ...(await observeAll(client))]);
  const rows = ["trouble", "---", ...names].map((name, index) => [name, ...columns.map((column) => column[index])]);
  await expect(`# What clients do when something goes wrong

In a clone of the repository, \`npm run behaviour\` wrote this page on Node ${process.versions.node}. Each client mints a token from a server on loopback that
misbehaves. Each client that has a time limit and retries gets 4 s and 2 retries. The test waits ${patienceSeconds} s for an outcome.
Bold marks what an application does not want.

${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}
`).toMatchFileSnapshot(page);
});

/** Observes all troubles at the same time, because clients mostly wait. */
function observeAll(client: Client): Promise<string[]> {
  return Promise.all(names.map((trouble) => observe(client, trouble)));
}

async function titleOf({ name }: Client): Promise<string> {
  const { devDependencies, dependencies } = JSON.parse(await readFile("package.json", "utf8"));
  return `${name} ${{ ...devDependencies, ...dependencies }[name] ?? ""}`.trim();
}
