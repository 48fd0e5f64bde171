import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { turned } from "./statistics.js";

/** How much is done in one process; a round is one process for each client. */
export interface Load {
  rounds: number;
  warmUp: number;
  sequential: number;
  concurrent: number;
}

export const inFlight = 32;

/** Of one process. */
export interface Sample {
  cpuUs: number;
  wallUs: number;
  perSecond: number;
  importMs: number;
}

const packages: Record<string, string> = { fetch: "node:url", "undici.request": "undici" };

/** Measures each client in each round, in an order that turns. */
export async function measure(
  names: string[],
  { rounds, warmUp, sequential, concurrent }: Load,
  onSample: (name: string, round: number) => void,
): Promise<Map<string, Sample[]>> {
  const samples = new Map(names.map((name): [string, Sample[]] => [name, []]));
  await withServer(async (url) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of turned(names, round)) {
        const load = [warmUp, sequential, concurrent, inFlight].map(String);
        const { importMs } = await inFreshProcess<{ importMs: number }>("import", packages[name] ?? name);
        const sample = await inFreshProcess<Omit<Sample, "importMs">>("measure", name, url, ...load);
        samples.get(name)?.push({ ...sample, importMs });
        onSample(name, round + 1);
      }
    }
  });
  return samples;
}

/** What this client holds after each number of calls, in kB. */
export async function memoryAfter(counts: number[]): Promise<number[]> {
  let held: number[] = [];
  await withServer(async (url) => {
    ({ kilobytes: held } = await inFreshProcess<{ kilobytes: number[] }>("memory", url, ...counts.map(String)));
  });
  return held;
}

async function inFreshProcess<T>(script: string, ...args: string[]): Promise<T> {
  const flags = ["--expose-gc", "--no-warnings"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, fileOf(script), ...args]);
  return JSON.parse(stdout);
}

async function withServer(work: (url: string) => Promise<void>): Promise<void> {
  const server: ChildProcess = spawn(process.execPath, [fileOf("server")], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  try {
    const [port] = server.stdout ? await once(server.stdout, "data") : [];
    await work(`http://127.0.0.1:${String(port).trim()}/v1`);
  } finally {
    server.kill();
  }
}

function fileOf(script: string): string {
  return fileURLToPath(new URL(`${script}.mjs`, import.meta.url));
}
