import { styleText } from "node:util";
import { ComplyCube, ComplyCubeApiError, ComplyCubeRequestError, type TokenScope } from "../src/index.js";
import { readOptions, run, UserError } from "./cli.js";
import type { PrismServer } from "./prism-server.js";

const usage = `Usage: npm run quickstart -- [--live]

Mints a token for the Web SDK and one for the mobile SDKs against a local mock, and shows each check.

  --live  use ComplyCube's sandbox, not the mock. Set COMPLYCUBE_API_KEY to a key that begins with test_, and
          COMPLYCUBE_CLIENT_ID to the ID of a client in the sandbox`;

const specFile = "openapi/tokens.yaml";
const web = { referrer: "https://www.example.com/*" };
const mobile = { appId: "com.myapp.demo.app" };

interface Target {
  name: string;
  clientId: string;
  complycube: ComplyCube;
  /** Says what checked the latest request and response. Throws if they break the spec. */
  checkedBy(): string;
  /** The number of requests so far, or `undefined` if it is unknown. */
  requests(): number | undefined;
  /** Returns the token in a form that is safe to print. */
  printable(token: string): string;
  /** Makes a call that the API refuses. */
  provokeError(): Promise<string>;
}

await run(async () => {
  const { live } = readOptions({ live: { type: "boolean", default: false } }, usage);
  if (live) {
    await walkThrough(sandboxTarget());
  } else {
    // These modules take seconds to load, and `--help` does not need them.
    const { readSpec } = await import("./generate/read-spec.js");
    const { startMock } = await import("./prism-server.js");
    await step("The generated code is up to date", checkGenerated);
    const mock = await startMock(await readSpec(specFile));
    await walkThrough(mockTarget(mock));
    await mock.close();
  }
  console.log(`All checks passed in ${process.uptime().toFixed(1)} s. Next: README.md, npm run mock, npm test.`);
});

async function walkThrough(target: Target): Promise<void> {
  const { complycube, clientId } = target;
  console.log(`Minting tokens with the typed client against ${target.name}\n`);

  const mint = (scope: TokenScope) => async () => {
    const token = await complycube.token.generate(clientId, scope);
    return [
      `generate("${clientId}", ${JSON.stringify(scope)})`,
      `→ ${target.printable(token)}`,
      `checked by ${target.checkedBy()}`,
    ];
  };
  await step("A token for the Web SDK", mint(web));
  await step("A token for the mobile SDKs", mint(mobile));

  await step("An invalid request that the compiler could not see is refused before it is sent", async () => {
    const before = target.requests();
    const scope = JSON.parse('{ "referer": "https://www.example.com/*" }');
    const error = await failure(complycube.token.generate(clientId, scope));
    if (!(error instanceof ComplyCubeRequestError) || target.requests() !== before) throw error;
    return [
      `generate("${clientId}", ${JSON.stringify(scope)})`,
      `→ ${error.name}: ${error.message}`,
      "nothing was sent",
    ];
  });

  await step("An error response becomes a typed error", async () => {
    const error = await failure(target.provokeError());
    if (!(error instanceof ComplyCubeApiError)) throw error;
    const { name, statusCode, type, retryAfterMs, attempts } = error;
    return [`→ ${name}: ${error.message}`, JSON.stringify({ statusCode, type, retryAfterMs, attempts })];
  });
}

async function checkGenerated(): Promise<string[]> {
  const { artefacts } = await import("./generate/artefacts.js");
  const { staleFiles } = await import("./generate/publish.js");
  const { readSpec } = await import("./generate/read-spec.js");
  const files = await artefacts(await readSpec(specFile));
  const stale = await staleFiles("src/generated", files);
  if (stale.length > 0) throw new UserError(`${stale.join(", ")} is out of date. Run: npm run generate`);
  return [`${files.size} files in src/generated match ${specFile}`];
}

function mockTarget(mock: PrismServer): Target {
  const options = { apiKey: "test_mock", baseUrl: mock.url, maxRetries: 0 };
  return {
    name: `the mock of ${specFile} at ${mock.url}`,
    clientId: "CLIENT_ID",
    complycube: new ComplyCube(options),
    checkedBy() {
      const { violations = [] } = mock.exchanges.at(-1) ?? {};
      if (violations.length > 0) throw new UserError(violations.join("\n"));
      return "Prism and the generated validators: request and response";
    },
    requests: () => mock.exchanges.length,
    printable: (token) => token,
    provokeError() {
      const rateLimited: typeof fetch = (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set("prefer", "code=429");
        return fetch(input, { ...init, headers });
      };
      return new ComplyCube({ ...options, fetch: rateLimited }).token.generate("CLIENT_ID", web);
    },
  };
}

function sandboxTarget(): Target {
  const { COMPLYCUBE_API_KEY: apiKey = "", COMPLYCUBE_CLIENT_ID: clientId } = process.env;
  if (!apiKey.startsWith("test_"))
    throw new UserError("Set COMPLYCUBE_API_KEY to a sandbox key, which begins with test_, to use --live.");
  if (!clientId) throw new UserError("Set COMPLYCUBE_CLIENT_ID to the ID of a client in the sandbox to use --live.");
  const complycube = new ComplyCube({ apiKey });
  return {
    name: "ComplyCube's sandbox",
    clientId,
    complycube,
    checkedBy: () => "the generated validators: request and response",
    requests: () => undefined,
    printable: (token) => `a JWT of ${token.length} characters`,
    provokeError: () => complycube.token.generate("no-such-client", web),
  };
}

async function step(title: string, work: () => Promise<string[]>): Promise<void> {
  try {
    const lines = await work();
    console.log(`${mark("green", "✓")} ${title}\n${lines.map((line) => `    ${line}\n`).join("")}`);
  } catch (error) {
    console.log(`${mark("red", "✗")} ${title}`);
    throw error;
  }
}

function mark(color: "green" | "red", text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(color, text) : text;
}

/** Returns the error of a call that must fail. */
function failure(promise: Promise<string>): Promise<unknown> {
  return promise.then(
    () => new UserError("Expected an error, but the call returned a token."),
    (error: unknown) => error,
  );
}
