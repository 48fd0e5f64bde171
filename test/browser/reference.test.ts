import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MediaType, operationsOf } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { chromiumPath } from "../support/chromium.js";

const { document, resolved } = await readSpec("openapi/tokens.yaml");
const operations = operationsOf(resolved);
const schemas = Object.entries(resolved.components?.schemas ?? {});

let directory: string;
let address: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const requested = new Set<string>();
const troubles: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "reference-"));
  const file = join(directory, "reference.html");
  await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/docs.ts", "--out", file]);
  address = pathToFileURL(file).href;

  browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  context = await browser.newContext({ viewport: { width: 320, height: 844 }, offline: true });
  context.on("request", (request) => requested.add(request.url()));
  context.on("console", (message) => troubles.push(message.text()));
  context.on("weberror", (error) => troubles.push(error.error().message));
  page = await opened();
});

afterAll(async () => {
  await browser?.close();
  await rm(directory, { recursive: true, force: true });
});

async function opened(): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(address);
  // The schemas of the whole document come last.
  await tab.locator(".models article[data-json-schema-level='0']").last().waitFor();
  return tab;
}

const request = (operationId: string) => page.locator(`[id$="-${operationId}"] .opblock-section-request-body`);
const response = (operationId: string, status: string) =>
  page.locator(`[id$="-${operationId}"] .response[data-code="${status}"]`);

/** Chooses each example as a reader does, and gives what is then to be read. */
async function examplesShown(place: Locator, { examples = {} }: MediaType): Promise<unknown[]> {
  const shown = [];
  for (const [name, { value }] of Object.entries(examples)) {
    await place.locator(".examples-select-element").selectOption(name);
    await place.locator("pre", { hasText: JSON.stringify(Object.values(Object(value)).at(-1)) }).waitFor();
    shown.push(JSON.parse(await place.locator("pre").innerText()));
  }
  return shown;
}

const valuesOf = ({ examples = {} }: MediaType) => Object.values(examples).map(({ value }) => value);

describe.each(operations)("the operation %s", (operationId, own) => {
  const { requestBody, responses = {} } = own;

  it("is there with its method, path and summary", async () => {
    const text = await page.locator(`[id$="-${operationId}"] .opblock-summary`).innerText();
    const places = Object.entries(resolved.paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) => (operation === own ? [[method.toUpperCase(), path]] : [])),
    );
    for (const part of [...places.flat(), Object(own).summary]) expect(text).toContain(part);
  });

  it.each(Object.entries(requestBody?.content ?? {}))("shows each example of a request in %s", async (_, media) => {
    await expect(examplesShown(request(operationId), media)).resolves.toEqual(valuesOf(media));
  });

  it.each(Object.entries(responses))("shows the status %s with each of its examples", async (status, { content }) => {
    const place = response(operationId, status);
    await expect(place.locator(".response-col_status").innerText()).resolves.toBe(status);
    for (const media of Object.values(content ?? {})) {
      await expect(examplesShown(place, media)).resolves.toEqual(valuesOf(media));
    }
  });
});

it.each(schemas)(
  "the schema %s is there with each property, its pattern, and what it forbids",
  async (name, schema) => {
    const titled = (text: string) => page.locator(`.json-schema-2020-12__title:text-is("${text}")`);
    const place = page.locator(".models article[data-json-schema-level='0']", { has: titled(name) }).last();
    await expect(place.locator(".json-schema-2020-12__title").first().innerText()).resolves.toBe(name);
    for (const [property, part] of Object.entries(Object(Object(schema).properties))) {
      const row = place.locator(".json-schema-2020-12-property", { has: titled(property) });
      const text = await row.innerText();
      expect(text).toContain(part === false ? "never" : (Object(part).pattern ?? property));
      await expect(row.isVisible()).resolves.toBe(true);
    }
  },
);

it("names each alternative of a schema", async () => {
  const text = await page.locator(".models").innerText();
  expect(text).toContain("#0 WebTokenRequest");
  expect(text).toContain("#1 MobileTokenRequest");
});

it("says how a request is authenticated and where it goes, with links", async () => {
  const info = page.locator(".info");
  const text = await info.innerText();
  expect(text).toContain("Authorization in the header");
  expect(text).toContain(document.servers?.[0]?.url);
  await expect(info.getByRole("link", { name: "Authentication" }).getAttribute("href")).resolves.toMatch(/^https:/);
});

it("fits a phone", async () => {
  await expect(page.evaluate(() => globalThis.document.documentElement.scrollWidth)).resolves.toBe(320);
});

it("asks for nothing but itself, and the console stays empty, whatever is opened", async () => {
  const tab = await opened();
  for (const schema of await tab.getByRole("tab", { name: "Schema" }).all()) await schema.click();
  await tab.locator(".opblock article").last().waitFor();
  expect([...requested]).toEqual([address]);
  expect(troubles).toEqual([]);
});
