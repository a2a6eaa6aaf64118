// npm run bench:duplicates [folder]: duplicates found in labelled sets. Records are counted as
// bib-dedupe's benchmark counts them (a group keeps its first record), pairs over transitive groups.
// A set that the shipped weights were learned from is tested with weights learned from all others;
// any other set with the shipped ones. Beside slr the baseline of many reviews, one record for each
// normalised title, and what bib-dedupe 0.11 and ASySD 0.4.6 were measured to find.
import { existsSync } from "node:fs";
import { findDuplicates } from "../dist/core/dedupe/index.js";
import { dedupeKeys } from "../dist/core/dedupe/keys.js";
import { DEFAULT_POLICY } from "../dist/core/dedupe/relations/index.js";
import { pairModel } from "../dist/core/dedupe/trees.js";
import { normalizeTitle } from "../dist/core/records/normalize.js";
import { readSet, setsIn } from "../scripts/duplicates/labelled-sets.js";
import { examplesOf, learn } from "../scripts/duplicates/training.js";
import { TRAINING_SETS } from "../scripts/duplicates/training-sets.js";

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
const POLICY = { ...DEFAULT_POLICY, update: "merge" };
/** Labels that tell nothing of pairs from one source. */
const CROSS_SOURCE = new Set(["dblp_acm"]);

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith("--")) ?? "../shared/duplicates";
if (!existsSync(folder)) {
  console.log(`There are no labelled sets in ${folder}; name a folder that has some.`);
  process.exit(0);
}
const only = args
  .find((arg) => arg.startsWith("--sets="))
  ?.slice(7)
  .split(",");
const showErrors = args.includes("--errors");
const sets = setsIn(folder).map((name) => readSet(folder, name));
const examples = new Map();
const modelWithout = (left) => {
  for (const set of sets) {
    if (TRAINING_SETS.includes(set.name) && !examples.has(set.name)) {
      examples.set(set.name, examplesOf(set));
    }
  }
  const others = TRAINING_SETS.filter((name) => name !== left && examples.has(name));
  return pairModel(learn(others.flatMap((name) => examples.get(name))));
};

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

/** Records: of a true set of n with k kept, k >= 1: FN k-1, TP n-k; k = 0: FP 1, TP n-1. */
function countRecords(labels, group) {
  const seen = new Set();
  const truth = new Map();
  for (const [at, label] of labels.entries()) {
    const kept = !seen.has(group[at]);
    seen.add(group[at]);
    const set = truth.get(label) ?? { n: 0, kept: 0 };
    set.n += 1;
    set.kept += kept ? 1 : 0;
    truth.set(label, set);
  }
  let [tp, fp, fn] = [0, 0, 0];
  for (const { n, kept } of truth.values()) {
    if (kept === 0) {
      fp += 1;
      tp += n - 1;
    } else {
      fn += kept - 1;
      tp += n - kept;
    }
  }
  return { tp, fp, fn, kept: truth.size };
}

/** Pairs of the transitive groups; of a cross-source set only those of two sources. */
function countPairs({ name, rows }, labels, group) {
  const pairs = (keyOf) => {
    const sizes = new Map();
    const sources = new Map();
    for (const [at, { source }] of rows.entries()) {
      const key = keyOf(at);
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
      const inSource = `${key}\n${source}`;
      sources.set(inSource, (sources.get(inSource) ?? 0) + 1);
    }
    const sum = (counts) => [...counts.values()].reduce((s, n) => s + (n * (n - 1)) / 2, 0);
    return sum(sizes) - (CROSS_SOURCE.has(name) ? sum(sources) : 0);
  };
  const tp = pairs((at) => `${labels[at]}\n${group[at]}`);
  return { tp, fp: pairs((at) => group[at]) - tp, fn: pairs((at) => labels[at]) - tp };
}

const f1 = ({ tp, fp, fn }) => (tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn));
const add = (a, b) => ({
  tp: a.tp + b.tp,
  fp: a.fp + b.fp,
  fn: a.fn + b.fn,
  kept: (a.kept ?? 0) + (b.kept ?? 0),
});
const NONE = { tp: 0, fp: 0, fn: 0, kept: 0 };
const shown = ({ tp, fp, fn }) => `${tp}/${fp}/${fn}`;
const print = (cells) =>
  console.log(
    cells
      .map((cell, at) =>
        String(cell)[at === 0 ? "padEnd" : "padStart"](
          [20, 8, 6, 14, 8, 14, 8, 16, 8, 9, 7, 7, 15, 15, 14][at],
        ),
      )
      .join(""),
  );

print([
  "set",
  "records",
  "model",
  "published",
  "F1",
  "corrected",
  "F1",
  "pairs",
  "F1",
  "possible",
  "linked",
  "CPU s",
  "bib-dedupe",
  "ASySD",
  "same title",
]);
const totals = new Map();
for (const set of sets) {
  if (only !== undefined && !only.includes(set.name)) continue;
  const held = TRAINING_SETS.includes(set.name);
  const model = held ? modelWithout(set.name) : undefined;
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
  const peers = PEERS[set.name] ?? {};
  const peer = (name) => (peers[name] === undefined ? "" : peers[name].join("/"));
  // What people would make of the possible pairs: all right.
  const answered = [...group];
  for (const { a, b } of possible) {
    if (corrected[a] !== corrected[b] || answered[a] === answered[b]) continue;
    const [from, to] = [answered[b], answered[a]];
    for (const [at, name] of answered.entries()) if (name === from) answered[at] = to;
  }
  const withPeople = countRecords(corrected, answered);
  print([
    set.name,
    set.rows.length,
    held ? "held" : "ship",
    shown(onPublished),
    f1(onPublished).toFixed(4),
    shown(onCorrected),
    f1(onCorrected).toFixed(4),
    shown(pairs),
    f1(pairs).toFixed(4),
    possible.length,
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
  const total = totals.get(kind) ?? {
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
  totals.set(kind, total);
  if (showErrors) printErrors(set, corrected, group, possible);
}
for (const [kind, total] of totals) {
  const recall = ({ tp, fn }) => tp / (tp + fn);
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

function printErrors({ rows, records }, labels, group, possible) {
  const firstOf = new Map();
  const text = (at) =>
    `    ${rows[at].id} ${["title", "year", "venue", "volume", "issue", "pages", "doi"].map((field) => records[at][field] ?? "").join(" | ")} | ${records[
      at
    ].authors
      .map(({ family }) => family)
      .slice(0, 4)
      .join("; ")}`;
  const merged = new Map();
  for (const [at, name] of group.entries()) {
    const first = merged.get(name);
    if (first === undefined) merged.set(name, at);
    else if (labels[first] !== labels[at])
      console.log(`  merged wrongly\n${text(first)}\n${text(at)}`);
    const before = firstOf.get(labels[at]);
    if (before === undefined) firstOf.set(labels[at], at);
    else if (group[before] !== name) {
      const asked = possible.some(
        ({ a, b }) => labels[a] === labels[at] && labels[b] === labels[at],
      );
      console.log(`  missed${asked ? ", possible" : ""}\n${text(before)}\n${text(at)}`);
    }
  }
}
