import { expect, it } from "vitest";
import { redactor } from "../../../src/transport/redact.js";

const key = "test_c2VjcmV0L3NlY3JldA+/==";
const redact = redactor(key);

it.each([
  ["as it is", `key ${key}, key ${key}`, "key [API key], key [API key]"],
  ["as a URL writes it", `?key=${encodeURIComponent(key)}`, "?key=[API key]"],
  ["with the slash escaped", JSON.stringify({ key }).replaceAll("/", "\\/"), '{"key":"[API key]"}'],
  ["another text", "a test_", "a test_"],
])("takes the key out of a text: %s", (_, text, expected) => {
  expect(redact.text(text)).toBe(expected);
});

it("takes the beginning of the key from the end of a text that was cut", () => {
  for (let length = 8; length < key.length; length += 1) {
    expect(redact.text(`key: ${key.slice(0, length)}`, true)).toBe("key: [API key]");
  }
  expect(redact.text("the last word is test_", true)).toBe("the last word is test_");
});

it("takes the key out of headers", () => {
  const headers = new Headers({ "x-echo": `Authorization: ${key}`, "x-other": "1" });
  expect(Object.fromEntries(redact.headers(headers))).toEqual({ "x-echo": "Authorization: [API key]", "x-other": "1" });
  expect(headers.get("x-echo")).toContain(key);
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

it("copies an error that has no stack", () => {
  const error = new Error(`bad header ${key}`);
  delete error.stack;
  expect(redact.error(error)).toMatchObject({ message: "bad header [API key]", stack: "" });
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
