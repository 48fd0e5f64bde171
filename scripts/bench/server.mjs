// A process of its own: what it costs to answer is nobody's but its own.
import { createServer } from "node:http";

const body = JSON.stringify({ token: `${"h".repeat(36)}.${"p".repeat(800)}.${"s".repeat(43)}` });
const headers = { "content-type": "application/json", "content-length": body.length };

const server = createServer((request, response) => {
  request.resume().once("end", () => response.writeHead(200, headers).end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.once("disconnect", () => process.exit());
