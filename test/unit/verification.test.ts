import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  createVerification,
  type MountedSdk,
  type MountOptions,
  type State,
} from "../../examples/web/browser/verification.js";

const reportError = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("reportError", reportError);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  reportError.mockReset();
});

const expired = { type: "token_expired", message: "" };

/** Starts nothing yet. Tokens are numbered from 1. */
function verification(mount: (options: MountOptions) => MountedSdk | undefined = () => undefined) {
  const shown: string[] = [];
  const mounts: MountOptions[] = [];
  const unmounted: string[] = [];
  let minted = 0;
  const { start } = createVerification({
    mintToken: async () => `${++minted}`,
    mount(options) {
      mounts.push(options);
      return mount(options) ?? { unmount: () => void unmounted.push(options.token) };
    },
    show: (state: State) => shown.push("message" in state ? state.message : state.name),
  });
  /** The SDK says that the token of the latest mount has expired. */
  async function expire() {
    mounts.at(-1)?.onError(expired);
    await vi.advanceTimersByTimeAsync(0);
  }
  return { start, expire, shown, mounts, unmounted };
}

it("mints once if it is started twice", async () => {
  const { start, mounts, shown } = verification();
  await Promise.all([start(), start()]);
  expect(mounts).toHaveLength(1);
  expect(shown).toEqual(["minting", "mounted"]);
});

it("mints once if the SDK says twice that the token expired, and ignores the unmounted SDK", async () => {
  const { start, expire, mounts, shown, unmounted } = verification();
  await start();
  const [first] = mounts;
  first?.onError(expired);
  await expire();
  first?.onError({ type: "other", message: "late" });
  first?.onComplete({});
  first?.onModalClose();
  expect(mounts).toHaveLength(2);
  expect(unmounted).toEqual(["1"]);
  expect(shown).toEqual(["minting", "mounted", "minting", "mounted"]);
});

it("mints again each time a token expires after a minute or more, but not twice in a row before that", async () => {
  const { start, expire, mounts, shown } = verification();
  await start();
  for (let time = 1; time <= 3; time++) {
    vi.advanceTimersByTime(60_000);
    await expire();
  }
  await expire();
  expect(mounts).toHaveLength(5);
  await expire();
  expect(mounts).toHaveLength(5);
  expect(shown.at(-1)).toBe("Two tokens in a row expired within a minute.");
});

it("works after the SDK failed to unmount", async () => {
  const error = new Error("unmount");
  const unmount = () => {
    throw error;
  };
  const { start, mounts, shown } = verification(() => ({ unmount }));
  await start();
  mounts[0]?.onModalClose();
  await start();
  expect(shown).toEqual(["minting", "mounted", "closed", "minting", "mounted"]);
  expect(reportError.mock.calls).toEqual([[error]]);
});

it("shows an error that the SDK reports during mount, and unmounts it", async () => {
  const { start, shown, unmounted } = verification(({ onError }) => {
    onError({ type: "other", message: "no camera" });
    return undefined;
  });
  await start();
  expect(shown).toEqual(["minting", "no camera"]);
  expect(unmounted).toEqual(["1"]);
});

it("mints again once if the token expires during mount, even if the user presses start", async () => {
  const { start, shown, unmounted } = verification(({ token, onError }) => {
    onError(expired);
    if (token === "1") start();
    return undefined;
  });
  await start();
  await vi.runAllTimersAsync();
  expect(shown).toEqual(["minting", "minting", "Two tokens in a row expired within a minute."]);
  expect(unmounted).toEqual(["1", "2"]);
});

it("shows why mount failed, and ignores later events", async () => {
  const { start, mounts, shown } = verification(() => {
    throw new Error("There is no element.");
  });
  await start();
  mounts[0]?.onComplete({});
  expect(shown).toEqual(["minting", "There is no element."]);
});
