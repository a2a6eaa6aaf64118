import { findMarks, readable } from "../criteria/index.ts";
import type { Criterion } from "../protocol/protocol.ts";
import { plainText } from "../records/text/plain-text.ts";
import type { FieldMark, MarkedField } from "./page-data.ts";

/**
 * The text of a field with the words that criteria look for. Where a criterion for inclusion and one
 * for exclusion look for the same word, it is marked as a word for exclusion.
 */
export function markField(
  field: "title" | "abstract" | "keywords",
  written: string,
  criteria: readonly Criterion[],
): MarkedField {
  const text = plainText(readable(written));
  const kinds = new Array<FieldMark["kind"] | undefined>(text.length);
  for (const effect of ["include", "exclude"] as const) {
    for (const criterion of criteria) {
      if (criterion.effect !== effect || criterion.query === undefined) continue;
      for (const { start, end } of findMarks(criterion.query, field, text))
        kinds.fill(effect, start, end);
    }
  }
  return { text, marks: runs(kinds) };
}

/** Marks the words of a text that another text does not have. */
export function markDifferences(text: string, other: string): MarkedField {
  const words = (of: string) => of.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const known = new Set(words(other));
  const marks = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
    .filter(([word]) => !known.has(word.toLowerCase()))
    .map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      kind: "differs" as const,
    }));
  return { text, marks };
}

function runs(kinds: readonly (FieldMark["kind"] | undefined)[]): FieldMark[] {
  const marks: { start: number; end: number; kind: FieldMark["kind"] }[] = [];
  for (let at = 0; at < kinds.length; at += 1) {
    const kind = kinds[at];
    if (kind === undefined) continue;
    const before = marks.at(-1);
    if (before !== undefined && before.end === at && before.kind === kind) before.end = at + 1;
    else marks.push({ start: at, end: at + 1, kind });
  }
  return marks;
}
