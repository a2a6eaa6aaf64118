import type { VectorSpace } from "../vectors/vector-space.ts";
import type { Examples } from "./linear-svm.ts";

/**
 * The label of a decided record that an ensemble must not see: it is no example and is not presumed
 * excluded.
 */
export const HIDDEN = 2;

/**
 * The examples that a model learns from: decided records, the text of the protocol as an included
 * one, records known to be relevant until somebody decides about them, and undecided records that
 * are presumed excluded until people have excluded enough.
 *
 * @param labels by position: 1 include, -1 exclude, 0 not decided, or `HIDDEN`
 * @param draw the positions in a random order; the first undecided ones are presumed excluded
 * @param trust how far decisions bear out the text of the protocol, from 0 to 1
 * @returns undefined if there are not both kinds of examples
 */
export function gatherExamples(
  space: VectorSpace,
  labels: Int8Array,
  draw: Uint32Array,
  trust: number,
): Examples | undefined {
  const { model, criteria, readable, knownRelevant } = space;
  const labelAt = (position: number) =>
    labels[position] === 0 && knownRelevant[position] === 1 ? 1 : labels[position]!;
  const decided: number[] = [];
  let includes = 0;
  for (let position = 0; position < labels.length; position += 1) {
    const label = labelAt(position);
    if ((label !== 1 && label !== -1) || readable[position] === 0) continue;
    decided.push(position);
    if (label === 1) includes += 1;
  }
  const excludes = decided.length - includes;
  const presumed = presumedExcluded(model.presumed?.records ?? 0, space, labels, draw);
  const protocol = criteria === undefined ? 0 : trust * (model.criteria?.weight ?? 0);
  const included = includes + protocol;
  if (included === 0 || excludes + presumed.length === 0) return undefined;

  // All weights sum to the number of decisions, as class weights in scikit-learn do.
  const ratio = model.includeRatio ?? included / Math.max(1, excludes);
  const excluded = included / ratio;
  const scale = (model.cost * Math.max(2, decided.length)) / (included + excluded);
  const share = presumedShare(presumed.length, excludes, model.presumed?.half ?? 0);
  const costs = {
    include: scale,
    exclude: (scale * excluded * (1 - share)) / Math.max(1, excludes),
    presumed: (scale * excluded * share) / Math.max(1, presumed.length),
    protocol: scale * protocol,
  };
  return {
    rows: [...decided, ...(protocol > 0 ? [criteria!.row] : []), ...presumed],
    labels: Int8Array.from([
      ...decided.map(labelAt),
      ...(protocol > 0 ? [1] : []),
      ...presumed.map(() => -1),
    ]),
    costs: Float64Array.from([
      ...decided.map((position) => (labelAt(position) > 0 ? costs.include : costs.exclude)),
      ...(protocol > 0 ? [costs.protocol] : []),
      ...presumed.map(() => costs.presumed),
    ]),
  };
}

/** The share of the excluded weight that presumed records have. */
function presumedShare(presumed: number, excludes: number, half: number): number {
  if (presumed === 0) return 0;
  return excludes === 0 ? 1 : half / (half + excludes);
}

function presumedExcluded(
  most: number,
  { readable, knownRelevant }: VectorSpace,
  labels: Int8Array,
  draw: Uint32Array,
): number[] {
  const presumed: number[] = [];
  for (let i = 0; i < draw.length && presumed.length < most; i += 1) {
    const position = draw[i]!;
    if (labels[position] === 0 && readable[position] === 1 && knownRelevant[position] === 0)
      presumed.push(position);
  }
  return presumed;
}
