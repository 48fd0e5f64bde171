import { delimiter } from "node:path";
import { shell } from "../../test/packed/shell.js";

export interface Cost {
  wallMs: number;
  /** User and system, of all processes that were waited for. */
  cpuMs: number;
}

/**
 * What a command costs in a process of its own. Node can't tell the CPU time of a child's children, bash can.
 * @param binaries a directory where its first word is looked for before elsewhere
 */
export async function costOf(command: string[], binaries: string): Promise<Cost> {
  const script = '"$@" >&2; status=$?; times; exit $status';
  const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}`, LC_ALL: "C" };
  const start = performance.now();
  const { stdout } = await shell("bash", ["-c", script, "bash", ...command], { env, maxBuffer: 2 ** 26 });
  const wallMs = performance.now() - start;
  const [, children = ""] = stdout.trim().split("\n");
  const minutes = [...children.matchAll(/\d+(?=m)/g)].map(Number);
  const seconds = [...children.matchAll(/[\d.]+(?=s)/g)].map(Number);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return { wallMs, cpuMs: 60_000 * sum(minutes) + 1_000 * sum(seconds) };
}
