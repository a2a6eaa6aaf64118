// npm run bench:duplicates [folder] [--sets=a,b] [--columns=all,no place] [--shipped] [--errors] [--asked]
// [--weights=folder]:
// duplicates found in labelled sets, with all columns and with some of them left out. Records are
// counted as bib-dedupe's benchmark counts them (a group keeps its first record), pairs over
// transitive groups. A set that the shipped weights were learned from is tested with weights learned
// from all others, unless `--shipped` asks for the shipped ones; any other set with the shipped ones.
// `--weights` keeps the weights in a folder: they are learned once, and read again as long as nothing
// that is measured changes. Beside slr the baseline of many reviews, one record for each normalised title, and what bib-dedupe
// 0.11 and ASySD 0.4.6 were measured to find.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findDuplicates } from "../dist/core/dedupe/index.js";
import { dedupeKeys } from "../dist/core/dedupe/keys.js";
import { DEFAULT_POLICY } from "../dist/core/dedupe/relations/index.js";
import { pairTrees } from "../dist/core/dedupe/trees.js";
import { normalizeTitle } from "../dist/core/records/normalize.js";
import { COLUMNS } from "../scripts/duplicates/columns.js";
import { hardPairs } from "../scripts/duplicates/hard-pairs.js";
import { readSet, setsIn } from "../scripts/duplicates/labelled-sets.js";
import { examplesOf, learn } from "../scripts/duplicates/training.js";
import { TRAINING_SETS } from "../scripts/duplicates/training-sets.js";
import {
  add,
  answeredByPeople,
  CROSS_SOURCE,
  countPairs,
  countRecords,
  f1,
  NONE,
  recall,
  shown,
} from "./duplicates-counts.js";

/** True positives, false positives and false negatives by records, on the published labels. */
const PEERS = {
  stroke: { "bib-dedupe": [312, 0, 2], ASySD: [302, 0, 12] },
  haematology: { "bib-dedupe": [120, 1, 15], ASySD: [109, 0, 26] },
  respiratory: { "bib-dedupe": [408, 0, 28], ASySD: [399, 0, 37] },
  cytology_screening: { "bib-dedupe": [766, 0, 6], ASySD: [751, 1, 21] },
  digital_work: { "bib-dedupe": [363, 0, 6], ASySD: [333, 24, 36] },
  mis_crossref_dblp: { "bib-dedupe": [1513, 4, 22], ASySD: [1181, 27, 354] },
  dblp_acm: { "bib-dedupe": [1881, 146, 343], ASySD: [822, 101, 1402] },
  special_cases: { "bib-dedupe": [3, 0, 0], ASySD: [2, 0, 1] },
  hard_cardiac: { "bib-dedupe": [72, 1, 5], ASySD: [65, 1, 12] },
  hard_neuroimaging: { "bib-dedupe": [68, 0, 5], ASySD: [65, 1, 8] },
  hard_depression: { "bib-dedupe": [45, 0, 78], ASySD: [94, 0, 29] },
  hard_srsr: { "bib-dedupe": [65, 0, 58], ASySD: [66, 0, 57] },
};
/** The labels take the versions of a Cochrane review for duplicates, as bib-dedupe does. */
/** @type {import("../dist/index.js").VersionPolicy} */
const POLICY = { ...DEFAULT_POLICY, update: "merge" };

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith("--")) ?? "../shared/duplicates";
if (!existsSync(folder)) {
  console.log(`There are no labelled sets in ${folder}; name a folder that has some.`);
  process.exit(0);
}
const listed = (option) =>
  args
    .find((arg) => arg.startsWith(`--${option}=`))
    ?.slice(option.length + 3)
    .split(",");
const names = listed("sets") ?? setsIn(folder);
const columns = listed("columns") ?? Object.keys(COLUMNS);

