import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../cli.js";

/** The text of a file as it is at a Git ref. */
export async function fileAt(ref: string, path: string, cwd = "."): Promise<string> {
  const git = async (...args: string[]) => (await promisify(execFile)("git", args, { cwd })).stdout;

  await git("rev-parse", "--git-dir").catch((error) => {
    if (error.code === "ENOENT") throw new UserError("Git is not installed.");
    throw new UserError("This is no Git repository: nothing to compare with.");
  });
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).catch(() => {
    throw new UserError(`Git knows no commit ${ref} here.`);
  });
  const listed = await git("ls-tree", "--name-only", commit.trim(), path);
  if (listed === "") throw new UserError(`There is no ${path} at ${ref}.`);
  return git("show", `${commit.trim()}:./${path}`);
}
