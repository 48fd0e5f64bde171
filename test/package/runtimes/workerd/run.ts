import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shell } from "../../shell.js";
import { bundle } from "../bundle.js";
import { type Place, type Report, reported } from "../report.js";

export const workerd = { name: "workerd", version: "1.20261117.1" };

const configuration = (file: string, baseUrl: string) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = .worker),
  (name = "internet", network = (allow = ["private"])),
]);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${file}")],
  bindings = [(name = "baseUrl", text = "${baseUrl}")],
  compatibilityDate = "2026-01-01",
);
`;

/** Runs the entry as a worker whose only network is this machine's. */
export async function runInWorkerd({ consumer, binary, baseUrl }: Place): Promise<Report> {
  const file = await bundle(consumer, "workerd/worker", {
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
  });
  await writeFile(join(consumer, "workerd.capnp"), configuration(file, baseUrl));
  const { held, version: agent } = await reported(binary("workerd"), ["test", "workerd.capnp"], consumer);
  if (agent !== "Cloudflare-Workers") throw new Error(`${agent} answered, and not workerd`);
  // It knows its date, which is in the middle of the package's version.
  const { stdout } = await shell(binary("workerd"), ["--version"]);
  const date = stdout.replaceAll(/\D/g, "");
  return { held, version: workerd.version.includes(date) ? workerd.version : stdout.trim() };
}
