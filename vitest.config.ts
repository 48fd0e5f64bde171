import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    maxWorkers: availableParallelism(),
    // A safety net for the tests that start a process, on a busy machine; nothing waits for it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Prism and TypeScript take seconds to load: a worker loads them once for all of its files.
    isolate: false,
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      reporter: "text",
      thresholds: { lines: 100, branches: 100 },
    },
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      { extends: true, test: { name: "contract", include: ["test/contract/**/*.test.ts"] } },
      { extends: true, test: { name: "browser", include: ["test/browser/**/*.test.ts"] } },
    ],
  },
});
