import type { Author } from "../../core/records/model.ts";
import { isGroupName } from "../../core/records/names/group-names.ts";
import {
  formatAuthor,
  isOrdinaryName,
  isOthers,
  stated as meaningOf,
  parseAuthor,
} from "../../core/records/normalize.ts";
import { decodeReferences } from "../text/markup.ts";
import { literalIn } from "./literals.ts";
import { type Person, peopleIn } from "./people.ts";

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
  if (/[;|\n]| \/ /.test(cell)) {
    return cell.split(/[;|\n]| \/ /).flatMap((name) => (name.includes(",") ? byAnd(name) : [name]));
  }
  const parts = cell
    .split(/(?:(?:(?<!\s)\s+)?,|(?<!\s))\s+(?:and|&)\s+/i)
    .filter((part) => !isOthers(part));
  const last = parts.at(-1) ?? "";
  // `Jane Doe, John Roe and Ann Poe` is an English list; `Doe, Jane and Roe, John` is BibTeX.
  const english = parts.length > 1 && !last.includes(",") && /\s/.test(last.trim());
  if (parts.length > 1 && !english) {
    // `Doe, J., Roe, R., & Poe, E.`, `Doe, Jane, Roe, Rita and Poe, Ann`
    const paired = last.split(",").length === 2;
    return parts.flatMap((part) =>
      paired && part.split(",").length % 2 === 0 ? byPairs(part) : splitByComma(part),
    );
  }
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

const HAN_NAME = /^\p{sc=Han}{2,4}$/u;
/** Chinese family names of two characters: `欧阳,小明` is one name. */
const HAN_FAMILY =
  /^(?:\p{sc=Han}|欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|东方)$/u;
const NAME_SUFFIX = /^(?:Jr|Sr|I{2,3}|IV)\.?$/;

/**
 * The names in a text where a format expects one: `Doe, J.; Roe, R.`, `Doe J, Roe RA`, `张三,李四`.
 * In doubt the text is one name.
 */
export function namesIn(text: string): readonly string[] {
  if (isOrdinaryName(text)) return [text];
  const printed = printedPeople(text)?.map((person) =>
    person.given === undefined ? `{${person.family}}` : formatAuthor(person),
  );
  if (printed !== undefined) return printed;
  const pieces = decodeReferences(text)
    .replace(/[^\S\n]+/g, " ")
    .split(/[;；\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  return pieces.flatMap(splitByAnd).flatMap(splitByComma);
}

/** `Doe, J. and Roe, R.`, `Jane Doe and John Roe`; not `Ponds and Lakes` or `Department of Health and Welfare`. */
function splitByAnd(text: string): readonly string[] {
  if (!/ (?:and|&) /i.test(text)) return [text];
  const parts = text.split(/,? (?:and|&) /i);
  const persons = parts.every(
    (part) => (part.includes(",") || /\S\s\S/.test(part)) && !isGroupName(part.split(",")[0] ?? ""),
  );
  return persons && !isGroupName(text.split(",")[0] ?? "") ? parts : [text];
}

function splitByComma(text: string): readonly string[] {
  if (!/[,，、\p{sc=Han}]/u.test(text)) return [text];
  const pieces = text
    .split(/[,，、]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const named = pieces.filter((piece) => !isOthers(piece));
  const [first = ""] = named;
  if (named.length === 1) {
    const words = first.split(/\s+/);
    return words.length > 2 && words.every((word) => HAN_NAME.test(word)) ? words : [text];
  }
  if (named.every((piece) => HAN_NAME.test(piece))) {
    // `佐藤, 太郎` is one person; a name of three characters or a Chinese comma tells of two.
    const two = /[，、]/.test(text) || named.some((piece) => [...piece].length === 3);
    return named.length === 2 && (HAN_FAMILY.test(first) || !two) ? [text] : named;
  }
  // `Kinter III, James L` is one name, and so is `King, M. L., Jr.`
  if (named.some((piece) => NAME_SUFFIX.test(piece.split(" ").at(-1) ?? ""))) return [text];
  if (named.every((piece) => FAMILY_AND_INITIALS.test(piece.replace(/\.$/, "")))) return named;
  // `J. Doe, R. Roe`: no family name begins with an initial.
  if (named.every((piece) => /^(?:\p{Lu}\.[ -]?){1,4}\p{L}{2}/u.test(piece))) return named;
  if (named.length < 3) return [text];
  if (isGroupName(first)) return [text];
  if (named.length % 2 === 0 && named.every((piece, at) => at % 2 === 0 || INITIALS.test(piece))) {
    return byPairs(named.join(",")).map((name) => name.replace(",", ", "));
  }
  // `Doe, Jane, Roe, Rita`: a name has at most three parts between commas.
  if (
    named.length % 2 === 0 &&
    named.length > 3 &&
    named.every((piece) => /^\p{L}[\p{L}'’-]+$/u.test(piece))
  )
    return byPairs(named.join(",")).map((name) => name.replace(",", ", "));
  const whole = named.every((piece) => /^\p{L}\S*(?:\s\S+){1,3}$/u.test(piece));
  return whole ? named : [text];
}

/** The authors in a text where a format expects one. */
export function authorsIn(text: string): readonly Author[] {
  return namesIn(text).flatMap((name) => parseAuthor(name) ?? []);
}

/** The people of a list or object that a program printed into the text; nothing where it is none. */
function printedPeople(text: string): readonly Author[] | undefined {
  const literal = literalIn(text);
  if (literal === undefined) return undefined;
  const people = peopleIn(literal).flatMap((person: Person) =>
    typeof person === "string" ? (authorNamed(person) ?? []) : [person],
  );
  return people.length > 0 || !/\p{L}/u.test(text) ? people : undefined;
}

/** The authors of a cell; `et al.` and what a program cut off are no authors. */
export function authorsOf(cell: string, split: SplitAuthors): readonly Author[] {
  const printed = printedPeople(cell);
  if (printed !== undefined) return printed;
  // Runs of blanks go first: the expressions below would look at them again from each blank.
  const tidy = decodeReferences(cell)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    // `[Jane Doe, Rita Roe]`
    .replace(/^\s?\[([^[\]{}"']*)\]\s?$/, (whole, inside: string) =>
      /[,;]/.test(inside) ? inside : whole,
    );
  return split(tidy).flatMap((name) => authorNamed(name) ?? []);
}

/** The author whom a name in a cell names; what a program wrote behind it goes. */
function authorNamed(name: string): Author | undefined {
  const text = name
    .replace(/(?:(?<!\s)\s+)?\(\d{5,}\)\s*$/, "") // Scopus writes its author id behind the name.
    .replace(/(?:…|\.{3})\s*$/, "")
    .replace(/^\s*and\s+/i, "")
    .replace(/,\s*null\s*$/i, "")
    .trim();
  return meaningOf(text) === undefined || !/[\p{L}\p{N}]/u.test(text)
    ? undefined
    : parseAuthor(text);
}
