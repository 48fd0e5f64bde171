import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { redactor } from "../../../src/transport/redact.js";

const key = "test_c2VjcmV0L3NlY3JldA+/==";
const redact = redactor(key);

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJwYXlsb2FkIjoieCJ9.c2lnbmF0dXJl";
const inJson = JSON.stringify({ key }).replaceAll("/", "\\/");

const unicode = (text: string) => [...text].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join("");

describe("removes the key from a text", () => {
  it.each([
    ["as it is", `key ${key}, key ${key}`, "key [API key], key [API key]"],
    ["in a URL", `?key=${encodeURIComponent(key)}`, "?key=[API key]"],
    ["in a URL inside a URL", `?to=${encodeURIComponent(encodeURIComponent(key))}`, "?to=[API key]"],
    [
      "in a URL in lower case",
      `?key=${encodeURIComponent(key).replace(/%../g, (hex) => hex.toLowerCase())}`,
      "?key=[API key]",
    ],
    ["in JSON with escaped slashes", inJson, '{"key":"[API key]"}'],
    ["in JSON inside JSON", JSON.stringify({ inJson }), JSON.stringify({ inJson: '{"key":"[API key]"}' })],
    ["in JSON with Unicode escapes", `"${key.replace("+", "\\u002B").replaceAll("=", "\\u003d")}"`, '"[API key]"'],
    ["in HTML", key.replace("/", "&#x2F;").replace("+", "&#43;"), "[API key]"],
    ["in HTML inside HTML", key.replace("+", "&amp;#43;"), "[API key]"],
    ["in HTML inside JSON", key.replace("+", "\\u0026#43;"), "[API key]"],
    ["in JSON with every letter escaped", `"${unicode(key)}"`, '"[API key]"'],
    ["in JSON with an escaped backslash before it", `"\\\\${key}"`, '"\\\\[API key]"'],
    ["with an escape among its first characters", key.replace("_", "%5F"), "[API key]"],
    ["in base64", `Basic ${btoa(`${key}:`)}`, "Basic [API key]Og=="],
    ["cut with an ellipsis", `key ${key.slice(0, 12)}…`, "key [API key]…"],
    ["cut at the end", `key ${key.slice(0, 8)}`, "key [API key]"],
    ["after another beginning of it", `test_${key}`, "test_[API key]"],
  ])("%s", (_, text, expected) => {
    expect(redact.key(text)).toBe(expected);
  });

  it.each(["a test_", "the last word is test_c2", "test_other"])("and leaves %j", (text) => {
    expect(redact.key(text)).toBe(text);
  });

  it.each(['test_"(.*)\\[$^]{2}|?', "$&$&$&$&$&", "+/==+/==+/==", "short"])("whatever characters it has: %s", (odd) => {
    expect(redactor(odd).key(JSON.stringify([odd, odd]))).toBe('["[API key]","[API key]"]');
    expect(redactor(odd).key("test_anything else")).toBe("test_anything else");
  });

  it("in time that grows with the text alone", () => {
    const backslashes = "\\".repeat(11);
    const started = performance.now();
    for (const text of ["\\".repeat(2 ** 20), "test_".repeat(2 ** 18), `test_${"\\".repeat(2 ** 20)}`]) {
      redactor(backslashes).key(text);
      redact.key(text);
    }
    // Milliseconds; a regular expression made of the key took seconds.
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

it("removes tokens where none is expected", () => {
  expect(redact.secrets(`token ${jwt}, cut ${jwt.slice(0, 40)}`)).toBe("token [token], cut [token]");
  expect(redact.secrets('{"token":"opaque","type":"t"}')).toBe('{"token":"[token]","type":"t"}');
  expect(redact.secrets("see docs.complycube.com/x")).toBe("see docs.complycube.com/x");
  expect(redact.key(`{"token":"${jwt}"}`)).toBe(`{"token":"${jwt}"}`);
});

describe("headers", () => {
  it("lose the key and tokens, and a name that holds the key", () => {
    const name = `x-${key.slice(0, 20)}`;
    const unfit = {
      get: () => null,
      forEach: (callback: (value: string, name: string) => void) => callback("1", ":status"),
    };
    expect([...redact.headers(unfit)]).toEqual([]);
    const redacted = redact.headers(
      new Headers([
        ["set-cookie", "a=1"],
        ["set-cookie", `b=${jwt}`],
        ["x-echo", `Authorization: ${key}`],
        ["x-other", "1"],
        [name, "1"],
      ]),
    );
    expect([...redacted]).toEqual([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=[token]"],
      ["x-echo", "Authorization: [API key]"],
      ["x-other", "1"],
    ]);
  });
});

describe("an error", () => {
  it("keeps name, message, stack, texts, numbers and causes", () => {
    const cause = Object.assign(new Error("reset"), { code: "ECONNRESET", errno: -104 });
    const error = new TypeError("fetch failed", { cause });
    const copy = redact.error(error);
    expect(copy).toBeInstanceOf(Error);
    expect(copy).toMatchObject({ name: "TypeError", message: "fetch failed", stack: error.stack });
    expect(Object(copy).cause).toMatchObject({ name: "Error", message: "reset", code: "ECONNRESET", errno: -104 });
  });

  it("gains nothing: no cause, no message", () => {
    const copy = redact.error(new Error());
    expect(copy).toMatchObject({ message: "" });
    expect(Object.hasOwn(Object(copy), "cause")).toBe(false);
  });

  it("keeps the errors that an AggregateError collected", () => {
    const copy = redact.error(new AggregateError([new Error(`bad header ${key}`), "text"], "all failed"));
    expect(copy).toBeInstanceOf(AggregateError);
    expect(copy).toMatchObject({ message: "all failed", errors: [{ message: "bad header [API key]" }, "text"] });
  });

  it("may come from another realm", () => {
    const foreign = Object.create(null, { message: { value: "reset" }, name: { value: "TypeError" } });
    expect(redact.error(foreign)).toMatchObject({ name: "TypeError", message: "reset" });
  });

  class Secretive extends Error {
    #key = key;
    [inspect.custom]() {
      return this.#key;
    }
  }
  class Serialized extends Error {
    #key = key;
    toJSON() {
      return this.#key;
    }
  }
  const named = Object.defineProperty(class extends Error {}, "name", { value: key });
  const throwing = Object.defineProperty(new Error("reset"), "message", {
    get: () => {
      throw new Error(key);
    },
  });
  const forbid = () => {
    throw new Error(key);
  };

  it.each<[string, unknown]>([
    ["its message", new TypeError(`bad header ${key}`)],
    ["a property", Object.assign(new TypeError("x"), { headers: { authorization: [key] }, url: `/?${key}` })],
    ["a property's name", Object.assign(new TypeError("x"), { [key]: "1", [`${key}-2`]: 2 })],
    ["a cause", new TypeError("x", { cause: new Error("x", { cause: new Error(`bad header ${key}`) }) })],
    ["headers", Object.assign(new Error("x"), { headers: new Headers({ authorization: key }) })],
    ["its way to print itself", new Secretive("x")],
    ["its way to serialize itself", new Serialized("x")],
    ["a function with properties", Object.assign(new Error("x"), { call: Object.assign(() => {}, { key }) })],
    ["the name of its class", new named("x")],
    ["a getter that throws", throwing],
    ["a Proxy that throws", new Proxy(new Error(key), { get: forbid, getPrototypeOf: forbid, ownKeys: forbid })],
    ["an object that is not an error", { headers: { authorization: key } }],
    ["a thrown text", `bad header ${key}`],
  ])("does not bring the key with %s", (_, error) => {
    const copy = redact.error(error);
    expect(typeof copy === "string" || copy instanceof Error).toBe(true);
    expect(inspect(copy, { depth: 9, showHidden: true }) + JSON.stringify(copy)).not.toContain("c2VjcmV0");
  });

  it("is bounded: texts, properties, causes", () => {
    const properties = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${index}`, index]));
    const large = Object.assign(new Error("x".repeat(5_000_000)), properties, { text: "x".repeat(5_000_000) });
    expect(inspect(redact.error(large), { maxStringLength: null }).length).toBeLessThan(20_000);
    expect(Object.keys(Object(redact.error(large)))).toHaveLength(50);
    let deep = new Error("x");
    for (let depth = 0; depth < 20_000; depth += 1) deep = new Error("x", { cause: deep });
    let [copy, links]: [unknown, number] = [redact.error(deep), 0];
    for (; copy instanceof Error; copy = copy.cause) links += 1;
    expect(links).toBe(6);
  });

  it("that holds itself many times is copied a bounded number of times", () => {
    const error: AggregateError = new AggregateError([], "x");
    error.errors = Array(50).fill(error);
    const count = (copy: unknown): number =>
      copy instanceof AggregateError ? copy.errors.reduce((sum, each) => sum + count(each), 1) : 1;
    expect(count(redact.error(error))).toBeLessThan(3_000);
  });

  it("can be printed, whatever texts it holds in place of methods", () => {
    const error = Object.assign(new Error("x"), { toString: "text", valueOf: "text" });
    expect(String(redact.error(error))).toBe("Error: x");
  });

  it("that is its own cause ends", () => {
    const error = new Error(`bad header ${key}`);
    error.cause = error;
    expect(inspect(redact.error(error), { depth: 30 })).not.toContain("c2VjcmV0");
  });

  it.each([undefined, null, 1, { status: 0 }])("is named if it is %o", (value) => {
    expect(redact.error(value)).toBe("rejected with a non-Error value");
  });
});
