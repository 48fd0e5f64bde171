import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, inject, it, onTestFinished, vi } from "vitest";

// What a new user tries, and what the unit tests hold in more detail, on the installed tarball.

const consumer = inject("consumer");
const installed = join(consumer, "node_modules/complycube-tokens");
const load = <T>(file: string): Promise<T> => import(join(installed, "dist", file));
const { ComplyCube } = await load<typeof import("../../src/index.js")>("index.js");
const { createTokenHandler } = await load<typeof import("../../src/handler.js")>("handler.js");
const { mockFetch } = await load<typeof import("../../src/mock.js")>("mock.js");
const { canReferrerMatch } = await load<typeof import("../../src/referrer/index.js")>("referrer/index.js");

const complycube = new ComplyCube({ apiKey: "test_key", fetch: mockFetch() });
const unset = process.env.NO_SUCH_VARIABLE;
const page = "https://www.example.com/*";

it("mints a token from the mock, as the README shows first", async () => {
  const readme = await readFile(join(installed, "README.md"), "utf8");
  const [, program = ""] = /^```js\n(.*?)^```/ms.exec(readme) ?? [];
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: consumer,
  });
  expect(stdout).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/);
});

it.each<[mistake: string, args: unknown[], message: string]>([
  ["an unset referrer", ["ID", { referrer: unset }], "`referrer` is undefined. Is the environment variable set?"],
  ["an unset appId", ["ID", { appId: unset }], "`appId` is undefined. Is the environment variable set?"],
  ["an unset host", ["ID", { referrer: `${unset}/*` }], 'The host is "undefined". Is the environment variable set?'],
  ["an unset host after https", ["ID", { referrer: `https://${unset}/*` }], 'The host is "undefined".'],
  ["null for the host", ["ID", { referrer: `https://${null}/*` }], 'The host is "null".'],
  ["an object for the host", ["ID", { referrer: `https://${{}}/*` }], 'The host is "[object Object]".'],
  ["NaN for the port", ["ID", { referrer: `http://localhost:${Number.NaN}/*` }], 'The port is "NaN".'],
  ["one object", [{ clientId: "ID", referrer: page }], "generate takes (clientId, scope)."],
  ["an app ID for the referrer", ["ID", { referrer: "com.myapp.demo.app" }], "Is this an app? Pass { appId }."],
  ["a page for the app ID", ["ID", { appId: page }], "Is this a page? Pass { referrer }."],
  ["two patterns", ["ID", { referrer: "https://a/*,https://b/*" }], "Pass one pattern only."],
  ["both scopes", ["ID", { referrer: page, appId: "com.example.app" }], "Pass either `{ referrer }`"],
  ["a client ID with a line break", ["ID\n", { referrer: page }], "`clientId` has a space or a line break around it."],
])("names the mistake: %s", async (_, args, message) => {
  const generate: (...args: never[]) => Promise<string> = complycube.token.generate;
  await expect(generate(...(args as never[]))).rejects.toThrow(message);
});

it.each([
  ['"test_key"', "The API key has quotes around it. Remove them."],
  ["YOUR_API_KEY", "The API key is the placeholder YOUR_API_KEY."],
])("names the mistake in the key %s", (apiKey, message) => {
  expect(() => new ComplyCube({ apiKey })).toThrow(message);
});

it("names every part of a page that differs, and the policy at fault", () => {
  const { message } = canReferrerMatch(page, "http://localhost:3000/");
  expect(message).toMatch(/its scheme and host differ\. Write http:\/\/localhost:3000\/\*$/);
  expect(canReferrerMatch(page, "https://www.example.com/", "no-referrer").message).toMatch(
    /policy, no-referrer, .* Set .* strict-origin-when-cross-origin\.$/,
  );
});

it("answers in the handler with a code, and tells the operator the rest", async () => {
  const [onError, onWarning] = [vi.fn(), vi.fn()];
  const results = ["CLIENT_ID", "CLIENT_ID", unset];
  const handle = createTokenHandler({
    complycube: () => new ComplyCube({ fetch: mockFetch(), apiKey: onError.mock.calls.length === 0 ? "" : "test_key" }),
    scope: { referrer: page },
    authorize: () => results.shift() as string,
    onError,
    onWarning,
  });
  const headers = { origin: "http://localhost:5101", "sec-fetch-site": "same-origin" };
  const ask = async (more = {}) => {
    const init = { method: "POST", headers: { ...headers, ...more } };
    const response = await handle(new Request("http://localhost:5101/api/token", init));
    return [response.status, (await response.json()).code];
  };
  expect(await ask()).toEqual([502, "mint_failed"]);
  expect(await ask()).toEqual([200, undefined]);
  expect(await ask()).toEqual([502, "mint_failed"]);
  expect(await ask({ "sec-fetch-site": "cross-site" })).toEqual([403, "cross_site"]);
  expect(onError.mock.calls.map(([{ message }]) => message)).toEqual([
    expect.stringContaining("The API key is missing."),
    "`authorize` returned undefined. Return the client's ID, 401 or 403.",
  ]);
  expect(onWarning.mock.calls.map(([message]) => message)).toEqual([
    `A page at http://localhost:5101 asked for a token, but tokens are for ${page}. Use referrerFor(PUBLIC_URL).`,
    expect.stringContaining("was refused a token"),
  ]);
  await expect(handle(Object({ headers: {} }))).rejects.toThrow("{ overrideGlobalObjects: false }");
});

it("refuses a handler for every site", () => {
  const scope = { referrer: "*://*/*" };
  expect(() => createTokenHandler({ complycube, scope, authorize: () => "CLIENT_ID" })).toThrow("allowAnyReferrer");
});

it("serves the mock on a port, from which the command line mints and inspects a token", async () => {
  const command = join(consumer, "node_modules/.bin/complycube-tokens");
  const mock = spawn(command, ["mock", "--port", "0"]);
  onTestFinished(() => void mock.kill());
  const env = { ...process.env, COMPLYCUBE_API_KEY: "test_key", COMPLYCUBE_BASE_URL: await urlOf(mock) };
  const pipeline = `${command} generate --client-id ID --app-id com.myapp.demo.app --json | ${command} inspect`;
  const { stdout } = await promisify(execFile)("sh", ["-c", pipeline], { env });
  expect(stdout).toMatch(/^exp .* in \d+ min /m);
  const closed = once(mock, "close");
  mock.kill("SIGINT");
  expect(await closed).toEqual([130, null]);
});

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout as NodeJS.ReadableStream })) {
    const [, url] = /^The mock is at (\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error("the mock printed no URL");
}

it("contains every file and heading to which its pages link", async () => {
  const pages = ["README.md", "SECURITY.md", "CHANGELOG.md"];
  const links: string[] = [];
  for (const from of pages) {
    for (const [, target = ""] of (await read(from)).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? from : join(dirname(from), path);
      links.push(file);
      await access(join(installed, file));
      if (file.endsWith(".md") && !pages.includes(file)) pages.push(file);
      if (anchor !== undefined) expect(anchorsOf(await read(file)), `${from}: ${target}`).toContain(anchor);
    }
  }
  expect(links).toContain("docs/testing.md");
});

const read = (file: string) => readFile(join(installed, file), "utf8");

function anchorsOf(page: string): string[] {
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading.toLowerCase());
  return headings.map((heading) => heading.replace(/[^\p{L}\d\s_-]/gu, "").replaceAll(" ", "-"));
}
