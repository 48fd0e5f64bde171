// Prints the heap in use after many calls of this client and a garbage collection, in kB.
import { clients } from "./clients.mjs";

const [url, ...counts] = process.argv.slice(2);
const mint = await clients["complycube-tokens"](url);
const memory = [];
let calls = 0;
for (const count of counts.map(Number)) {
  for (; calls < count; calls += 1) await mint();
  global.gc();
  memory.push([count, Math.round(process.memoryUsage().heapUsed / 1_024)]);
}
console.log(JSON.stringify(memory));
process.exit();
