// Installs DuckDB, for test/docs/large-maps.test.ts, into a folder outside of the repository:
// npm run duckdb. It needs npm.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const folder = process.env.SLR_DUCKDB || join(cache, "slr-screen", "duckdb");

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "package.json"), "{}\n");
execFileSync("npm", ["install", "--no-audit", "--no-fund", "@duckdb/node-api@1.5.6-r.1"], {
  cwd: folder,
  stdio: ["ignore", "inherit", "inherit"],
});
console.log(`DuckDB is in ${folder}. Now: npx vitest run test/docs/large-maps.test.ts`);
