import { ComplyCubeRequestError } from "../client/errors.js";
import { parseReferrer, type ReferrerWarning } from "./index.js";
import { rejectedFor, reported } from "./warnings.js";

export interface ReferrerCheckOptions {
  allowAnyReferrer: boolean;
  /** How to allow a pattern that matches every site: the beginning of a sentence. Default: names the client's option. */
  toAllow?: string;
  onReferrerWarning?: ((warning: ReferrerWarning, referrer: string) => void) | undefined;
}

/** Limits the memory if a program creates a new pattern for each call, in characters. */
const maxKnownLength = 100_000;

/**
 * Creates the function that checks a client's referrers. It rejects invalid patterns, patterns that can never match, and
 * patterns that match every site. It warns once of each pattern that looks like a mistake.
 */
export function createReferrerCheck({
  allowAnyReferrer,
  toAllow = "Set the client option `allowAnyReferrer: true`",
  onReferrerWarning = emitWarning,
}: ReferrerCheckOptions) {
  const known = new Set<string>();
  let knownLength = 0;

  /** @throws ComplyCubeRequestError with the reason and the repair */
  return function assertUsable(referrer: string): void {
    if (known.has(referrer)) return;
    const parsed = parseReferrer(referrer);
    if (!parsed.ok) throw requestError(referrer, parsed.message);

    const rejected = rejectedFor(parsed.warnings, allowAnyReferrer);
    if (rejected) {
      const advice = rejected.code === "every-site" ? ` ${toAllow} to allow it anyway.` : "";
      throw requestError(referrer, rejected.message + advice);
    }
    knownLength += referrer.length;
    if (knownLength <= maxKnownLength) known.add(referrer);
    for (const warning of reported(parsed.warnings)) warn(warning, referrer);
  };

  function warn(warning: ReferrerWarning, referrer: string): void {
    const notify = async () => onReferrerWarning(warning, referrer);
    // The callback may throw or reject; the call goes on.
    notify().catch(() => {});
  }
}

function requestError(referrer: string, message: string): ComplyCubeRequestError {
  return new ComplyCubeRequestError({
    param: "referrer",
    message: `\`referrer\` ${JSON.stringify(referrer)} is not usable. ${message}`,
  });
}

declare const process: { emitWarning?: (message: string, options: { type: string; code: string }) => void } | undefined;

/** Uses Node's process warnings, which `--no-warnings` or a listener can silence. */
function emitWarning({ code, message }: ReferrerWarning, referrer: string): void {
  if (typeof process === "undefined") return;
  process.emitWarning?.(`\`referrer\` ${JSON.stringify(referrer)}: ${message}`, {
    type: "ComplyCubeReferrerWarning",
    code,
  });
}
