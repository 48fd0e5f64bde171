import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import * as officialExports from "@complycube/api";
import { vi } from "vitest";
import * as ourExports from "../../../src/index.js";

/** What a program without types can call. */
export interface Client {
  token: { generate(...args: unknown[]): Promise<unknown> };
  axiosInstance?: { defaults: { baseURL?: string; proxy?: false; timeout?: number } };
}

export interface Library {
  name: string;
  ComplyCube: new (options?: object) => Client;
  ComplyCubeError: typeof Error;
  ComplyCubeApiError: typeof Error & { fromResponse?: unknown };
}

export const official = { name: "@complycube/api", ...officialExports } as unknown as Library;
export const ours = { name: "complycube-tokens", ...ourExports } as unknown as Library;

export const apiKey = "test_bWlncmF0aW5n+/==";

export type Answer = (response: ServerResponse, before: number) => void;

/** Answers with a status, a page or JSON, and headers. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const [type, text] = typeof body === "string" ? ["text/html", body] : ["application/json", JSON.stringify(body)];
  return (response) => response.writeHead(status, { "content-type": type, ...headers }).end(text);
}

export const minted = answer(200, { token: "header.payload.signature" });

export interface Server {
  url: string;
  received: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[];
}

/** Runs `work` beside a server on loopback, and then ends every connection. */
export async function withServer<T>(respond: Answer, work: (server: Server) => Promise<T>): Promise<T> {
  const received: Server["received"] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ path: request.url, headers: request.headers, body });
    respond(response, received.length - 1);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  try {
    return await work({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, received });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A client that calls a server on this machine, whatever proxy the environment names. */
export function clientAt(url: string, { ComplyCube }: Library, make = () => new ComplyCube({ apiKey })): Client {
  vi.stubEnv("COMPLYCUBE_BASE_URL", url);
  const client = make();
  Object.assign(client.axiosInstance?.defaults ?? {}, { baseURL: url, proxy: false });
  return client;
}

/** The result of minting once, an error included. */
export function mint({ token }: Client, options?: object): Promise<unknown> {
  const minting = token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }, options);
  return minting.catch((error: unknown) => error);
}

export function nameOf(result: unknown): string {
  if (result === "header.payload.signature") return "the token";
  return `\`${result instanceof Error ? result.name : result}\``;
}
