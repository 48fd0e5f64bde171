import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  createVerification,
  type MountedSdk,
  type MountOptions,
  type State,
} from "../../examples/web/browser/verification.js";

// What a real SDK does at odd times; a real Chromium goes through the rest in test/browser/example.

const reported = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("reportError", reported);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  reported.mockReset();
});

const expired = { type: "token_expired", message: "" };

/** A page whose SDK is `mount`, and whose tokens are numbered. */
function page(mount: (options: MountOptions) => unknown) {
  const shown: string[] = [];
  const unmounted: string[] = [];
  let minted = 0;
  const { start } = createVerification({
    mintToken: async () => `${++minted}`,
    mount: (options) => {
      const sdk = { unmount: () => void unmounted.push(options.token) };
      return (mount(options) as MountedSdk | undefined) ?? sdk;
    },
    show: (state: State) => shown.push("message" in state ? state.message : state.name),
  });
  return { start, shown, unmounted, minted: () => minted };
}

it("mints once where it is started twice", async () => {
  const { start, minted, shown } = page(() => undefined);
  await Promise.all([start(), start()]);
  expect(minted()).toBe(1);
  expect(shown).toEqual(["minting", "mounted"]);
});

it("mints once where the SDK says twice that the token has expired", async () => {
  const mounts: MountOptions[] = [];
  const { start, minted, unmounted } = page((options) => {
    mounts.push(options);
  });
  await start();
  mounts[0]?.onError(expired);
  mounts[0]?.onError(expired);
  await vi.runAllTimersAsync();
  expect(minted()).toBe(2);
  expect(unmounted).toEqual(["1"]);
});

it("goes on where the SDK can't be unmounted", async () => {
  const trouble = new Error("unmount");
  const mounts: MountOptions[] = [];
  const { start, shown } = page((options) => {
    mounts.push(options);
    return {
      unmount() {
        throw trouble;
      },
    };
  });
  await start();
  mounts[0]?.onModalClose();
  await start();
  expect(shown).toEqual(["minting", "mounted", "closed", "minting", "mounted"]);
  expect(reported.mock.calls).toEqual([[trouble]]);
});

it("hears what the SDK says while it is mounted, and removes it", async () => {
  const { start, shown, unmounted } = page(({ onError }) => onError({ type: "other", message: "no camera" }));
  await start();
  expect(shown).toEqual(["minting", "no camera"]);
  expect(unmounted).toEqual(["1"]);
});

it("mounts again where the SDK says while it is mounted that the token has expired, once", async () => {
  const { start, shown, unmounted } = page(({ token, onError }) => {
    onError(expired);
    // A person who presses the button while it mints again is not to disturb it.
    if (token === "1") start();
  });
  await start();
  await vi.runAllTimersAsync();
  expect(shown).toEqual(["minting", "minting", "The token expired at once, twice."]);
  expect(unmounted).toEqual(["1", "2"]);
});

it("says why the SDK can't be mounted, and hears no more of it", async () => {
  const mounts: MountOptions[] = [];
  const { start, shown } = page((options) => {
    mounts.push(options);
    throw new Error("There is no element.");
  });
  await start();
  mounts[0]?.onComplete({});
  expect(shown).toEqual(["minting", "There is no element."]);
});
