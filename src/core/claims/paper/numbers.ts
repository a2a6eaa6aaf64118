/** A number in a sentence that may count records. */
export interface NumberInText {
  readonly n: number;
  readonly start: number;
  readonly end: number;
}

const WORDS = [
  ...["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
  ...["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"],
  ...["nineteen", "twenty"],
];

const NUMBER = new RegExp(
  `(?<digits>\\d{1,3}(?:[, \\u00a0\\u202f\\u2009'](?=\\d{3}(?!\\d))\\d{3})+|\\d+)|\\b(?<word>${WORDS.join("|")})\\b`,
  "giu",
);

const TENS =
  /(?:-|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:\s+and)?\s+)$/i;

/**
 * The numbers of a text: `1,204`, `1 204`, `seven`, but not decimals, percentages, ranges, versions
 * or citations.
 */
export function numbersIn(text: string): readonly NumberInText[] {
  const found: NumberInText[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const { digits, word } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 3)];
    // `sixty-five` is not five, and `two-stage` counts nothing.
    if (
      digits === undefined &&
      (TENS.test(text.slice(Math.max(0, start - 14), start)) || /^-/.test(after))
    )
      continue;
    // A part of a word, a version, a link, a range or a citation.
    if (digits !== undefined && /[\p{L}\d_./#@–—[$€£-]$/u.test(before)) continue;
    if (digits !== undefined && /^(?:\s?%|\.\d|[\p{L}_/\]]|[–—-]\s?\d)/u.test(after)) continue;
    const n =
      digits === undefined ? WORDS.indexOf(word!.toLowerCase()) : Number(digits.replace(/\D/g, ""));
    found.push({ n, start, end });
  }
  return found;
}
