import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { referencePage } from "../../scripts/docs/page.js";
import { shownDocument } from "../../scripts/docs/shown-document.js";
import { writePage } from "../../scripts/docs/write-page.js";
import { type MediaType, operationsOf } from "../../scripts/generate/openapi.js";
import { readSpec } from "../../scripts/generate/read-spec.js";
import { useBrowser } from "./browser.js";

const browser = useBrowser();
const { document, resolved, file } = await readSpec("openapi/tokens.yaml");

let directory: string;
let address: string;
let context: BrowserContext;
let page: Page;
const requested = new Set<string>();
const consoleTexts: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "reference-"));
  const path = join(directory, "reference.html");
  await writePage(path, await referencePage(shownDocument(document), file));
  address = pathToFileURL(path).href;
  context = await browser.newContext({ viewport: { width: 320, height: 844 }, offline: true });
  context.on("request", (request) => requested.add(request.url()));
  context.on("console", (message) => consoleTexts.push(message.text()));
  context.on("weberror", (error) => consoleTexts.push(error.error().message));
  page = await open();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function open(): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(address);
  // Swagger UI renders the schemas last.
  await tab.locator(".models article[data-json-schema-level='0']").last().waitFor();
  return tab;
}

/** Selects each example, and waits until its last property is visible. */
async function expectExamples(place: Locator, { examples = {} }: MediaType) {
  for (const [name, { value }] of Object.entries(examples)) {
    await place.locator(".examples-select-element").selectOption(name);
    await place.locator("pre", { hasText: JSON.stringify(Object.values(Object(value)).at(-1)) }).waitFor();
    expect(JSON.parse(await place.locator("pre").innerText())).toEqual(value);
  }
}

describe.each(operationsOf(resolved))("the operation %s", (operationId, { requestBody, responses = {} }) => {
  const place = () => page.locator(`[id$="-${operationId}"]`);

  it("shows each example of its request", async () => {
    for (const media of Object.values(requestBody?.content ?? {})) {
      await expectExamples(place().locator(".opblock-section-request-body"), media);
    }
  });

  it.each(Object.entries(responses))("shows each example of its response %s", async (status, { content = {} }) => {
    const response = place().locator(`.response[data-code="${status}"]`);
    expect(await response.locator(".response-col_status").innerText()).toBe(status);
    for (const media of Object.values(content)) await expectExamples(response, media);
  });
});

it.each(Object.entries(resolved.components?.schemas ?? {}))(
  "shows each property of the schema %s",
  async (name, schema) => {
    const titled = (text: string) => page.locator(`.json-schema-2020-12__title:text-is("${text}")`);
    const place = page.locator(".models article[data-json-schema-level='0']", { has: titled(name) }).last();
    for (const [property, part] of Object.entries(Object(Object(schema).properties))) {
      const text = await place.locator(".json-schema-2020-12-property", { has: titled(property) }).innerText();
      // Swagger UI shows a forbidden property as "never".
      expect(text).toContain(part === false ? "never" : (Object(part).pattern ?? property));
    }
  },
);

it("shows the server and the authentication, with a link", async () => {
  const info = page.locator(".info");
  const text = await info.innerText();
  expect(text).toContain("Authorization in the header");
  expect(text).toContain(document.servers?.[0]?.url);
  expect(await info.getByRole("link", { name: "Authentication" }).getAttribute("href")).toMatch(/^https:/);
});

it("fits a phone", async () => {
  expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth)).toBe(320);
});

it("makes no requests and logs nothing, even with every schema open", async () => {
  const tab = await open();
  for (const schema of await tab.getByRole("tab", { name: "Schema" }).all()) await schema.click();
  await tab.locator(".opblock article").last().waitFor();
  expect([...requested]).toEqual([address]);
  expect(consoleTexts).toEqual([]);
});
