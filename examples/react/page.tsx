import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Verification } from "./verification.js";

const app = document.getElementById("app");
const { user } = document.body.dataset;
// A signed-out user sees what the server rendered.
if (app && user) {
  createRoot(app).render(
    <StrictMode>
      <Verification user={user} tokenUrl="/token" />
    </StrictMode>,
  );
}
