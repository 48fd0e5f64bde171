import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { messageOf, UserError } from "../cli.js";
import { pageStart } from "./page.js";

/** Writes the page, or changes nothing if it fails. Replaces only a page of `npm run docs`. */
export async function writePage(file: string, page: string): Promise<void> {
  await assertReplaceable(file);
  const staged = `${file}.new-${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(staged, page);
    await rename(staged, file);
  } catch (error) {
    throw new UserError(`Cannot write ${file}: ${messageOf(error)}`);
  } finally {
    await rm(staged, { force: true }).catch(() => {});
  }
}

async function assertReplaceable(file: string): Promise<void> {
  const present = await readFile(file, "utf8").catch(() => pageStart);
  if (present.startsWith(pageStart)) return;
  throw new UserError(`${file} was not written by npm run docs. Move it, or choose another file with --out.`);
}
