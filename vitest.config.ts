import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
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
