import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "../../scripts/cli.js";

const chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** Needs half the time. It has no extensions and no back/forward cache. */
const headlessShell = "chromium-headless-shell";

/** Where a Chromium is on this machine: in `CHROMIUM`, else on the PATH. */
export function chromiumPath({ mayBeShell = true } = {}): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = mayBeShell ? [headlessShell, ...chromium] : chromium;
  const candidates = [process.env.CHROMIUM, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  throw new UserError(
    "There is no Chromium on the PATH: install it (apt-get install chromium), or set CHROMIUM to its path.",
  );
}
