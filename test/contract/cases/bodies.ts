import type { components } from "../../../src/generated/schema.js";

type TokenRequest = components["schemas"]["TokenRequest"];

export interface Row {
  body: unknown;
  /** Part of the violation that Prism must report; `undefined` if the body conforms. */
  violation?: string;
}

type OutOfRange = "fewer than 1 characters" | "must match pattern";

const accepted = (body: TokenRequest): Row => ({ body });
/** A body that types reject. `@ts-expect-error` before each row lets it compile, and makes tsc check that they do. */
const mistyped = (violation: string, body: TokenRequest): Row => ({ body, violation });
/** A body with a value that types cannot reject. */
const outOfRange = (violation: OutOfRange, body: TokenRequest): Row => ({ body, violation });

const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.myapp.demo.app";
// TypeScript does not check a variable for extra properties.
const both = { clientId, referrer, appId };

export const bodies: Record<string, Row> = {
  web: accepted({ clientId, referrer }),
  mobile: accepted({ clientId, appId }),
  "a client ID of digits": accepted({ clientId: "123456789", referrer }),
  "an app ID without a dot": accepted({ clientId, appId: "localhost" }),
  "a pattern for every site": accepted({ clientId, referrer: "*://*/*" }),
  "<all_urls>": accepted({ clientId, referrer: "<all_urls>" }),

  // @ts-expect-error
  "no client ID (web)": mistyped("required property 'clientId'", { referrer }),
  // @ts-expect-error
  "no client ID (mobile)": mistyped("required property 'clientId'", { appId }),
  // @ts-expect-error
  "neither referrer nor app ID": mistyped("required property 'referrer'", { clientId }),
  // @ts-expect-error
  "an empty object": mistyped("required property 'appId'", {}),
  // @ts-expect-error
  "both referrer and app ID": mistyped("found 'appId'", { clientId, referrer, appId }),
  // @ts-expect-error
  "both, from a variable": mistyped("found 'appId'", both),
  // @ts-expect-error
  "both, with null for the app ID": mistyped("found 'appId'", { clientId, referrer, appId: null }),
  // @ts-expect-error
  "an extra property (web)": mistyped("found 'note'", { clientId, referrer, note: "x" }),
  // @ts-expect-error
  "an extra property (mobile)": mistyped("found 'note'", { clientId, appId, note: "x" }),
  // @ts-expect-error
  "a misspelt referrer": mistyped("found 'referer'", { clientId, referer: referrer }),
  // @ts-expect-error
  "a misspelt app ID": mistyped("found 'appID'", { clientId, appID: appId }),
  // @ts-expect-error
  "a misspelt client ID": mistyped("found 'clientID'", { clientID: clientId, referrer }),
  // @ts-expect-error
  "a number for the client ID (web)": mistyped("must be string", { clientId: 123456789, referrer }),
  // @ts-expect-error
  "a number for the client ID (mobile)": mistyped("must be string", { clientId: 123456789, appId }),
  // @ts-expect-error
  "null for the client ID": mistyped("must be string", { clientId: null, referrer }),
  // @ts-expect-error
  "a list of referrers": mistyped("must be string", { clientId, referrer: [referrer] }),
  // @ts-expect-error
  "null for the referrer": mistyped("must be string", { clientId, referrer: null }),
  // @ts-expect-error
  "a number for the app ID": mistyped("must be string", { clientId, appId: 1 }),
  "an empty client ID (web)": outOfRange("fewer than 1 characters", { clientId: "", referrer }),
  "an empty client ID (mobile)": outOfRange("fewer than 1 characters", { clientId: "", appId }),
  "an empty referrer": outOfRange("fewer than 1 characters", { clientId, referrer: "" }),
  "a referrer without a scheme": outOfRange("must match pattern", { clientId, referrer: "www.example.com/*" }),
  "a referrer without a path": outOfRange("must match pattern", { clientId, referrer: "https://www.example.com" }),
  "a file: referrer": outOfRange("must match pattern", { clientId, referrer: "file:///*" }),
  // @ts-expect-error
  "null for the app ID": mistyped("must be string", { clientId, appId: null }),
  "text before the scheme": outOfRange("must match pattern", { clientId, referrer: "x https://www.example.com/*" }),
  "text after <all_urls>": outOfRange("must match pattern", { clientId, referrer: "<all_urls>/*" }),
  "a misspelt scheme": outOfRange("must match pattern", { clientId, referrer: "httpss://www.example.com/*" }),
  "no host": outOfRange("must match pattern", { clientId, referrer: "https:///*" }),
  "no host and a path of two segments": outOfRange("must match pattern", { clientId, referrer: "https:///kyc/*" }),
  "an empty app ID": outOfRange("fewer than 1 characters", { clientId, appId: "" }),
  // @ts-expect-error
  "a list": mistyped("must be object", [{ clientId, referrer }]),
  // @ts-expect-error
  "a string": mistyped("must be object", "CLIENT_ID"),
  // @ts-expect-error
  "a number": mistyped("must be object", 1),
  // @ts-expect-error
  null: mistyped("Body parameter is required", null),
};
