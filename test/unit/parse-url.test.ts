import { expect, it } from "vitest";
import { parseUrl } from "../../src/parse-url.js";

it("parses a URL with Latin-1 letters after the engine has optimized the code", () => {
  const hosts = Array.from({ length: 20_000 }, () => parseUrl("https://bücher.example/")?.hostname);
  expect(new Set(hosts)).toEqual(new Set(["xn--bcher-kva.example"]));
});
