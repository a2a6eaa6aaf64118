// Kills `slr decide` 500 times at random moments (or as often as the argument says), in the terminal and as the server of
// `--web`, and the browser with the file of one reviewer; it proves that no decision that was shown as made is lost or doubled
// and no line is torn. Kills `slr screen`, `slr import decisions` and `slr check --update-lock` as often; the old files or the
// new ones are left, and the next run is whole. A second argument chooses one: `npm run bench:kills -- 300 web`.
import { spawnSync } from "node:child_process";

const TESTS = {
  runs: "test/cli/killed-runs.test.ts",
  terminal: "test/cli/commands/decide/kills.test.ts",
  web: "test/cli/commands/decide/web/kills.test.ts",
  page: "test/web/browser/kills.test.ts",
};

const [kills = "500", only] = process.argv.slice(2);
const chosen = Object.entries(TESTS).filter(([name]) => only === undefined || name === only);
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", ...chosen.map(([, test]) => test)],
  { stdio: "inherit", env: { ...process.env, SLR_KILLS: kills } },
);
process.exitCode = status ?? 1;
