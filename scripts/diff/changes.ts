import { type Direction, directionsIn } from "./directions.js";
import { explicit, type JsonObject } from "./explicit.js";
import { type RedoclyChange, redoclyDiff } from "./redocly.js";

export interface Change {
  side: "base" | "revision";
  /** The place in that side's document, its defaults written out. */
  pointer: string;
  directions: Direction[];
  what: string;
  /** The rules that say that it breaks callers; none where it is fine. */
  broken: string[];
}

/** What changed between two specs, the breaking changes first. */
export async function changesBetween(base: JsonObject, revision: JsonObject): Promise<Change[]> {
  const documents = { base: explicit(base), revision: explicit(revision) };
  const directions = { base: directionsIn(documents.base), revision: directionsIn(documents.revision) };
  const found = await redoclyDiff(documents.base, documents.revision);
  const changes = found.map((change): Change => {
    const verdicts = [...change.verdicts.filter((verdict) => !isMoot(change, verdict.ruleId)), ...missedBy(change)];
    const [first] = verdicts;
    const inBase = first ? first.location.file === "base.json" : change.revision === undefined;
    const side = inBase ? "base" : "revision";
    const pointer = first?.location.pointer ?? (change.revision ?? change.base)?.pointer ?? "#";
    return {
      side,
      pointer,
      directions: directions[side](pointer),
      what: verdicts.map(({ message }) => message.replace(/\.$/, "")).join("; ") || describe(change, pointer),
      broken: verdicts.map(({ ruleId }) => ruleId),
    };
  });
  return changes.toSorted((one, other) => Number(other.broken.length > 0) - Number(one.broken.length > 0));
}

/** A security scheme that is gone breaks nobody by itself: the requirements that named it have verdicts of their own. */
function isMoot({ typeName, kind }: RedoclyChange, ruleId: string): boolean {
  return ruleId === "security-scheme-changed" && typeName === "SecurityScheme" && kind === "removed";
}

/** What Redocly has no rule for: a header that need no longer be sent, and a server that comes before the first. */
function missedBy({ typeName, kind, property, base, revision }: RedoclyChange): RedoclyChange["verdicts"] {
  const pointer = revision?.pointer ?? "";
  const location = { file: "revision.json", pointer };
  if (typeName === "Header" && kind === "modified" && property === "required" && base?.value === true)
    return [{ ruleId: "response-header-optional", message: "The header is no longer always sent", location }];
  if (typeName === "Server" && kind === "added" && pointer.endsWith("/servers/0"))
    return [{ ruleId: "default-server-changed", message: "The default server is another", location }];
  return [];
}

function describe({ kind, property, revision, base }: RedoclyChange, pointer: string): string {
  // An item of a list has its list's name too.
  const [name = ""] = /[^/]+(\/\d+)*$/.exec(pointer) ?? [];
  if (kind !== "modified") return `\`${decode(name)}\` was ${kind}`;
  const [before, after] = [base?.value, revision?.value];
  const verb = before === undefined ? "was added" : after === undefined ? "was removed" : "changed";
  const values = [before, after].every((value) => isShort(value)) ? ` from ${before} to ${after}` : "";
  return `\`${property}\` ${verb}${values}`;
}

function decode(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

function isShort(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) && String(value).length <= 40;
}
