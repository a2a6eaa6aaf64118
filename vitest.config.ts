import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The key that seals caches is made here instead of in the developer's home.
    env: { XDG_CACHE_HOME: join(tmpdir(), "slr-test-home") },
    setupFiles: ["test/seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["src/**"],
      thresholds: {
        "src/{core,formats,outputs}/**": { lines: 95, branches: 85 },
        "src/cli/**": { lines: 80 },
      },
    },
  },
});
