import type { components } from "../../../src/generated/schema.js";

type TokenRequest = components["schemas"]["TokenRequest"];

/** Who states a rule: ComplyCube's documentation, or this project, which is stricter. */
export type Basis = "documented" | "ours";

export interface Row {
  body: unknown;
  /** Part of the violation that must be reported; `undefined` if the body conforms. */
  violation?: string;
  basis: Basis;
}

// The parameters have the type of a request, so tsc checks every row: one that must not compile has the directive. Types
// cannot describe some violations, such as an empty string.
const accepted = (body: TokenRequest): Row => ({ body, basis: "documented" });
const refused = (violation: string, body: TokenRequest): Row => ({ body, violation, basis: "documented" });
const refusedByUs = (violation: string, body: TokenRequest): Row => ({ body, violation, basis: "ours" });

const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.myapp.demo.app";
// The compiler accepts extra properties of a variable.
const both = { clientId, referrer, appId };

export const bodies: Record<string, Row> = {
  web: accepted({ clientId, referrer }),
  mobile: accepted({ clientId, appId }),
  "a client ID of another form": accepted({ clientId: "123456789", referrer }),
  "a pattern for every site": accepted({ clientId, referrer: "*://*/*" }),
  "the pattern <all_urls>": accepted({ clientId, referrer: "<all_urls>" }),

  // @ts-expect-error
  "no client ID (web)": refused("required property 'clientId'", { referrer }),
  // @ts-expect-error
  "no client ID (mobile)": refused("required property 'clientId'", { appId }),
  // @ts-expect-error
  "neither referrer nor app ID": refusedByUs("required property 'referrer'", { clientId }),
  // @ts-expect-error
  "an empty object": refused("required property 'appId'", {}),
  // @ts-expect-error
  "both referrer and app ID": refusedByUs("found 'appId'", { clientId, referrer, appId }),
  // @ts-expect-error
  "both, held in a variable": refusedByUs("found 'appId'", both),
  // @ts-expect-error
  "both, the app ID null": refusedByUs("found 'appId'", { clientId, referrer, appId: null }),
  // @ts-expect-error
  "an extra property (web)": refusedByUs("found 'note'", { clientId, referrer, note: "x" }),
  // @ts-expect-error
  "an extra property (mobile)": refusedByUs("found 'note'", { clientId, appId, note: "x" }),
  // @ts-expect-error
  "a misspelt referrer": refusedByUs("found 'referer'", { clientId, referer: referrer }),
  // @ts-expect-error
  "a misspelt app ID": refusedByUs("found 'appID'", { clientId, appID: appId }),
  // @ts-expect-error
  "a misspelt client ID": refusedByUs("found 'clientID'", { clientID: clientId, referrer }),
  // @ts-expect-error
  "a number for the client ID (web)": refused("must be string", { clientId: 123456789, referrer }),
  // @ts-expect-error
  "a number for the client ID (mobile)": refused("must be string", { clientId: 123456789, appId }),
  // @ts-expect-error
  "null for the client ID": refused("must be string", { clientId: null, referrer }),
  // @ts-expect-error
  "a list of referrers": refused("must be string", { clientId, referrer: [referrer] }),
  // @ts-expect-error
  "null for the referrer": refused("must be string", { clientId, referrer: null }),
  // @ts-expect-error
  "a number for the app ID": refused("must be string", { clientId, appId: 1 }),
  "an empty client ID (web)": refusedByUs("fewer than 1 characters", { clientId: "", referrer }),
  "an empty client ID (mobile)": refusedByUs("fewer than 1 characters", { clientId: "", appId }),
  "an empty referrer": refusedByUs("fewer than 1 characters", { clientId, referrer: "" }),
  "a referrer without a scheme": refusedByUs("must match pattern", { clientId, referrer: "www.example.com/*" }),
  "a referrer without a path": refusedByUs("must match pattern", { clientId, referrer: "https://www.example.com" }),
  "a referrer for files": refusedByUs("must match pattern", { clientId, referrer: "file:///*" }),
  // @ts-expect-error
  "null for the app ID": refused("must be string", { clientId, appId: null }),
  "text before the scheme": refusedByUs("must match pattern", { clientId, referrer: "x https://www.example.com/*" }),
  "text after <all_urls>": refusedByUs("must match pattern", { clientId, referrer: "<all_urls>/*" }),
  "a misspelt scheme": refusedByUs("must match pattern", { clientId, referrer: "httpss://www.example.com/*" }),
  "no host": refusedByUs("must match pattern", { clientId, referrer: "https:///*" }),
  "no host, and a path of two parts": refusedByUs("must match pattern", { clientId, referrer: "https:///kyc/*" }),
  "an empty app ID": refusedByUs("fewer than 1 characters", { clientId, appId: "" }),
  // @ts-expect-error
  "a list": refused("must be object", [{ clientId, referrer }]),
  // @ts-expect-error
  "a string": refused("must be object", "CLIENT_ID"),
  // @ts-expect-error
  "a number": refused("must be object", 1),
  // @ts-expect-error
  null: refused("Body parameter is required", null),
};
