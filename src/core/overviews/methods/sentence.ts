import type { StatementName } from "../../protocol/statements.ts";
import { formatCount } from "../../records/text/plural.ts";

/** Something that a methods section should say and the review folder does not. */
export interface Gap {
  /** What is missing, as the rest of `not stated: …`. */
  readonly gap: string;
  /** Where the folder can say it. */
  readonly where: string;
}

/** Words that the data bear, or a gap. */
export type Piece = string | Gap;

/** A sentence of a methods section. */
export type Sentence = readonly Piece[];

/** A part of a statement: sentences, or a text that is quoted unchanged, such as a search string. */
export type Block =
  | { readonly kind: "text"; readonly sentences: readonly Sentence[] }
  | { readonly kind: "quote"; readonly title: string; readonly text: Piece };

/** A sentence from a template; numbers get their thousands separated. */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (Piece | number | readonly Piece[])[]
): Sentence {
  const pieces = words.flatMap((text, at): Piece[] => {
    const value = values[at];
    const piece = typeof value === "number" ? formatCount(value) : value === undefined ? [] : value;
    return [text, ...(Array.isArray(piece) ? (piece as readonly Piece[]) : [piece as Piece])];
  });
  return pieces.filter((piece) => piece !== "");
}

/** Names in a row: `a, b and c`, whatever each of them is made of. */
export function listed(items: readonly (Piece | readonly Piece[])[], joint = ", "): Piece[] {
  return items.flatMap((item, at): Piece[] => {
    const before = at === 0 ? "" : at < items.length - 1 ? joint : joint === ", " ? " and " : joint;
    const pieces = Array.isArray(item) ? (item as readonly Piece[]) : [item as Piece];
    return [...(before === "" ? [] : [before]), ...pieces];
  });
}

/** The gap for something that only `methods` of slr.yaml can say. */
export function unstated(name: StatementName, what: string): Gap {
  return { gap: what, where: `\`${name}\` under \`methods\` in slr.yaml` };
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Small numbers in words, as prose writes them. */
export function inWords(n: number): string {
  return NUMBERS[n] ?? formatCount(n);
}

/** `one reviewer`, `two reviewers`. */
export function several(n: number, noun: string): string {
  return `${inWords(n)} ${noun}${n === 1 ? "" : "s"}`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `25 May 2024` for `2024-05-25`; any other text stays as it is. */
export function dayInWords(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? day : `${Number(date)} ${name} ${year}`;
}

/** The sentence with its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
