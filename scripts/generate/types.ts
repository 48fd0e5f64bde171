import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Spec } from "./read-spec.js";

// openapi-typescript and its TypeScript take as long to load as all else here: a thread of their own loads them meanwhile.
// It is no TypeScript and no module, since either would make it slower than what it saves.
const worker = new Worker(new URL("types-worker.cjs", import.meta.url), { execArgv: [] });
worker.unref();

export async function types({ document }: Pick<Spec, "document">): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ document, port: port2 }, [port2]);
  const [{ text, error }] = await once(port1, "message");
  port1.close();
  if (error) throw error;
  return text;
}
