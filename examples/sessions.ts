/** Replace this with your own sessions. The key is the value of the cookie `session`. */
export const sessions = new Map<string, { clientId: string }>();

export function sessionOf(cookies: string | null | undefined): { clientId: string } | undefined {
  const [, id = ""] = /(?:^|; )session=([^;]+)/.exec(cookies ?? "") ?? [];
  return sessions.get(id);
}
