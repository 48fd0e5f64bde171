// A server in its own process, so that its CPU time does not count towards a client.
import { createServer } from "node:http";

const body = JSON.stringify({ token: `${"h".repeat(36)}.${"p".repeat(800)}.${"s".repeat(43)}` });
const headers = { "content-type": "application/json", "content-length": body.length };

const server = createServer((request, response) => {
  request.resume().once("end", () => response.writeHead(200, headers).end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.once("disconnect", () => process.exit());
