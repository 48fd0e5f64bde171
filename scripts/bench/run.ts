import { type ChildProcess, execFile, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { turned } from "./statistics.js";

/** What one client does in one turn. A round is a turn of each. */
export interface Load {
  rounds: number;
  sequential: number;
  concurrent: number;
}

export const inFlight = 32;

/** Of one turn; of the import, of a fresh process. */
export interface Sample {
  cpuUs: number;
  wallUs: number;
  perSecond: number;
  importMs: number;
}

/** What each client imports, if not the package of its name. */
const imports: Record<string, string[]> = {
  fetch: ["node:url"],
  "fetch with a time limit": ["node:url"],
  "complycube-tokens/node": ["complycube-tokens", "complycube-tokens/node"],
  "undici.request": ["undici"],
};

/** Processes of the same program differ by more than rounds in one process do. */
const roundsPerProcess = 7;
/** A server that mints much has compiled all that it runs often. */
const warmUps = 2;

/**
 * Gives each client a turn in each round, in an order that rotates, so that all share what else the machine does. After a few
 * rounds each client gets a new process, whose first turns warm it up and do not count.
 */
export async function measure(
  names: string[],
  { rounds, ...load }: Load,
  onRound: (round: number) => void,
): Promise<Map<string, Sample[]>> {
  const samples = new Map(names.map((name): [string, Sample[]] => [name, []]));
  await withServer(async (url) => {
    for (let first = 1; first <= rounds; first += roundsPerProcess) {
      const clients = names.map((name) => ({ name, ...start(name, url) }));
      const last = Math.min(first + roundsPerProcess - 1, rounds);
      try {
        for (let round = first - warmUps; round <= last; round += 1) {
          for (const { name, child, ended } of turned(clients, round + warmUps)) {
            child.send({ ...load, inFlight });
            const [sample] = await Promise.race([once(child, "message"), ended]);
            if (round < first) continue;
            const { importMs } = await inFreshProcess<{ importMs: number }>("import", ...(imports[name] ?? [name]));
            samples.get(name)?.push({ ...sample, importMs });
          }
          if (round >= first) onRound(round);
        }
      } finally {
        for (const { child } of clients) child.kill();
      }
    }
  });
  return samples;
}

function start(name: string, url: string): { child: ChildProcess; ended: Promise<never> } {
  const child = fork(fileOf("measure"), [name, url], { execArgv: [] });
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`the process of ${name} has ended`)));
  // Once all has been measured, it may.
  ended.catch(() => {});
  return { child, ended };
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
