import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { ComplyCube, type ComplyCubeOptions } from "complycube-tokens";
import { type ReferrerPolicy, referrerFor } from "complycube-tokens/referrer";
import type { Hono } from "hono";
import { messageOf, UserError } from "../../scripts/cli.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { type Exchange, type PrismServer, startProxy } from "../../scripts/prism-server.js";
import { createApp } from "./app.js";
import { createStandIn } from "./stand-in/app.js";

export interface ExampleOptions {
  /** 0 takes a free one. */
  port: number;
  /** Default: the page's own pattern. */
  referrer?: string | undefined;
  referrerPolicy: ReferrerPolicy;
  /** Against ComplyCube itself, with its own script. Default: the stand-in, with Prism before it. */
  live?: { clientId: string } | undefined;
  complycubeOptions?: ComplyCubeOptions;
  onExchange?: (exchange: Exchange) => void;
}

export interface Example {
  pageUrl: string;
  close(): Promise<void>;
}

/** Starts the application of the example, and what it needs in place of ComplyCube, on loopback. */
export async function startExample(options: ExampleOptions): Promise<Example> {
  const { port, referrerPolicy, live, complycubeOptions, onExchange } = options;
  const standIn = await listen("127.0.0.1", 0, createStandIn);
  const api = live ? undefined : await startApi(standIn.origin, onExchange);

  const appAt = (origin: string) =>
    createApp({
      complycube: new ComplyCube({ ...(api && { apiKey: "test_example", baseUrl: api.url }), ...complycubeOptions }),
      referrer: options.referrer ?? referrerFor(origin),
      referrerPolicy,
      user: { name: "Ada Lovelace", clientId: live?.clientId ?? "5eb04fcd0f3e360008035eb1" },
      sdkUrl: `${live ? "https://assets.complycube.com" : standIn.origin}/web-sdk/v1`,
      refererUrl: `${standIn.origin}/referer`,
    });
  // Another site than the stand-in's, as it is in life: a browser tells names apart, and not what they stand for.
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

/** The mock of the API: Prism checks each request and each answer, and the stand-in issues tokens that have not expired. */
async function startApi(standIn: string, onExchange: (exchange: Exchange) => void = () => {}): Promise<PrismServer> {
  return startProxy(await readSpec("openapi/tokens.yaml"), new URL(`${standIn}/v1`), { onExchange });
}

async function listen(host: string, port: number, appAt: (origin: string) => Hono) {
  const fetch = (request: Request) => app.fetch(request);
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch (error) {
    throw new UserError(`Nothing can listen on port ${port}: ${messageOf(error)}. Choose another with --port.`);
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
