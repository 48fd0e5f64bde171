import { defineConfig } from "vitest/config";

/** The quick tests of src that run in one process, where Stryker can activate its mutants. */
export default defineConfig({
  test: {
    include: [
      "test/unit/{browser,handler,transport}/*.test.ts",
      "test/unit/referrer/{assert-usable,can-referrer-match,chromium,parse-referrer,properties,referer-sent}.test.ts",
      "test/unit/cli/{exit-codes,generate,inspect,privacy,referrer,usage}.test.ts",
      "test/unit/{connection,create-client,errors,options,parse-url,read-token,token-request}.test.ts",
    ],
    // Every mutant runs all tests that reach it, so property tests try few inputs.
    testTimeout: 5_000,
    env: { PROPERTY_RUNS: "20" },
  },
});
