import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { listen, selfSigned } from "../../support/loopback.js";

/** A proxy on loopback that answers for every host and port itself, also over https, so that nothing leaves the machine. */
export async function startAnyHost(): Promise<{ url: string; close(): Promise<void> }> {
  const page: RequestListener = (_, response) => {
    response.setHeader("content-type", "text/html").end("<title>Any page</title>");
  };
  const tls = createTlsServer(selfSigned, page);
  const proxy = createServer(page);
  proxy.on("connect", (_, socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    tls.emit("connection", socket);
  });
  const { port, close } = await listen(proxy);
  return { url: `http://127.0.0.1:${port}`, close };
}
