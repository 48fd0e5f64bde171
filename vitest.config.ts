import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** One after the other: a worker that changes between projects starts anew, and loads all again. */
function project(name: string, groupOrder: number) {
  return { extends: true as const, test: { name, include: [`test/${name}/**/*.test.ts`], sequence: { groupOrder } } };
}

const { test } = project("undici", 1);
/** Trouble on real connections once more, over the connections of `undici`. */
const undici = {
  extends: true as const,
  test: {
    ...test,
    include: [...test.include, "test/unit/{faults,no-faults,abort}.test.ts"],
    setupFiles: "test/undici/setup.ts",
  },
};

export default defineConfig({
  // The examples import the package by its name.
  resolve: { tsconfigPaths: true },
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
      project("unit", 0),
      undici,
      project("contract", 2),
      project("browser", 3),
      project("real-time", 4),
      project("packed", 5),
    ],
  },
});
