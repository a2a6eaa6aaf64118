// npm run bench [-- --sizes 10000,100000] [--only reading,criteria] [--shared folder]: everything that slr promises of
// its speed, in one table, beside peers that are measured in the same run, and how the cost grows. Peers are
// installed by scripts of their own, outside of the repository; who is absent is skipped. No figure here is a test.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, homedir, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchParts, timesAsFast } from "./parts.js";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000" },
    only: { type: "string" },
    shared: { type: "string", default: "../shared" },
  },
});

const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const peers = process.env.SLR_PEERS || join(cache, "slr-screen", "peers");
const skipped = [];

/** The Python of a peer, if it is installed. */
function pythonOf(name, script) {
  const python = join(peers, name, "bin", "python");
  if (existsSync(python)) return python;
  skipped.push(`${name} is not installed: npm run ${script}`);
  return undefined;
}

/**
 * What a bench prints; it is shown on stderr meanwhile.
 *
 * @param {import("./parts.js").Part} part
 * @returns {Promise<string>}
 */
function run({ file, args, environment }) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
      process.stderr.write(text);
    });
    child.on("close", (code) =>
      code === 0 ? done(printed) : fail(new Error(`${file} ended with ${code}.`)),
    );
  });
}

const parts = benchParts({
  sizes: options.sizes.split(",").map(Number),
  shared: options.shared,
  bibDedupe: pythonOf("bib-dedupe", "peers:bench"),
  asreview: pythonOf("asreview", "peers"),
});
const asked = options.only?.split(",");
const table = [];
for (const part of parts.filter(({ name }) => asked === undefined || asked.includes(name))) {
  if (part.needs !== undefined && !existsSync(part.needs)) {
    skipped.push(`${part.name}: there are no labelled sets in ${part.needs}`);
    continue;
  }
  process.stderr.write(`\n— ${part.name}: node ${part.file} ${part.args.join(" ")}\n`);
  try {
    for (const row of part.read(await run(part))) table.push({ part: part.name, ...row });
  } catch (error) {
    skipped.push(`${part.name} failed: ${error.message}`);
    process.exitCode = 1;
  }
}

const number = (value) =>
  value === undefined ? "" : value >= 100 ? value.toFixed(0) : value.toPrecision(2);
const line = (cells) => `| ${cells.join(" | ")} |`;
console.log(
  `\nNode ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the end; a quiet machine has at most 1 or 2.\n`,
);
console.log(
  line(["part", "what", "slr", "exponent", "peer", "its figure", "slr is … times as fast"]),
);
console.log("| --- | --- | ---: | ---: | --- | ---: | ---: |");
for (const row of table) {
  const { part, what, ours, unit, exponent, peer = "", theirs } = row;
  const its = theirs === undefined ? "" : `${number(theirs)} ${unit}`;
  console.log(
    line([
      ...[part, what, `${number(ours)} ${unit}`, exponent?.toFixed(2) ?? ""],
      ...[peer, its, number(timesAsFast(row))],
    ]),
  );
}
for (const why of skipped) console.log(`\nskipped: ${why}`);
