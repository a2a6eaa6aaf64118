// Kills `slr decide` 500 times at random moments (or as often as the argument says) and proves that
// no decision that was shown as made is lost and no line is torn.
import { spawnSync } from "node:child_process";

const [kills = "500"] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "test/cli/commands/decide/kills.test.ts"],
  { stdio: "inherit", env: { ...process.env, SLR_KILLS: kills } },
);
process.exitCode = status ?? 1;
