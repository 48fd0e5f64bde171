import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { describe, expect, it, vi } from "vitest";
import * as errors from "../../src/client/errors.js";

const instances = [
  new errors.ComplyCubeConfigError("apiKey", "message"),
  new errors.ComplyCubeRequestError("referrer", "message"),
  new errors.ComplyCubeApiError("No", "Check it.", {
    statusCode: 400,
    type: "invalid_request",
    param: undefined,
    responseBody: {},
    headers: new Headers(),
    retryAfterMs: undefined,
    requestId: undefined,
    attempts: 1,
  }),
  new errors.ComplyCubeConnectionError("No answer", "reset", "Check it.", { cause: new Error("reset"), attempts: 1 }),
  new errors.ComplyCubeTimeoutError({ limit: "timeoutMs", limitMs: 30_000, phase: "body", attempts: 1 }),
  new errors.ComplyCubeResponseError({ statusCode: 200, violations: ["its body is empty"], excerpt: "", attempts: 1 }),
];
const classes = Object.entries(errors);

it("the errors are a closed set, and each is an instance of its class and of the base alone", () => {
  expect(instances.map(({ name }) => name).sort()).toEqual(
    classes
      .map(([name]) => name)
      .filter((name) => name !== "ComplyCubeError")
      .sort(),
  );
  for (const error of instances) {
    const matching = classes.filter(([, errorClass]) => error instanceof errorClass).map(([name]) => name);
    expect(matching.sort()).toEqual([error.name, "ComplyCubeError"].sort());
    expect(error).toBeInstanceOf(Error);
  }
});

it("an answer that breaks the contract is said with all that is wrong, and what to check", () => {
  const violations = ["its body is empty", "its type is missing"];
  const error = new errors.ComplyCubeResponseError({ statusCode: 200, violations, excerpt: "", attempts: 2 });
  expect(error.message).toBe(
    "The answer after 2 attempts (status code 200) breaks the contract: its body is empty; its type is missing. " +
      "Check that `baseUrl` is the API itself, with no proxy or sign-in page before it.",
  );
});

describe("a message", () => {
  const messageOf = (text: string) =>
    new errors.ComplyCubeConnectionError("No answer", text, "Check it.", { cause: undefined, attempts: 1 }).message;

  it("is one line that no terminal obeys", () => {
    expect(messageOf("a\r\nb\u001b[2Jc\u2028d\u202ee\u0000")).toBe(
      "No answer: a\\u000d\\u000ab\\u001b[2Jc\\u2028d\\u202ee\\u0000. Check it.",
    );
  });

  it("is bounded, and keeps what to do at its end", () => {
    const message = messageOf("x".repeat(5_000_000));
    expect(message.length).toBeLessThanOrEqual(2_003);
    expect(message).toMatch(/^No answer: x{1000,} … x+\. Check it\.$/);
  });
});

it("a Proxy that throws is none of them", () => {
  const forbid = () => {
    throw new Error("forbidden");
  };
  expect(new Proxy({}, { getPrototypeOf: forbid, getOwnPropertyDescriptor: forbid })).not.toBeInstanceOf(
    errors.ComplyCubeError,
  );
});

it("instanceof holds across two copies of the package", async () => {
  vi.resetModules();
  const copy = await import("../../src/client/errors.js");
  expect(copy.ComplyCubeConfigError).not.toBe(errors.ComplyCubeConfigError);
  const [error] = instances;
  expect(error).toBeInstanceOf(copy.ComplyCubeConfigError);
  expect(error).toBeInstanceOf(copy.ComplyCubeError);
  expect(error).not.toBeInstanceOf(copy.ComplyCubeApiError);
});

it("the brand is of this package", () => {
  const copy = Object.create(Object.prototype, {
    [Symbol.for("complycube-tokens.error")]: { value: "ComplyCubeApiError" },
  });
  expect(copy).toBeInstanceOf(errors.ComplyCubeApiError);
});

it("a class derived from one of them has its own instances", () => {
  class Derived extends errors.ComplyCubeConfigError {
    constructor(option: string, message: string) {
      super(option, message);
      Object.assign(this, { name: "Derived" });
    }
  }
  const derived = new Derived("apiKey", "message");
  expect(derived).toBeInstanceOf(Derived);
  expect(derived.name).toBe("Derived");
  expect(derived).toBeInstanceOf(errors.ComplyCubeConfigError);
  expect(derived).toBeInstanceOf(errors.ComplyCubeError);
  expect(instances.filter((error) => error instanceof Derived)).toEqual([]);
});

it.each([null, undefined, "ComplyCubeApiError", {}, { name: "ComplyCubeApiError" }, new Error("other")])(
  "%o is none of them",
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
  const error = new minified.ComplyCubeConfigError("apiKey", "message");
  expect(error.name).toBe("ComplyCubeConfigError");
  expect(String(error)).toBe("ComplyCubeConfigError: message");
});
