import {
  createVerification,
  type Verification,
  type VerificationOptions,
  type VerificationState,
} from "complycube-tokens/browser";
import { useCallback, useEffect, useRef, useState } from "react";

interface Options {
  /** URL of your mint route. */
  tokenUrl: string;
  /** What identifies the signed-in user. A verification ends when the user changes. */
  user: string;
  /** Options for `ComplyCube.mount`. A change takes effect only with another user. */
  mount?: VerificationOptions["mount"];
}

const idle: VerificationState = { name: "idle" };

/**
 * A verification that ends with the component, and when the user changes. `start` is safe in an effect, also twice.
 *
 * @example
 * const { state, start } = useVerification({ tokenUrl: "/api/token", user: user.id });
 */
export function useVerification({ tokenUrl, user, mount }: Options): {
  state: VerificationState;
  start(): void;
  stop(): void;
} {
  const [latest, setLatest] = useState({ user, state: idle });
  const verification = useRef<Verification>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an object in `mount` is another one at each render.
  useEffect(() => {
    const created = createVerification({ tokenUrl, mount, onChange: (state) => setLatest({ user, state }) });
    verification.current = created;
    return () => created.stop();
  }, [tokenUrl, user]);

  const start = useCallback(() => verification.current?.start(), []);
  const stop = useCallback(() => verification.current?.stop(), []);
  // Nobody sees the state of the user before.
  return { state: latest.user === user ? latest.state : idle, start, stop };
}
