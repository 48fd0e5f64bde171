import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Route } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { type Example, type ExampleOptions, startExample } from "../../../scripts/example.js";
import type { Exchange } from "../../../scripts/prism-server.js";
import { chromiumPath } from "../../support/chromium.js";

export const apiKey = "test_c2VjcmV0L2tleQ+/==";

/** A person with a browser of their own, at an example that was started for them. */
export interface Visit {
  example: Example;
  context: BrowserContext;
  page: Page;
  /** What reached the API. */
  mints: Exchange[];
  /** What the browser's console has of errors. */
  troubles: string[];
  button(name: string): Locator;
  sdk(): Locator;
  text(id: string): Promise<string>;
  /** Waits until the user is told something. */
  told(text: string): Promise<void>;
  signIn(): Promise<void>;
  /** Presses the button, and waits until the SDK has taken the token. */
  mount(): Promise<void>;
  /** Waits until the verification has ended without the SDK, and gives what the user is told. */
  failure(): Promise<string>;
}

interface VisitOptions extends Partial<ExampleOptions> {
  colorScheme?: "light" | "dark";
  /** What becomes of requests that would leave the machine. Default: they fail. */
  onOutside?: (route: Route) => Promise<void>;
}

let browser: Browser | undefined;

/** Starts a browser for the tests of a file; each test has its own visits. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());
}

export async function visit(visitOptions: VisitOptions = {}): Promise<Visit> {
  const { colorScheme = "light", onOutside = (route) => route.abort(), ...options } = visitOptions;
  const mints: Exchange[] = [];
  const example = await startExample({
    port: 0,
    referrerPolicy: "strict-origin-when-cross-origin",
    onExchange: (exchange) => mints.push(exchange),
    ...options,
    complycubeOptions: { apiKey, maxRetries: 0, ...options.complycubeOptions },
  });
  onTestFinished(() => example.close());
  if (browser === undefined) throw new Error("There is no browser: call useBrowser() first.");
  const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
  onTestFinished(() => context.close());
  await context.route(/^https:/, onOutside);

  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  await page.goto(example.pageUrl);

  const button = (name: string) => page.getByRole("button", { name });
  const sdk = () => page.getByRole("region", { name: "Stand-in for ComplyCube" });
  const text = (id: string) => page.locator(`#${id}`).innerText();
  return {
    ...{ example, context, page, mints, troubles, button, sdk, text },
    told: (text) => page.getByRole("status").filter({ hasText: text }).waitFor(),
    async signIn() {
      await button("Sign in").click();
      await button("Sign out").waitFor();
    },
    async mount() {
      await button("Start the verification").click();
      await button("Finish").waitFor();
    },
    async failure() {
      await button("Try again").waitFor();
      expect(await sdk().count()).toBe(0);
      return text("status");
    },
  };
}

export async function visitSignedIn(options?: VisitOptions): Promise<Visit> {
  const visitor = await visit(options);
  await visitor.signIn();
  return visitor;
}
