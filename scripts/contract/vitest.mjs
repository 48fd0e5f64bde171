// Runs in plain Node, because vitest's workers would inherit the hooks of tsx.
try {
  await import("../../node_modules/vitest/vitest.mjs");
} catch (error) {
  // vitest itself prints a mistake in the options with a stack trace.
  if (error?.name !== "CACError") throw error;
  console.error(`${error.message}. See --help, and npx vitest --help for the options of vitest.`);
  process.exitCode = 1;
}
