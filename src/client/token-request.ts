import type { components } from "../generated/schema.js";
import { validateMobileTokenRequest, validateWebTokenRequest } from "../generated/validators.js";
import type { CheckedAppId, CheckedReferrer } from "../referrer/checked-referrer.js";
import { mistakes } from "../referrer/mistakes.js";
import { type Validator, violationsOf } from "../validation.js";
import { ComplyCubeRequestError } from "./errors.js";

type TokenRequest = components["schemas"]["TokenRequest"];
/** A mapped type, so that an editor shows the union instead of `Omit`. */
type WithoutClientId<T> = T extends unknown ? { [Name in keyof T as Exclude<Name, "clientId">]: T[Name] } : never;

/** Where a token may be used: on the web pages that match `referrer`, or in the mobile app with `appId`. */
export type TokenScope = WithoutClientId<TokenRequest>;

/** A scope that the compiler checks. */
export type CheckedScope<Referrer extends string | undefined, AppId extends string | undefined> =
  | { referrer: CheckedReferrer<Referrer>; appId?: NotBoth<Referrer, AppId> }
  | { appId: CheckedAppId<AppId>; referrer?: NotBoth<Referrer, AppId> }
  // A variable of the type `TokenScope` has both properties, each of which may be undefined.
  | ([undefined, undefined] extends [Referrer, AppId] ? TokenScope : never);
/** The compiler infers `never` for a property that is missing. */
type NotBoth<Referrer, AppId> = [Referrer] extends [never]
  ? never
  : [AppId] extends [never]
    ? never
    : "Pass either { referrer } or { appId }, not both.";

const names = ["referrer", "appId"] as const;

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
export function tokenRequest(clientId: string, scope: object, checkReferrer: (referrer: string) => void): TokenRequest {
  if (scope === undefined && typeof clientId === "object") {
    throw refused("clientId", "generate takes (clientId, scope). Write generate(clientId, { referrer }).");
  }
  const { referrer, appId } = Object(scope);
  assertOneScope(scope);
  for (const [name, value] of Object.entries({ clientId, appId })) {
    if (typeof value === "string" && /^\s|\s$/.test(value))
      throw refused(name, `\`${name}\` has a space or a line break around it. Remove it.`);
  }
  if (appId !== undefined) {
    if (typeof appId === "string" && /[/:*<]/.test(appId)) {
      throw refused("appId", `\`appId\` ${JSON.stringify(appId)} is not valid. ${mistakes.page}`);
    }
    return conforming({ clientId, appId }, validateMobileTokenRequest);
  }
  if (Array.isArray(referrer)) throw refused("referrer", `\`referrer\` is a list. ${mistakes.several}`);
  // Before the schema, whose message could not say what is wrong with a pattern.
  if (typeof referrer === "string" && referrer !== "") checkReferrer(referrer);
  return conforming({ clientId, referrer }, validateWebTokenRequest);
}

function assertOneScope(scope: object): void {
  const given = Object(scope);
  const set = names.filter((name) => given[name] !== undefined);
  const unset = names.find((name) => given[name] === null || (set.length === 0 && name in given));
  if (unset) throw refused(unset, `\`${unset}\` is ${given[unset]}. ${mistakes.unset}`);
  if (set.length === 1) return;
  // Shows types instead of values, which may be secret.
  const typesIn = (name: string, value: unknown) => (name || typeof value !== "object" ? typeof value : value);
  const types = typeof scope === "string" ? "a string" : JSON.stringify(scope, typesIn).replaceAll('"', "");
  throw refused("referrer", `Pass either \`{ referrer }\` (Web SDK) or \`{ appId }\` (mobile SDKs), not ${types}.`);
}

function conforming<T>(request: T, validate: Validator<T>): T {
  validate(request);
  const [violation] = violationsOf(validate);
  if (!violation) return request;
  const { path: param, message } = violation;
  throw refused(param, `\`${param}\` ${message}. Pass ${repairs[param]}.`);
}

function refused(param: string, message: string): ComplyCubeRequestError {
  return new ComplyCubeRequestError({ param, message });
}
