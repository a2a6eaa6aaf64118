import { findMarks, readable } from "../../../core/criteria/index.ts";
import type { Criterion } from "../../../core/protocol/protocol.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import type { MarkedText, Style } from "./styled-text.ts";

/**
 * The text of a field with the words that criteria look for: those of inclusion criteria are marked
 * as wanted, those of exclusion criteria as unwanted, which wins if both look for a word.
 */
export function markField(
  field: "title" | "abstract" | "keywords",
  written: string,
  criteria: readonly Criterion[],
): MarkedText {
  const text = plainText(readable(written));
  const styles = new Array<Style | undefined>(text.length);
  for (const effect of ["include", "exclude"] as const) {
    const style = effect === "include" ? "wanted" : "unwanted";
    for (const criterion of criteria) {
      if (criterion.effect !== effect || criterion.query === undefined) continue;
      for (const { start, end } of findMarks(criterion.query, field, text))
        styles.fill(style, start, end);
    }
  }
  return { text, marks: runs(styles) };
}

/** Marks the words of a text that another text does not have. */
export function markDifferences(text: string, other: string): MarkedText {
  const words = (of: string) => of.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const known = new Set(words(other));
  const marks = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
    .filter(([word]) => !known.has(word.toLowerCase()))
    .map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      style: "differs" as const,
    }));
  return { text, marks };
}

function runs(styles: readonly (Style | undefined)[]): MarkedText["marks"] {
  const marks: { start: number; end: number; style: Style }[] = [];
  for (let at = 0; at < styles.length; at += 1) {
    const style = styles[at];
    if (style === undefined) continue;
    const before = marks.at(-1);
    if (before !== undefined && before.end === at && before.style === style) before.end = at + 1;
    else marks.push({ start: at, end: at + 1, style });
  }
  return marks;
}
