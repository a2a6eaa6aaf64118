import type { Author } from "../../core/records/model.ts";
import { stated as meaningOf, parseAuthor } from "../../core/records/normalize.ts";
import { decodeReferences } from "../text/markup.ts";
import { quotedItems } from "./lists.ts";

/** Names of authors that one value holds, in the ways of the programs that wrote it. */

/** How a producer writes several names into one cell. */
export type SplitAuthors = (cell: string) => readonly string[];

/** `Doe, Jane; Roe, John`, with any of `;`, `|` and line breaks. */
export const bySemicolon: SplitAuthors = (cell) => cell.split(/[;|\n]/);

/** `Jane Doe|John Roe`. */
export const byBar: SplitAuthors = (cell) => cell.split(/[|\n]/);

/** `Doe J., Roe J.A.` or `Jane Doe, John Roe`: each piece is one name. */
export const byComma: SplitAuthors = (cell) => cell.split(/[,;\n]/);

/** PubMed's `Doe J, Roe JA.`, with a full stop at the end. */
export const byCommaToStop: SplitAuthors = (cell) => byComma(cell.replace(/\.\s*$/, ""));

/** `Doe, Jane and Roe, John`. */
export const byAnd: SplitAuthors = (cell) => cell.split(/(?:(?<!\s)\s+)?;\s*|(?<!\s)\s+and\s+/i);

/** `Doe, Jane, Roe, John`: family and given names take turns. */
export const byPairs: SplitAuthors = (cell) => {
  if (/[;|\n]/.test(cell)) return bySemicolon(cell);
  const pieces = cell.split(",");
  const names: string[] = [];
  for (let at = 0; at < pieces.length; at += 2) names.push(pieces.slice(at, at + 2).join(","));
  return names;
};

/** Beginnings of a word after which a capital does not begin a new name. */
const WORD_BEGINNINGS =
  /(?:^|[\s'’-])(?:Mc|Mac|Fitz|De|Del|Della|Di|Du|La|Le|Lo|Van|Von|Al|El|Ab|Abu|Ben|Bin|O)$/;

/** SpringerLink's `Jane DoeProf. John McRoe`: a new name begins where a capital follows a small letter. */
export const byCapitals: SplitAuthors = (cell) => {
  if (/[;|\n]/.test(cell)) return bySemicolon(cell);
  const names: string[] = [];
  let begin = 0;
  for (const match of cell.matchAll(/(?<=\p{Ll}\.?|\))(?=\p{Lu})/gu)) {
    const word = cell.slice(Math.max(begin, match.index - 12), match.index);
    if (WORD_BEGINNINGS.test(word)) continue;
    names.push(cell.slice(begin, match.index));
    begin = match.index;
  }
  names.push(cell.slice(begin));
  return names.map((name) => name.replace(/^\s*(?:(?:Prof|Dr|Ing|Assoc|Asst|Hon)\b\.?\s*)+/i, ""));
};

const INITIALS = /^(?:\p{Lu}\p{M}*\.?[\s-]*){1,6}$/u;
const FAMILY_AND_INITIALS = /^\S.*\s(?:\p{Lu}\p{M}*\.?-?){1,6}$/u;

/** Names in a table that nobody in particular made. */
export const byGuess: SplitAuthors = (cell) => {
  const quoted = quotedItems(cell);
  if (quoted !== undefined) return quoted;
  if (/[;|\n]/.test(cell)) {
    return cell.split(/[;|\n]/).flatMap((name) => (name.includes(",") ? byAnd(name) : [name]));
  }
  const parts = cell.split(/(?:(?:(?<!\s)\s+)?,|(?<!\s))\s+(?:and|&)\s+/i);
  const last = parts.at(-1) ?? "";
  // `Jane Doe, John Roe and Ann Poe` is an English list; `Doe, Jane and Roe, John` is BibTeX.
  const english = parts.length > 1 && !last.includes(",") && /\s/.test(last.trim());
  if (parts.length > 1 && !english) return parts;
  const pieces = parts.flatMap((part) => part.split(",")).map((piece) => piece.trim());
  if (english || pieces.length === 1) return pieces;
  if (pieces.every((piece) => FAMILY_AND_INITIALS.test(piece.replace(/\.$/, "")))) return pieces;
  if (pieces.length % 2 === 0 && pieces.every((p, at) => at % 2 === 0 || INITIALS.test(p))) {
    return byPairs(cell);
  }
  const particle = /^\p{Ll}/u.test(pieces[0] ?? "");
  if (pieces.length === 2 && (particle || pieces.some((piece) => !/\s/.test(piece)))) return [cell];
  return pieces;
};

/** The authors of a cell; `et al.` and what a program cut off are no authors. */
export function authorsOf(cell: string, split: SplitAuthors): readonly Author[] {
  const authors: Author[] = [];
  // Runs of blanks go first: the expressions below would look at them again from each blank.
  const tidy = decodeReferences(cell)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n");
  for (const name of split(tidy)) {
    const text = name
      .replace(/(?:(?<!\s)\s+)?\(\d{5,}\)\s*$/, "") // Scopus writes its author id behind the name.
      .replace(/(?:^|[\s,])(?:and\s+)?et\.?\s+al\.?$|(?:…|\.{3})\s*$/i, "")
      .replace(/^\s*and\s+/i, "")
      .replace(/,\s*null\s*$/i, "")
      .trim();
    if (meaningOf(text) === undefined || !/[\p{L}\p{N}]/u.test(text)) continue;
    const author = parseAuthor(text);
    if (author !== undefined) authors.push(author);
  }
  return authors;
}
