/** The readable parts of a token. They are not verified. */
export interface Jwt {
  header: object;
  claims: object;
}

/** Returns `undefined` if the text is not a JWT. */
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

/** The time in a claim such as `exp`. */
export function timeOf(claims: object, name: string): Date | undefined {
  const seconds: unknown = Object.hasOwn(claims, name) ? Reflect.get(claims, name) : undefined;
  const time = new Date(typeof seconds === "number" ? seconds * 1_000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
