// One client in a process of its own. Each message asks for a turn: calls one after the other, then many at a time.
import { clients } from "./clients.mjs";

const [name, url] = process.argv.slice(2);
const call = await clients[name](url);

async function repeat(times) {
  for (let index = 0; index < times; index += 1) {
    if (typeof (await call()) !== "string") throw new Error(`${name} gave no token`);
  }
}

process.on("message", async ({ sequential, concurrent, inFlight }) => {
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  await repeat(sequential);
  const wallUs = ((performance.now() - begun) * 1_000) / sequential;
  const { user, system } = process.cpuUsage(cpuBefore);

  const together = performance.now();
  await Promise.all(Array.from({ length: inFlight }, () => repeat(concurrent / inFlight)));
  const perSecond = (concurrent * 1_000) / (performance.now() - together);
  process.send({ cpuUs: (user + system) / sequential, wallUs, perSecond });
});
process.once("disconnect", () => process.exit());
