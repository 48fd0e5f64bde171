import { expect, it, vi } from "vitest";
import { createVerification } from "../../../src/browser.js";
import { expired, refused, settle, useFakeSdk, verification } from "./fake-sdk.js";

const sdk = useFakeSdk();

it("mints a token and mounts the SDK with it and with the options that were passed", async () => {
  vi.useFakeTimers({ now: 1_000 });
  const { start, names, verification: current } = verification({ mount: { language: "es", stages: ["faceCapture"] } });
  expect(current.state).toEqual({ name: "idle" });
  start();
  await settle();
  expect(sdk.mounts).toMatchObject([{ token: "token 1", language: "es", stages: ["faceCapture"] }]);
  expect(current.state).toEqual({ name: "mounted", since: 1_000, expires: undefined, renewed: false });
  expect(names).toEqual(["minting", "mounted"]);
});

it("mints no second token while a verification is under way", async () => {
  const { start, names } = verification();
  start();
  start();
  await settle();
  start();
  await settle();
  expect(sdk.mounts).toHaveLength(1);
  expect(names).toEqual(["minting", "mounted"]);
});

it.each([
  [
    "completed",
    { onComplete: { faceCapture: { livePhotoId: "ID" } } },
    { data: { faceCapture: { livePhotoId: "ID" } } },
  ],
  ["closed", { onModalClose: undefined }, {}],
  ["closed", { onExit: "consent" }, {}],
  ["failed", { onError: refused }, { code: "sdk_failed", action: "retry", retryAfterMs: 0, cause: refused }],
  ["failed", { onError: undefined }, { code: "sdk_failed", cause: undefined }],
])("unmounts the SDK and is %s after %j, and can start again", async (name, event, details) => {
  const { start, names, verification: current } = verification();
  start();
  await settle();
  for (const [callback, value] of Object.entries(event)) Reflect.get(sdk.mounts[0] ?? {}, callback)(value);
  expect(current.state).toMatchObject({ name, ...details });
  expect(sdk.mounted.size).toBe(0);
  start();
  await settle();
  expect(names).toEqual(["minting", "mounted", name, "minting", "mounted"]);
});

it("renews an expired token once, and ignores the events of the SDK that was unmounted", async () => {
  const { start, names, verification: current } = verification();
  start();
  await settle();
  const [first] = sdk.mounts;
  first?.onError(expired);
  expect(sdk.mounted.size).toBe(0);
  first?.onError(expired);
  await settle();
  first?.onError(refused);
  first?.onComplete({});
  first?.onModalClose();
  expect([...sdk.mounted]).toEqual(["token 2"]);
  expect(names).toEqual(["minting", "mounted", "renewing", "mounted"]);
  expect(current.state).toMatchObject({ renewed: true });
});

it("renews each token that expires after a minute or more, but not two in a row that expire sooner", async () => {
  vi.useFakeTimers();
  const { start, verification: current } = verification();
  const expire = async () => {
    sdk.mounts.at(-1)?.onError(expired);
    await settle();
  };
  start();
  await settle();
  for (let time = 1; time <= 3; time++) {
    await expire();
    vi.advanceTimersByTime(60_000);
    await expire();
  }
  await expire();
  expect(sdk.mounts).toHaveLength(8);
  await expire();
  expect(sdk.mounts).toHaveLength(8);
  expect(current.state).toMatchObject({ code: "token_expired", action: "contact", cause: expired });
});

it("gives each start its own time limit", async () => {
  vi.useFakeTimers();
  const { start, stop, names } = verification({ getToken: () => new Promise(() => {}), timeoutMs: 5_000 });
  start();
  await vi.advanceTimersByTimeAsync(4_000);
  stop();
  start();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(names).toEqual(["minting", "idle", "minting"]);
});

it("gives up after timeoutMs, and ignores a token that arrives later", async () => {
  vi.useFakeTimers();
  const getToken = vi.fn((_: AbortSignal) => new Promise<string>((resolve) => setTimeout(resolve, 5_001, "late")));
  const { start, names, verification: current } = verification({ getToken, timeoutMs: 5_000 });
  start();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(names).toEqual(["minting"]);
  await vi.advanceTimersByTimeAsync(1);
  const cause = new Error("No token within 5000 ms (timeoutMs)");
  expect(current.state).toMatchObject({ code: "timed_out", action: "retry", cause });
  expect(getToken.mock.lastCall?.[0].aborted).toBe(true);
  await vi.runAllTimersAsync();
  expect(sdk.mounts).toEqual([]);
});

it("has no time limit with a timeoutMs of Infinity", async () => {
  vi.useFakeTimers();
  const { start, names } = verification({ getToken: () => new Promise(() => {}), timeoutMs: Number.POSITIVE_INFINITY });
  start();
  await vi.advanceTimersByTimeAsync(7_200_000);
  expect(names).toEqual(["minting"]);
});

it("gives up after a minute by default, and has no time limit once it is mounted", async () => {
  vi.useFakeTimers();
  const getToken = vi.fn(() => new Promise<string>(() => {}));
  const { start, names } = verification({ getToken });
  start();
  await vi.advanceTimersByTimeAsync(60_000);
  getToken.mockResolvedValue("token");
  start();
  await vi.advanceTimersByTimeAsync(7_200_000);
  expect(names).toEqual(["minting", "failed", "minting", "mounted"]);
});

it("aborts the request on stop, and asks for nothing if it is stopped at once", async () => {
  const getToken = vi.fn((_: AbortSignal) => new Promise<string>(() => {}));
  const { start, stop, names } = verification({ getToken });
  stop();
  start();
  stop();
  await settle();
  expect(getToken).not.toHaveBeenCalled();
  start();
  await settle();
  stop();
  expect(getToken.mock.lastCall?.[0].aborted).toBe(true);
  expect(names).toEqual(["minting", "idle", "minting", "idle"]);
});

it("unmounts the SDK on stop, and forgets a result", async () => {
  const { start, stop, names } = verification();
  start();
  await settle();
  stop();
  expect(sdk.mounted.size).toBe(0);
  sdk.mounts[0]?.onError(expired);
  start();
  await settle();
  sdk.mounts[1]?.onComplete({});
  stop();
  expect(names).toEqual(["minting", "mounted", "idle", "minting", "mounted", "completed", "idle"]);
});

it("works without onChange", async () => {
  vi.useFakeTimers();
  const { start } = verification({ onChange: undefined });
  start();
  await vi.runAllTimersAsync();
  expect(sdk.mounted.size).toBe(1);
});

it("can be stopped and started in onChange", async () => {
  const names: string[] = [];
  const { start, stop } = createVerification({
    getToken: async () => "token",
    onChange({ name }) {
      names.push(name);
      if (names.length === 1) stop();
      if (names.length === 2) start();
    },
  });
  start();
  await settle();
  expect(names).toEqual(["minting", "idle", "minting", "mounted"]);
  expect(sdk.mounts).toHaveLength(1);
});
