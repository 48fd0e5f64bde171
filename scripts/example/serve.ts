import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { build } from "esbuild";
import { Hono } from "hono";
import { createApp } from "../../examples/web/app.js";
import { createStandIn } from "../../examples/web/stand-in/app.js";
import { ComplyCube, type ComplyCubeOptions } from "../../src/index.js";
import { type ReferrerPolicy, referrerFor } from "../../src/referrer/index.js";
import { messageOf, UserError } from "../cli.js";
import { readSpec, type Spec } from "../generate/read-spec.js";
import { type Exchange, startProxy } from "../prism-server.js";
import { answers, type Failure } from "./failures.js";

export interface ExampleOptions {
  /** 0 means any free port. */
  port: number;
  /** Default: the page's origin. */
  referrer?: string | undefined;
  referrerPolicy: ReferrerPolicy;
  /** Makes something fail. */
  fail?: Failure | undefined;
  /** Serves the page of examples/react. */
  react?: boolean | undefined;
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
  spec ??= readSpec("openapi/tokens.yaml");
  const { port, referrerPolicy, fail, react = false, live, complycubeOptions, onExchange = () => {} } = options;
  const [browserModule, reactPage] = await Promise.all([
    bundle("src/browser.ts"),
    react ? bundle("examples/react/page.tsx") : undefined,
  ]);
  const standIn = await listen("127.0.0.1", 0, () =>
    createStandIn({ answer: fail && answers[fail], lifeMs: fail === "expired" ? 0 : undefined }),
  );
  // Prism checks each request. The stand-in knows the tokens that it issued.
  const api = live ? undefined : await startProxy(await spec, new URL(`${standIn.origin}/v1`), { onExchange });

  const appAt = (origin: string) => {
    const app = createApp({
      complycube: new ComplyCube({
        ...(api && { apiKey: "test_example", baseUrl: api.url }),
        ...(fail && { maxRetries: 0, timeoutMs: 5_000 }),
        ...complycubeOptions,
      }),
      referrer: options.referrer ?? referrerFor(origin),
      referrerPolicy,
      user: {
        name: "Ada Lovelace",
        clientId: live?.clientId ?? "5eb04fcd0f3e360008035eb1",
        mayVerify: fail !== "403",
      },
      sdkUrl: `${live ? "https://assets.complycube.com" : standIn.origin}/web-sdk/${fail === "script" ? "none" : "v1"}`,
      browserModule,
      refererUrl: `${standIn.origin}/referer`,
    });
    const outer = new Hono();
    if (reactPage !== undefined) {
      outer.get("/page.js", (context) => context.body(reactPage, 200, { "content-type": "text/javascript" }));
    }
    if (fail === "401") {
      outer.use("/token", (context, next) => {
        context.req.raw.headers.delete("cookie");
        return next();
      });
    }
    return outer.route("/", app);
  };
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

/** Bundles a module for the browser. React's strict mode exists in development only. */
export async function bundle(file: string): Promise<string> {
  const define = { "process.env.NODE_ENV": '"development"' };
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: "esm", write: false, define });
  return outputFiles[0]?.text ?? "";
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
