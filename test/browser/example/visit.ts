import { readFile } from "node:fs/promises";
import type { BrowserContext, Locator, Page, Route } from "playwright-core";
import { expect, onTestFinished, vi } from "vitest";
import { type Example, type ExampleOptions, startExample } from "../../../scripts/example/serve.js";
import type { Exchange } from "../../../scripts/prism-server.js";
import { useBrowser } from "../browser.js";
import { axe, violationsOn } from "../readable.js";

// The page's policy allows no other way to add a script than `evaluate`.
const axeScript = await readFile(axe, "utf8");
export const apiKey = "test_c2VjcmV0L2tleQ+/==";

/** A visitor with a browser context and an example of their own. */
export interface Visit {
  example: Example;
  context: BrowserContext;
  page: Page;
  /** The requests to the API. */
  mints: Exchange[];
  /** The errors in the browser's console. */
  consoleErrors: string[];
  button(name: string): Locator;
  sdk(): Locator;
  text(id: string): Promise<string>;
  /** Waits until the status contains the text. */
  status(text: string): Promise<void>;
  /** Returns what axe has to say about the page in its present state. */
  violations(): Promise<string[]>;
  signIn(): Promise<void>;
  /** Presses the start button, and waits until the SDK accepts the token. */
  mount(): Promise<void>;
  /** Waits until the verification fails. Returns the status, and what the developer can read. */
  failure(): Promise<{ status: string; details: string }>;
}

/** The pages that every user's test visits. */
export const examples = [
  ["examples/web", { react: false }],
  ["examples/react", { react: true }],
] as const;

interface VisitOptions extends Partial<ExampleOptions> {
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
  /** Lets `page.clock` move the time. */
  movableClock?: boolean;
  /** Answers requests beyond loopback. Default: they fail. */
  onExternalRequest?: (route: Route) => Promise<void>;
}

/** Starts a browser for the tests of one file. */
export function useVisits() {
  const browser = useBrowser();
  const visit = (options: VisitOptions = {}) => visitWith(browser, options);
  const visitSignedIn = async (options?: VisitOptions) => {
    const visitor = await visit(options);
    await visitor.signIn();
    return visitor;
  };
  return { visit, visitSignedIn };
}

async function visitWith(browser: ReturnType<typeof useBrowser>, visitOptions: VisitOptions): Promise<Visit> {
  const { colorScheme = "light", javaScriptEnabled = true, movableClock, ...others } = visitOptions;
  const { onExternalRequest = (route) => route.abort(), ...options } = others;
  // The handler warns of pages where no token works.
  const log = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const mints: Exchange[] = [];
  const example = await startExample({
    port: 0,
    referrerPolicy: "strict-origin-when-cross-origin",
    onExchange: (exchange) => mints.push(exchange),
    ...options,
    complycubeOptions: { apiKey, maxRetries: 0, ...options.complycubeOptions },
  });
  onTestFinished(() => example.close());
  const context = await browser.newContext({ colorScheme, javaScriptEnabled, viewport: { width: 360, height: 740 } });
  onTestFinished(() => context.close());
  await context.route(/^https:/, onExternalRequest);

  const page = await context.newPage();
  if (movableClock) await page.clock.install();
  const consoleErrors: string[] = [];
  page.on("console", (message) => message.type() === "error" && consoleErrors.push(message.text()));
  page.on("pageerror", (error) => consoleErrors.push(String(error)));
  await page.goto(example.pageUrl);

  const button = (name: string) => page.getByRole("button", { name });
  const sdk = () => page.getByRole("region", { name: "Stand-in for ComplyCube" });
  const text = (id: string) => page.locator(`#${id}`).innerText();
  return {
    ...{ example, context, page, mints, consoleErrors, button, sdk, text },
    status: (text) => page.getByRole("status").filter({ hasText: text }).waitFor(),
    async violations() {
      await page.evaluate(axeScript);
      return violationsOn(page);
    },
    async signIn() {
      await button("Sign in").click();
      await button("Start the verification").waitFor();
    },
    async mount() {
      await button("Start the verification").click();
      await button("Finish").waitFor();
    },
    async failure() {
      await page.locator("#status.bad").waitFor();
      expect(await sdk().count()).toBe(0);
      return { status: await text("status"), details: await text("state") };
    },
  };
}