const WIDTHS = [20, 15, 8, 6, 14, 8, 14, 8, 16, 8, 9, 9, 9, 8, 7, 15, 15, 14];
const print = (cells) =>
  console.log(
    cells
      .map((cell, at) => String(cell)[at < 2 ? "padEnd" : "padStart"](WIDTHS[at]))
      .join("")
      .trimEnd(),
  );

print([
  "set",
  "columns",
  "records",
  "model",
  "published",
  "F1",
  "corrected",
  "F1",
  "pairs",
  "F1",
  "possible",
  "per 1000",
  "answered",
  "linked",
  "CPU s",
  "bib-dedupe",
  "ASySD",
  "same title",
]);
const totals = new Map();
const modelFor = modelsHeldOut();
for (const name of names) {
  const set = readSet(folder, name);
  const held = TRAINING_SETS.includes(name) && !args.includes("--shipped");
  const model = held ? modelFor(name) : undefined;
  for (const kept of columns) {
    const shortened = { ...set, records: set.records.map(COLUMNS[kept]) };
    measure(shortened, kept, held ? "held" : "ship", model);
  }
}
for (const [kind, total] of totals) printTotal(kind, total);

printHardPairs();

/** What becomes of the made-up hard pairs, with the shipped weights. */
function printHardPairs() {
  const counts = new Map();
  for (const { expected, records } of hardPairs()) {
    const found = findDuplicates(records.map(dedupeKeys), { same: [], different: [] });
    const outcome =
      found.clusters.length > 0 ? "merge" : found.possible.length > 0 ? "ask" : "apart";
    const of = `${expected}: ${outcome}`;
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  console.log("\nhard pairs, as they should be: as they are");
  for (const [of, count] of [...counts].sort()) console.log(`  ${of} ${count}`);
}

/** The weights learned from all training sets but one, by the name of that one. */
function modelsHeldOut() {
  const examples = new Map();
  const keptIn = listed("weights")?.[0];
  const fileOf = (left) => join(keptIn, `without-${left}.json`);
  return (left) => {
    if (keptIn !== undefined && existsSync(fileOf(left)))
      return pairTrees(JSON.parse(readFileSync(fileOf(left), "utf8")));
    for (const name of TRAINING_SETS) {
      if (!existsSync(`${folder}/${name}.csv`) || examples.has(name)) continue;
      examples.set(name, examplesOf(readSet(folder, name)));
    }
    const others = TRAINING_SETS.filter((name) => name !== left && examples.has(name));
    const learned = learn(others.flatMap((name) => examples.get(name)));
    if (keptIn !== undefined) writeFileSync(fileOf(left), JSON.stringify(learned));
    return pairTrees(learned);
  };
}

function bySlr({ records }, model) {
  const before = process.cpuUsage();
  const { clusters, possible, linked } = findDuplicates(
    records.map(dedupeKeys),
    { same: [], different: [] },
    POLICY,
    model,
  );
  const { user, system } = process.cpuUsage(before);
  const group = records.map((_, at) => `single ${at}`);
  for (const [at, { members }] of clusters.entries())
    for (const member of members) group[member] = `cluster ${at}`;
  return { group, possible, linked, seconds: (user + system) / 1e6 };
}

/** Finds the duplicates of one set, prints its row, and adds it to the totals. */
function measure(set, kept, weights, model) {
  const { group, possible, linked, seconds } = bySlr(set, model);
  const published = set.rows.map((row) => row.published);
  const corrected = set.rows.map((row) => row.corrected);
  const onPublished = countRecords(published, group);
  const onCorrected = countRecords(corrected, group);
  const pairs = countPairs(set, corrected, group);
  const byTitle = countRecords(
    published,
    set.records.map(({ title }, at) => normalizeTitle(title ?? "") || `none ${at}`),
  );
  const peers = kept === "all" ? (PEERS[set.name] ?? {}) : {};
  const peer = (name) => (peers[name] === undefined ? "" : peers[name].join("/"));
  const withPeople = countRecords(corrected, answeredByPeople(corrected, group, possible));
  print([
    set.name,
    kept,
    set.rows.length,
    weights,
    shown(onPublished),
    f1(onPublished).toFixed(4),
    shown(onCorrected),
    f1(onCorrected).toFixed(4),
    shown(pairs),
    f1(pairs).toFixed(4),
    possible.length,
    ((possible.length * 1000) / set.rows.length).toFixed(1),
    recall(withPeople).toFixed(4),
    linked.length,
    seconds.toFixed(2),
    peer("bib-dedupe"),
    peer("ASySD"),
    shown(byTitle),
  ]);
  const kind =
    set.name.startsWith("hard_") || set.name === "special_cases"
      ? "hard"
      : CROSS_SOURCE.has(set.name)
        ? "cross-source"
        : "reviews";
  const of = `${kind}, ${kept}`;
  const total = totals.get(of) ?? {
    published: NONE,
    corrected: NONE,
    withPeople: NONE,
    records: 0,
    possible: 0,
    peers: {},
  };
  total.published = add(total.published, onPublished);
  total.corrected = add(total.corrected, onCorrected);
  total.withPeople = add(total.withPeople, withPeople);
  total.records += set.rows.length;
  total.possible += possible.length;
  for (const [name, [tp, fp, fn]] of Object.entries(peers))
    total.peers[name] = add(total.peers[name] ?? NONE, { tp, fp, fn });
  totals.set(of, total);
  if (args.includes("--errors")) printErrors(set, corrected, group, possible);
  if (args.includes("--asked")) printAsked(set, corrected, possible);
}

function printTotal(kind, total) {
  console.log(`\n${kind}: ${total.records} records`);
  console.log(`  published labels ${shown(total.published)}, F1 ${f1(total.published).toFixed(4)}`);
  console.log(
    `  corrected labels ${shown(total.corrected)}, F1 ${f1(total.corrected).toFixed(4)}, wrongly removed per 10,000 kept ${((total.corrected.fp * 1e4) / total.corrected.kept).toFixed(2)}`,
  );
  console.log(
    `  possible pairs per 1,000 records ${((total.possible * 1000) / total.records).toFixed(1)}; with them answered right ${shown(total.withPeople)}, recall ${recall(total.withPeople).toFixed(4)}`,
  );
  for (const [name, counts] of Object.entries(total.peers))
    console.log(`  ${name}, published labels ${shown(counts)}, F1 ${f1(counts).toFixed(4)}`);
}

function textOf({ rows, records }, at) {
  const record = records[at];
  const fields = ["title", "year", "venue", "volume", "issue", "pages", "doi"];
  const families = record.authors.map(({ family }) => family).slice(0, 4);
  return `    ${rows[at].id} ${rows[at].source} ${[...fields.map((field) => record[field] ?? ""), families.join("; ")].join(" | ")}`;
}

function printErrors(set, labels, group, possible) {
  const firstOf = new Map();
  const merged = new Map();
  for (const [at, name] of group.entries()) {
    const first = merged.get(name);
    if (first === undefined) merged.set(name, at);
    else if (labels[first] !== labels[at])
      console.log(`  merged wrongly\n${textOf(set, first)}\n${textOf(set, at)}`);
    const before = firstOf.get(labels[at]);
    if (before === undefined) firstOf.set(labels[at], at);
    else if (group[before] !== name) {
      const asked = possible.some(
        ({ a, b }) => labels[a] === labels[at] && labels[b] === labels[at],
      );
      console.log(
        `  missed${asked ? ", possible" : ""}\n${textOf(set, before)}\n${textOf(set, at)}`,
      );
    }
  }
}

function printAsked(set, labels, possible) {
  for (const { a, b, rule, similarity } of possible) {
    const truth = labels[a] === labels[b] ? "right" : "wrong";
    console.log(`  asked, ${truth}, ${similarity}: ${rule}\n${textOf(set, a)}\n${textOf(set, b)}`);
  }
}
