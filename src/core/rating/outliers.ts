import { compareText } from "../records/problem.ts";
import { ln } from "../statistics/deterministic-arithmetic.ts";
import { meanAndDeviation } from "./learning/scales.ts";
import type { ViewSettings } from "./models/view-settings.ts";
import type { RatingTexts } from "./text/rating-texts.ts";
import type { TermSettings } from "./text/term-sequences.ts";
import type { WordVectors } from "./vectors/tf-idf.ts";
import type { Vectors } from "./vectors/vectors.ts";
import { createViews } from "./vectors/views.ts";

/** Undecided records about one subject that are near the included ones in other words. */
export interface OutlierCluster {
  /** Its rows, the most outlying first. */
  readonly rows: readonly number[];
  /** Words that tell the cluster from the rest of the review and that few included records have. */
  readonly terms: readonly string[];
}

/** The undecided records that are near the included ones in meaning and share few words with them. */
export interface Outliers {
  /** All of them, the most outlying first. */
  readonly rows: readonly number[];
  /** Those that lie close to each other, the largest cluster first. */
  readonly clusters: readonly OutlierCluster[];
}

/** With fewer included records, nobody can say what they have in common. */
const LEAST_INCLUDES = 5;
/** An outlier is nearer to the included records than this share of themselves. */
const NEAR = 0.1;
/** An outlier shares fewer words with them than all but this share of themselves. */
const FEW_WORDS = 0.5;
/** How close to its first record the others of a cluster lie, as a cosine. */
const CLOSE = 0.45;
/** So many outliers are looked at for clusters. */
const MOST_CLUSTERED = 400;
const LEAST_MEMBERS = 3;
const MOST_CLUSTERS = 5;
const MOST_TERMS = 6;

const WORDS: TermSettings = {
  texts: "all",
  titleTimes: 1,
  stems: true,
  stopWords: false,
  shortestWord: 3,
  pairs: false,
  mostCommon: 0.5,
};
const VIEWS = {
  table: { of: "table", titleTimes: 2 },
  words: { of: "words", terms: WORDS },
} as const satisfies Record<string, ViewSettings>;

/**
 * Looks for other words for the topic of a review: for each undecided record, how near it is to the
 * mean of the included ones in the word table, and how many words it shares with them.
 *
 * @param labels by row: 1 included, -1 excluded, 0 open
 */
export function findOutliers(texts: RatingTexts, labels: Int8Array): Outliers {
  const { order, corpus } = texts;
  const viewOf = createViews({ ...texts, text: [] });
  const table = viewOf(VIEWS.table);
  const words = viewOf(VIEWS.words)?.words;
  const positions = [...order.keys()].filter((at) => corpus.isReadable(order[at]!));
  const included = positions.filter((at) => labels[order[at]!] === 1);
  if (table === undefined || words === undefined || included.length < LEAST_INCLUDES)
    return { rows: [], clusters: [] };
  const nearness = likenessTo(included, table.vectors, positions);
  const sharing = likenessTo(included, words, positions);
  const leastNear = quantile(amongOthers(included, table.vectors, nearness), NEAR);
  const mostShared = quantile(amongOthers(included, words, sharing), FEW_WORDS);
  const scores = standardised(nearness, positions);
  for (const [at, shared] of standardised(sharing, positions).entries()) scores[at]! -= shared;
  const outliers = positions
    .filter((at) => labels[order[at]!] === 0 && table.sees(at))
    .filter((at) => nearness[at]! >= leastNear && sharing[at]! <= mostShared)
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
  const rowOf = (at: number) => order[at]!;
  return {
    rows: outliers.map(rowOf),
    clusters: clustersOf(outliers.slice(0, MOST_CLUSTERED), table.vectors).map((members) => ({
      rows: members.map(rowOf),
      terms: tellingTerms(members, included, words, positions.length),
    })),
  };
}

/** By position, how like the mean of some rows each row is, without what all rows share. */
function likenessTo(
  included: readonly number[],
  vectors: Vectors,
  positions: readonly number[],
): Float64Array {
  const direction = new Float64Array(vectors.width);
  for (const at of included) vectors.addTo(direction, at, 1 / included.length);
  for (const at of positions) vectors.addTo(direction, at, -1 / positions.length);
  const likeness = new Float64Array(vectors.rows);
  for (const at of positions) likeness[at] = vectors.dot(at, direction);
  return likeness;
}

function standardised(values: Float64Array, positions: readonly number[]): Float64Array {
  const { mean, deviation } = meanAndDeviation(Float64Array.from(positions, (at) => values[at]!));
  return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}

/** How like the mean of the other included records each of them is. */
function amongOthers(
  included: readonly number[],
  { squaredLengths }: Vectors,
  likeness: Float64Array,
): Float64Array {
  const others = included.length - 1;
  return Float64Array.from(
    included,
    (at) => likeness[at]! - (squaredLengths[at]! - likeness[at]!) / others,
  );
}

function quantile(values: Float64Array, share: number): number {
  return values.slice().sort()[Math.floor(share * (values.length - 1))]!;
}

/** Each record joins the first cluster whose first record is close enough, or begins one. */
function clustersOf(outliers: readonly number[], vectors: Vectors): readonly number[][] {
  const clusters: { readonly centre: Float64Array; readonly members: number[] }[] = [];
  for (const at of outliers) {
    const near = clusters.find(({ centre }) => vectors.dot(at, centre) >= CLOSE);
    if (near !== undefined) near.members.push(at);
    else {
      const centre = new Float64Array(vectors.width);
      vectors.addTo(centre, at, 1);
      clusters.push({ centre, members: [at] });
    }
  }
  return clusters
    .map(({ members }) => members)
    .filter(({ length }) => length >= LEAST_MEMBERS)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_CLUSTERS);
}

/** The words that members have more often than the review as a whole, and than included records. */
function tellingTerms(
  members: readonly number[],
  included: readonly number[],
  words: WordVectors,
  records: number,
): readonly string[] {
  const here = documentsWith(members, words);
  const among = documentsWith(included, words);
  const all = documentsWith(
    Array.from({ length: words.rows - 1 }, (_, at) => at),
    words,
  );
  return Array.from(here, ([column, count]) => {
    const share = count / members.length;
    const usual = Math.max(all.get(column)! / records, (among.get(column) ?? 0) / included.length);
    return { term: words.nameOf(column), count, weight: share * ln(share / usual) };
  })
    .filter(({ term, count, weight }) => count > 1 && weight > 0 && /\p{L}/u.test(term))
    .sort((a, b) => b.weight - a.weight || compareText(a.term, b.term))
    .slice(0, MOST_TERMS)
    .map(({ term }) => term);
}

/** By column, how many of some rows have it. */
function documentsWith(
  rows: readonly number[],
  { entriesOf }: WordVectors,
): ReadonlyMap<number, number> {
  const documents = new Map<number, number>();
  for (const at of rows) {
    for (const column of entriesOf(at).columns)
      documents.set(column, (documents.get(column) ?? 0) + 1);
  }
  return documents;
}
