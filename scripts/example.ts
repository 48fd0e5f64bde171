import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { examples } from "../src/generated/examples.js";
import { ComplyCube, type ComplyCubeOptions } from "../src/index.js";
import { type ReferrerPolicy, refererSent, referrerFor } from "../src/referrer/index.js";
import { messageOf, readOptions, readPort, run, UserError } from "./cli.js";
import type { Spec } from "./generate/read-spec.js";
import type { Exchange } from "./prism-server.js";

/** What can go wrong, by the value of --fail. */
const failures = {
  401: "the session has ended",
  403: "the user may not be verified",
  429: "ComplyCube is called too often",
  502: "ComplyCube refuses the key",
  503: "ComplyCube has an error",
  slow: "ComplyCube does not answer within 5 seconds",
  expired: "every token has expired",
  script: "ComplyCube's script does not load",
};
export type Failure = `${keyof typeof failures}`;

const usage = `Usage: npm run example -- [--port PORT] [--referrer PATTERN]
         [--policy POLICY] [--fail FAILURE] [--react] [--live]

Serves a page that verifies a user's identity with ComplyCube's Web SDK. Press
Ctrl-C to stop.

  --port PORT         port of the page; 0 means any free port (default: 3000)
  --referrer PATTERN  match pattern of the tokens (default: the page's origin)
  --policy POLICY     Referrer-Policy of the page
                      (default: strict-origin-when-cross-origin)
  --fail FAILURE      show what the user sees if
${Object.entries(failures)
  .map(([name, meaning]) => `                      ${name.padEnd(8)} ${meaning}`)
  .join("\n")}
  --react             serve the page of examples/react
  --live              use ComplyCube's API and script, not the mock and the
                      stand-in. Set COMPLYCUBE_API_KEY to the key and
                      COMPLYCUBE_CLIENT_ID to the client of the user who signs in`;

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
  // These modules take seconds to load, and `--help` does not need them.
  const { createApp } = await import("../examples/web/app.js");
  const { createStandIn } = await import("../examples/web/stand-in/app.js");
  const { readSpec } = await import("./generate/read-spec.js");
  const { startProxy } = await import("./prism-server.js");

  spec ??= readSpec("openapi/tokens.yaml");
  const { port, referrerPolicy, fail, react = false, live, complycubeOptions, onExchange = () => {} } = options;
  const [browserModule, reactPage] = await Promise.all([
    bundle("src/browser.ts"),
    react ? bundle("examples/react/page.tsx") : undefined,
  ]);
  const standIn = await listen("127.0.0.1", 0, () =>
    createStandIn({ answer: fail && answers[fail], lifeMs: fail === "expired" ? 0 : undefined }),
  );
  // Prism checks each request, and the stand-in issues tokens that have not expired.
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

const { responses } = examples.generateToken;

/** How ComplyCube answers, by the failure. Default: it issues a token. */
const answers: { [name in Failure]?: () => Response | Promise<Response> } = {
  429: () => Response.json(responses[429].rateLimited, { status: 429 }),
  502: () => Response.json(responses[401].invalidKey, { status: 401 }),
  503: () => Response.json(responses[500].internal, { status: 500 }),
  slow: () => new Promise(() => {}),
};

/** Bundles a module for the browser. React's strict mode exists in development only. */
export async function bundle(file: string): Promise<string> {
  const { build } = await import("esbuild");
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

function readPolicy(text: string): ReferrerPolicy {
  const policy = text as ReferrerPolicy;
  try {
    refererSent("https://www.example.com/", policy);
  } catch (error) {
    throw new UserError(messageOf(error).replace("`policy`", "--policy"));
  }
  return policy;
}

function isFailure(text: string): text is Failure {
  return Object.hasOwn(failures, text);
}

function readFailure(text: string | undefined): Failure | undefined {
  if (text === undefined || isFailure(text)) return text;
  throw new UserError(`--fail is ${JSON.stringify(text)}. Valid values: ${Object.keys(failures).join(", ")}.`);
}

async function main(): Promise<void> {
  const options = readOptions(
    {
      port: { type: "string", default: "3000" },
      referrer: { type: "string" },
      policy: { type: "string", default: "strict-origin-when-cross-origin" },
      fail: { type: "string" },
      react: { type: "boolean", default: false },
      live: { type: "boolean", default: false },
    },
    usage,
  );
  const port = readPort(options.port);
  const referrerPolicy = readPolicy(options.policy);
  const fail = readFailure(options.fail);
  const { COMPLYCUBE_CLIENT_ID: clientId } = process.env;
  if (options.live && !clientId) throw new UserError("Set COMPLYCUBE_CLIENT_ID to a client ID to use --live.");
  const live = options.live && clientId ? { clientId } : undefined;

  const { showExchange } = await import("./prism-server.js");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit());
  const { referrer, react } = options;
  const example = { port, referrer, referrerPolicy, fail, react, live, onExchange: showExchange };
  const { pageUrl } = await startExample(example);
  const api = live ? "ComplyCube's API" : "the mock of openapi/tokens.yaml and a stand-in for ComplyCube's script";
  console.log(`Open ${pageUrl}. It uses ${api}.\nPress Ctrl-C to stop. Requests to the API:`);
}

// Tests import `startExample`.
if (process.argv[1] === import.meta.filename) await run(main);
