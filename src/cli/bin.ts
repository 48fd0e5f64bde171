#!/usr/bin/env node
import type { ExitCode } from "./exit-codes.js";
import { main } from "./main.js";

const { argv, env, stdin, stdout, stderr } = process;
// Ctrl-C and a closed pipe end the process silently, with the exit codes of a shell.
const exit = (code: ExitCode) => () => process.exit(code);
process.once("SIGINT", exit(130));
stdout.once("error", exit(141));
stderr.once("error", exit(141));
process.exitCode = await main(argv.slice(2), {
  env,
  stdin,
  print: (text) => void stdout.write(text),
  printError: (text) => void stderr.write(text),
  now: Date.now,
});
