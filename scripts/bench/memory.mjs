// What stays in memory after many calls, once all that can be is collected.
import { clients } from "./clients.mjs";

const [url, ...counts] = process.argv.slice(2);
const call = await clients["complycube-tokens"](url);
const kilobytes = [];
let calls = 0;
for (const count of counts) {
  for (; calls < Number(count); calls += 1) await call();
  global.gc();
  kilobytes.push(Math.round(process.memoryUsage().heapUsed / 1_024));
}
console.log(JSON.stringify({ kilobytes }));
process.exit();
