/** The texts for mistakes that Chrome's syntax allows, or reports as something else. The compiler reports some of them too. */
export const mistakes = {
  app: "Is this an app? Pass { appId }.",
  page: "Is this a page? Pass { referrer }.",
  several: "Pass one pattern only.",
  unset: "Is the environment variable set?",
} as const;

const parts = /^(?:([^/]*):\/\/)?(?:\*\.)?(\[[^/\]]*\]|[^/:]+)?(?::([^/]*))?/;
/** What a template inserts for a variable without a value or for an object, also with the dots that end a host. */
const unset = /^(undefined|null|nan|\[object \w+\])\.*$/i;
const reverseDomain = /^(?:app|co|com|dev|io|net|org)(?:\.[\w-]+)+$/;

export type MistakeCode = "unset-variable" | "several-patterns";

/** Finds a mistake that no other pattern repairs, whether or not the text parses. */
export function mistakeIn(text: string, isValid: boolean): { code: MistakeCode; message: string } | undefined {
  const [, scheme = "", host = "", port = ""] = text.split(parts);
  for (const [part, value] of Object.entries({ scheme, host, port })) {
    const [, name] = unset.exec(value) ?? [];
    if (name) return { code: "unset-variable", message: `The ${part} is "${name}". ${mistakes.unset}` };
  }
  // The path of a valid pattern may contain commas and dots.
  const beginning = isValid ? /^(?:\*|https?):\/\// : /\.|^(?:https?:\/\/)?localhost/;
  const list = isValid ? text : text.replace(/[?#].*/s, "");
  const patterns = list.split(/[,;|\s]+/).filter((each) => beginning.test(each));
  return patterns.length > 1 ? { code: "several-patterns", message: mistakes.several } : undefined;
}

export function isAppId(text: string): boolean {
  return reverseDomain.test(text);
}
