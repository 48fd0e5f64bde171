import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { strengthOf } from "../strength/strength.js";
import type { Row } from "../targets/run.js";
import { htmlReport } from "./html.js";
import { junitReport } from "./junit.js";

/** Writes both reports, and says where they are. */
export async function writeReport(directory: string, spec: Spec, target: string, rows: Row[]): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const { title = spec.file } = spec.document.info ?? {};
  const reports = {
    "contract.xml": junitReport(target, rows),
    "contract.html": htmlReport({ title, target, rows, strength: await strengthOf(spec) }),
  };
  const written = Object.entries(reports).map(async ([name, text]) => {
    const path = join(directory, name);
    await writeFile(path, text);
    return path;
  });
  return Promise.all(written);
}
