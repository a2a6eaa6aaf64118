// npm run bench:profile [-- entries]: where the CPU time of slr screen goes, step by step, and how far reading is from
// its floor: the same bytes only read, hashed and decoded, in the same run. No figure here is a test.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeReview } from "./review-folder.js";

/**
 * Steps by the code that runs in them: the first pattern that fits a function's file counts.
 *
 * @type {[step: string, files: RegExp][]}
 */
const STEPS = [
  ["reading exports", /\/dist\/formats\/|\/node_modules\/(?:csv-parse|saxes|bibtex-parse-js)\//],
  ["keys, duplicates, merging", /\/dist\/core\/dedupe\//],
  ["criteria", /\/dist\/core\/criteria\/|\/node_modules\/re2js\//],
  ["rating", /\/dist\/core\/rating\/|\/node_modules\/porter2\//],
  ["values of records", /\/dist\/core\/records\//],
  ["votes, boxes, flow", /\/dist\/core\//],
  ["writing results", /\/dist\/outputs\/|\/node_modules\/csv-stringify\//],
  ["start, files, terminal", /\/dist\/cli\/|^node:|\/node_modules\//],
];

const entries = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), "slr-bench-"));
const profiles = join(folder, "profiles");
const bytes = writeReview(folder, entries);
// The modules, not the program in few files: a step is told by the file of its code. They run from a file, because a
// thread cannot start with the options of code that was given on the command line.
const modules = new URL("../dist/cli/start.js", import.meta.url).href;
const program = join(profiles, "slr.mjs");
mkdirSync(profiles);
writeFileSync(
  program,
  `process.exitCode = await (await import(${JSON.stringify(modules)})).start(["screen"]);\n`,
);
const { status, stderr } = spawnSync(
  process.execPath,
  ["--cpu-prof", `--cpu-prof-dir=${profiles}`, program],
  { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
);
if (status !== 0 && status !== 1) throw new Error(stderr);

const seconds = new Map();
let total = 0;
// Each thread writes a profile of its own.
for (const file of readdirSync(profiles).filter((name) => name.endsWith(".cpuprofile"))) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(profiles, file), "utf8"));
  const stepOf = new Map(nodes.map(({ id, callFrame }) => [id, stepOfFrame(callFrame)]));
  for (const [at, id] of samples.entries()) {
    const step = stepOf.get(id);
    if (step === undefined) continue;
    seconds.set(step, (seconds.get(step) ?? 0) + timeDeltas[at] / 1e6);
    total += timeDeltas[at] / 1e6;
  }
}

function stepOfFrame({ functionName, url }) {
  if (functionName === "(idle)") return undefined;
  if (functionName === "(garbage collector)") return "garbage collection";
  return STEPS.find(([, pattern]) => pattern.test(url))?.[0] ?? "Node itself";
}

console.log(
  `slr screen on ${entries} entries (${(bytes / 1e6).toFixed(1)} MB), Node ${process.version}: ${total.toFixed(2)} s in all threads\n`,
);
console.log("| step | seconds | share |\n| --- | ---: | ---: |");
for (const [step, spent] of [...seconds].sort(([, a], [, b]) => b - a))
  console.log(`| ${step} | ${spent.toFixed(2)} | ${((100 * spent) / total).toFixed(0)} % |`);

/** CPU seconds of an action, the least of three runs. */
function floor(act) {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...runs);
}

const exports = readdirSync(join(folder, "searches")).map((name) => join(folder, "searches", name));
const contents = exports.map((file) => readFileSync(file));
const floors = {
  "reading the bytes": floor(() => exports.map((file) => readFileSync(file).length)),
  "hashing them (SHA-256)": floor(() =>
    contents.map((content) => createHash("sha256").update(content).digest("hex")),
  ),
  "decoding them (UTF-8)": floor(() => contents.map((content) => content.toString("utf8").length)),
};
console.log("\n| floor, once | seconds |\n| --- | ---: |");
for (const [what, spent] of Object.entries(floors))
  console.log(`| ${what} | ${spent.toFixed(3)} |`);
const lowest = Object.values(floors).reduce((sum, one) => sum + one, 0);
const reading = seconds.get("reading exports") ?? 0;
console.log(
  `\nReading exports takes ${(reading / lowest).toFixed(0)} times the floor, the whole run ${(total / lowest).toFixed(0)} times.`,
);
rmSync(folder, { recursive: true });
