import { afterEach, beforeEach, vi } from "vitest";
import type { Events, MountOptions } from "../../../src/browser/web-sdk.js";
import { createVerification, type VerificationOptions } from "../../../src/browser.js";

type Mount = MountOptions & Events & { token: string };

export const refused = { type: "camera_missing", message: "There is no camera." };
export const expired = { type: "token_expired", message: "The token has expired." };

/** A stand-in for ComplyCube's script, with every mount so far and the tokens that are mounted now. */
export function useFakeSdk() {
  const sdk = {
    mounts: [] as Mount[],
    mounted: new Set<string>(),
    /** Called during each mount. */
    onMount: (_: Mount): void => {},
    onUnmount: (): void => {},
  };
  beforeEach(() => {
    Object.assign(sdk, { mounts: [], mounted: new Set(), onMount: () => {}, onUnmount: () => {} });
    vi.stubGlobal("ComplyCube", {
      mount(options: Mount) {
        sdk.mounts.push(options);
        sdk.onMount(options);
        sdk.mounted.add(options.token);
        return {
          unmount() {
            sdk.mounted.delete(options.token);
            sdk.onUnmount();
          },
        };
      },
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  return sdk;
}

/** Creates a verification whose tokens are numbered from 1, with the names of its states so far. */
export function verification(options: Partial<VerificationOptions> = {}) {
  const names: string[] = [];
  let minted = 0;
  const getToken = options.tokenUrl ? undefined : async () => `token ${++minted}`;
  const verification = createVerification({
    getToken,
    onChange: ({ name }) => names.push(name),
    ...options,
  } as VerificationOptions);
  return { names, verification, ...verification };
}

/** Lets promises settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
