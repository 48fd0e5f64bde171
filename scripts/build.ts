import { execFileSync } from "node:child_process";
import { copyFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { run, UserError } from "./cli.js";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

await run(async () => {
  await rm("dist", { recursive: true, force: true });
  try {
    execFileSync(process.execPath, [tsc, "-p", "src"], { stdio: "inherit" });
  } catch {
    throw new UserError("dist is incomplete: src does not compile, as shown above.");
  }
  // tsc leaves a script with declarations of its own where it is.
  for (const name of ["validators.js", "validators.d.ts"]) {
    await copyFile(`src/generated/${name}`, `dist/generated/${name}`);
  }
  console.log("Built dist.");
});
