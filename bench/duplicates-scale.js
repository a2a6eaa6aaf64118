// npm run bench:duplicates-scale [sizes] [folder]: CPU seconds and peak memory of duplicate detection on made-up
// records, from records to clusters, each size in a process of its own; the making of records is not
// counted. Name a Python that has bib-dedupe in PEER_PYTHON to run it beside slr on the smallest size.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "csv-stringify/sync";
import { candidatePairs } from "../dist/core/dedupe/block.js";
import { findDuplicates } from "../dist/core/dedupe/index.js";
import { packedKeys } from "../dist/core/dedupe/keys.js";
import { tabulate } from "../dist/core/dedupe/table.js";
import { formatAuthor } from "../dist/core/records/normalize.js";
import { readSet, setsIn } from "../scripts/duplicates/labelled-sets.js";
import { madeRecords } from "../scripts/duplicates/made-records.js";

const SEED = 7;
const [sizes = "10000,50000,100000", folder = "../shared/duplicates", child] =
  process.argv.slice(2);
if (!existsSync(folder)) {
  console.log(
    `There are no labelled sets in ${folder} to make records from; name a folder that has some.`,
  );
  process.exit(0);
}

const secondsSince = (before) => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

if (child === "child") {
  const base = setsIn(folder)
    .filter((name) => !name.startsWith("hard_"))
    .flatMap((name) => readSet(folder, name).records);
  const size = Number(sizes);
  const keys = [];
  let chunk = [];
  let normalising = 0;
  const flush = () => {
    const before = process.cpuUsage();
    for (const record of chunk) keys.push(packedKeys(record));
    normalising += secondsSince(before);
    chunk = [];
  };
  for (const record of madeRecords(base, size, SEED)) {
    chunk.push(record);
    if (chunk.length === 10_000) flush();
  }
  flush();
  const before = process.cpuUsage();
  const started = process.hrtime.bigint();
  const { clusters, possible } = findDuplicates(keys, { same: [], different: [] });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const finding = secondsSince(before);
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    JSON.stringify({
      normalising,
      finding,
      wall,
      // Once more, to count them.
      pairs: candidatePairs(tabulate(keys)).count,
      removed: clusters.reduce((sum, { members }) => sum + members.length - 1, 0),
      possible: possible.length,
      memory,
    }),
  );
} else {
  console.log(
    "records    keys CPU s  finding CPU s  together  µs a record  peak MB   removed  possible per 1,000  pairs a record",
  );
  for (const size of sizes.split(",")) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), size, folder, "child"],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(stderr);
    const { normalising, finding, memory, removed, possible, pairs } = JSON.parse(stdout);
    const together = normalising + finding;
    console.log(
      [
        size.padEnd(9),
        normalising.toFixed(1).padStart(11),
        finding.toFixed(1).padStart(14),
        together.toFixed(1).padStart(9),
        ((together * 1e6) / Number(size)).toFixed(0).padStart(12),
        memory.toFixed(0).padStart(8),
        String(removed).padStart(9),
        ((possible * 1000) / Number(size)).toFixed(1).padStart(19),
        (pairs / Number(size)).toFixed(1).padStart(15),
      ].join(" "),
    );
  }
  const python = process.env.PEER_PYTHON;
  if (python !== undefined) peer(python, Number(sizes.split(",")[0]));
}

/** bib-dedupe on the same records, with all of its steps. */
function peer(python, size) {
  const base = setsIn(folder)
    .filter((name) => !name.startsWith("hard_"))
    .flatMap((name) => readSet(folder, name).records);
  const place = mkdtempSync(join(tmpdir(), "slr-bench-"));
  const file = join(place, "records.csv");
  const rows = [...madeRecords(base, size, SEED)].map((record, at) => ({
    ID: `r${at}`,
    ENTRYTYPE: "article",
    title: record.title,
    author: record.authors.map(formatAuthor).join(" and "),
    year: record.year,
    journal: record.venue,
    volume: record.volume,
    number: record.issue,
    pages: record.pages,
    doi: record.doi,
    abstract: record.abstract,
  }));
  writeFileSync(file, stringify(rows, { header: true }));
  const code = `
import resource, pandas as pd
from bib_dedupe.bib_dedupe import prep, block, match, cluster
frame = pd.read_csv(${JSON.stringify(file)}, dtype=str).fillna("")
def used():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
if __name__ == "__main__":
    before = used()
    cluster(match(block(prep(frame))))
    print("CPU", used() - before)
`;
  const script = join(place, "peer.py");
  writeFileSync(script, code);
  const { stdout, stderr } = spawnSync(python, [script], { encoding: "utf8" });
  const seconds = /CPU ([\d.]+)/.exec(stdout)?.[1];
  console.log(
    seconds === undefined
      ? `bib-dedupe did not run: ${stderr.trim().split("\n").at(-1)}`
      : `bib-dedupe, ${size} records: ${Number(seconds).toFixed(1)} CPU s`,
  );
  rmSync(place, { recursive: true });
}
