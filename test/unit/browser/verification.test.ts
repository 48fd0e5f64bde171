import { expect, it, vi } from "vitest";
import { createVerification, type VerificationOptions } from "../../../src/browser.js";
import { expired, settle, useFakeSdk, verification } from "./fake-sdk.js";

const sdk = useFakeSdk();
const refused = { type: "camera_missing", message: "There is no camera." };

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

it.each([
  ["its expiry in milliseconds", { exp: 1_764_000_000 }, 1_764_000_000_000],
  ["no expiry if it has none", {}, undefined],
  ["no expiry if that is not a number", { exp: "soon" }, undefined],
])("reads from the token %s", async (_, claims, expires) => {
  // "ÿþ" needs both characters that base64url replaces.
  const token = `header.${Buffer.from(JSON.stringify({ payload: "ÿþ?>~", ...claims })).toString("base64url")}.signature`;
  const { start, verification: current } = verification({ getToken: async () => token });
  start();
  await settle();
  expect(current.state).toMatchObject({ name: "mounted", expires });
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

it.each([
  ["an error with a code", { code: "unauthenticated" }, { code: "unauthenticated", action: "sign-in" }],
  ["a wait", { code: "rate_limited", retryAfterMs: 500 }, { code: "rate_limited", retryAfterMs: 500 }],
  ["a wait that is not a number", { code: "rate_limited", retryAfterMs: "soon" }, { retryAfterMs: 0 }],
  ["an unknown code", { code: "constructor" }, { code: "unreachable", action: "retry" }],
  ["a non-Error value", null, { code: "unreachable" }],
])("has the failure that getToken rejects with: %s", async (_, cause, expected) => {
  const { start, verification: current } = verification({ getToken: () => Promise.reject(cause) });
  start();
  await settle();
  expect(current.state).toMatchObject({ name: "failed", cause, ...expected });
});

it("survives a getToken that throws", async () => {
  const getToken = () => {
    throw new Error("synchronous");
  };
  const { start, verification: current } = verification({ getToken });
  start();
  await settle();
  expect(current.state).toMatchObject({ code: "unreachable", cause: new Error("synchronous") });
});

it.each([
  ["a token", "a.b.c"],
  ["a body", { token: "a.b.c", clientId: "CLIENT_ID" }],
  ["an answer", Response.json({ token: "a.b.c" })],
])("mounts the SDK with what getToken returns: %s", async (_, answer) => {
  const { start } = verification({ getToken: async () => answer });
  start();
  await vi.waitFor(() => expect(sdk.mounts).toMatchObject([{ token: "a.b.c" }]));
});

it.each([[undefined], [""], [{ token: 1 }], [{}]])("does not mount the SDK with %j of getToken", async (answer) => {
  const { start, verification: current } = verification({ getToken: async () => answer as string });
  start();
  await settle();
  const cause = new Error("The answer has no token (status undefined)");
  expect(current.state).toMatchObject({ code: "mint_failed", action: "contact", cause });
  expect(sdk.mounts).toEqual([]);
});

it.each([{}, { tokenUrl: "" }, { tokenUrl: "/api/token", getToken: async () => "token" }])(
  "needs either a URL or a function: %j",
  (options) => {
    expect(() => createVerification(options as VerificationOptions)).toThrow("Pass either `tokenUrl` or `getToken`.");
  },
);
