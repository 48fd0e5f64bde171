import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

const fixtures = "test/support/fixtures/self-signed";

/** A proxy on loopback that answers for every host and port itself, over https too, so that nothing leaves the machine. */
export async function startAnyHost(): Promise<{ url: string; close(): void }> {
  const page: RequestListener = (_, response) => {
    response.setHeader("content-type", "text/html").end("<title>Any page</title>");
  };
  const [key, cert] = await Promise.all([readFile(`${fixtures}.key.pem`), readFile(`${fixtures}.cert.pem`)]);
  const tls = createTlsServer({ key, cert }, page);
  const proxy = createServer(page);
  proxy.on("connect", (_, socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    tls.emit("connection", socket);
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
