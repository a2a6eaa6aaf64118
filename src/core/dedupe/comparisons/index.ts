import { authorsComparison } from "./authors.ts";
import {
  type Feature,
  type FieldComparison,
  type PairOfEntries,
  writeUnknown,
} from "./comparison.ts";
import {
  abstractComparison,
  arxivComparison,
  doiComparison,
  pmidComparison,
} from "./identifiers.ts";
import { placeComparison, yearComparison } from "./place.ts";
import { titleComparison } from "./title.ts";
import { venueComparison } from "./venue.ts";

/** The comparisons, field by field, in the order of the model's features. */
export const FIELD_COMPARISONS: readonly FieldComparison[] = [
  titleComparison,
  authorsComparison,
  yearComparison,
  venueComparison,
  placeComparison,
  doiComparison,
  pmidComparison,
  arxivComparison,
  abstractComparison,
];

const SUMMARY: readonly Feature[] = [
  { name: "summary: fields that agree", direction: 0, unknown: 0 },
  { name: "summary: fields that contradict", direction: -1, unknown: 0 },
  { name: "summary: volume, issue, page and DOI that contradict", direction: -1, unknown: 0 },
  { name: "summary: volume and page that agree", direction: 1, unknown: 0 },
];

/** All measurements of a pair of entries, in order. */
export const FEATURES: readonly Feature[] = [
  ...FIELD_COMPARISONS.flatMap(({ features }) => features),
  ...SUMMARY,
];

const PLACES = new Map(FEATURES.map(({ name }, at) => [name, at]));

/** The position of a feature among all. */
export function featureAt(name: string): number {
  const at = PLACES.get(name);
  if (at === undefined) throw new Error(`There is no feature "${name}".`);
  return at;
}

/** The positions of features that several parts use. */
export const at = {
  years: featureAt("year: years apart"),
  yearMissing: featureAt("year: missing"),
  venue: featureAt("venue: likeness, abbreviations included"),
  volume: featureAt("volume: the same"),
  issue: featureAt("issue: the same"),
  page: featureAt("page: the same"),
  near: featureAt("page: near or within the other's pages"),
  doi: featureAt("DOI: the same"),
  doiLikeness: featureAt("DOI: likeness letter by letter"),
  pmid: featureAt("PMID: the same"),
  likeness: featureAt("title: likeness letter by letter"),
  ownWords: featureAt("title: words that the shorter has alone"),
  said: featureAt("title: how much its words say"),
  length: featureAt("title: number of words"),
  numbers: featureAt("title: numbers contradict"),
  oneNumber: featureAt("title: a number on one side only"),
  authorsInBoth: featureAt("authors: share in both lists"),
  authorsShared: featureAt("authors: share of the shorter list in the longer"),
  authorsLikeness: featureAt("authors: likeness letter by letter"),
  abstract: featureAt("abstract: share of runs of words in both"),
  arxiv: featureAt("arXiv id: the same"),
  notices: featureAt("title: kinds of notice on one side only"),
  same: featureAt("title: the same"),
  spread: featureAt("title: authors or years it stands under"),
  generic: featureAt("title: generic"),
  counterparts: featureAt("place: the only works of the author in one issue"),
  contained: featureAt("title: one begins or ends the other"),
  bothAlone: featureAt("title: words of substance that each has alone"),
  oneAlone: featureAt("title: words of substance that one has alone"),
  firstInOther: featureAt("authors: a first author is in the other list"),
  authorWords: featureAt("authors: share of the words of their names"),
  lastPage: featureAt("last page: the same"),
  pages: featureAt("pages: how many, where first and last are the same"),
  titleMissing: featureAt("title: missing"),
  doiTitles: featureAt("DOI: titles that stand under it"),
  contradictions: featureAt("summary: volume, issue, page and DOI that contradict"),
  located: featureAt("summary: volume and page that agree"),
  authorsMissing: featureAt("authors: missing"),
} as const;

/** Measures a pair of entries; the values are in the order of `FEATURES`. */
export function comparePair(pair: PairOfEntries, out: Float64Array): void {
  let next = 0;
  for (const { features, compare } of FIELD_COMPARISONS) {
    compare(pair, out, next);
    next += features.length;
  }
  summarise(out);
}

/** What is measured if nobody knew one field, by its place in `FIELD_COMPARISONS`. */
export function withoutField(values: Float64Array, field: number): Float64Array {
  const out = Float64Array.from(values);
  let from = 0;
  for (const { features } of FIELD_COMPARISONS.slice(0, field)) from += features.length;
  writeUnknown(FIELD_COMPARISONS[field]!, out, from);
  summarise(out);
  return out;
}

/** Counts what agrees and what contradicts over all fields. */
function summarise(out: Float64Array): void {
  const next = FEATURES.length - SUMMARY.length;
  const value = (place: number) => out[place]!;
  const is = (place: number, wanted: number) => (out[place] === wanted ? 1 : 0);
  out[next] =
    is(at.volume, 1) +
    is(at.issue, 1) +
    is(at.page, 1) +
    is(at.doi, 1) +
    (value(at.years) === 0 && value(at.yearMissing) === 0 ? 1 : 0) +
    (value(at.venue) > 0.85 ? 1 : 0) +
    is(at.pmid, 1);
  out[next + 1] =
    is(at.volume, -1) +
    is(at.issue, -1) +
    (value(at.page) === -1 && value(at.near) < 0.5 ? 1 : 0) +
    (value(at.doi) === -1 && value(at.doiLikeness) < 0.9 ? 1 : 0) +
    (value(at.years) > 1 ? 1 : 0) +
    (value(at.venue) >= 0 && value(at.venue) < 0.5 ? 1 : 0) +
    is(at.pmid, -1);
  out[next + 2] =
    (value(at.page) === -1 && value(at.near) < 0 ? 1 : 0) +
    is(at.volume, -1) +
    is(at.issue, -1) +
    (value(at.doi) === -1 && value(at.doiLikeness) < 0.97 ? 1 : 0);
  out[next + 3] = is(at.volume, 1) + is(at.page, 1);
}
