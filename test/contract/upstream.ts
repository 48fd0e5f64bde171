import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AnswerCase } from "./cases/answers.js";

/** A provider on loopback that answers everything as it is told. */
export interface Upstream {
  url: URL;
  answer: Pick<AnswerCase, "status" | "headers" | "body" | "hangsUp">;
  close(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const upstream: Upstream = {
    url: new URL(`http://127.0.0.1:${port}/v1`),
    answer: { status: 500, headers: {}, body: "" },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on("request", (request, response) => {
    const { status, headers, body, hangsUp } = upstream.answer;
    // The whole request first: an answer before its end may reset the connection under the client's hands.
    request.resume().once("end", () => {
      if (!hangsUp) response.writeHead(status, headers).end(body);
      else if (body === "") response.destroy();
      else response.writeHead(status, headers).write(body, () => response.destroy());
    });
  });
  return upstream;
}
