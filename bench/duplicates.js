// npm run bench:duplicates [folder]: duplicates found in labelled sets, counted as bib-dedupe's
// benchmark counts them (a group keeps its first record). Beside slr, measured in the same run, the
// baseline that many reviewers use: one record for each normalised title.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { findDuplicates } from "../dist/core/dedupe/index.js";
import { dedupeKeys } from "../dist/core/dedupe/keys.js";
import { findDoi, findYear, normalizeTitle, parseAuthor } from "../dist/core/normalize.js";

const folder = process.argv[2] ?? "../shared/duplicates";
if (!existsSync(folder)) {
  console.log(`There are no labelled sets in ${folder}; name a folder that has some.`);
  process.exit(0);
}

const stated = (text) => text?.trim() || undefined;

function recordOf(row) {
  const fields = {
    title: stated(row.title),
    abstract: stated(row.abstract),
    year: findYear(row.year ?? ""),
    venue: stated(row.journal),
    volume: stated(row.volume),
    issue: stated(row.issue),
    pages: stated(row.pages),
    doi: findDoi(row.doi ?? ""),
    pmid: stated(row.pmid),
  };
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    authors: (row.authors ?? "").split(";").flatMap((name) => parseAuthor(name) ?? []),
    issn: [],
    keywords: [],
    mesh: [],
    original: [["id", row.id]],
  };
}

function bySlr(rows) {
  const { clusters, possible } = findDuplicates(
    rows.map((row) => dedupeKeys(recordOf(row))),
    { same: [], different: [] },
  );
  const group = rows.map((_, at) => `single ${at}`);
  for (const [at, { members }] of clusters.entries())
    for (const member of members) group[member] = `cluster ${at}`;
  return { group, possible: possible.length };
}

function byTitle(rows) {
  return { group: rows.map((row, at) => normalizeTitle(row.title ?? "") || `none ${at}`) };
}

/** Records: of a true set of n with k kept, k >= 1: FN k-1, TP n-k; k = 0: FP 1, TP n-1. */
function count(rows, group) {
  const seen = new Set();
  const truth = new Map();
  for (const [at, row] of rows.entries()) {
    const kept = !seen.has(group[at]);
    seen.add(group[at]);
    const set = truth.get(row.cluster_id) ?? { n: 0, kept: 0 };
    set.n += 1;
    set.kept += kept ? 1 : 0;
    truth.set(row.cluster_id, set);
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
  return { tp, fp, fn, f1: (2 * tp) / (2 * tp + fp + fn || 1) };
}

const print = (cells) =>
  console.log(
    cells
      .map((cell, at) => (at === 0 ? String(cell).padEnd(22) : String(cell).padStart(9)))
      .join(""),
  );
print(["set", "records", "TP", "FP", "FN", "F1", "possible", "CPU s", "title F1", "title FP"]);
const total = { tp: 0, fp: 0, fn: 0 };
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith(".csv") || file === "corrections.csv") continue;
  const rows = parse(readFileSync(join(folder, file), "utf8"), { columns: true });
  if (rows.length === 0 || rows[0].cluster_id === undefined) continue;
  const before = process.cpuUsage();
  const { group, possible } = bySlr(rows);
  const { user, system } = process.cpuUsage(before);
  const ours = count(rows, group);
  const title = count(rows, byTitle(rows).group);
  for (const key of ["tp", "fp", "fn"]) total[key] += ours[key];
  print([
    file.slice(0, -4),
    rows.length,
    ours.tp,
    ours.fp,
    ours.fn,
    ours.f1.toFixed(4),
    possible,
    ((user + system) / 1e6).toFixed(2),
    title.f1.toFixed(4),
    title.fp,
  ]);
}
print([
  "all",
  "",
  total.tp,
  total.fp,
  total.fn,
  ((2 * total.tp) / (2 * total.tp + total.fp + total.fn)).toFixed(4),
]);
