import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { ComplyCube, type ComplyCubeOptions } from "../src/index.js";
import { type ReferrerPolicy, refererSent, referrerFor } from "../src/referrer/index.js";
import { messageOf, readOptions, readPort, run, UserError } from "./cli.js";
import type { Spec } from "./generate/read-spec.js";
import type { Exchange } from "./prism-server.js";

const usage = `Usage: npm run example -- [--port PORT] [--referrer PATTERN] [--policy POLICY] [--live]

Serves a page that verifies a user's identity with ComplyCube's Web SDK. Press Ctrl-C to stop.

  --port PORT         port of the page; 0 means any free port (default: 3000)
  --referrer PATTERN  match pattern of the tokens (default: the page's origin)
  --policy POLICY     Referrer-Policy of the page (default: strict-origin-when-cross-origin)
  --live              use ComplyCube's API and script, not the mock and the stand-in. Set COMPLYCUBE_API_KEY to
                      the key and COMPLYCUBE_CLIENT_ID to the client of the user who signs in`;

export interface ExampleOptions {
  /** 0 means any free port. */
  port: number;
  /** Default: the page's origin. */
  referrer?: string | undefined;
  referrerPolicy: ReferrerPolicy;
  /** Uses ComplyCube's own API and script. Default: the stand-in, behind Prism. */
  live?: { clientId: string } | undefined;
  complycubeOptions?: ComplyCubeOptions;
  onExchange?: (exchange: Exchange) => void;
}

export interface Example {
  pageUrl: string;
  close(): Promise<void>;
}

let spec: Promise<Spec> | undefined;

/** Starts the example application on loopback, with a stand-in for ComplyCube. */
export async function startExample(options: ExampleOptions): Promise<Example> {
  // These modules take seconds to load, and `--help` does not need them.
  const { createApp } = await import("../examples/web/app.js");
  const { createStandIn } = await import("../examples/web/stand-in/app.js");
  const { readSpec } = await import("./generate/read-spec.js");
  const { startProxy } = await import("./prism-server.js");

  spec ??= readSpec("openapi/tokens.yaml");
  const { port, referrerPolicy, live, complycubeOptions, onExchange = () => {} } = options;
  const standIn = await listen("127.0.0.1", 0, createStandIn);
  // Prism checks each request, and the stand-in issues tokens that have not expired.
  const api = live ? undefined : await startProxy(await spec, new URL(`${standIn.origin}/v1`), { onExchange });

  const appAt = (origin: string) =>
    createApp({
      complycube: new ComplyCube({ ...(api && { apiKey: "test_example", baseUrl: api.url }), ...complycubeOptions }),
      referrer: options.referrer ?? referrerFor(origin),
      referrerPolicy,
      user: { name: "Ada Lovelace", clientId: live?.clientId ?? "5eb04fcd0f3e360008035eb1" },
      sdkUrl: `${live ? "https://assets.complycube.com" : standIn.origin}/web-sdk/v1`,
      refererUrl: `${standIn.origin}/referer`,
    });
  // To a browser, localhost and 127.0.0.1 are different sites, like your site and ComplyCube's.
  const application = await listen("localhost", port, appAt);
  return {
    pageUrl: `${application.origin}/`,
    async close() {
      application.close();
      standIn.close();
      await api?.close();
    },
  };
}

async function listen(host: string, port: number, appAt: (origin: string) => Hono) {
  const fetch = (request: Request) => app.fetch(request);
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch (error) {
    throw new UserError(`Cannot listen on port ${port}: ${messageOf(error)}. Choose another port with --port.`);
  }
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const app = appAt(origin);
  return {
    origin,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function readPolicy(text: string): ReferrerPolicy {
  const policy = text as ReferrerPolicy;
  try {
    refererSent("https://www.example.com/", policy);
  } catch (error) {
    throw new UserError(messageOf(error).replace("`policy`", "--policy"));
  }
  return policy;
}

async function main(): Promise<void> {
  const options = readOptions(
    {
      port: { type: "string", default: "3000" },
      referrer: { type: "string" },
      policy: { type: "string", default: "strict-origin-when-cross-origin" },
      live: { type: "boolean", default: false },
    },
    usage,
  );
  const port = readPort(options.port);
  const referrerPolicy = readPolicy(options.policy);
  const { COMPLYCUBE_CLIENT_ID: clientId } = process.env;
  if (options.live && !clientId) throw new UserError("Set COMPLYCUBE_CLIENT_ID to a client ID to use --live.");
  const live = options.live && clientId ? { clientId } : undefined;

  const { showExchange } = await import("./prism-server.js");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit());
  const { referrer } = options;
  const { pageUrl } = await startExample({ port, referrer, referrerPolicy, live, onExchange: showExchange });
  const api = live ? "ComplyCube's API" : "the mock of openapi/tokens.yaml and a stand-in for ComplyCube's script";
  console.log(`Open ${pageUrl}. It uses ${api}.\nPress Ctrl-C to stop. Requests to the API:`);
}

// Tests import `startExample`.
if (process.argv[1] === import.meta.filename) await run(main);
