import { styleText } from "node:util";
import { ComplyCube, ComplyCubeApiError, ComplyCubeRequestError, type TokenScope } from "../src/index.js";
import { readOptions, run, UserError } from "./cli.js";
import type { PrismServer } from "./prism-server.js";

const usage = `Usage: npm run quickstart -- [--live]

Mints a token for the web and one for mobile through the typed client, and shows what is checked on the way.

  --live  against ComplyCube's sandbox instead of the mock: COMPLYCUBE_API_KEY holds a key that begins with test_,
          COMPLYCUBE_CLIENT_ID the ID of a client in the sandbox`;

const specFile = "openapi/tokens.yaml";
const web = { referrer: "https://www.example.com/*" };
const mobile = { appId: "com.myapp.demo.app" };

interface Target {
  name: string;
  clientId: string;
  complycube: ComplyCube;
  /** Fails unless the latest request and its answer conform; says who has checked them. */
  checks(): string;
  requests(): number | undefined;
  /** A token as it may be shown: one that works never is. */
  show(token: string): string;
  /** Does what the API answers with an error. */
  fail(): Promise<string>;
}

await run(async () => {
  const { live } = readOptions({ live: { type: "boolean", default: false } }, usage);
  if (live) {
    await walkThrough(sandboxTarget());
  } else {
    // Loaded here, since it takes seconds: help and mistakes are answered at once.
    const { readSpec } = await import("./generate/read-spec.js");
    const { startMock } = await import("./prism-server.js");
    const mock = await startMock(await readSpec(specFile));
    await walkThrough(mockTarget(mock));
    await mock.close();
  }
  console.log(`All of it held, in ${process.uptime().toFixed(1)} s. Next: the README, npm run mock, npm test.`);
});

async function walkThrough(target: Target): Promise<void> {
  const { complycube, clientId } = target;
  console.log(`A token through the typed client, against ${target.name}\n`);

  await step("The generated code is fresh", checkGenerated);

  const mint = (scope: TokenScope) => async () => {
    const token = await complycube.token.generate(clientId, scope);
    return [
      `generate("${clientId}", ${JSON.stringify(scope)})`,
      `→ ${target.show(token)}`,
      `checked by ${target.checks()}`,
    ];
  };
  await step("A token for the Web SDK", mint(web));
  await step("A token for the mobile SDKs", mint(mobile));

  await step("A wrong request that got past the compiler is refused before the wire", async () => {
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

  await step("A refusal by the API is an error with a name and its facts", async () => {
    const error = await failure(target.fail());
    if (!(error instanceof ComplyCubeApiError)) throw error;
    const { name, statusCode, type, retryAfterMs, attempts } = error;
    return [`→ ${name}: ${error.message}`, JSON.stringify({ statusCode, type, retryAfterMs, attempts })];
  });
}

async function checkGenerated(): Promise<string[]> {
  const { artefacts } = await import("./generate/artefacts.js");
  const { staleFiles } = await import("./generate/publish.js");
  const { readSpec } = await import("./generate/read-spec.js");
  const made = await artefacts(await readSpec(specFile));
  const stale = await staleFiles("src/generated", made);
  if (stale.length > 0) throw new UserError(`Stale: ${stale.join(", ")}. Run: npm run generate`);
  return [`${made.size} files in src/generated match ${specFile}`];
}

function mockTarget(mock: PrismServer): Target {
  const options = { apiKey: "test_mock", baseUrl: mock.url, maxRetries: 0 };
  return {
    name: `the mock of ${specFile} at ${mock.url}`,
    clientId: "CLIENT_ID",
    complycube: new ComplyCube(options),
    checks() {
      const { violations = [] } = mock.exchanges.at(-1) ?? {};
      if (violations.length > 0) throw new UserError(violations.join("\n"));
      return "the generated validator and Prism (request), Prism and the generated validator (answer)";
    },
    requests: () => mock.exchanges.length,
    show: (token) => token,
    fail() {
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
    throw new UserError("--live needs COMPLYCUBE_API_KEY, a sandbox key: it begins with test_.");
  if (!clientId) throw new UserError("--live needs COMPLYCUBE_CLIENT_ID, the ID of a client in the sandbox.");
  const complycube = new ComplyCube({ apiKey });
  return {
    name: "ComplyCube's sandbox",
    clientId,
    complycube,
    checks: () => "the generated validator (request and answer)",
    requests: () => undefined,
    show: (token) => `a JWT of ${token.length} characters`,
    fail: () => complycube.token.generate("no-such-client", web),
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

/** What a promise is rejected with. */
function failure(promise: Promise<string>): Promise<unknown> {
  return promise.then(
    () => new UserError("it was accepted, which it must not be"),
    (error: unknown) => error,
  );
}
