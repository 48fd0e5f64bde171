import { setTimeout } from "node:timers/promises";
import { inspect } from "node:util";
import { type Loopback, withServer } from "../../support/loopback.js";
import type { Client } from "./clients.js";
import { troubles } from "./troubles.js";

export interface Observation {
  trouble: string;
  /** What the call came to, and how often it was sent: the same each time. */
  outcome: string;
  seconds: number;
}

export const patienceSeconds = 6;
const apiKey = "test_YmVoYXZpb3VyL2JlaGF2aW91cg==";

/** What a client makes of each trouble; all at the same time, since most of them are waiting. */
export function observe(client: Client): Promise<Observation[]> {
  const strange = (response: { end(body: string): unknown }) => response.end("{}");
  return withServer(strange, (elsewhere) =>
    Promise.all(
      troubles(elsewhere.url, apiKey).map(({ name, handler }) =>
        withServer(handler, async (server) => {
          const started = performance.now();
          const result = await withPatience(client.mint(server.url, apiKey).then(resolved, rejected));
          const seconds = (performance.now() - started) / 1000;
          const leak =
            name.includes("another host") && elsewhere.received.length > 0 ? ", **sent to the other host**" : "";
          return { trouble: name, outcome: `${result}${leak}, ${sent(server)}`, seconds };
        }),
      ),
    ),
  );
}

async function withPatience(call: Promise<string>): Promise<string> {
  const end = new AbortController();
  const patience = setTimeout(patienceSeconds * 1000, `**still waiting** after ${patienceSeconds} s`, end).catch(
    () => "",
  );
  const result = await Promise.race([call, patience]);
  end.abort();
  return result;
}

function resolved(value: unknown): string {
  return value === "header.payload.signature" ? "the token" : `**resolves \`${inspect(value).slice(0, 20)}\`**`;
}

function rejected(error: unknown): string {
  const name = error instanceof Error ? error.name : "no error, but an object";
  const printed = inspect(error, { depth: 9, showHidden: true, maxStringLength: null });
  const leak = printed.includes(apiKey) ? ", **shows the key**" : "";
  const size = printed.length > 50_000 ? `, **prints ${Math.round(printed.length / 1000)} kB**` : "";
  return `\`${name}\`${leak}${size}`;
}

function sent({ received: { length: requests } }: Loopback): string {
  return requests === 1 ? "sent once" : `sent ${requests} times`;
}
