import type { CitedReference } from "../../core/records/cited-reference.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author } from "../../core/records/model.ts";
import { findArxivId, stated } from "../../core/records/normalize.ts";
import { referenceOf } from "./reference.ts";

/**
 * The list of Scopus, `;` between references, in the three forms that its exports had:
 * `Lack, D., The significance of clutch-size (1947) Ibis, 89 (2), pp. 302-352` to 2022, then
 * `Lack D., The significance of clutch-size, Ibis, 89, 2, pp. 302-352, (1947)`, and from 2024 with
 * `;` between authors, too.
 */
export function readScopus(value: string): CitedReference[] {
  const pieces = value
    .replace(/^References:\s*/i, "")
    .split(/;(?:\s+|$)/)
    .map((piece) => piece.trim());
  const references: string[] = [];
  let authors = "";
  for (const piece of pieces) {
    if (piece === "") continue;
    // Between authors, `;` does not end a reference.
    if (AUTHOR_ALONE.test(piece)) authors += `${piece}, `;
    else {
      references.push(authors + piece);
      authors = "";
    }
  }
  if (authors !== "") references.push(authors.replace(/, $/, ""));
  return references.map(readReference);
}

const FAMILY = "(?:\\p{L}[\\p{L}\\p{M}'’`-]*\\s){1,4}";
/** `Schilit B.`, `De Fabregues CP.`, `Smith J.-P.`. */
const AUTHOR_ALONE = new RegExp(`^${FAMILY}(?:\\p{Lu}\\p{M}*\\p{Ll}?\\.-?)+$`, "u");

/** `Abbott, B.D., `: the form to 2022. */
const COMMA_AUTHOR =
  /^([\p{L}\p{M}'’` -]{1,60}(?:,\s(?:Jr|Sr|I{2,3})\.?)?),\s((?:\p{Lu}\p{M}*\p{Ll}?\.[ -]?){1,6}),\s*/u;
/** `Theodoridis S., `, `Allain R, `: the forms from 2023 on. */
const PLAIN_AUTHOR =
  /^((?:\p{L}[\p{L}\p{M}'’`-]*\s){1,4})((?:\p{Lu}\p{M}*\p{Ll}?\.-?){1,6}|\p{Lu}(?:-?\p{Lu}){0,3}\.?|\.),\s*/u;
const OTHERS = /^et\s+al\.?,\s*/i;

const YEAR_AT_END = /,?\s{0,5}\(((?:1[5-9]|20)\d\d)[a-z]?\)[\s.,]{0,20}$/;
const YEAR_INSIDE = /(?:^|\s)\(((?:1[5-9]|20)\d\d)[a-z]?\)(?=\s|,|$)/;

function readReference(written: string): CitedReference {
  const text = written.replace(/(?:,\s*)?\[(?:CrossRef|PubMed|Google Scholar)\]/gi, "").trim();
  const atEnd = YEAR_AT_END.exec(text);
  const inside = atEnd === null ? YEAR_INSIDE.exec(text) : null;
  const ids = { doi: findDoi(text), arxiv: arxivIn(text) };
  if (inside === null) {
    const body = atEnd === null ? text : text.slice(0, atEnd.index);
    return referenceOf(written, { ...ids, ...yearLast(body), year: numberOf(atEnd?.[1]) });
  }
  const before = text.slice(0, inside.index);
  const after = text.slice(inside.index + inside[0].length).trim();
  return referenceOf(written, { ...ids, ...yearInside(before, after), year: numberOf(inside[1]) });
}

function arxivIn(text: string): string | undefined {
  return /arxiv/i.test(text) ? findArxivId(text.slice(text.search(/arxiv/i))) : undefined;
}

function numberOf(year: string | undefined): number | undefined {
  return year === undefined ? undefined : Number(year);
}

/** `Authors, Title (year) Venue, 33 (2), pp. 491-505`; of a book the title stands behind the year. */
function yearInside(before: string, after: string) {
  const { authors, rest } = authorsAt(before);
  const title = rest.replace(/,\s*$/, "");
  const numbers = numbersIn(after);
  const place = after.split(/,\s/)[0]?.trim() ?? "";
  if (title === "") return { authors, titles: [place], ...numbers };
  // Authors that do not look like names stand before the title.
  const later = authors.length === 0 ? title.replace(/^[^,]{2,80},\s/, "") : title;
  const venue = /^(?:https?:|,)/.test(place) ? undefined : stated(place);
  return { authors, titles: [title, later], venue, ...numbers };
}

/** `Authors, Title, Venue, 11, 2, pp. 491-505`: commas do not say where the title ends. */
function yearLast(body: string) {
  const { authors, rest } = authorsAt(`${body}, `);
  const pieces = rest.split(/,\s+/).filter((piece) => piece !== "");
  const numbers = numbersIn(rest);
  while (pieces.length > 1 && IS_NUMBER.test(pieces.at(-1)!)) pieces.pop();
  const upTo = (end: number) => pieces.slice(0, end).join(", ");
  const readings = pieces.map((_, at) => upTo(at + 1)).slice(-MOST_READINGS);
  const likeliest = pieces.length === 1 ? upTo(1) : upTo(pieces.length - 1);
  const venue = pieces.length > 1 ? pieces.at(-1) : undefined;
  return { authors, titles: [likeliest, ...readings.reverse()], venue, ...numbers };
}

/** A title with more commas than this is found by none of its readings. */
const MOST_READINGS = 8;

/** Volume, issue or pages. */
const IS_NUMBER = /^(?:pp?\.\s*\S+|[A-Z]{0,3}\d[\w.-]*(?:\s*\([^()]*\))?|SUPPL.*)$/i;

function numbersIn(text: string): Pick<CitedReference, "volume" | "issue" | "pages"> {
  const pages = /\bpp?\.\s*([\w.]+(?:\s*[-–]\s*[\w.]+)?)/.exec(text)?.[1];
  const numbers = /,\s(\d{1,4})(?:\s\(([^()]{1,12})\)|,\s(\d{1,4}))?(?=,|\s*$|\.)/.exec(text);
  const issue = numbers?.[2] ?? numbers?.[3];
  return {
    ...(numbers?.[1] !== undefined && { volume: numbers[1] }),
    ...(issue !== undefined && { issue }),
    ...(pages !== undefined && { pages: pages.replace(/\.$/, "") }),
  };
}

/** The authors at the beginning of a text, and what follows them. */
function authorsAt(text: string): { readonly authors: Author[]; readonly rest: string } {
  const authors: Author[] = [];
  let rest = text;
  for (;;) {
    const others = OTHERS.exec(rest);
    if (others !== null) {
      rest = rest.slice(others[0].length);
      continue;
    }
    const found = COMMA_AUTHOR.exec(rest) ?? PLAIN_AUTHOR.exec(rest);
    if (found === null) return { authors, rest };
    authors.push({ family: found[1]!.trim(), given: found[2]!.trim() });
    rest = rest.slice(found[0].length);
  }
}
