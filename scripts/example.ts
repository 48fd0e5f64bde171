import { type ReferrerPolicy, refererSent } from "../src/referrer/index.js";
import { messageOf, readOptions, readPort, run, UserError } from "./cli.js";
import { type Failure, failures, isFailure } from "./example/failures.js";

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

function readPolicy(text: string): ReferrerPolicy {
  const policy = text as ReferrerPolicy;
  try {
    refererSent("https://www.example.com/", policy);
  } catch (error) {
    throw new UserError(messageOf(error).replace("`policy`", "--policy"));
  }
  return policy;
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
  if (fail && options.live) throw new UserError("--fail needs the stand-in: remove --live.");
  const { COMPLYCUBE_CLIENT_ID: clientId } = process.env;
  if (options.live && !clientId) throw new UserError("Set COMPLYCUBE_CLIENT_ID to a client ID to use --live.");
  const live = options.live && clientId ? { clientId } : undefined;

  // These modules take seconds to load, and `--help` does not need them.
  const { startExample } = await import("./example/serve.js");
  const { showExchange } = await import("./prism-server.js");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit());
  const { referrer, react } = options;
  const example = { port, referrer, referrerPolicy, fail, react, live, onExchange: showExchange };
  const { pageUrl } = await startExample(example);
  const api = live ? "ComplyCube's API" : "the mock of openapi/tokens.yaml and a stand-in for ComplyCube's script";
  const failure = fail ? `\nWhat fails: ${failures[fail]}.` : "";
  console.log(`Open ${pageUrl}. It uses ${api}.${failure}\nPress Ctrl-C to stop. Requests to the API:`);
}

await run(main);
