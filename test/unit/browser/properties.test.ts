import fc from "fast-check";
import { expect, it } from "vitest";
import { propertyRuns } from "../../support/property-runs.js";
import { expired, settle, useFakeSdk, verification } from "./fake-sdk.js";

const sdk = useFakeSdk();

const commands = [
  "start",
  "stop",
  "mint",
  "refuse",
  "expire",
  "complete",
  "close",
  "event of an earlier mount",
] as const;

it("has at most one mount and one open request, in any order of starts, stops, answers and events", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...commands), { minLength: 100, maxLength: 100 }), async (sequence) => {
      sdk.mounts.length = 0;
      sdk.mounted.clear();
      const requests: { signal: AbortSignal; resolve(token: string): void; reject(): void }[] = [];
      let minted = 0;
      const getToken = (signal: AbortSignal) =>
        new Promise<string>((resolve, reject) => requests.push({ signal, resolve, reject }));
      const { start, stop, verification: current } = verification({ getToken });
      const run = {
        start,
        stop,
        mint: () => requests.shift()?.resolve(`token ${++minted}`),
        refuse: () => requests.shift()?.reject(),
        expire: () => sdk.mounts.at(-1)?.onError(expired),
        complete: () => sdk.mounts.at(-1)?.onComplete({}),
        close: () => sdk.mounts.at(-1)?.onModalClose(),
        "event of an earlier mount": () => sdk.mounts.at(-2)?.onError(expired),
      };
      for (const command of sequence) {
        run[command]();
        if (command !== "start" && command !== "stop") await settle();
        const { name } = current.state;
        const open = requests.filter(({ signal }) => !signal.aborted).length;
        expect([name, sdk.mounted.size]).toEqual([name, name === "mounted" ? 1 : 0]);
        expect(open).toBeLessThanOrEqual(name === "minting" || name === "renewing" ? 1 : 0);
      }
      stop();
      await settle();
      expect([current.state.name, sdk.mounted.size]).toEqual(["idle", 0]);
      expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
    }),
    { numRuns: propertyRuns / 10 },
  );
});
