import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "../support/loopback.js";

/** Runs `work` with a Redis server on loopback that saves nothing. */
export async function withRedis<T>(work: (url: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "complycube-redis-"));
  // Redis can't choose a free port itself.
  const { port, close } = await listen(createServer());
  await close();
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", directory, "--save", "", "--daemonize", "no"];
  const server = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  // Rejects if redis-server is not installed.
  const ended = once(server, "close");
  try {
    await Promise.race([ended, ready(server.stdout)]);
    return await work(`redis://127.0.0.1:${port}`);
  } finally {
    server.kill();
    await ended.catch(() => {});
    await rm(directory, { recursive: true });
  }
}

async function ready(output: AsyncIterable<Buffer>): Promise<void> {
  let log = "";
  for await (const chunk of output) {
    log += chunk;
    if (log.includes("Ready to accept connections")) return;
  }
  throw new Error(`Redis did not start. ${log}`);
}
