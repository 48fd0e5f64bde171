import { type ReferrerPolicy, refererSent } from "complycube-tokens/referrer";
import { messageOf, readOptions, readPort, run, UserError } from "./cli.js";

const usage = `Usage: npm run example -- [--port PORT] [--referrer PATTERN] [--policy POLICY] [--live]

Shows a page whose user verifies their identity with ComplyCube's Web SDK. Ctrl-C ends it.

  --port PORT         where the page is (3000; 0 takes a free one)
  --referrer PATTERN  what tokens are bound to (the page's own pattern)
  --policy POLICY     the page's Referrer-Policy (strict-origin-when-cross-origin); see what no-referrer does
  --live              with ComplyCube's own script and API, instead of a stand-in and the mock: COMPLYCUBE_API_KEY holds
                      the key, COMPLYCUBE_CLIENT_ID the client who signs in`;

await run(async () => {
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
  if (options.live && !clientId) throw new UserError("--live needs COMPLYCUBE_CLIENT_ID, the ID of a client.");

  // Loaded here, since it takes seconds: help and mistakes are answered at once.
  const { startExample } = await import("../examples/web/servers.js");
  const { showExchange } = await import("./prism-server.js");
  process.once("SIGINT", () => process.exit());
  process.once("SIGTERM", () => process.exit());
  const { pageUrl } = await startExample({
    port,
    referrer: options.referrer,
    referrerPolicy,
    live: options.live && clientId ? { clientId } : undefined,
    onExchange: showExchange,
  });
  const api = options.live
    ? "ComplyCube itself"
    : "the mock of openapi/tokens.yaml, and a stand-in for ComplyCube's script";
  console.log(`The page is at ${pageUrl}, against ${api}.\nCtrl-C ends it.`);
});

function readPolicy(text: string): ReferrerPolicy {
  const policy = text as ReferrerPolicy;
  try {
    refererSent("https://www.example.com/", policy);
  } catch (error) {
    throw new UserError(messageOf(error).replace("`policy`", "--policy"));
  }
  return policy;
}
