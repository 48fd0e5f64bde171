import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      {
        extends: true,
        // Prism takes seconds to load: one worker loads it once for all files.
        test: { name: "contract", include: ["test/contract/**/*.test.ts"], isolate: false, maxWorkers: 1 },
      },
    ],
  },
});
