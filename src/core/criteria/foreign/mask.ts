import { CRITERION_FIELDS } from "../fields/index.ts";
import { QUOTES } from "../lexer.ts";

/** Stands for a character of a phrase or a value. */
const MASKED = "\uE000";

const NAMES = CRITERION_FIELDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]).join("|");

const PHRASE = `[${QUOTES}][^${QUOTES}]*(?:[${QUOTES}]|$)`;
/** The value or the list of values in a comparison of a field that criteria have. */
const VALUE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${NAMES})(?:\\s{0,9}(?:[<>]=?|!=|==?|<>|[≤≥≠])\\s{0,9}|\\s{1,9}in\\s{1,9})(?=([^\\s()${QUOTES}]{1,500}|\\([^()]{0,2000}\\)))`,
  "giu",
);
/** Longer phrases are not matched, so that no query makes a search quadratic. */
const REGEX =
  "~\\s{0,9}\\/(?:[^\\\\/[\\r\\n]|\\\\[^\\r\\n]|\\[(?:[^\\]\\\\\\r\\n]|\\\\[^\\r\\n]){0,1000}\\]){0,1100}\\/";
/** A phrase or a regular expression, whichever opens first. */
export const LITERAL = new RegExp(`${REGEX}|${PHRASE}`, "gu");

/**
 * Replaces phrases, regular expressions and the values of comparisons by the same number of neutral
 * characters. Operators and codes can only occur in the rest.
 */
export function maskLiterals(text: string): string {
  const masked = text.replace(LITERAL, (found) =>
    found.startsWith("~")
      ? MASKED.repeat(found.length)
      : `${found[0]}${MASKED.repeat(Math.max(0, found.length - 2))}${found.length > 1 ? found.at(-1) : ""}`,
  );
  const pieces: string[] = [];
  let end = 0;
  for (const match of masked.matchAll(VALUE)) {
    const at = match.index + match[0].length;
    const value = match[1]!;
    pieces.push(masked.slice(end, at), MASKED.repeat(value.length));
    end = at + value.length;
  }
  return [...pieces, masked.slice(end)].join("");
}
