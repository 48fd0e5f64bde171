import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { useStubServer } from "../support/stub-server.js";

const server = useStubServer();
const apiKey = "test_dmVyYnM+/==";

function start(script: string, args: string[] = [], env: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
    env: { ...process.env, ...env },
  });
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

async function outputOf(child: ChildProcessWithoutNullStreams): Promise<{ code: number; output: string }> {
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  return { code, output };
}

async function untilPrinted(child: ChildProcessWithoutNullStreams, text: string): Promise<string> {
  let output = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    if (output.includes(text)) return output;
  }
  throw new Error(`it ended without printing ${text}: ${output}`);
}

it("the mock prints its URL and requests that work, shows what arrives without the key, and ends with Ctrl-C", async () => {
  const child = start("mock", ["--port", "0"]);
  const greeting = await untilPrinted(child, "Requests:");
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(greeting) ?? [];
  expect(greeting.match(/curl \S+\/v1\/tokens .* -d '\{.*\}'/g)).toHaveLength(2);
  expect(greeting).toContain("Prefer: code=429");

  const shown = untilPrinted(child, "additional properties");
  const response = await fetch(`${url}/tokens/`, {
    method: "POST",
    headers: { authorization: apiKey, "content-type": "application/json" },
    body: JSON.stringify({ clientId: "CLIENT_ID", referer: "https://www.example.com/*" }),
  });
  expect(response.status).toBe(400);
  await expect(shown).resolves.toMatch(/POST \/v1\/tokens\/ → 400\n.*required property 'referrer'/);
  expect(await shown).not.toContain(apiKey);

  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(0);
});

it.each([
  ["mock", ["--port", "http"], /--port must be a whole number/],
  ["mock", ["--prot", "1"], /Unknown option '--prot'.*\nUsage: npm run mock/],
  ["quickstart", ["--live"], /--live needs COMPLYCUBE_API_KEY/],
  ["contract", ["--target", "live"], /COMPLYCUBE_API_KEY is a live key/],
  ["../examples/web/start", ["--port", "-1"], /--port/],
  ["../examples/web/start", ["--policy", "none"], /--policy must be one of no-referrer/],
  ["../examples/web/start", ["--live"], /--live needs COMPLYCUBE_CLIENT_ID/],
  ["../examples/web/start", ["--port", "0", "--referrer", "localhost"], /Write "http:\/\/localhost\/\*"/],
])("%s %j is refused in a sentence, without a stack", async (script, args, message) => {
  const { code, output } = await outputOf(start(script, args, { COMPLYCUBE_API_KEY: "live_key" }));
  expect(code).toBe(1);
  expect(output).toMatch(message);
  expect(output).not.toContain("    at ");
});

it("the example prints the URL of its page, whose requests are shown with their violations, and ends with Ctrl-C", async () => {
  const child = start("../examples/web/start", ["--port", "0"]);
  const greeting = await untilPrinted(child, "Ctrl-C ends it.");
  const [url = ""] = /http:\/\/localhost:\d+\//.exec(greeting) ?? [];
  const ofThePage: RequestInit = { method: "POST", redirect: "manual", headers: { origin: new URL(url).origin } };
  const [cookie = ""] = (await fetch(`${url}sign-in`, ofThePage)).headers.getSetCookie();
  const shown = untilPrinted(child, "POST");
  const response = await fetch(`${url}token`, { method: "POST", headers: { cookie } });
  expect(await response.json()).toEqual({ token: expect.stringMatching(/^ey/), clientId: "5eb04fcd0f3e360008035eb1" });
  expect(await shown).toBe("  POST /v1/tokens → 200\n");

  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(0);
});

it("the quickstart mints against the mock, in plain text where no terminal reads it", async () => {
  const { code, output } = await outputOf(start("quickstart"));
  expect(output.match(/^✓ /gm)).toHaveLength(5);
  expect(output).toContain("→ header.payload.signature");
  expect(output).toContain("ComplyCubeRequestError");
  expect(output).toContain("ComplyCubeApiError");
  expect(output).not.toContain("\u001b");
  expect(code).toBe(0);
});

it("the quickstart shows no token of a real server, and fails where that server takes what it must refuse", async () => {
  const env = { COMPLYCUBE_BASE_URL: server.url, COMPLYCUBE_API_KEY: apiKey, COMPLYCUBE_CLIENT_ID: "CLIENT_ID" };
  const { code, output } = await outputOf(start("quickstart", ["--live"], env));
  expect(output).toContain("→ a JWT of 24 characters");
  expect(output).not.toContain("header.payload.signature");
  expect(output).not.toContain(apiKey);
  expect(output).toContain("✗ A refusal by the API");
  expect(code).toBe(1);
});
