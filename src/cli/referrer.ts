import {
  canReferrerMatch,
  type ParsedReferrer,
  parseReferrer,
  type ReferrerPolicy,
  type ReferrerVerdict,
  referrerFor,
} from "../referrer/index.js";
import { rejectedFor } from "../referrer/warnings.js";
import { readArguments } from "./arguments.js";
import type { ExitCode } from "./exit-codes.js";
import { type Command, type Io, UsageError } from "./io.js";
import { printable, toJson } from "./text.js";

const help = `Usage: complycube-tokens referrer PATTERN [PAGE-URL] [--policy POLICY] [--json]

Checks a referrer, a match pattern as Chrome reads it: whether it is valid, what
looks like a mistake, whether generate accepts it, and whether a token for it
works on a page. It needs no key and no network.

  complycube-tokens referrer 'https://*.example.com/*'
  complycube-tokens referrer 'https://www.example.com/*' \\
    https://www.example.com/kyc/start

  --policy POLICY   the page's Referrer-Policy
                    (strict-origin-when-cross-origin, the browsers' default)
  --json            prints the result of parseReferrer, and of canReferrerMatch
                    as "verdict", in one line

Exit codes: 0 if generate accepts the pattern without --allow-any-referrer and
the pattern matches the page, if given; 1 if not; 2 if an argument is wrong.`;

const options = { policy: { type: "string" }, json: { type: "boolean" } } as const;

async function run(args: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArguments("referrer", args, options);
  const [pattern, page, ...others] = positionals;
  if (pattern === undefined || others.length > 0) {
    throw new UsageError(
      "referrer takes a pattern and optionally the URL of a page. Quote the pattern: shells expand *.",
    );
  }
  if (values.policy !== undefined && page === undefined) throw new UsageError("--policy also needs the URL of a page.");
  const parsed = parseReferrer(pattern);
  const verdict = page === undefined ? undefined : verdictOn(pattern, page, values.policy);

  const rejection = rejectionOf(parsed);
  if (values.json) io.print(`${toJson({ ...parsed, verdict })}\n`);
  else {
    const lines = parsed.ok
      ? ["pattern   valid", ...parsed.warnings.map(({ message }) => `warning   ${message}`)]
      : [pattern, `${spacesFor(pattern.slice(0, parsed.index))}^`, `pattern   not valid: ${parsed.message}`];
    if (rejection) lines.push(`generate  ${rejection}`);
    if (verdict) lines.push(`referer   ${verdict.referer ?? "none"}`, `verdict   ${inWords(verdict)}`);
    for (const line of lines) io.print(`${printable(line)}\n`);
  }
  return parsed.ok && !rejection && verdict?.matches !== false ? 0 : 1;
}

export const referrer: Command = { help, run };

/** Why the client rejects a valid pattern. */
function rejectionOf(parsed: ParsedReferrer): string | undefined {
  const { code } = (parsed.ok && rejectedFor(parsed.warnings)) || {};
  if (code === "every-site") return "rejects it without --allow-any-referrer.";
  return code && "rejects it: no page could use the token.";
}

function verdictOn(pattern: string, page: string, policy: string | undefined): ReferrerVerdict {
  try {
    // canReferrerMatch rejects a text that is not a policy.
    return canReferrerMatch(pattern, page, policy as ReferrerPolicy | undefined);
  } catch (error) {
    throw new UsageError(withArgumentNames(String(error)));
  }
}

/** Replaces the names of parameters by those of arguments. */
function withArgumentNames(message: string): string {
  return message.replace("TypeError: `pageUrl`", "PAGE-URL").replace("TypeError: `policy`", "--policy");
}

function inWords({ matches, reason, message, referer }: ReferrerVerdict): string {
  if (reason !== "invalid-pattern") return `${matches ? "match" : "no match"}: ${message}`;
  return `no match: the pattern is not valid.${referer === null ? "" : ` Write ${referrerFor(referer)}`}`;
}

/** Spaces as wide on a terminal as the text. */
function spacesFor(text: string): string {
  return printable(text)
    .replace(/\p{M}/gu, "")
    .replace(
      /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/gu,
      "\u3000",
    )
    .replace(/[^\u3000]/gu, " ");
}
