import { ComplyCubeRequestError } from "./errors.js";
import type { components } from "./generated/schema.js";
import {
  type Validator,
  type Violation,
  validateMobileTokenRequest,
  validateWebTokenRequest,
} from "./generated/validators.js";

type TokenRequest = components["schemas"]["TokenRequest"];
type WithoutClientId<T> = T extends unknown ? Omit<T, "clientId"> : never;

/** Where a token may be used: on the web pages of a `referrer` pattern, or in the mobile app of an `appId`. */
export type TokenScope = WithoutClientId<TokenRequest>;

const repairs: Record<string, string> = {
  clientId: "pass the ID of the client that ComplyCube returned when the client was created",
  referrer: 'pass the match pattern of your page, such as "https://www.example.com/*"',
  appId: 'pass the application or bundle ID of your app, such as "com.example.app"',
};

/**
 * Builds the request from the named fields alone, so that no other property of `scope` is sent.
 *
 * @throws ComplyCubeRequestError naming the field and its repair
 */
export function tokenRequest(
  clientId: string,
  scope: TokenScope,
  checkReferrer: (referrer: string) => void,
): TokenRequest {
  const { referrer, appId } = isObject(scope) ? scope : {};
  if (referrer !== undefined && appId !== undefined) {
    throw new ComplyCubeRequestError(
      "referrer",
      "A token is for the Web SDK or for a mobile SDK: pass `referrer` or `appId`, not both.",
    );
  }
  if (referrer !== undefined) {
    // Before the schema, which knows the shape of a pattern, and not what is wrong with it.
    if (typeof referrer === "string" && referrer !== "") checkReferrer(referrer);
    return conforming({ clientId, referrer }, validateWebTokenRequest);
  }
  if (appId !== undefined) return conforming({ clientId, appId }, validateMobileTokenRequest);
  throw new ComplyCubeRequestError(
    "referrer",
    `A token needs \`referrer\` (Web SDK) or \`appId\` (mobile SDKs), and ${contentsOf(scope)}.`,
  );
}

function conforming<T>(request: object, validate: Validator<T>): T {
  if (validate(request)) return request;
  const param = validate.errors.map(paramOf).join();
  throw new ComplyCubeRequestError(param, `\`${param}\` ${validate.errors.map(fault).join()}: ${repairs[param]}.`);
}

function paramOf({ params, instancePath }: Violation): string {
  return String(params.missingProperty ?? instancePath.slice(1));
}

function fault({ keyword, message }: Violation): string {
  switch (keyword) {
    case "required":
      return "is missing";
    case "minLength":
      return "is empty";
    default:
      return message;
  }
}

/** What a scope without a usable field holds instead, by name. */
function contentsOf(scope: unknown): string {
  if (!isObject(scope)) return "the second argument is no object: pass { referrer } or { appId }";
  const entries = Object.entries(scope);
  if (entries.length === 0) return "the second argument is empty";
  return entries
    .map(([name, value]) => (value === undefined ? `\`${name}\` is undefined` : `\`${name}\` is neither`))
    .join(", and ");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
