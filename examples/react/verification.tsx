import { useEffect, useRef, useState } from "react";
import { viewOf } from "../web/browser/texts.js";
import { useVerification } from "./use-verification.js";

interface Props {
  /** The name of the signed-in user. */
  user: string;
  tokenUrl: string;
}

/** The user's account, and their verification. */
export function Verification({ user, tokenUrl }: Props) {
  const { state, start } = useVerification({ tokenUrl, user });
  const { text, tone, action, label, disabled } = viewOf(state, useElapsed(state));
  const status = useRef<HTMLParagraphElement>(null);
  const button = useRef<HTMLButtonElement & HTMLAnchorElement>(null);

  useEffect(() => {
    // The button or the SDK that had the focus is gone. A mounted SDK takes the focus itself.
    if (state.name !== "idle" && state.name !== "mounted") (enabled(button.current) ?? status.current)?.focus();
  }, [state]);
  // For facts.js.
  useEffect(() => void dispatchEvent(new CustomEvent("verification", { detail: state })), [state]);

  return (
    <>
      <header>
        <h1>Verify your identity</h1>
        <div id="account">
          {action === "sign-in" ? (
            "Your session has ended"
          ) : (
            <form method="post" action="/sign-out">
              <span>{user}</span> <button type="submit">Sign out</button>
            </form>
          )}
        </div>
      </header>
      <section aria-label="Verification">
        <p id="status" role="status" tabIndex={-1} ref={status} className={tone}>
          {text}
        </p>
        {action === "start" && (
          <button id="start" type="button" ref={button} disabled={disabled} onClick={start}>
            {label}
          </button>
        )}
        {action === "sign-in" && (
          <button id="sign-in" type="submit" form="sign-in-form" ref={button}>
            {label}
          </button>
        )}
        {action === "reload" && (
          <button id="reload" type="button" ref={button} onClick={() => location.reload()}>
            {label}
          </button>
        )}
        {action === "contact" && (
          <a id="contact" href="mailto:support@example.com" ref={button}>
            {label}
          </a>
        )}
        <div id="complycube-mount" />
      </section>
    </>
  );
}

function enabled(button: HTMLElement | null): HTMLElement | null {
  return button?.matches(":enabled, a") ? button : null;
}

/** The time since the state began, in milliseconds. It changes each second. */
function useElapsed(state: object): number {
  const [elapsed, setElapsed] = useState({ state, ms: 0 });
  useEffect(() => {
    const since = Date.now();
    const timer = setInterval(() => setElapsed({ state, ms: Date.now() - since }), 1_000);
    return () => clearInterval(timer);
  }, [state]);
  return elapsed.state === state ? elapsed.ms : 0;
}
