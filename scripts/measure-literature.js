// node scripts/measure-literature.js [folder]: measures how records of real searches look, in labelled sets
// of duplicates, and writes the distributions to bench/literature.json, from which benches draw their
// records. Only numbers are kept: no title, name or abstract of the sets.
import { writeFileSync } from "node:fs";
import { readSet, setsIn } from "./duplicates/labelled-sets.js";

const folder = process.argv[2] ?? "../shared/duplicates";
const names = setsIn(folder).filter((name) => !/^(?:hard|special)_/.test(name));
const sets = names.map((name) => readSet(folder, name));
/** In turn from all parts of all sets, so that any half of them is like the whole. */
const records = sets
  .flatMap((set) => set.records)
  .map((record, at, all) => all[(at * 7919) % all.length] ?? record);

/** The values at every twentieth of a sorted list; the last one leaves out outliers. */
function quantiles(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return Array.from(
    { length: 21 },
    (_, at) => sorted[Math.floor(Math.min(at / 20, 0.995) * (sorted.length - 1))],
  );
}

const share = (list, test) => Number((list.filter(test).length / list.length).toFixed(3));

/**
 * How unevenly values are used: the share of all mentions that the most frequent 1, 2, 4, … values
 * take, and by which power of the mentions the number of values grows (Heaps' law).
 */
function concentration(mentions) {
  const counts = new Map();
  let atHalf = 0;
  for (const [at, value] of mentions.entries()) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (at === mentions.length >> 1) atHalf = counts.size;
  }
  const sorted = [...counts.values()].sort((a, b) => b - a);
  const shares = [];
  let sum = 0;
  for (const [at, count] of sorted.entries()) {
    sum += count;
    if (((at + 1) & at) === 0) shares.push(Number((sum / mentions.length).toFixed(4)));
  }
  const once = sorted.filter((count) => count === 1).length;
  return {
    mentions: mentions.length,
    values: sorted.length,
    growth: Number(Math.log2(sorted.length / atHalf).toFixed(3)),
    // Good and Turing: how likely the next mention is a value that was not seen yet.
    unseen: Number((once / mentions.length).toFixed(4)),
    shares,
  };
}

const words = (text) => (text ?? "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const number = (text) => Number(/\d+/.exec(text ?? "")?.[0] ?? Number.NaN);
const letters = (text) => words(text).join(" ");

/** Pairs of entries that are one record: every entry with the first of its group. */
const pairs = [];
const copies = [];
for (const { rows, records: list } of sets) {
  const groups = new Map();
  for (const [at, { corrected }] of rows.entries())
    groups.set(corrected, [...(groups.get(corrected) ?? []), at]);
  for (const members of groups.values()) {
    copies.push(members.length);
    for (const at of members.slice(1)) pairs.push([list[members[0]], list[at]]);
  }
}
const both = (field) => pairs.filter(([a, b]) => a[field] !== undefined && b[field] !== undefined);
const family = (record) => record.authors[0]?.family ?? "";
const given = (record) => record.authors[0]?.given ?? "";
const withAbstract = records.filter(({ abstract }) => words(abstract).length > 20);

const measured = {
  source: `the labelled sets ${names.join(", ")}: ${records.length} records, ${pairs.length} copies`,
  titleWords: quantiles(records.map(({ title }) => words(title).length)),
  abstractWords: quantiles(withAbstract.map(({ abstract }) => words(abstract).length)),
  authors: quantiles(records.map(({ authors }) => authors.length)),
  year: quantiles(records.map(({ year }) => year)),
  volume: quantiles(records.map(({ volume }) => number(volume))),
  page: quantiles(records.map(({ pages }) => number(pages))),
  wordsOfTitles: concentration(records.flatMap(({ title }) => words(title))),
  wordsOfAbstracts: concentration(withAbstract.flatMap(({ abstract }) => words(abstract))),
  families: concentration(records.flatMap(({ authors }) => authors.map((a) => letters(a.family)))),
  venues: concentration(records.flatMap(({ venue }) => (venue ? [letters(venue)] : []))),
  has: {
    volume: share(records, ({ volume }) => volume !== undefined),
    pages: share(records, ({ pages }) => pages !== undefined),
    doi: share(
      records.filter((r) => r.original[0][1] !== ""),
      ({ doi }) => doi !== undefined,
    ),
  },
  copies: Array.from({ length: 8 }, (_, at) => share(copies, (n) => n === at + 1)),
  copyDiffers: {
    titleInPunctuation: share(
      pairs,
      ([a, b]) => a.title !== b.title && letters(a.title) === letters(b.title),
    ),
    titleInWords: share(pairs, ([a, b]) => letters(a.title) !== letters(b.title)),
    givenNames: share(pairs, ([a, b]) => given(a) !== given(b)),
    firstFamily: share(pairs, ([a, b]) => letters(family(a)) !== letters(family(b))),
    fewerAuthors: share(pairs, ([a, b]) => a.authors.length !== b.authors.length),
    venue: share(both("venue"), ([a, b]) => letters(a.venue) !== letters(b.venue)),
    year: share(both("year"), ([a, b]) => a.year !== b.year),
    volume: share(both("volume"), ([a, b]) => a.volume !== b.volume),
    pages: share(both("pages"), ([a, b]) => a.pages !== b.pages),
    firstPage: share(both("pages"), ([a, b]) => number(a.pages) !== number(b.pages)),
    lacksPages: share(pairs, ([a, b]) => (a.pages === undefined) !== (b.pages === undefined)),
  },
};
writeFileSync("bench/literature.json", `${JSON.stringify(measured, null, 2)}\n`);
