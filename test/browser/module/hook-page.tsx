import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { useVerification } from "../../../examples/react/use-verification.js";

interface Props {
  user: string;
}

function Page({ user }: Props) {
  const { state, start } = useVerification({ tokenUrl: "/token", user });
  rendered.push(`${user}: ${state.name}`);
  useEffect(start, [user]);
  return (
    <p>
      {user}: {state.name}
    </p>
  );
}

const rendered: string[] = [];
const root = createRoot(document.getElementById("app") as HTMLElement);
Object.assign(window, {
  rendered,
  show: (user: string | null) => root.render(<StrictMode>{user && <Page user={user} />}</StrictMode>),
});
