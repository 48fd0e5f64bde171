import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canReferrerMatch, matchesReferrer, parseReferrer, referrerFor } from "../../../src/referrer/index.js";
import { formatPattern, parsePattern } from "../../../src/referrer/match-pattern.js";
import { propertyRuns } from "../../support/property-runs.js";
import { referenceMatches } from "./reference-matcher.js";

/** Checks a property with the number of inputs that the environment sets. */
const holds = <T>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: propertyRuns });

const parts = "* :// : / . [ ] % %2A ? # \\ @ https http a é 1 443 \ud800 , ; [::1] 1.2.3.4 localhost".split(" ");
// `unit: "binary"` takes a second to prepare.
const anyCharacter = fc.oneof(fc.nat(255), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code));
const hostile = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.array(fc.constantFrom(" ", ...parts), { maxLength: 12 }).map((array) => array.join("")),
  fc.webUrl(),
);

const host = fc
  .array(fc.constantFrom("a", "b", "www", "example"), { minLength: 1, maxLength: 4 })
  .map((labels) => labels.join("."));
const path = fc
  .array(fc.constantFrom("/", "k", "yc", "*", "?", "x=1"), { maxLength: 6 })
  .map((parts) => `/${parts.join("")}`);
const scheme = fc.constantFrom("http", "https");
const port = fc.constantFrom("", ":80", ":443", ":8443");
const pattern = fc
  .tuple(
    fc.constantFrom("*", "http", "https"),
    fc.oneof(
      fc.constant("*"),
      host,
      host.map((name) => `*.${name}`),
    ),
    fc.oneof(port, fc.constant(":*")),
    path,
  )
  .map(([scheme, host, port, path]) => `${scheme}://${host}${scheme === "*" && /\d/.test(port) ? "" : port}${path}`);
const url = fc.tuple(scheme, host, port, path).map(([scheme, host, port, path]) => `${scheme}://${host}${port}${path}`);

describe("parseReferrer", () => {
  it("never throws, and its index is within the pattern", () => {
    holds(
      fc.property(hostile, (text) => {
        const parsed = parseReferrer(text);
        if (!parsed.ok) expect(parsed.index).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("reads a formatted pattern as the same pattern", () => {
    holds(
      fc.property(fc.oneof(hostile, pattern, fc.constant("<all_urls>")), (text) => {
        const parsed = parsePattern(text);
        // To a browser, a number with two trailing dots is a name; with fewer, it is an address.
        if (parsed.ok && !/\d\.\./.test(text)) expect(parsePattern(formatPattern(parsed.pattern))).toEqual(parsed);
      }),
    );
  });

  it("suggests only valid patterns that no longer cause the warning", () => {
    holds(
      fc.property(fc.oneof(hostile, pattern), (text) => {
        const parsed = parseReferrer(text);
        if (!parsed.ok) {
          if (parsed.suggestion !== undefined) expect(parseReferrer(parsed.suggestion)).toMatchObject({ ok: true });
          return;
        }
        for (const { code, suggestion } of parsed.warnings) {
          if (suggestion === undefined) continue;
          const repaired = parseReferrer(suggestion);
          expect(repaired.ok && repaired.warnings.map((warning) => warning.code)).not.toContain(code);
        }
      }),
    );
  });
});

describe("matchesReferrer", () => {
  it("agrees with the reference matcher", () => {
    holds(
      fc.property(pattern, url, (pattern, url) => {
        expect(matchesReferrer(pattern, url)).toBe(referenceMatches(pattern, url));
      }),
    );
  });

  it("never throws", () => {
    holds(
      fc.property(hostile, hostile, (pattern, url) => {
        expect(typeof matchesReferrer(pattern, url)).toBe("boolean");
      }),
    );
  });

  it.each([
    ["*", 4_000, true],
    ["a*", 2_000, true],
    ["*a", 2_000, true],
    ["*ab", 1_300, false],
  ])("needs no backtracking on a path of %s times %i", (piece, count, matches) => {
    const pattern = `https://www.example.com/${piece.repeat(count)}`;
    expect(matchesReferrer(pattern, `https://www.example.com/${"a".repeat(4_000)}`)).toBe(matches);
  });
});

it.each([
  ["letters", "a".repeat(10_000_000)],
  ["dots before an @", `*${".".repeat(10_000_000)}@`],
  ["combining marks", `https://${"\u0301".repeat(10_000_000)}/*`],
])("refuses a pattern or URL of ten million %s", (_, text) => {
  const message = "A match pattern can have at most 4096 characters.";
  expect(parseReferrer(text)).toEqual({ ok: false, code: "too-long", index: 4_096, message });
  expect(matchesReferrer(text, "https://www.example.com/")).toBe(false);
  expect(matchesReferrer("*://*/*", text)).toBe(false);
  expect(() => canReferrerMatch("*://*/*", text)).toThrow("`pageUrl` must be");
});

it("suggests a pattern in linear time", () => {
  const timeFor = (text: string) => {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      parseReferrer(text);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  // The dots could belong to the wildcard or to the host.
  expect(timeFor(`*${".".repeat(4_000)}@`)).toBeLessThan(50 * timeFor("a".repeat(4_000)) + 2);
});

it("the pattern for a page matches what the page sends under any policy, and only warns of http", () => {
  const policy = fc.constantFrom("", "no-referrer-when-downgrade", "origin", "strict-origin", "unsafe-url");
  holds(
    fc.property(
      fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ["http", "https"] }),
      policy,
      (page, policy) => {
        const pattern = referrerFor(page);
        expect(canReferrerMatch(pattern, page, policy)).toMatchObject({ matches: true, reason: "match" });
        const parsed = parseReferrer(pattern);
        expect(parsed.ok && parsed.warnings.filter(({ code }) => code !== "insecure-scheme")).toEqual([]);
      },
    ),
  );
});
