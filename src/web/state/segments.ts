import type { CriterionView, FieldMark, MarkedField } from "../../core/decide/page-data.ts";

/** A stretch of a text with one look. */
export interface Segment {
  readonly text: string;
  readonly kind: FieldMark["kind"] | undefined;
  /** Whether it is one of the reviewer's own words. */
  readonly own: boolean;
}

/** Finds the reviewer's own words; each is a word, its beginning with `*`, or a phrase. */
export function ownWordFinder(words: readonly string[]): RegExp | undefined {
  const patterns = words
    .map((word) => word.trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) =>
      word
        .replace(/(?<!\*)\*+$/, "")
        .replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")
        .replace(/\s+/g, "\\s+")
        .concat(word.endsWith("*") ? "[\\p{L}\\p{N}\\p{M}]*" : "(?![\\p{L}\\p{N}])"),
    );
  return patterns.length === 0
    ? undefined
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})`, "giu");
}

/** A text in stretches: between marks, marked, and where the reviewer's own words stand. */
export function segmentsOf(
  { text, marks }: MarkedField,
  own: RegExp | undefined,
  withMarks: boolean,
): readonly Segment[] {
  const criteria = withMarks ? marks : marks.filter(({ kind }) => kind === "differs");
  const words =
    own === undefined || !withMarks
      ? []
      : [...text.matchAll(own)].map(({ 0: word, index }) => ({
          start: index,
          end: index + word.length,
        }));
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...criteria, ...words]) cuts.add(start).add(end);
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  const segments: Segment[] = [];
  let [mark, word] = [0, 0];
  for (const [at, start] of places.slice(0, -1).entries()) {
    const end = places[at + 1]!;
    while (mark < criteria.length && criteria[mark]!.end <= start) mark += 1;
    while (word < words.length && words[word]!.end <= start) word += 1;
    const inMark = mark < criteria.length && criteria[mark]!.start <= start;
    const inWord = word < words.length && words[word]!.start <= start;
    segments.push({
      text: text.slice(start, end),
      kind: inMark ? criteria[mark]!.kind : undefined,
      own: inWord,
    });
  }
  return segments;
}

/** What criteria found, for readers who do not see marks: `Found: I1 pruning ×2; E3 survey`. */
export function foundLine(
  criteria: readonly Pick<CriterionView, "id" | "matched" | "words">[],
  text: string,
): string {
  const lower = text.toLowerCase();
  const found = criteria
    .filter(({ matched, words }) => matched === true && words.length > 0)
    .map(({ id, words }) => {
      const distinct = [...new Set(words.map((word) => word.toLowerCase()))];
      const listed = distinct.map((word) => {
        const n = word === "" ? 0 : lower.split(word).length - 1;
        return n > 1 ? `${word} ×${n}` : word;
      });
      return `${id} ${listed.join(", ")}`;
    });
  return found.length === 0 ? "" : `Found: ${found.join("; ")}`;
}
