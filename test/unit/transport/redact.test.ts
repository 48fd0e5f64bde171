import { inspect } from "node:util";
import { expect, it } from "vitest";
import { redactor } from "../../../src/transport/redact.js";

const key = "test_c2VjcmV0L3NlY3JldA+/==";
const redact = redactor(key);

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJwYXlsb2FkIjoieCJ9.c2lnbmF0dXJl";

it.each([
  ["as it is", `key ${key}, key ${key}`, "key [API key], key [API key]"],
  ["as a URL writes it", `?key=${encodeURIComponent(key)}`, "?key=[API key]"],
  [
    "as a URL writes it in lower case",
    `?key=${encodeURIComponent(key).replace(/%../g, (hex) => hex.toLowerCase())}`,
    "?key=[API key]",
  ],
  ["with the slash escaped", JSON.stringify({ key }).replaceAll("/", "\\/"), '{"key":"[API key]"}'],
  ["with JSON's escapes", `"${key.replace("+", "\\u002B").replaceAll("=", "\\u003d")}"`, '"[API key]"'],
  ["in HTML throughout", [...key].map((character) => `&#${character.charCodeAt(0)};`).join(""), "[API key]"],
  ["in HTML", key.replace("/", "&#x2F;").replace("+", "&#43;"), "[API key]"],
  ["another text", "a test_", "a test_"],
])("takes the key out of a text: %s", (_, text, expected) => {
  expect(redact.key(text)).toBe(expected);
});

it("takes a key out that has characters with a meaning of their own", () => {
  const odd = 'test_"(.*)\\[$^]{2}|?';
  expect(redactor(odd).key(JSON.stringify([odd, odd]))).toBe('["[API key]","[API key]"]');
  expect(redactor(odd).key("test_anything else")).toBe("test_anything else");
});

it("takes the beginning of the key from the end of a text that was cut", () => {
  for (let length = 8; length < key.length; length += 1) {
    expect(redact.key(`key: ${key.slice(0, length)}`)).toBe("key: [API key]");
    expect(redact.key(`key: ${key.slice(0, length)}!`)).toBe(`key: ${key.slice(0, length)}!`);
  }
  expect(redact.key("the last word is test_c2")).toBe("the last word is test_c2");
});

it("takes tokens out where none is wanted", () => {
  expect(redact.secrets(`token ${jwt}, cut ${jwt.slice(0, 40)}`)).toBe("token [token], cut [token]");
  expect(redact.secrets('{"token":"opaque","type":"t"}')).toBe('{"token":"[token]","type":"t"}');
  expect(redact.secrets("see docs.complycube.com/x")).toBe("see docs.complycube.com/x");
  expect(redact.key(`{"token":"${jwt}"}`)).toBe(`{"token":"${jwt}"}`);
});

it("takes the key out of the head of a response", () => {
  const headers = new Headers([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["x-echo", `Authorization: ${key}`],
    ["x-other", "1"],
  ]);
  const redacted = redact.head(new Response(null, { status: 401, headers }));
  expect(redacted.status).toBe(401);
  expect([...redacted.headers]).toEqual([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["x-echo", "Authorization: [API key]"],
    ["x-other", "1"],
  ]);
  const { statusText } = redact.head(new Response(null, { status: 401, statusText: `Unknown key ${key}` }));
  expect(statusText).toBe("");
});

it("leaves a response as it is whose head holds nothing secret", () => {
  const response = new Response("body", { status: 401, statusText: "Unauthorized", headers: { "x-other": "1" } });
  expect(redact.head(response)).toBe(response);
});

it("leaves an error that does not quote the key as it is", () => {
  const error = new TypeError("fetch failed", { cause: new Error("reset") });
  expect(redact.error(error)).toBe(error);
  expect(redact.error(undefined)).toBeUndefined();
});

it.each([
  ["its message", new TypeError(`bad header ${key}`)],
  ["a property", Object.assign(new TypeError("bad header"), { headers: { authorization: [key] } })],
  ["its cause", new TypeError("fetch failed", { cause: new Error("x", { cause: new Error(`bad header ${key}`) }) })],
])("copies an error that quotes the key in %s", (_, error) => {
  const copy = redact.error(error);
  expect(copy).toBeInstanceOf(Error);
  expect(copy).toMatchObject({ name: "TypeError", message: error.message.replace(key, "[API key]") });
  expect(everything(copy)).not.toContain(key);
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

it.each([
  ["headers", new Headers({ authorization: key })],
  ["a request", new Request("http://localhost", { headers: { authorization: key } })],
  ["a map", new Map([["authorization", key]])],
  ["a value that prints itself", new Secretive()],
  ["a value that serializes itself", new Serialized()],
  ["a function with properties", Object.assign(() => {}, { key })],
  ["the name of a property", { [key]: 1 }],
])("leaves out what can't be seen through, and keeps the rest: %s", (_, value) => {
  const error = Object.assign(new TypeError("reset"), { code: "ECONNRESET", errno: -104, value });
  const copy = redact.error(error);
  expect(copy).toMatchObject({
    name: "TypeError",
    message: "reset",
    stack: error.stack,
    code: "ECONNRESET",
    errno: -104,
  });
  expect(inspect(copy, { depth: 9, showHidden: true }) + JSON.stringify(copy)).not.toContain("c2VjcmV0");
});

it("names a rejection that is no error, and shows none of it", () => {
  expect(redact.error({ headers: { authorization: key } })).toBe("rejected with what is no error");
  expect(redact.error({ status: 0 })).toEqual({ status: 0 });
});

it("follows causes five deep", () => {
  let error = new Error(`bad header ${key}`);
  for (let depth = 0; depth < 9; depth += 1) error = new Error("x", { cause: error });
  let [copy, links]: [unknown, number] = [redact.error(error), 0];
  for (; copy instanceof Error; copy = copy.cause) links += 1;
  expect(links).toBe(6);
});

it("makes nothing up: no cause, no message, no null that is not there", () => {
  const copy = redact.error(Object.assign(new Error(), { key, nothing: null, bare: Object.create(null) }));
  expect(copy).toMatchObject({ message: "" });
  expect(Object.hasOwn(Object(copy), "cause")).toBe(false);
  const clean = Object.assign(new Error("reset"), { nothing: null, bare: Object.create(null) });
  expect(redact.error(clean)).toBe(clean);
});

it("takes the key out of a thrown string", () => {
  expect(redact.error(`bad header ${key}`)).toBe("bad header [API key]");
});

it("ends on an error that is its own cause", () => {
  const error = new Error(`bad header ${key}`);
  error.cause = error;
  expect(everything(redact.error(error))).not.toContain(key);
});

function everything(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== "object" || value === null || seen.has(value)) return String(value);
  seen.add(value);
  return Reflect.ownKeys(value)
    .map((name) => everything(Reflect.get(value, name), seen))
    .join("\n");
}
