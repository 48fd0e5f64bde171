// One client in a fresh process: CPU and time a call, one after the other; and requests a second, many at a time.
import { clients } from "./clients.mjs";

const [name, url, warmUp, sequential, concurrent, inFlight] = process.argv.slice(2);
const call = await clients[name](url);

async function repeat(times) {
  for (let index = 0; index < Number(times); index += 1) {
    if (typeof (await call()) !== "string") throw new Error(`${name} gave no token`);
  }
}

await repeat(warmUp);
const cpuBefore = process.cpuUsage();
const begun = performance.now();
await repeat(sequential);
const wallUs = ((performance.now() - begun) * 1_000) / sequential;
const { user, system } = process.cpuUsage(cpuBefore);

const each = concurrent / inFlight;
const together = performance.now();
await Promise.all(Array.from({ length: Number(inFlight) }, () => repeat(each)));
const perSecond = (each * inFlight * 1_000) / (performance.now() - together);

console.log(JSON.stringify({ cpuUs: (user + system) / sequential, wallUs, perSecond }));
process.exit();
