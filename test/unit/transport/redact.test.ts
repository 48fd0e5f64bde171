import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { redactor } from "../../../src/transport/redact.js";
import { apiKey as key, token } from "../../support/mint.js";

const redact = redactor(key);

describe("removes the key from a text", () => {
  it.each([
    ["as it is", `key ${key}, key ${key}`, "key [API key], key [API key]"],
    ["in another case", `https://${key.toLowerCase()}`, "https://[API key]"],
    ["percent-encoded", `?key=${encodeURIComponent(key)}`, "?key=[API key]"],
    ["percent-encoded in lower case", key.replace("+", "%2b").replace("_", "%5f"), "[API key]"],
    ["in JSON with escaped slashes", `"${key.replaceAll("/", "\\/")}"`, '"[API key]"'],
    ["in JSON with Unicode escapes", `"${key.replace("+", "\\u002B").replaceAll("=", "\\u003d")}"`, '"[API key]"'],
    ["after the beginning of a key", `test_${key}`, "test_[API key]"],
  ])("%s", (_, text, expected) => {
    expect(redact.key(text)).toBe(expected);
  });

  it.each(["a test_", "the last word is test_c2", "test_other"])("keeps text that is not the key: %j", (text) => {
    expect(redact.key(text)).toBe(text);
  });

  it.each(['test_"(.*)\\[$^]{2}|?', "$&$&$&$&$&", "+/==+/==+/==", "short"])("of any characters: %s", (odd) => {
    expect(redactor(odd).key(JSON.stringify([odd, odd]))).toBe('["[API key]","[API key]"]');
    expect(redactor(odd).key("test_anything else")).toBe("test_anything else");
  });

  it("of 1 MiB in far less time than a quadratic expression, which takes minutes", () => {
    const started = performance.now();
    for (const text of ["\\".repeat(2 ** 20), "test_".repeat(2 ** 18), `test_${"\\".repeat(2 ** 20)}`]) {
      redactor("\\".repeat(11)).key(text);
      redact.key(text);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

it("removes tokens unless one is expected", () => {
  expect(redact.secrets(`token ${token}, cut ${token.slice(0, 40)}`)).toBe("token [token], cut [token]");
  expect(redact.secrets('{"token":"opaque","type":"t"}')).toBe('{"token":"[token]","type":"t"}');
  expect(redact.secrets("see docs.complycube.com/x")).toBe("see docs.complycube.com/x");
  expect(redact.key(`{"token":"${token}"}`)).toBe(`{"token":"${token}"}`);
});

it("removes the key and tokens from headers, and drops names that Headers rejects", () => {
  const received = [
    ["set-cookie", "a=1"],
    ["set-cookie", `b=${token}`],
    ["x-echo", `Authorization: ${key}`],
    [":status", "200"],
  ] as const;
  const headers = redact.headers({
    get: () => null,
    forEach(callback) {
      for (const [name, value] of received) callback(value, name);
    },
  });
  expect([...headers]).toEqual([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=[token]"],
    ["x-echo", "Authorization: [API key]"],
  ]);
});

describe("a copy of an error", () => {
  it("keeps its name, message, stack, system fields and causes", () => {
    const cause = Object.assign(new Error("reset"), { code: "ECONNRESET", errno: -104 });
    const error = new TypeError("fetch failed", { cause });
    const copy = redact.error(error);
    expect(copy).toBeInstanceOf(Error);
    expect(copy).toMatchObject({ name: "TypeError", message: "fetch failed", stack: error.stack });
    expect(Object(copy).cause).toMatchObject({ name: "Error", message: "reset", code: "ECONNRESET", errno: -104 });
    expect(Object(copy).cause).not.toHaveProperty("cause");
    expect(Object.keys(Object(copy).cause)).toEqual(["code", "errno"]);
  });

  it("keeps the errors of an AggregateError", () => {
    const copy = redact.error(new AggregateError([new Error(`bad header ${key}`), "text"], "all failed"));
    expect(copy).toBeInstanceOf(AggregateError);
    expect(copy).toMatchObject({ message: "all failed", errors: [{ message: "bad header [API key]" }, "text"] });
  });

  it("may be of an error from another realm", () => {
    const foreign = Object.create(null, { message: { value: "reset" }, name: { value: "TypeError" } });
    expect(redact.error(foreign)).toMatchObject({ name: "TypeError", message: "reset" });
  });

  const forbid = () => {
    throw new Error(key);
  };
  const throwing = Object.defineProperty(new Error("reset"), "message", { get: forbid });
  const printing = Object.assign(new Error("x"), { [inspect.custom]: () => key, toJSON: () => key });
  const circular = new Error(`bad header ${key}`);
  circular.cause = circular;

  it.each<[string, unknown]>([
    ["the message", new TypeError(`bad header ${key}`)],
    ["a property", Object.assign(new TypeError("x"), { headers: { authorization: [key] }, [key]: "1" })],
    ["a cause of the cause", new TypeError("x", { cause: new Error("x", { cause: new Error(`bad ${key}`) }) })],
    ["an error that is its own cause", circular],
    ["custom printing", printing],
    ["the name", Object.assign(new Error("x"), { name: key })],
    ["a getter that throws", throwing],
    ["a Proxy that throws", new Proxy(new Error(key), { get: forbid, getPrototypeOf: forbid, ownKeys: forbid })],
    ["an object that is not an error", { headers: { authorization: key } }],
    ["a string", `bad header ${key}`],
  ])("does not contain the key from %s", (_, error) => {
    const copy = redact.error(error);
    expect(typeof copy === "string" || copy instanceof Error).toBe(true);
    expect(inspect(copy, { depth: 9, showHidden: true }) + JSON.stringify(copy)).not.toContain("c2VjcmV0");
  });

  it("is bounded in text, causes and errors", () => {
    const long = "x".repeat(1_000_000);
    const large = redact.error(Object.assign(new Error(long), { code: long }));
    expect(inspect(large, { maxStringLength: null }).length).toBeLessThan(20_000);
    expect(redact.error(long)).toHaveLength(4_000);

    let deep = new Error("x");
    for (let depth = 0; depth < 100; depth += 1) deep = new Error("x", { cause: deep });
    let [copy, links]: [unknown, number] = [redact.error(deep), 0];
    for (; copy instanceof Error; copy = copy.cause) links += 1;
    expect(links).toBe(6);

    const wide: AggregateError = new AggregateError([], "x", { cause: deep });
    wide.errors = Array(50).fill(wide);
    expect(redact.error(wide)).toMatchObject({ errors: Array(10).fill({ message: "x" }) });
  });

  it("says that an error cannot be read", () => {
    expect(redact.error(throwing)).toBe("rejected with a value that cannot be read");
  });

  it.each([undefined, null, 1, { status: 0 }])("says that %o is not an error", (value) => {
    expect(redact.error(value)).toBe("rejected with a non-Error value");
  });
});
