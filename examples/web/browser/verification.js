// @ts-check

/** A token lives for an hour. One that expires sooner than this, in milliseconds, was not new, or a clock is wrong. */
const shortestLife = 60_000;

/**
 * Keeps the Web SDK mounted: with a new token at each start and, where that has expired, with another one.
 *
 * @param {object} parts
 * @param {() => Promise<string>} parts.mintToken
 * @param {(options: MountOptions) => MountedSdk} parts.mount
 * @param {(state: State) => void} parts.show is told of each change
 */
export function createVerification({ mintToken, mount, show }) {
  /** The mount whose events count. @type {{ sdk?: MountedSdk } | undefined} */
  let current;
  let minting = false;

  /** One at a time: asked again while a token is on its way, it does nothing. */
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
    /** What was unmounted may have something to say all the same. @type {(then: () => void) => void} */
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
          // Twice in a row is no accident: a person decides whether to go on, lest the page mints for ever.
          else if (early && !mayRestart) end({ name: "failed", message: "The token expired at once, twice." });
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
    // The page goes on without it.
    reportError(error);
  }
}

/**
 * What the page uses of ComplyCube's Web SDK, and what it shows.
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
