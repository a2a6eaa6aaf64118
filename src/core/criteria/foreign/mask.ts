import { CRITERION_FIELDS } from "../fields/index.ts";
import { QUOTES } from "../lexer.ts";

/** Stands for a character of a phrase or a value. */
const MASKED = "\uE000";

const NAMES = CRITERION_FIELDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]).join("|");

const PHRASE = `[${QUOTES}][^${QUOTES}]*(?:[${QUOTES}]|$)`;
/** A comparison of a field that criteria have: its value or its list of values. */
const VALUE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${NAMES})(?:\\s{0,9}(?:[<>]=?|!=|==?|<>|[≤≥≠])\\s{0,9}|\\s{1,9}in\\s{1,9})(?=([^\\s()${QUOTES}]{1,500}|\\([^()]{0,2000}\\)))`,
  "giu",
);
/** Somewhat longer than those that are accepted, so that no query makes a search quadratic. */
const REGEX =
  "~\\s{0,9}\\/(?:[^\\\\/[\\r\\n]|\\\\[^\\r\\n]|\\[(?:[^\\]\\\\\\r\\n]|\\\\[^\\r\\n]){0,1000}\\]){0,1100}\\/";
/** A phrase or a regular expression; what opens first goes first. */
export const LITERAL = new RegExp(`${REGEX}|${PHRASE}`, "gu");

/**
 * The query with phrases, regular expressions and the values of comparisons replaced by as many
 * characters that mean nothing. What is left is what operators and codes can stand in.
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
