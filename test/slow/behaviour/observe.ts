import { setTimeout } from "node:timers/promises";
import { inspect } from "node:util";
import { json, withServer } from "../../support/loopback.js";
import { apiKey, type Client } from "./clients.js";
import { token, troubles } from "./troubles.js";

export const patienceSeconds = 6;

/** Describes what a client does in one trouble. Bold marks what an application does not want. */
export function observe({ mint }: Client, trouble: string): Promise<string> {
  return withServer(json(200, {}), (elsewhere) =>
    withServer(troubles(elsewhere.url)[trouble] ?? json(404, {}), async ({ url, received }) => {
      const patience = setTimeout(patienceSeconds * 1_000, `**still waiting** after ${patienceSeconds} s`, {
        ref: false,
      });
      const outcome = await Promise.race([mint(url).then(describeValue, describeError), patience]);
      const leak = elsewhere.received.length > 0 ? ", **sent to the other host**" : "";
      return `${outcome}${leak}, sent ${received.length === 1 ? "once" : `${received.length} times`}`;
    }),
  );
}

function describeValue(value: unknown): string {
  return value === token ? "the token" : `**resolves \`${inspect(value).slice(0, 20)}\`**`;
}

function describeError(error: unknown): string {
  const name = error instanceof Error ? `\`${error.name}\`` : "a non-Error value";
  const printed = inspect(error, { depth: 9, showHidden: true, maxStringLength: null });
  const leak = printed.includes(apiKey) ? ", **shows the key**" : "";
  const size = printed.length > 50_000 ? `, **prints ${Math.round(printed.length / 1_000)} kB**` : "";
  return `${name}${leak}${size}`;
}
