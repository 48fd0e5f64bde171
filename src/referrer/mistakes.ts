/** The texts for mistakes that Chrome's syntax allows, or reports as something else. The compiler reports some of them too. */
export const mistakes = {
  app: "Is this an app? Pass { appId }.",
  page: "Is this a page? Pass { referrer }.",
  several: "Pass one pattern only.",
  unset: "Is the environment variable set?",
} as const;

/** The host or the port of a template whose variable has no value. */
const unsetVariable = /^(?:[^/]*:\/\/)?(?:([^/]*):)?(undefined|null|NaN|\[object \w+\])(?:$|[/:])/i;
const severalPatterns = /[^\s,;|][\s,;|]+(?:\*|https?):\/\//;
const reverseDomain = /^(?:app|co|com|dev|io|net|org)(?:\.[\w-]+)+$/;

export type MistakeCode = "unset-variable" | "several-patterns";

/** Finds a mistake in a text, whether or not it parses. */
export function mistakeIn(text: string): { code: MistakeCode; message: string } | undefined {
  const [, host, unset] = unsetVariable.exec(text) ?? [];
  if (unset !== undefined) {
    const part = host === undefined ? "host" : "port";
    return { code: "unset-variable", message: `The ${part} is "${unset}". ${mistakes.unset}` };
  }
  return severalPatterns.test(text) ? { code: "several-patterns", message: mistakes.several } : undefined;
}

export function isAppId(text: string): boolean {
  return reverseDomain.test(text);
}
