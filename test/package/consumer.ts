import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../scripts/cli.js";
import { npmInstall } from "./install.js";

const expected = ["complycube-tokens", "openapi-fetch", "openapi-typescript-helpers"];

/** Makes a project that has the packed tarball installed and nothing else; gives its directory. */
export async function makeConsumer(tarball: string, directory: string): Promise<string> {
  const consumer = join(directory, "consumer");
  await mkdir(consumer, { recursive: true });
  await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await npmInstall(consumer, tarball);
  const packages = (await readdir(join(consumer, "node_modules"))).filter((name) => !name.startsWith("."));
  if (packages.join() !== expected.join()) {
    throw new UserError(`The tarball brought ${packages.join(", ")}; expected: ${expected.join(", ")}.`);
  }
  return consumer;
}
