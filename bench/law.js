// npm run bench:law [-- N]: makes N files (20,000) of entries of real exports, which lie beside the
// repository, and 400 damaged ones, and checks that each obeys the law: every entry has one row in the
// ledger and ends in one box. It also makes 1,000 changes of rows and fields in the inputs of three
// reviews, and checks that each that moves a record is reported. The suite does the same with fewer.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "test/law"], {
  stdio: "inherit",
  env: {
    ...process.env,
    SLR_LAW_FILES: process.argv[2] ?? "20000",
    SLR_LAW_MUTATIONS: "400",
    SLR_LAW_CHANGES: "1000",
  },
});
process.exitCode = status ?? 1;
