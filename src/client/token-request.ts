import type { components } from "../generated/schema.js";
import { validateMobileTokenRequest, validateWebTokenRequest } from "../generated/validators.js";
import type { Validator } from "../validation.js";
import { ComplyCubeRequestError } from "./errors.js";

type TokenRequest = components["schemas"]["TokenRequest"];
type WithoutClientId<T> = T extends unknown ? Omit<T, "clientId"> : never;

/** Where a token may be used: on the web pages of a `referrer` pattern, or in the mobile app of an `appId`. */
export type TokenScope = WithoutClientId<TokenRequest>;

const repairs: Record<string, string> = {
  clientId: "the client's ID, as ComplyCube returned it",
  referrer: 'a match pattern of your pages, such as "https://www.example.com/*"',
  appId: 'the application or bundle ID, such as "com.example.app"',
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
  const { referrer, appId } = Object(scope);
  if ((referrer === undefined) === (appId === undefined)) {
    // Without the values, which may be secret.
    const types = JSON.stringify(scope, (name, value) => (name || typeof value !== "object" ? typeof value : value));
    throw new ComplyCubeRequestError(
      "referrer",
      `Pass either \`{ referrer }\` (Web SDK) or \`{ appId }\` (mobile SDKs), not ${types}.`,
    );
  }
  if (appId !== undefined) return conforming({ clientId, appId }, validateMobileTokenRequest);
  // Before the schema, which knows the shape of a pattern, and not what is wrong with it.
  if (typeof referrer === "string" && referrer !== "") checkReferrer(referrer);
  return conforming({ clientId, referrer }, validateWebTokenRequest);
}

function conforming<T>(request: T, validate: Validator<T>): T {
  validate(request, (message, ...place) => {
    const param = place.join(".");
    throw new ComplyCubeRequestError(param, `\`${param}\` ${message}: pass ${repairs[param]}.`);
  });
  return request;
}
