import type { Found, LintRule } from "../../rule.ts";
import { isAlternatives, type Level, type Term } from "../../search-string/linted-string.ts";
import { ALIKE, patternOf, WILDCARD, wordsOfTerm } from "../../search-string/term-patterns.ts";

export const redundant: LintRule = {
  code: "search/redundant",
  finds: "a term that finds nothing beyond another in the same list",
  why: "It does no harm, but it makes a string hard to check, and it may be a slip for another term; errors without consequence were in 60.3 % of strategies (Sampson and McGowan 2006).",
  severity: "warning",
  *find({ levels, dialect }) {
    // Where a hyphen may join two words into one, a word does not find its parts.
    const wordsOf = ALIKE.has(dialect?.name ?? "") ? wordsOfTerm : wordsBetweenBlanks;
    for (const level of levels) if (isAlternatives(level)) yield* coveredIn(level, wordsOf);
  },
};

interface Entry {
  readonly term: Term;
  readonly words: readonly string[];
  /** As typed, apart from case and blanks: a hyphen and a blank may differ in the database. */
  readonly phrase: string;
  readonly fields: string;
}

function wordsBetweenBlanks({ text }: Pick<Term, "text">): string[] {
  return text.toLowerCase().split(/\s+/u);
}

function* coveredIn({ operands }: Level, wordsOf: typeof wordsOfTerm): Iterable<Found> {
  const entries = operands.flatMap((term): Entry[] =>
    term.kind === "term"
      ? [
          {
            term,
            words: wordsOf(term),
            phrase: term.text.toLowerCase(),
            fields: [...term.meanings].sort().join(),
          },
        ]
      : [],
  );
  const told = new Set<Entry>();
  for (const wide of entries) {
    if (told.has(wide)) continue;
    const covered = entries.filter(
      (narrow) =>
        narrow !== wide &&
        !told.has(narrow) &&
        narrow.fields === wide.fields &&
        covers(wide, narrow),
    );
    if (covered.length === 0) continue;
    for (const one of covered) told.add(one);
    const { start, end, text } = wide.term;
    const names = covered.slice(0, 5).map(({ term }) => `\`${term.text}\``);
    const rest = covered.length - names.length;
    yield {
      start,
      end,
      message: `\`${text}\` finds already what ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""} in this list would find.`,
      hint: "Take out what adds nothing, or write what was meant.",
    };
  }
}

/** Whether every text with the one term has the other, too. */
function covers(wide: Entry, narrow: Entry): boolean {
  if (wide.phrase === narrow.phrase) return true;
  const [size, all] = [wide.words.length, narrow.words.length];
  if (size > all || size === 0 || /[?#$]/.test(narrow.phrase)) return false;
  const phrase = wide.words.join(" ");
  const has = WILDCARD.test(phrase)
    ? (text: string) => patternOf(phrase).test(text)
    : (text: string) => text === phrase;
  for (let at = 0; at + size <= all; at += 1) {
    const part = narrow.words.slice(at, at + size).join(" ");
    // A hyphen and a blank are twins that people write on purpose.
    if (size === all && part === phrase) continue;
    if (has(part)) return true;
  }
  return false;
}
