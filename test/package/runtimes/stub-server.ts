import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Answer = (response: ServerResponse) => void;

const answers: Record<string, Answer> = {
  CLIENT_ID: (response) => json(response, 200, { token: "header.payload.signature" }),
  UNKNOWN: (response) => json(response, 404, { type: "resource_not_found", message: "There is no such client." }),
  REDIRECTED: (response) => response.writeHead(307, { location: "/v1/elsewhere" }).end(),
  BROKEN_OFF: (response) => response.destroy(),
  UNANSWERED: () => {},
};

/** A server on loopback that answers by the client's ID, and refuses a request that is not as the client sends it. */
export async function startStubServer() {
  let page = "";
  const server = createServer(async (request, response) => {
    if (request.method === "GET") return response.setHeader("content-type", "text/html").end(page);
    const body = JSON.parse((await text(request)) || "null");
    const fault = faultIn(request, body);
    if (fault) return json(response, 400, { type: "invalid_request", message: fault });
    answers[body.clientId]?.(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    /** What is answered to a browser that opens the origin. */
    show(html: string) {
      page = html;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function faultIn({ method, url, headers }: IncomingMessage, body: unknown): string | undefined {
  const { clientId, ...scope } = Object(body);
  const agent = String(headers["user-agent"]);
  const right = {
    "the method and path": method === "POST" && url === "/v1/tokens",
    "the key": headers.authorization === "test_key",
    "the media type": headers["content-type"] === "application/json" && headers.accept === "application/json",
    "the user agent": /^(complycube-tokens\/\d|Mozilla\/)/.test(agent),
    "the client": Object.hasOwn(answers, String(clientId)),
    "the scope": /^\{"(referrer|appId)":"[^"]+"\}$/.test(JSON.stringify(scope)),
  };
  return Object.entries(right).find(([, holds]) => !holds)?.[0];
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
