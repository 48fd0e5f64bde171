import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
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
  console.log("Built dist.");
});
