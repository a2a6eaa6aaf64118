/**
 * The decided rows whose rating contradicts the decision: excluded although likely to be included
 * (level 4 or 5), or included although likely to be excluded (level 1 or 2). The most surprising
 * come first; ties keep the given order. Scores must be out of fold, because a model that has
 * learned from a decision rarely contradicts it.
 *
 * @param labels by row: 1 include, -1 exclude, 0 not decided
 * @param order the rows to look at, in an order that does not depend on files
 */
export function rowsToDoubleCheck(
  scores: Float64Array,
  levels: Uint8Array,
  labels: Int8Array,
  order: Uint32Array,
): readonly number[] {
  const surprise = (row: number): number => (labels[row]! < 0 ? scores[row]! : 1 - scores[row]!);
  return [...order]
    .filter((row) => {
      const level = levels[row]!;
      return labels[row]! < 0 ? level >= 4 : labels[row]! > 0 && level <= 2;
    })
    .sort((a, b) => surprise(b) - surprise(a));
}
