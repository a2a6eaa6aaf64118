// From labelled sets to the weights of the pair model.
import { candidatePairs } from "../../dist/core/dedupe/block.js";
import { comparePair, FEATURES } from "../../dist/core/dedupe/comparisons/index.js";
import { dedupeKeys } from "../../dist/core/dedupe/keys.js";
import { tabulate } from "../../dist/core/dedupe/table.js";
import { createRandom } from "../../dist/core/statistics/random.js";
import { trainTrees } from "./boosted-trees.js";
import { COLUMNS } from "./columns.js";
import { nearMisses } from "./near-misses.js";

export const OPTIONS = {
  seed: 1,
  trees: 160,
  leaves: 12,
  rate: 0.1,
  ridge: 3,
  leastExamples: 20,
  featureShare: 0.7,
  exampleShare: 0.8,
};
/** Made pairs of each set, and what one of them weighs beside a real one. */
const NEAR_MISSES = { seed: 11, count: 1500, weight: 0.4 };
/** Sets whose labels tell nothing of pairs from one source. */
const CROSS_SOURCE = new Set(["dblp_acm"]);
/** Of pairs whose titles are plainly different, one in so many is learned from. */
const OF_PLAINLY_DIFFERENT = 4;

/** Of the pairs of a set whose place is left out, one in so many is learned from. */
const OF_PLACELESS = 2;

/** The measured pairs of a set, real ones and made ones, with what they weigh. */
export function examplesOf(set) {
  const placeless = { ...set, records: set.records.map(COLUMNS["no place"]) };
  const hasPlaces = set.records.some(({ volume, pages }) => volume ?? pages);
  return [
    ...realPairs(set, 1),
    ...(hasPlaces ? realPairs(placeless, OF_PLACELESS) : []),
    ...madePairs(set),
  ];
}

/** The pairs of a set that are worth comparing; without places one in so many of them. */
function realPairs({ name, rows, records }, oneIn) {
  const keys = records.map(dedupeKeys);
  const table = tabulate(keys);
  const pairs = candidatePairs(table);
  const random = createRandom(OPTIONS.seed);
  const examples = [];
  let duplicates = 0;
  for (let i = 0; i < pairs.count; i += 1) {
    const [a, b] = [pairs.first[i], pairs.second[i]];
    if (CROSS_SOURCE.has(name) && rows[a].source === rows[b].source) continue;
    if (oneIn > 1 && random(oneIn) > 0) continue;
    const duplicate = rows[a].corrected === rows[b].corrected;
    const values = measured(table, a, b);
    if (duplicate) duplicates += 1;
    else if (values[0] <= 0.55 && random(OF_PLAINLY_DIFFERENT) > 0) continue;
    examples.push({ values, duplicate });
  }
  const weight = Math.min(3, 2000 / Math.max(300, duplicates));
  for (const example of examples) example.weight = weight / oneIn;
  return examples;
}

/** Made pairs, measured among the real records so that words are as rare as in the set. */
function madePairs({ records }) {
  const keys = records.map(dedupeKeys);
  const examples = [];
  const made = nearMisses(records, NEAR_MISSES);
  const madeKeys = made.flatMap(({ a, b }) => [dedupeKeys(a), dedupeKeys(b)]);
  const together = tabulate([...keys, ...madeKeys]);
  const among = { ...together, runningNumbers: { volume: false, issue: false } };
  for (const [i, { duplicate, spread = 1 }] of made.entries()) {
    const alone = tabulate(madeKeys.slice(2 * i, 2 * i + 2));
    for (const side of [0, 1]) {
      const at = keys.length + 2 * i + side;
      among.titleSpread[at] = Math.max(spread, alone.titleSpread[side]);
      among.doiTitles[at] = alone.doiTitles[side];
      const counterpart = alone.counterpart[side];
      among.counterpart[at] = counterpart < 0 ? -1 : keys.length + 2 * i + counterpart;
    }
    const at = keys.length + 2 * i;
    examples.push({
      values: measured(among, at, at + 1),
      duplicate,
      weight: NEAR_MISSES.weight,
    });
  }
  return examples;
}

function measured(table, a, b) {
  const values = new Float64Array(FEATURES.length);
  comparePair({ table, a, b }, values);
  return values;
}

/** The weights learned from examples, in the form of models/duplicates.json. */
export function learn(examples) {
  const { start, trees } = trainTrees(
    {
      rows: examples.map(({ values }) => values),
      labels: Uint8Array.from(examples, ({ duplicate }) => (duplicate ? 1 : 0)),
      weights: Float64Array.from(examples, ({ weight }) => weight),
    },
    { ...OPTIONS, directions: FEATURES.map(({ direction }) => direction) },
  );
  return { features: FEATURES.map(({ name }) => name), start, trees };
}
