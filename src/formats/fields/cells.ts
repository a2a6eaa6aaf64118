import { type Author, RECORD_TYPES, type RecordType } from "../../core/records/model.ts";
import {
  findDoi,
  fold,
  stated as meaningOf,
  normalizeLanguage,
  normalizeType,
  parseAuthor,
} from "../../core/records/normalize.ts";

/** What a cell says, once the habits of the program that wrote it are taken away. */

/**
 * Quotes around a cell that are no part of it. If there are more inside, `"A "quoted" title"`, they
 * open where a blank stands before them; in `"One" or "two"` the second closes.
 */
const ENCLOSED = /^"([^"]*(?:(?<=[\s(])"(?!\s)[^"]*"[^"]*)*)"\s*$/;

/** The value of a cell: without blanks, Excel's `="…"`, an escaped formula's `'`, and placeholders. */
export function cellValue(cell: string | undefined): string | undefined {
  if (cell === undefined || cell === "") return undefined;
  let text = cell;
  const first = text.charCodeAt(0);
  if (first === 0x3d /* = */) text = text.replace(/^="([\s\S]*)"\s*$/, "$1");
  else if (first === 0x27 /* ' */) text = text.replace(/^'(?=[=+\-@])/, "");
  else if (first === 0x22 /* " */) text = text.replace(ENCLOSED, "$1");
  return meaningOf(text);
}

/** Text in one line. */
export function oneLine(text: string): string {
  return /[\s\u00a0]{2}|[\t\n\f\r\v\u2028\u2029]/.test(text) ? text.replace(/\s+/g, " ") : text;
}

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
export const byAnd: SplitAuthors = (cell) => cell.split(/\s*;\s*|\s+and\s+/i);

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
  const parts = cell.split(/\s*,?\s+(?:and|&)\s+/i);
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

/** The strings of a list as Python or R print it: `['a', 'b']`, `c("a", "b")`, `'a', 'b'`. */
function quotedItems(cell: string): readonly string[] | undefined {
  const inner = /^(?:\[|c\()?\s*((['"])[\s\S]*\2)\s*[\])]?$/.exec(cell.trim())?.[1];
  if (inner === undefined) return undefined;
  const quote = inner[0] ?? "'";
  const items = inner.slice(1, -1).split(/['"]\s*,\s*['"]/);
  return items.length > 1 || /^\s*(?:\[|c\()/.test(cell)
    ? items.map((item) => item.replaceAll(`\\${quote}`, quote))
    : undefined;
}

/** The authors of a cell; `et al.` and what a program cut off are no authors. */
export function authorsOf(cell: string, split: SplitAuthors): readonly Author[] {
  const authors: Author[] = [];
  // Runs of blanks go first: the expressions below would look at them again from each blank.
  const tidy = cell.replace(/[^\S\n]+/g, " ").replace(/ ?\n[ \n]*/g, "\n");
  for (const name of split(tidy)) {
    const text = name
      .replace(/\s*\(\d{5,}\)\s*$/, "") // Scopus writes its author id behind the name.
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

/** The items of a list cell: by `;`, `|` or line breaks where there are any, else by commas outside of brackets. */
export function listOf(cell: string): readonly string[] {
  const quoted = quotedItems(cell);
  const items =
    quoted ?? (/[;|\n]/.test(cell) ? cell.split(/[;|\n]/) : cell.split(/,(?![^()]{0,200}\))/));
  return items.map((item) => item.trim().replace(/^[\s*]+/, "")).filter((item) => item !== "");
}

/** The pieces of a cell that holds one thing or, where programs merged records, several. */
export function piecesOf(cell: string): readonly string[] {
  const pieces = oneLine(cell.slice(0, 2000))
    .split(/[;|,\s]+(?=https?:)|\s*[,;|]\s*(?!https?:)/)
    .filter((piece) => piece !== "");
  return pieces.length > 1 ? pieces : [cell];
}

/** The items once each, in their order. */
export function unique(items: readonly string[]): readonly string[] {
  return items.length < 2 ? items : [...new Set(items)];
}

// What is longer is no DOI and no link, and a hostile one must not cost time.
export const LONGEST_LINK = 4000;

/** The DOI in a link of the DOI resolver; a DOI inside of another link ends nobody knows where. */
export function doiOfLink(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const link = /\bdoi\.org\/(10\.[^\s;|]+)/i.exec(url.slice(0, LONGEST_LINK))?.[1];
  return link === undefined ? undefined : findDoi(link);
}

/** Every ISSN in a text as `1234-567X`; an ISBN is none. */
export function issnsOf(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\dX-])(\d{4})-?(\d{3}[\dX])(?![\dX-])/gi);
  return [...found].map(([, left, right]) => `${left}-${right?.toUpperCase()}`);
}

/** A PubMed id in `31352693`, `PMID:31352693`, `PUBMED 21314913` or `31352693.0`. */
export function pmidOf(text: string): string | undefined {
  return /(?:^|[\s:/])([1-9]\d{0,7})(?:\.0)?(?=$|[\s;,\]])/.exec(text)?.[1];
}

/** `PMC7026692`, also where the column has only the digits. */
export function pmcidOf(text: string): string | undefined {
  const digits = /(?:PMC|^)\s*(\d{2,9})(?!\d)/i.exec(text)?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}

/** A number such as `12`, `1,204` or `12.0`. */
export function countOf(text: string): number | undefined {
  const match = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+)?$/.exec(text);
  return match === null ? undefined : Number(match[1]?.replaceAll(",", ""));
}

/** `12-34` for `12 – 34` and `12‐34`. */
export function pagesOf(text: string): string {
  return oneLine(text).replace(/\s*[-\u2010-\u2015\u2212]+\s*/g, "-");
}

/** Languages as the Portuguese and Spanish pages of SciELO and BVS name them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  espanhol: "es",
  espanol: "es",
  ingles: "en",
  portugues: "pt",
  frances: "fr",
  italiano: "it",
  alemao: "de",
  aleman: "de",
};

/** ISO 639-1 where the language is known. */
export function languageOf(text: string): string | undefined {
  const word = fold(text.slice(0, 100)).split(/[;,|]/)[0]?.trim() ?? "";
  return Object.hasOwn(LANGUAGES, word) ? LANGUAGES[word] : normalizeLanguage(text.slice(0, 100));
}

/** Words for types that come in tables only, such as IEEE's `IEEE Magazines`. */
const TYPE_WORDS: readonly (readonly [pattern: RegExp, type: RecordType])[] = [
  [/\b(?:journals?|magazines?)$/i, "article"],
  [/\bconferences?$/i, "conference paper"],
  [/\b(?:conference publications?|proceedings?)$/i, "conference paper"],
  [/\bchapters?$/i, "book chapter"],
  [/\b(?:ebooks?|books)$/i, "book"],
  [/\bstandards?$/i, "other"],
];

/** The type in slr's vocabulary for `Journal article`, `journalArticle`, `IEEE Conferences`. */
export function typeOf(text: string): RecordType | undefined {
  const words = text.slice(0, 200).replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const known = normalizeType(words) ?? normalizeType(words.split(/[,|]/)[0] ?? "");
  if (known !== undefined) return known;
  const lower = words.trim().toLowerCase();
  return (
    TYPE_WORDS.find(([pattern]) => pattern.test(lower))?.[1] ??
    RECORD_TYPES.find((type) => `${type}s` === lower)
  );
}
