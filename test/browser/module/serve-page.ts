import { createServer, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { createTokenHandler } from "../../../src/handler.js";
import { ComplyCube } from "../../../src/index.js";
import { referrerFor } from "../../../src/referrer/index.js";
import { listen } from "../../support/loopback.js";
import { apiKey } from "../../support/mint.js";

/** ComplyCube's script, reduced to what a test needs. */
export const sdk = `
window.mounts = [];
window.mounted = new Set();
window.ComplyCube = {
  mount(options) {
    mounts.push(options);
    mounted.add(options.token);
    return { unmount: () => mounted.delete(options.token) };
  },
};`;

/** A page with ComplyCube's script and a script of its own, which can import `/browser.js`. */
export const pageWith = (script: string) =>
  `<!doctype html><script>${sdk}</script><div id="app"></div><script type="module">${script}</script>`;

/** Serves files by their path, and a mint route at every other path. Tokens are numbered from 1. */
export async function servePage(files: Record<string, string>) {
  /** The requests that wait for `release`. */
  const waiting: (() => void)[] = [];
  const open = new Set<ServerResponse>();
  let minted = 0;
  let held = false;
  const complycube = new ComplyCube({
    apiKey,
    async fetch() {
      if (held) await new Promise<void>((resolve) => waiting.push(resolve));
      return Response.json({ token: `token.${++minted}.signature` });
    },
  });
  const route = getRequestListener(
    createTokenHandler({
      complycube,
      scope: { referrer: referrerFor("http://127.0.0.1/") },
      authorize: () => "CLIENT_ID",
      onWarning: () => {},
    }),
    { overrideGlobalObjects: false },
  );
  const server = createServer((request, response) => {
    const { url = "" } = request;
    const content = files[url];
    if (content !== undefined) {
      const type = url.endsWith(".js") ? "text/javascript" : "text/html";
      return response.setHeader("content-type", type).end(content);
    }
    open.add(response);
    response.once("close", () => open.delete(response));
    route(request, response);
  });
  const { port, close } = await listen(server);
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${port}/`,
    /** The requests for a token that are not answered. */
    open,
    /** Keeps the mint route from answering until `release`. */
    hold() {
      held = true;
    },
    release() {
      held = false;
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

interface Sdk {
  mounts: { token: string; onError(error: { type: string }): void }[];
  mounted: Set<string>;
}

/** Returns the tokens that are mounted, and how many mounts there were. */
export function mountsOf(page: Page): Promise<{ mounted: string[]; mounts: number }> {
  return page.evaluate(() => {
    const { mounts, mounted } = window as unknown as Sdk;
    return { mounted: [...mounted], mounts: mounts.length };
  });
}

/** Makes the latest mount say that its token has expired. */
export function expire(page: Page): Promise<void> {
  return page.evaluate(() => (window as unknown as Sdk).mounts.at(-1)?.onError({ type: "token_expired" }));
}
