import type { ExitCode } from "./exit-codes.js";
import { main } from "./main.js";

/** Runs a command as a process. A reader that ends early, and Ctrl-C, end it without a word, with the code of a shell. */
export async function run(process: NodeJS.Process): Promise<void> {
  const { argv, env, stdin, stdout, stderr } = process;
  const endWith = (code: ExitCode) => () => process.exit(code);
  process.once("SIGINT", endWith(130));
  stdout.once("error", endWith(141));
  stderr.once("error", endWith(141));
  process.exitCode = await main(argv.slice(2), {
    env,
    stdin,
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    now: Date.now,
  });
}
