// How duplicates that were found compare with labels, by records and by pairs.

/** Labels that tell nothing of pairs from one source. */
export const CROSS_SOURCE = new Set(["dblp_acm"]);

/**
 * What is right, wrong and missed by records, as bib-dedupe's benchmark counts them: a group keeps
 * its first record. Of a labelled group of n with k records kept: k >= 1 gives n - k right and k - 1
 * missed; k = 0 gives n - 1 right and one wrong, a work that was lost.
 *
 * @param {readonly string[]} labels the labelled group of each record
 * @param {readonly string[]} groups the group that was found for each record
 */
export function countRecords(labels, groups) {
  const seen = new Set();
  const truth = new Map();
  for (const [at, label] of labels.entries()) {
    const kept = !seen.has(groups[at]);
    seen.add(groups[at]);
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

/** The same by pairs of transitive groups; of a cross-source set only pairs of two sources count. */
export function countPairs({ name, rows }, labels, groups) {
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
  const tp = pairs((at) => `${labels[at]}\n${groups[at]}`);
  return { tp, fp: pairs((at) => groups[at]) - tp, fn: pairs((at) => labels[at]) - tp };
}

/** The groups after people have answered every possible pair as the labels have it. */
export function answeredByPeople(labels, groups, possible) {
  const answered = [...groups];
  for (const { a, b } of possible) {
    if (labels[a] !== labels[b] || answered[a] === answered[b]) continue;
    const [from, to] = [answered[b], answered[a]];
    for (const [at, name] of answered.entries()) if (name === from) answered[at] = to;
  }
  return answered;
}

export const f1 = ({ tp, fp, fn }) => (tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn));
export const recall = ({ tp, fn }) => (tp + fn === 0 ? 1 : tp / (tp + fn));
export const add = (a, b) => ({
  tp: a.tp + b.tp,
  fp: a.fp + b.fp,
  fn: a.fn + b.fn,
  kept: (a.kept ?? 0) + (b.kept ?? 0),
});
export const NONE = { tp: 0, fp: 0, fn: 0, kept: 0 };
export const shown = ({ tp, fp, fn }) => `${tp}/${fp}/${fn}`;
