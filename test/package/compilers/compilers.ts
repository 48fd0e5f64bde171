import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { install, type Package } from "../install.js";
import { compile, errorsIn, instantiationsIn, type Resolution } from "./compile.js";
import { show, unexpected } from "./refusals.js";

export const compilers: Package[] = ["5.4.5", "5.9.3", "6.0.3", "7.0.2"].map((version) => ({
  name: "typescript",
  version,
}));
export const resolutions: Resolution[] = ["NodeNext", "Bundler"];

const folder = "test/package/compilers";
export const refused = `${folder}/refused.ts`;

export interface Finding {
  /** What is not as it must be. */
  faults: string[];
  /** Of the file with one call. */
  instantiations: number;
}

/** Has a compiler read what must compile, what must not, and one call, each in a project of its own. */
export async function observe(consumer: string, compiler: Package, resolution: Resolution): Promise<Finding> {
  const tsc = join(await install(compiler), "node_modules/.bin/tsc");
  const on = (file: string, skipLibCheck = false) => compile(consumer, tsc, { resolution, skipLibCheck }, file);
  const accepted = errorsIn(await on(`${folder}/accepted.ts`)).map(show);
  const wrong = unexpected(await readFile(refused, "utf8"), await on(refused));
  const oneCall = await on(`${folder}/one-call.ts`, true);
  const faults = [...accepted, ...wrong, ...errorsIn(oneCall).map(show)];
  return { faults, instantiations: instantiationsIn(oneCall) };
}
