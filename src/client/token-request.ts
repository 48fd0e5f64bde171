import type { components } from "../generated/schema.js";
import { validateMobileTokenRequest, validateWebTokenRequest } from "../generated/validators.js";
import { type Validator, violationsOf } from "../validation.js";
import { ComplyCubeRequestError } from "./errors.js";

type TokenRequest = components["schemas"]["TokenRequest"];
/** A mapped type, so that an editor shows the union instead of `Omit`. */
type WithoutClientId<T> = T extends unknown ? { [Name in keyof T as Exclude<Name, "clientId">]: T[Name] } : never;

/** Where a token may be used: on the web pages that match `referrer`, or in the mobile app with `appId`. */
export type TokenScope = WithoutClientId<TokenRequest>;

const repairs: Record<string, string> = {
  clientId: "the client's ID, as ComplyCube returned it",
  referrer: 'a match pattern of your pages, such as "https://www.example.com/*"',
  appId: 'the application or bundle ID, such as "com.example.app"',
};

/**
 * Builds the request from the named fields only, so that no other property of `scope` is sent.
 *
 * @throws ComplyCubeRequestError naming the field and its repair
 */
export function tokenRequest(
  clientId: string,
  scope: TokenScope,
  checkReferrer: (referrer: string) => void,
): TokenRequest {
  const { referrer, appId } = Object(scope);
  if ((referrer === undefined) === (appId === undefined)) {
    // Shows types instead of values, which may be secret.
    const types = JSON.stringify(scope, (name, value) => (name || typeof value !== "object" ? typeof value : value));
    throw new ComplyCubeRequestError({
      param: "referrer",
      message: `Pass either \`{ referrer }\` (Web SDK) or \`{ appId }\` (mobile SDKs), not ${types}.`,
    });
  }
  if (appId !== undefined) return conforming({ clientId, appId }, validateMobileTokenRequest);
  // Before the schema, whose message could not say what is wrong with a pattern.
  if (typeof referrer === "string" && referrer !== "") checkReferrer(referrer);
  return conforming({ clientId, referrer }, validateWebTokenRequest);
}

function conforming<T>(request: T, validate: Validator<T>): T {
  validate(request);
  const [violation] = violationsOf(validate);
  if (!violation) return request;
  const { path: param, message } = violation;
  throw new ComplyCubeRequestError({ param, message: `\`${param}\` ${message}. Pass ${repairs[param]}.` });
}
