import type { components } from "../../../src/generated/schema.js";

type TokenRequest = components["schemas"]["TokenRequest"];

export interface Row {
  body: unknown;
  /** Words of the violation that a judge must name; `undefined` where the body conforms. */
  violation?: string;
}

// Both take what the compiler takes for a request. A row that must not compile says so, and tsc checks that it is right;
// a row without the directive holds a value that types can't describe, such as an empty string.
const accepted = (body: TokenRequest): Row => ({ body });
const refused = (violation: string, body: TokenRequest): Row => ({ body, violation });

const clientId = "CLIENT_ID";
const referrer = "https://www.example.com/*";
const appId = "com.myapp.demo.app";
// Of a variable the compiler takes properties that the type does not have.
const both = { clientId, referrer, appId };

export const bodies: Record<string, Row> = {
  web: accepted({ clientId, referrer }),
  mobile: accepted({ clientId, appId }),
  "a client ID of another form": accepted({ clientId: "123456789", referrer }),
  "a pattern for every site": accepted({ clientId, referrer: "*://*/*" }),
  "Chrome's word for every site": accepted({ clientId, referrer: "<all_urls>" }),

  // @ts-expect-error
  "no client ID (web)": refused("required property 'clientId'", { referrer }),
  // @ts-expect-error
  "no client ID (mobile)": refused("required property 'clientId'", { appId }),
  // @ts-expect-error
  "neither referrer nor app ID": refused("required property 'referrer'", { clientId }),
  // @ts-expect-error
  "an empty object": refused("required property 'appId'", {}),
  // @ts-expect-error
  "both referrer and app ID": refused("found 'appId'", { clientId, referrer, appId }),
  // @ts-expect-error
  "both, held in a variable": refused("found 'appId'", both),
  // @ts-expect-error
  "both, the app ID null": refused("found 'appId'", { clientId, referrer, appId: null }),
  // @ts-expect-error
  "an extra property (web)": refused("found 'note'", { clientId, referrer, note: "x" }),
  // @ts-expect-error
  "an extra property (mobile)": refused("found 'note'", { clientId, appId, note: "x" }),
  // @ts-expect-error
  "a misspelt referrer": refused("found 'referer'", { clientId, referer: referrer }),
  // @ts-expect-error
  "a misspelt app ID": refused("found 'appID'", { clientId, appID: appId }),
  // @ts-expect-error
  "a misspelt client ID": refused("found 'clientID'", { clientID: clientId, referrer }),
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
  "an empty client ID (web)": refused("fewer than 1 characters", { clientId: "", referrer }),
  "an empty client ID (mobile)": refused("fewer than 1 characters", { clientId: "", appId }),
  "an empty referrer": refused("fewer than 1 characters", { clientId, referrer: "" }),
  "a referrer without a scheme": refused("must match pattern", { clientId, referrer: "www.example.com/*" }),
  "a referrer without a path": refused("must match pattern", { clientId, referrer: "https://www.example.com" }),
  "a referrer of files": refused("must match pattern", { clientId, referrer: "file:///*" }),
  // @ts-expect-error
  "null for the app ID": refused("must be string", { clientId, appId: null }),
  "something before the scheme": refused("must match pattern", { clientId, referrer: "x https://www.example.com/*" }),
  "something behind Chrome's word": refused("must match pattern", { clientId, referrer: "<all_urls>/*" }),
  "a misspelt scheme": refused("must match pattern", { clientId, referrer: "httpss://www.example.com/*" }),
  "no host": refused("must match pattern", { clientId, referrer: "https:///*" }),
  "no host, and a path of two parts": refused("must match pattern", { clientId, referrer: "https:///kyc/*" }),
  "an empty app ID": refused("fewer than 1 characters", { clientId, appId: "" }),
  // @ts-expect-error
  "a list": refused("must be object", [{ clientId, referrer }]),
  // @ts-expect-error
  "a string": refused("must be object", "CLIENT_ID"),
  // @ts-expect-error
  "a number": refused("must be object", 1),
  // @ts-expect-error
  null: refused("Body parameter is required", null),
};
