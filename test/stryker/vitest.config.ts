import { defineConfig } from "vitest/config";

/** The tests of src that are quick, and run in one process, where Stryker can switch its mutants on. */
export default defineConfig({
  test: {
    include: [
      "test/unit/{handler,transport}/*.test.ts",
      "test/unit/referrer/{advice,assert-usable,chromium,properties,referer-sent}.test.ts",
      "test/unit/cli/{curl,exit-codes,generate,inspect,privacy,referrer,usage}.test.ts",
      "test/unit/{connection,create-client,errors,options,parse-url,read-token,token-request,validation}.test.ts",
    ],
    // Each mutant is put to the tests that reach it; twenty generated sequences tell as much as a thousand.
    testTimeout: 3_000,
    env: { PROPERTY_RUNS: "20" },
  },
});
