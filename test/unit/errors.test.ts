import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { describe, expect, it, vi } from "vitest";
import * as errors from "../../src/client/errors.js";

const { afterAttempts: _, ...classes } = errors;
const cause = new Error("reset");
const instances = [
  new errors.ComplyCubeConfigError({ option: "apiKey", message: "message" }),
  new errors.ComplyCubeRequestError({ param: "referrer", message: "message" }),
  new errors.ComplyCubeApiError({
    message: "message",
    statusCode: 400,
    type: "invalid_request",
    param: undefined,
    responseBody: {},
    headers: new Headers(),
    retryAfterMs: undefined,
    requestId: undefined,
    attempts: 1,
  }),
  new errors.ComplyCubeConnectionError({ message: "message", cause, attempts: 1 }),
  new errors.ComplyCubeTimeoutError({ limit: "timeoutMs", limitMs: 30_000, phase: "body", attempts: 1 }),
  new errors.ComplyCubeResponseError({ statusCode: 200, violations: ["the body is empty"], excerpt: "", attempts: 1 }),
];

it("the errors are a closed set, and each is an instance of its class and of the base class only", () => {
  const names = Object.keys(classes).filter((name) => name !== "ComplyCubeError");
  expect(instances.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const error of instances) {
    const matching = Object.entries(classes).filter(([, errorClass]) => error instanceof errorClass);
    expect(matching.map(([name]) => name).sort()).toEqual([error.name, "ComplyCubeError"].sort());
    expect(error).toBeInstanceOf(Error);
  }
});

it("a timeout and a broken contract have a message with the limit or all violations, and the repair", () => {
  const timeout = { limit: "attemptTimeoutMs", limitMs: 90, phase: "body", attempts: 2 } as const;
  expect(new errors.ComplyCubeTimeoutError(timeout).message).toBe(
    "Timed out after 90 ms (attemptTimeoutMs) while reading the body after 2 attempts. Increase `attemptTimeoutMs` to allow more.",
  );
  const violations = ["`token` is missing", "the body is empty"];
  const error = new errors.ComplyCubeResponseError({ statusCode: 200, violations, excerpt: "", attempts: 1 });
  expect(error.message).toMatch(/: `token` is missing; the body is empty \(status code 200\)\. Check that `baseUrl`/);
});

it("only a connection error has a cause", () => {
  expect(instances.filter((error) => "cause" in error)).toEqual([expect.objectContaining({ cause })]);
});

describe("a message", () => {
  const messageOf = (message: string) => new errors.ComplyCubeConfigError({ option: "apiKey", message }).message;

  it("is one line without control characters", () => {
    expect(messageOf("a\r\nb\u001b[2Jc\u2028d\u202ee\u0000")).toBe(
      "a\\u000d\\u000ab\\u001b[2Jc\\u2028d\\u202ee\\u0000",
    );
  });

  it("is bounded and keeps its end", () => {
    const message = messageOf(`${"x".repeat(5_000_000)}. Check it.`);
    expect(message.length).toBeLessThanOrEqual(2_003);
    expect(message).toMatch(/^x{1000,} … x+\. Check it\.$/);
  });
});

it("instanceof works across two copies of the package", async () => {
  vi.resetModules();
  const copy = await import("../../src/client/errors.js");
  expect(copy.ComplyCubeConfigError).not.toBe(errors.ComplyCubeConfigError);
  const [error] = instances;
  expect(error).toBeInstanceOf(copy.ComplyCubeConfigError);
  expect(error).toBeInstanceOf(copy.ComplyCubeError);
  expect(error).not.toBeInstanceOf(copy.ComplyCubeApiError);
});

it("instanceof recognizes the brand", () => {
  const brand = Symbol.for("complycube-tokens.error");
  const copy = Object.create(Object.prototype, { [brand]: { value: "ComplyCubeApiError" } });
  expect(copy).toBeInstanceOf(errors.ComplyCubeApiError);
});

it("a subclass has only its own instances", () => {
  class Derived extends errors.ComplyCubeConfigError {
    extra = 1;
  }
  const derived = new Derived({ option: "apiKey", message: "message" });
  for (const errorClass of [Derived, errors.ComplyCubeConfigError, errors.ComplyCubeError]) {
    expect(derived).toBeInstanceOf(errorClass);
  }
  expect(instances.filter((error) => error instanceof Derived)).toEqual([]);
});

const forbid = () => {
  throw new Error("forbidden");
};
const throwing = new Proxy({}, { getPrototypeOf: forbid, getOwnPropertyDescriptor: forbid });

it.each([null, undefined, "ComplyCubeApiError", {}, { name: "ComplyCubeApiError" }, new Error("other"), throwing])(
  "instanceof is false for another value",
  (value) => {
    expect(value instanceof errors.ComplyCubeError).toBe(false);
    expect(value instanceof errors.ComplyCubeApiError).toBe(false);
  },
);

it("names survive minifying", async () => {
  const source = await readFile("src/client/errors.ts", "utf8");
  const { code } = await transform(source, { loader: "ts", minify: true, format: "esm" });
  const minified: typeof errors = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  expect(minified.ComplyCubeConfigError.name).not.toBe("ComplyCubeConfigError");
  const error = new minified.ComplyCubeConfigError({ option: "apiKey", message: "message" });
  expect(String(error)).toBe("ComplyCubeConfigError: message");
});
