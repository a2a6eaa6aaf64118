// npm run bench:screen [-- sizes]: the whole pipeline on generated exports, beside baselines measured in the same run:
// csv-parse alone on the CSV, the same commands without the cache of `.slr/`, and the bare start of Node. With several
// sizes it prints how the cost grows: 1 is linear. No figure here is a test.
import { spawnSync } from "node:child_process";
import { appendFileSync, createReadStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawn } from "@lydell/node-pty";
import { parse } from "csv-parse";
import { writeReview } from "./review-folder.js";

const BIN = resolve("bin/slr.js");
const SIZES = (process.argv[2] ?? "10000").split(",").map(Number);

const NO_CACHE = { SLR_NO_CACHE: "1" };
/** What people run after one more decision. */
const SECOND_RUNS = ["prisma", "status", "check --locked", "screen"];
/** A decision on a record that waits for one. */
function oneMore(folder) {
  const ledger = readFileSync(join(folder, "results/ledger.csv"), "utf8");
  const [, key] = /^[^,]*,([^,]+),.*,pending-title-abstract,/m.exec(ledger);
  return `${key},title-abstract,include,,,,,,,,\n`;
}

/** Wall and CPU seconds and peak memory of a command, by Node's own account. */
function measure(cwd, argv, env = {}) {
  const probe = `process.on("exit", () => { const u = process.resourceUsage(); process.stderr.write("\\n@" + JSON.stringify({ cpu: (u.userCPUTime + u.systemCPUTime) / 1e6, rss: u.maxRSS / 1024 }) + "\\n"); });`;
  const started = process.hrtime.bigint();
  const { stderr, status } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(probe)}`, ...argv],
    { cwd, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...env } },
  );
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  return { wall, status, ...JSON.parse(/@(\{.*\})/.exec(stderr)[1]) };
}

/** Seconds until `slr decide` shows the first record. */
function firstRecord(cwd, env = {}) {
  const started = process.hrtime.bigint();
  const session = spawn(process.execPath, [BIN, "decide", "--as", "ada"], {
    cwd,
    env: { ...process.env, ...env },
    cols: 100,
    rows: 30,
  });
  return new Promise((done) => {
    let shown = "";
    session.onData((text) => {
      shown += text;
      // The keys stand under each record.
      if (!shown.includes("undo")) return;
      done(Number(process.hrtime.bigint() - started) / 1e9);
      session.kill();
    });
  });
}

async function csvParseAlone(file) {
  const before = process.cpuUsage();
  let rows = 0;
  for await (const _ of createReadStream(file).pipe(parse({ bom: true, relax_column_count: true })))
    rows += 1;
  const { user, system } = process.cpuUsage(before);
  return { rows, cpu: (user + system) / 1e6 };
}

let before;
for (const size of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), "slr-bench-"));
  const bytes = writeReview(folder, size);
  const run = measure(folder, [BIN, "screen"], NO_CACHE);
  const alone = await csvParseAlone(join(folder, "searches/scopus.csv"));
  console.log(`\n${size} entries, ${(bytes / 1e6).toFixed(1)} MB, Node ${process.version}`);
  console.log(
    `slr screen    ${run.wall.toFixed(2)} s wall  ${run.cpu.toFixed(2)} s CPU  ${run.rss.toFixed(0)} MB  exit ${run.status}`,
  );
  console.log(
    `csv-parse     ${alone.cpu.toFixed(2)} s CPU for the ${alone.rows} rows of the CSV alone`,
  );
  console.log(
    `ratio         ${(run.cpu / ((alone.cpu * size) / alone.rows)).toFixed(1)} times csv-parse alone, per entry`,
  );
  measure(folder, [BIN, "screen"]);
  measure(folder, [BIN, "check", "--update-lock"]);
  appendFileSync(join(folder, "decisions/ada.csv"), oneMore(folder));
  for (const command of SECOND_RUNS) {
    const [cached, cold] = [{}, NO_CACHE].map((env) =>
      measure(folder, [BIN, ...command.split(" ")], env),
    );
    console.log(
      `after one more decision, ${command.padEnd(14)} ${cached.wall.toFixed(2)} s wall  ${cached.cpu.toFixed(2)} s CPU, ${(cached.cpu / cold.cpu).toFixed(2)} of the CPU time without the cache`,
    );
  }
  await firstRecord(folder);
  const [soon, late] = [await firstRecord(folder), await firstRecord(folder, NO_CACHE)];
  console.log(
    `slr decide    ${soon.toFixed(2)} s wall until the first record, ${late.toFixed(2)} s without the cache`,
  );
  if (before !== undefined) {
    const growth = (name) => Math.log(run[name] / before[name]) / Math.log(size / before.size);
    console.log(
      `exponent      ${growth("wall").toFixed(2)} of wall time, ${growth("cpu").toFixed(2)} of CPU time, from ${before.size} entries`,
    );
  }
  before = { size, ...run };
  rmSync(folder, { recursive: true });
}

const best = (argv) => Math.min(...Array.from({ length: 15 }, () => measure(tmpdir(), argv).wall));
const [bare, help] = [best(["-e", "0"]), best([BIN, "--help"])];
console.log(
  `\nnode -e 0     ${(bare * 1000).toFixed(0)} ms\nslr --help    ${(help * 1000).toFixed(0)} ms, ${((help - bare) * 1000).toFixed(0)} ms more`,
);
