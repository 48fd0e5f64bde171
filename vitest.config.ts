import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Projects run one after another: a worker that switches projects restarts and loads everything again. */
function project(name: string, groupOrder: number, options: { globalSetup?: string } = {}) {
  const include = [`test/${name}/**/*.test.ts`];
  return { extends: true as const, test: { name, include, sequence: { groupOrder }, ...options } };
}

export default defineConfig({
  // The examples and the snippets of the documentation import the package by its name.
  resolve: { tsconfigPaths: true },
  test: {
    sequence: { shuffle: true },
    maxWorkers: availableParallelism(),
    maxConcurrency: availableParallelism(),
    // A limit for tests that start a process on a busy machine. No test waits for it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Prism and TypeScript take seconds to load, so a worker loads them once for all of its files.
    isolate: false,
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      reporter: "text",
      thresholds: { lines: 100, branches: 100 },
    },
    projects: [
      project("unit", 0),
      project("contract", 1),
      project("browser", 2),
      project("slow", 3),
      project("package", 4, { globalSetup: "test/package/pack.ts" }),
    ],
  },
});
