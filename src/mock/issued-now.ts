/** Returns a copy of a body in which each JWT was issued now, for as long as before, and has a signature of its own. */
export function issuedNow(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_, value) =>
    typeof value === "string" ? (reissued(value) ?? value) : value,
  );
}

function reissued(text: string): string | undefined {
  const [, header, payload = ""] = /^([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(text) ?? [];
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    const { iat, exp } = Object(claims);
    const now = Math.floor(Date.now() / 1_000);
    const times = { iat: now, exp: now + (exp - iat) };
    const signature = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
    return [header, base64url(JSON.stringify({ ...Object(claims), ...times })), base64url(signature)].join(".");
  } catch {
    // It is not a JWT.
    return undefined;
  }
}

function base64url(bytes: string): string {
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
