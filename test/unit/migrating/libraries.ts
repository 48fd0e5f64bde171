import * as officialExports from "@complycube/api";
import { vi } from "vitest";
import * as ourExports from "../../../src/index.js";
import { type Handler, json } from "../../support/loopback.js";

/** A client, as programs without types call it. */
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

/** Observes one case. Returns the cells of its row: the official library's, then ours. */
export type Case = () => Promise<[string, string]>;

/** Observes both libraries, one after the other. A cell shows the name of an error. */
export function both(observe: (library: Library) => string | Promise<string>): Case {
  const cell = async (library: Library) => observe(library);
  return async () => [await cell(official).catch(nameOf), await cell(ours).catch(nameOf)];
}

export const apiKey = "test_bWlncmF0aW5n+/==";
export const minted = json(200, { token: "header.payload.signature" });

export function html(status: number, page: string, headers: Record<string, string> = {}): Handler {
  return (response) => response.writeHead(status, { "content-type": "text/html", ...headers }).end(page);
}

/** Creates a client of a server on loopback. It ignores the proxy of the environment. */
export function clientAt(url: string, { ComplyCube }: Library, create = () => new ComplyCube({ apiKey })): Client {
  vi.stubEnv("COMPLYCUBE_BASE_URL", url);
  const client = create();
  Object.assign(client.axiosInstance?.defaults ?? {}, { baseURL: url, proxy: false });
  return client;
}

/** Mints once. Returns the result or the error. */
export function mint({ token }: Client, options?: object): Promise<unknown> {
  const minting = token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }, options);
  return minting.catch((error: unknown) => error);
}

export function nameOf(result: unknown): string {
  if (result === "header.payload.signature") return "the token";
  return `\`${result instanceof Error ? result.name : result}\``;
}
