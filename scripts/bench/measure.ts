import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** In each round, each client has one turn. */
export interface Load {
  rounds: number;
  /** Calls one after another, per turn. */
  sequential: number;
  /** Calls with `inFlight` at the same time, per turn. */
  concurrent: number;
}

export const inFlight = 32;

/** The result of one turn, and the import time of a fresh process. */
export interface Sample {
  cpuUs: number;
  wallUs: number;
  perSecond: number;
  importMs: number;
}

/** The number of calls so far, and the memory in use after them. */
export type Memory = [calls: number, kilobytes: number][];

/** The packages that a client imports, if not the package of its name. */
const imports: Record<string, string[]> = {
  fetch: ["node:url"],
  "fetch with a time limit": ["node:url"],
  "complycube-tokens/node": ["complycube-tokens", "complycube-tokens/node"],
  "undici.request": ["undici"],
};

/** Results differ between processes more than between rounds, so each client gets a new process after some rounds. */
const roundsPerProcess = 7;
/** The first turns of a process compile its code. They don't count. */
const warmUpRounds = 2;

/** Gives each client a turn in each round. The order rotates, so that other load on the machine affects all clients alike. */
export async function measureCalls(
  names: string[],
  { rounds, ...load }: Load,
  onRound: (round: number) => void,
): Promise<Map<string, Sample[]>> {
  const samples = new Map(names.map((name): [string, Sample[]] => [name, []]));
  await withServer(async (url) => {
    for (let first = 1; first <= rounds; first += roundsPerProcess) {
      const processes = names.map((name) => ({ name, ...start("turn", name, url) }));
      const last = Math.min(first + roundsPerProcess - 1, rounds);
      try {
        for (let round = first - warmUpRounds; round <= last; round += 1) {
          const turn = (round + warmUpRounds) % names.length;
          for (const { name, child, message } of [...processes.slice(turn), ...processes.slice(0, turn)]) {
            child.send({ ...load, inFlight });
            const sample = await message();
            if (round < first) continue;
            const importMs = await runProgram<number>("import", ...(imports[name] ?? [name]));
            samples.get(name)?.push({ ...sample, importMs });
          }
          if (round >= first) onRound(round);
        }
      } finally {
        for (const { child } of processes) child.kill();
      }
    }
  });
  return samples;
}

export function measureMemory(counts: number[]): Promise<Memory> {
  return withServer((url) => runProgram<Memory>("memory", url, ...counts.map(String)));
}

/** Starts a program of this directory. `message` waits for its next message, and rejects if the program ends. */
function start(program: string, ...args: string[]) {
  const child = fork(pathOf(program), args, { execArgv: [] });
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`The process ${program} ended early.`)));
  // Without this, killing the process would be an unhandled rejection.
  ended.catch(() => {});
  return { child, message: async () => (await Promise.race([once(child, "message"), ended]))[0] };
}

async function runProgram<T>(program: string, ...args: string[]): Promise<T> {
  const flags = ["--expose-gc", "--no-warnings"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, pathOf(program), ...args]);
  return JSON.parse(stdout);
}

async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { child, message } = start("server");
  try {
    return await work(`http://127.0.0.1:${await message()}/v1`);
  } finally {
    child.kill();
  }
}

function pathOf(program: string): string {
  return fileURLToPath(new URL(`${program}.mjs`, import.meta.url));
}
