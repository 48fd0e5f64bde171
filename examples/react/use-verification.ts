import {
  createVerification,
  type MountOptions,
  type Verification,
  type VerificationState,
} from "complycube-tokens/browser";
import { useCallback, useEffect, useRef, useState } from "react";

interface Options {
  /** URL of your mint route. */
  tokenUrl: string;
  /** What identifies the signed-in user. A verification ends when the user changes. */
  user: string;
  /** Options for `ComplyCube.mount`. A change takes effect only with another user. */
  mount?: MountOptions | undefined;
}

/**
 * A verification that ends with the component. `start` is safe in an effect, also twice.
 *
 * @example
 * const { state, start } = useVerification({ tokenUrl: "/api/token", user: user.id });
 */
export function useVerification({ tokenUrl, user, mount }: Options): { state: VerificationState; start(): void } {
  const [state, setState] = useState<VerificationState>({ name: "idle" });
  const verification = useRef<Verification>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another user ends the verification, another `mount` does not.
  useEffect(() => {
    const created = createVerification({ tokenUrl, mount, onChange: setState });
    verification.current = created;
    return () => created.stop();
  }, [tokenUrl, user]);

  const start = useCallback(() => verification.current?.start(), []);
  return { state, start };
}
