// @ts-check

/** Tokens last an hour. If one expires sooner than this, in milliseconds, it was not new or a clock is wrong. */
const shortestLife = 60_000;

/**
 * Mounts the Web SDK with a new token, and mounts it again with another token when that one expires.
 *
 * @param {object} parts
 * @param {() => Promise<string>} parts.mintToken
 * @param {(options: MountOptions) => MountedSdk} parts.mount
 * @param {(state: State) => void} parts.show called after each change
 */
export function createVerification({ mintToken, mount, show }) {
  /** The latest mount. Events of earlier mounts are ignored. @type {{ sdk?: MountedSdk } | undefined} */
  let current;
  let minting = false;

  /** Does nothing while a token is being minted. */
  async function start({ mayRestart = true } = {}) {
    if (minting) return;
    minting = true;
    unmount();
    show({ name: "minting" });
    try {
      const token = await mintToken().finally(() => {
        minting = false;
      });
      mountWith(token, mayRestart);
    } catch (error) {
      unmount();
      show({ name: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** @type {(token: string, mayRestart: boolean) => void} */
  function mountWith(token, mayRestart) {
    const mountedAt = Date.now();
    /** @type {{ sdk?: MountedSdk }} */
    const own = {};
    /** The SDK may send events after it was unmounted. @type {(then: () => void) => void} */
    const ifCurrent = (then) => {
      if (current === own) then();
    };
    /** @type {(state: State) => void} */
    const end = (state) => {
      unmount();
      show(state);
    };
    current = own;
    const sdk = mount({
      token,
      onComplete: () => ifCurrent(() => end({ name: "completed" })),
      onModalClose: () => ifCurrent(() => end({ name: "closed" })),
      onError: ({ type, message }) =>
        ifCurrent(() => {
          const early = Date.now() - mountedAt < shortestLife;
          if (type !== "token_expired") end({ name: "failed", message });
          // After two in a row the user decides, so that the page does not mint in a loop.
          else if (early && !mayRestart)
            end({ name: "failed", message: "Two tokens in a row expired within a minute." });
          else start({ mayRestart: !early });
        }),
    });
    if (current !== own) return remove(sdk);
    own.sdk = sdk;
    show({ name: "mounted", token });
  }

  function unmount() {
    const sdk = current?.sdk;
    current = undefined;
    remove(sdk);
  }

  return { start: () => start() };
}

/** @param {MountedSdk | undefined} sdk */
function remove(sdk) {
  try {
    sdk?.unmount();
  } catch (error) {
    // The page works without it.
    reportError(error);
  }
}

/**
 * The part of ComplyCube's Web SDK that the page uses, and the states that it shows.
 *
 * @typedef {object} MountOptions
 * @property {string} token
 * @property {(data: unknown) => void} onComplete
 * @property {() => void} onModalClose
 * @property {(error: { type: string, message: string }) => void} onError
 *
 * @typedef {{ unmount(): void }} MountedSdk
 *
 * @typedef {{ name: "minting" | "completed" | "closed" } | { name: "mounted", token: string }
 *   | { name: "failed", message: string }} State
 */
