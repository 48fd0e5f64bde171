import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll } from "vitest";

interface Received {
  method: string | undefined;
  path: string | undefined;
  authorization: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** A server on loopback that answers every request with the same client and token, for the tests of one file. */
export function useStubServer() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push(await read(request));
    response.setHeader("content-type", "application/json").end('{"id":"CLIENT_ID","token":"header.payload.signature"}');
  });
  beforeAll(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  afterAll(() => {
    server.close();
  });

  return {
    received,
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    },
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const { method, url: path, headers } = request;
  return { method, path, authorization: headers.authorization, headers, body: JSON.parse(await text(request)) };
}
