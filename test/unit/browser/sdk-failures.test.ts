import { expect, it, vi } from "vitest";
import { expired, refused, settle, useFakeSdk, verification } from "./fake-sdk.js";

const sdk = useFakeSdk();

it("mints no token without ComplyCube's script", async () => {
  const getToken = vi.fn();
  // An element with this ID is a global variable.
  for (const value of [undefined, { id: "ComplyCube" }]) {
    vi.stubGlobal("ComplyCube", value);
    const { start, names, verification: current } = verification({ getToken });
    start();
    await settle();
    expect(current.state).toMatchObject({ code: "script_missing", action: "reload" });
    expect(names).toEqual(["minting", "failed"]);
  }
  expect(getToken).not.toHaveBeenCalled();
});

it("says why mount failed, and ignores later events", async () => {
  const error = new Error("There is no element.");
  sdk.onMount = () => {
    throw error;
  };
  const { start, names, verification: current } = verification();
  start();
  await settle();
  sdk.mounts[0]?.onComplete({});
  expect(current.state).toMatchObject({ code: "mount_failed", action: "reload", cause: error });
  expect(names).toEqual(["minting", "failed"]);
});

it("unmounts an SDK that fails, expires or is stopped during mount", async () => {
  const { start, stop, names } = verification();
  sdk.onMount = ({ onError }) => onError(refused);
  start();
  await settle();
  sdk.onMount = () => stop();
  start();
  await settle();
  sdk.onMount = ({ onError }) => onError(expired);
  start();
  await settle();
  expect(names.join()).toBe("minting,failed,minting,idle,minting,renewing,failed");
  expect(sdk.mounted.size).toBe(0);
});

it("keeps the state of an SDK that reports an error during mount and then throws", async () => {
  sdk.onMount = ({ onError }) => {
    onError(refused);
    throw new Error("mount");
  };
  const { start, names, verification: current } = verification();
  start();
  await settle();
  expect(names).toEqual(["minting", "failed"]);
  expect(current.state).toMatchObject({ code: "sdk_failed" });
});

it("works after the SDK failed to unmount and onChange threw, and reports both", async () => {
  vi.useFakeTimers();
  sdk.onUnmount = () => {
    throw new Error("unmount");
  };
  const onChange = vi.fn(() => {
    throw new Error("onChange");
  });
  const { start, verification: current } = verification({ onChange });
  start();
  expect(() => vi.runAllTimers()).toThrow("onChange");
  await settle();
  expect(() => vi.runAllTimers()).toThrow("onChange");
  sdk.mounts[0]?.onModalClose();
  expect(() => vi.advanceTimersToNextTimer()).toThrow("unmount");
  expect(current.state).toEqual({ name: "closed" });
});

it("waits for ComplyCube's script while the page loads", async () => {
  const { ComplyCube } = globalThis as { ComplyCube?: unknown };
  vi.stubGlobal("ComplyCube", undefined);
  const document = { readyState: "interactive" };
  const loaded: (() => void)[] = [];
  vi.stubGlobal("document", document);
  vi.stubGlobal("addEventListener", (event: string, listener: () => void) => event === "load" && loaded.push(listener));
  const { start, names } = verification();
  start();
  await settle();
  expect(names).toEqual(["minting"]);
  vi.stubGlobal("ComplyCube", ComplyCube);
  for (const listener of loaded) listener();
  await settle();
  expect(names).toEqual(["minting", "mounted"]);

  vi.stubGlobal("ComplyCube", undefined);
  document.readyState = "complete";
  const { start: startLater, verification: later } = verification();
  startLater();
  await settle();
  expect(later.state).toMatchObject({ code: "script_missing" });
});

it("starts again if the SDK starts it while it is unmounted", async () => {
  const { start, stop, names } = verification();
  sdk.onUnmount = () => {
    sdk.onUnmount = () => {};
    start();
  };
  start();
  await settle();
  sdk.mounts[0]?.onModalClose();
  await settle();
  expect([...sdk.mounted]).toEqual(["token 2"]);
  sdk.onUnmount = () => start();
  sdk.mounts[1]?.onError(expired);
  await settle();
  expect(names).toEqual(["minting", "mounted", "minting", "mounted", "minting", "mounted"]);
  sdk.onUnmount = () => {};
  stop();
  expect(sdk.mounted.size).toBe(0);
});
