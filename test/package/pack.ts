import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { shell } from "./shell.js";

/** What the package is made from. */
const sources = ["package.json", "README.md", "LICENSE", "openapi", "src", "scripts", "tsconfig.json"];

/** Builds a copy of the project in an empty directory and packs it there; gives the path of the tarball. */
export async function pack(directory: string): Promise<string> {
  const copy = join(directory, "project");
  const packed = join(directory, "packed");
  await mkdir(packed, { recursive: true });
  for (const name of sources) await cp(name, join(copy, name), { recursive: true });
  await symlink(resolve("node_modules"), join(copy, "node_modules"));
  await shell("npm", ["pack", "--pack-destination", packed], { cwd: copy });
  const [tarball = ""] = await readdir(packed);
  return join(packed, tarball);
}

export async function sha256(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}
