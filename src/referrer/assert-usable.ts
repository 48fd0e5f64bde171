import { ComplyCubeRequestError } from "../client/errors.js";
import { parseReferrer, type ReferrerWarning, type ReferrerWarningCode } from "./index.js";

export interface ReferrerRules {
  allowAnyReferrer: boolean;
  onReferrerWarning?: ((warning: ReferrerWarning, referrer: string) => void) | undefined;
}

/** Patterns are few, unless a program makes one up for each call: then this bounds the memory, in characters. */
const mostRemembered = 100_000;

/**
 * Makes the check of a client's referrers: refuses those that do not parse, that no `Referer` has the scheme of, or that
 * protect nothing, and tells once of each that is doubtful.
 */
export function referrerCheck({ allowAnyReferrer, onReferrerWarning = emitWarning }: ReferrerRules) {
  const known = new Set<string>();
  let remembered = 0;

  /** @throws ComplyCubeRequestError with the reason and what to write instead */
  return function checkReferrer(referrer: string): void {
    if (known.has(referrer)) return;
    const parsed = parseReferrer(referrer);
    if (!parsed.ok) throw refusal(referrer, parsed.message);

    for (const { code, message } of parsed.warnings) {
      if (code === "no-referer-scheme") throw refusal(referrer, message);
      if (code === "every-site" && !allowAnyReferrer) {
        throw refusal(
          referrer,
          `${message} \`allowAnyReferrer: true\` in the options of the client allows it all the same.`,
        );
      }
    }
    remembered += referrer.length;
    if (remembered <= mostRemembered) known.add(referrer);
    for (const warning of parsed.warnings.filter(({ code }) => !intended.includes(code))) tell(warning, referrer);
  };

  function tell(warning: ReferrerWarning, referrer: string): void {
    const notify = async () => onReferrerWarning(warning, referrer);
    // An observer can't end the call that it observes, whether it throws or rejects.
    notify().catch(() => {});
  }
}

/** What somebody who writes it means: `*.`, and, once it was allowed, every site. */
const intended: ReferrerWarningCode[] = ["apex-included", "every-site"];

function refusal(referrer: string, message: string): ComplyCubeRequestError {
  return new ComplyCubeRequestError({
    param: "referrer",
    message: `\`referrer\` ${JSON.stringify(referrer)} can't be used. ${message}`,
  });
}

declare const process: { emitWarning?: (message: string, options: { type: string; code: string }) => void } | undefined;

/** Where Node's own warnings go: a server's log has them, and `--no-warnings` or a listener keeps them out of it. */
function emitWarning({ code, message }: ReferrerWarning, referrer: string): void {
  if (typeof process === "undefined") return;
  process.emitWarning?.(`\`referrer\` ${JSON.stringify(referrer)}: ${message}`, {
    type: "ComplyCubeReferrerWarning",
    code,
  });
}
