import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "../../scripts/cli.js";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where a Chromium is on this machine: in `CHROMIUM`, else on the PATH. */
export function chromiumPath(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env.CHROMIUM, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  throw new UserError(
    "There is no Chromium on the PATH: install it (apt-get install chromium), or set CHROMIUM to its path.",
  );
}
