import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const TESTS = ["test/**/*.test.ts"];
/** Tests that need modules nobody has loaded before. */
const ALONE = ["test/patterns/**/*.test.ts"];

export default defineConfig({
  test: {
    // Each worker loads slr and compiles what runs often, which takes 15 s of a processor.
    maxWorkers: Math.min(2, Math.max(1, availableParallelism() - 1)),
    // The key that seals caches is made here instead of in the developer's home.
    env: { XDG_CACHE_HOME: join(tmpdir(), "slr-test-home") },
    setupFiles: ["test/seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // To load slr takes longer than most tests: a worker loads it once for all of its files.
      { extends: true, test: { name: "slr", include: TESTS, exclude: ALONE, isolate: false } },
      // A worker that changes between projects begins anew, so these come last.
      { extends: true, test: { name: "alone", include: ALONE, sequence: { groupOrder: 1 } } },
    ],
    coverage: {
      provider: "v8",
      // What else is in coverage/ stays.
      reportsDirectory: "coverage/lines",
      include: ["src/**/*.ts"],
      thresholds: {
        "src/{core,formats,outputs}/**/*.ts": { lines: 95, branches: 85 },
        "src/cli/**/*.ts": { lines: 80 },
      },
    },
  },
});
