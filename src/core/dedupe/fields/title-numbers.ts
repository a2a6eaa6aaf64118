import { ownValue } from "../../records/own-value.ts";

const ROMAN: Readonly<Record<string, string>> = {
  i: "1",
  ii: "2",
  iii: "3",
  iv: "4",
  v: "5",
  vi: "6",
  vii: "7",
  viii: "8",
  ix: "9",
  x: "10",
  xi: "11",
  xii: "12",
};

/** Words before a letter that is a number: `phase I`, `type V`. */
const COUNTED = new Set(
  "part parts phase phases type types stage stages class classes grade grades level levels group groups study trial experiment section chapter book volume version factor complex generation teil fase fases etapa tipo tipos clase grado parte partie typ stadium stade deel faza tip".split(
    " ",
  ),
);

/** Whether a word may be a number of a title. */
export function isNumber(word: string): boolean {
  return /\d/.test(word) || ownValue(ROMAN, word) !== undefined;
}

/**
 * The numbers of a title in order, Roman ones too; letters that are numbers only in `part i` or at
 * the end count only there. Parts, versions and doses often differ in nothing else.
 */
export function titleNumbers(words: readonly string[]): string[] {
  const numbers: string[] = [];
  for (const [at, word] of words.entries()) {
    const roman = ownValue(ROMAN, word);
    if (roman !== undefined) {
      const alone = word.length === 1;
      if (!alone || COUNTED.has(words[at - 1] ?? "") || (at === words.length - 1 && at > 0)) {
        numbers.push(roman);
      }
    } else if (/\d/.test(word)) {
      for (const digits of word.match(/\d+/g) ?? []) numbers.push(digits.replace(/^0+(?=\d)/, ""));
    }
  }
  return numbers;
}

/** What a database or a printer put before or behind a title: a poster number, a footnote, a year. */
export interface TitleLabel {
  /** `p12`, `abstract 145`, `12`, `2021`: as the comparable title has it. */
  readonly label: string;
  readonly kind: LabelKind;
  /** The comparable title without it. */
  readonly bare: string;
}

/** By where it stands and how it looks: labels of one kind in many titles of an export are a pattern. */
export type LabelKind = "numbered before" | "figure before" | "footnote behind" | "year behind";

/** `P12`, `OP-112`, `PS3-05`, `Abstract 145`, `No. 7`, `#12`: before a title these count entries. */
const NUMBERED_BEFORE =
  /^(?:(?:abstract|poster|paper|oral|session|presentation|no|nr|number)\s{0,9}(?:no\s{0,9})?[a-z]{0,3}\s{0,9}\d{1,5}|(?:p|o|op|pp|pd|ps|os|s|ep|fp|rp|sp|th|mo|tu|we|fr|su|sat|sun|mon|tue|wed|thu|fri|lb|lba|a|e|t|w)\s?\d{1,4}(?:\s\d{1,3})?)\s{1,9}(?=\S)/;
const FIGURE_BEFORE = /^\d{1,4}(?:\s\d{1,3})?\s+(?=\p{L})/u;
const YEAR_BEHIND = /\s(?:19|20)\d\d$/;
const FOOTNOTE_BEHIND = /\s[1-9]$/;

/**
 * The label of a title, if it has one.
 *
 * @param title a comparable title
 * @param raw the title as printed, which tells `12. Title` from `12 angry men`
 */
export function titleLabel(title: string, raw: string): TitleLabel | undefined {
  if (!/\d/.test(title)) return undefined;
  const kinds: readonly (readonly [LabelKind, RegExp])[] = [
    ["numbered before", NUMBERED_BEFORE],
    [
      "figure before",
      /^\s{0,9}[([#]?\s{0,9}\d{1,4}(?:[-.]\d{1,3})?\s{0,9}[).\]:|–—-]/.test(raw)
        ? FIGURE_BEFORE
        : NEVER,
    ],
    ["year behind", YEAR_BEHIND],
    ["footnote behind", FOOTNOTE_BEHIND],
  ];
  for (const [kind, pattern] of kinds) {
    const found = pattern.exec(title)?.[0];
    if (found === undefined) continue;
    const bare = title.replace(pattern, "");
    if (bare.replaceAll(" ", "").length >= MOST_OF_A_LABEL)
      return { label: found.trim(), kind, bare };
  }
  return undefined;
}

const NEVER = /(?!)/;
/** What is left must still be a title. */
const MOST_OF_A_LABEL = 10;
