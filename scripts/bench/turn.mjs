// The process of one client. Each message asks for one turn: calls one after another, then many at the same time.
import { clients } from "./clients.mjs";

const [name, url] = process.argv.slice(2);
const mint = await clients[name](url);

async function repeat(times) {
  for (let index = 0; index < times; index += 1) {
    if (typeof (await mint()) !== "string") throw new Error(`${name} returned no token`);
  }
}

process.on("message", async ({ sequential, concurrent, inFlight }) => {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await repeat(sequential);
  const wallUs = ((performance.now() - start) * 1_000) / sequential;
  const { user, system } = process.cpuUsage(cpuBefore);

  const concurrentStart = performance.now();
  await Promise.all(Array.from({ length: inFlight }, () => repeat(concurrent / inFlight)));
  const perSecond = (concurrent * 1_000) / (performance.now() - concurrentStart);
  process.send({ cpuUs: (user + system) / sequential, wallUs, perSecond });
});
process.once("disconnect", () => process.exit());
