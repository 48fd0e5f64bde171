import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with a Redis of its own, on loopback, which keeps nothing. */
export async function withRedis<T>(work: (url: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "complycube-redis-"));
  const port = await freePort();
  const options = { port, bind: "127.0.0.1", dir: directory, save: "", daemonize: "no" };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(server, "close");
  try {
    // Where there is no such program, `ended` rejects.
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

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
