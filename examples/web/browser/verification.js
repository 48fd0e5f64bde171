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
  /** @type {MountedSdk | undefined} */
  let mounted;
  let minting = false;

  /** One at a time: asked again while a token is on its way, it does nothing. */
  async function start({ mayRestart = true } = {}) {
    if (minting) return;
    minting = true;
    unmount();
    show({ name: "minting" });
    try {
      mountWith(await mintToken(), mayRestart);
    } catch (error) {
      show({ name: "failed", message: error instanceof Error ? error.message : String(error) });
    } finally {
      minting = false;
    }
  }

  /** @type {(token: string, mayRestart: boolean) => void} */
  function mountWith(token, mayRestart) {
    const mountedAt = Date.now();
    /** @type {(state: State) => void} */
    const end = (state) => {
      // What was unmounted may have something to say all the same.
      if (mounted !== own) return;
      unmount();
      show(state);
    };
    const own = mount({
      token,
      onComplete: () => end({ name: "completed" }),
      onModalClose: () => end({ name: "closed" }),
      onError({ type, message }) {
        if (type !== "token_expired") return end({ name: "failed", message });
        const early = Date.now() - mountedAt < shortestLife;
        // Twice in a row is no accident: a person decides whether to go on, lest the page mints for ever.
        if (early && !mayRestart) return end({ name: "failed", message: "The token expired at once, twice." });
        if (mounted === own) start({ mayRestart: !early });
      },
    });
    mounted = own;
    show({ name: "mounted", token });
  }

  function unmount() {
    mounted?.unmount();
    mounted = undefined;
  }

  return { start: () => start() };
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
