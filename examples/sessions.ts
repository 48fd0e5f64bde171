/** In place of your own sessions: who is signed in, by the value of their cookie `session`. */
export const sessions = new Map<string, { clientId: string }>();

export function sessionOf(cookies: string | null | undefined): { clientId: string } | undefined {
  const [, id = ""] = /(?:^|; )session=([^;]+)/.exec(cookies ?? "") ?? [];
  return sessions.get(id);
}
