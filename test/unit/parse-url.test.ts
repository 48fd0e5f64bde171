import { expect, it } from "vitest";
import { parseUrl } from "../../src/parse-url.js";

it("reads a URL of Latin-1 letters also once it is optimized", () => {
  const read = Array.from({ length: 20_000 }, () => parseUrl("https://bücher.example/")?.hostname);
  expect(new Set(read)).toEqual(new Set(["xn--bcher-kva.example"]));
});

it("is undefined where there is none", () => {
  expect(parseUrl("/kyc")).toBeUndefined();
});
