/** What can be read of a token without its key, none of it verified. */
export interface Jwt {
  header: object;
  claims: object;
}

/** `undefined` where a text is no JWT. */
export function readJwt(text: string): Jwt | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return undefined;
  const [header, claims] = text.split(".").slice(0, 2).map(readPart);
  return header && claims && { header, claims };
}

function readPart(part: string): object | undefined {
  const value = parseJson(Buffer.from(part, "base64url").toString());
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The time that a claim such as `exp` names, where it names one. */
export function timeOf(claims: object, name: string): Date | undefined {
  const seconds: unknown = Object.hasOwn(claims, name) ? Reflect.get(claims, name) : undefined;
  const time = new Date(typeof seconds === "number" ? seconds * 1_000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
