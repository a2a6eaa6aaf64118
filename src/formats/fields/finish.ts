import { earlierFields } from "../../core/records/identifiers/earlier-fields.ts";
import type { Author, BibRecord } from "../../core/records/model.ts";
import { restoredGroup } from "../../core/records/names/group-names.ts";
import { isOthers, stated as meaningOf } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { withoutAbsent } from "../../core/records/without-absent.ts";
import type { Attribution, ParsedEntry } from "../format.ts";
import { decodeMarkup } from "../text/markup.ts";
import { withinLimits } from "./limits.ts";
import { withoutEditors } from "./venues.ts";

/**
 * The last step of every format: from the fields that an entry gives to a record, or to a problem.
 */

/** The fields of a record, as far as the export gives them. */
export type StatedFields = {
  readonly [Name in keyof BibRecord]-?: BibRecord[Name] | undefined;
};

/** The fields and origin that a format has read of one entry. */
export interface EntryContent {
  readonly fields: StatedFields;
  readonly attribution: Attribution;
  /** The text in the place of the year, if it is not a year. */
  readonly badYear?: string | undefined;
}

/** The place of an entry, and the properties of its format. */
export interface EntryContext {
  /** The first part of problem codes. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** What a message calls the entry: `row`, `` `@article` ``. */
  readonly called?: string | (() => string);
  /** Where a title would have been, for a message: `` `TI  - ` ``. */
  readonly titleIn?: string;
  /**
   * Whether the year has a field of its own: another text there is a mistake, whatever other dates
   * say.
   */
  readonly hasYearCell?: boolean;
  /** The line of a wrong year, if an entry has many lines. */
  readonly yearLine?: number | undefined;
  /** Whether a missing title deserves a warning: many tables and BibTeX files have none. */
  readonly wantsTitle: boolean;
  /** Whether the values were TeX as a whole, as in BibTeX, and are already decoded. */
  readonly wasTex?: boolean;
}

export interface FinishedEntry {
  readonly entry: ParsedEntry;
  readonly problems: readonly Problem[];
}

const NO_PROBLEMS: readonly Problem[] = [];

/**
 * The entry with its problems. An entry without anything that identifies a report is unreadable.
 */
export function finishEntry(
  { fields, attribution, badYear }: EntryContent,
  context: EntryContext,
): FinishedEntry {
  const { id, file, line, called = "entry", titleIn, yearLine = line } = context;
  const text = decoded(fields, { tex: context.wasTex !== true });
  const { record, remarks } = withinLimits(withoutAbsent<BibRecord>(text));
  if (!identifiesReport(record)) {
    const name = typeof called === "string" ? called : called();
    const message = `This ${name} has no title, abstract, authors, venue, identifier or link, so slr cannot read it as a record.`;
    const problem: Problem = { severity: "error", code: `${id}/empty-entry`, file, line, message };
    return { entry: { kind: "unreadable", line, problem }, problems: NO_PROBLEMS };
  }
  const earlier = earlierFields({ title: fields.title, original: record.original }, record);
  const entry: ParsedEntry = {
    kind: "record",
    line,
    record,
    attribution,
    ...(earlier && { earlier }),
  };
  const untitled = context.wantsTitle && record.title === undefined;
  const wrongYear = record.year === undefined || context.hasYearCell ? badYear : undefined;
  if (!untitled && wrongYear === undefined && remarks.length === 0)
    return { entry, problems: NO_PROBLEMS };
  const problems: Problem[] = [];
  const warn = (code: string, at: number, message: string) =>
    problems.push({ severity: "warning", code: `${id}/${code}`, file, line: at, message });
  for (const remark of remarks) warn("long-field", line, remark);
  if (untitled) {
    const expected = titleIn === undefined ? "" : `; ${titleIn} would hold it`;
    warn("no-title", line, `The record has no title${expected}.`);
  }
  if (wrongYear !== undefined) {
    const shown = JSON.stringify(wrongYear.slice(0, 40));
    const lost = record.year === undefined ? " The record has no year." : "";
    warn("bad-year", yearLine, `Unexpected year ${shown}, expected four digits.${lost}`);
  }
  return { entry, problems };
}

/** Tells whether anything in a record identifies the report. */
function identifiesReport(record: BibRecord): boolean {
  return (
    record.authors.length > 0 ||
    record.title !== undefined ||
    record.abstract !== undefined ||
    record.venue !== undefined ||
    record.doi !== undefined ||
    record.pmid !== undefined ||
    record.pmcid !== undefined ||
    record.arxiv !== undefined ||
    record.accession !== undefined ||
    // Reviews of web pages, and exports of IEEE and DBLP, identify a report by its address alone.
    record.url !== undefined
  );
}

/**
 * The fields as text. This is the only place where entities, tags and TeX of any format are
 * decoded.
 */
function decoded(fields: StatedFields, as: { readonly tex: boolean }): StatedFields {
  const text = (value: string | undefined) =>
    value === undefined ? undefined : meaningOf(decodeMarkup(value, as));
  const items = (values: readonly string[] | undefined) => {
    if (values === undefined) return undefined;
    let changed = false;
    const results = values.map((value) => {
      const result = decodeMarkup(value, as);
      changed ||= result !== value;
      return result;
    });
    return changed ? results.filter((item) => item !== "") : values;
  };
  // Named one by one: objects of one shape are far faster to read later.
  return {
    title: text(fields.title),
    abstract: text(fields.abstract),
    venue: venueOf(text(fields.venue)),
    volume: text(fields.volume),
    issue: text(fields.issue),
    pages: text(fields.pages),
    keywords: items(fields.keywords),
    mesh: items(fields.mesh),
    authors: fields.authors?.flatMap((author) => decodedAuthor(author, as) ?? []),
    year: fields.year,
    type: fields.type,
    language: fields.language,
    doi: fields.doi,
    pmid: fields.pmid,
    pmcid: fields.pmcid,
    arxiv: fields.arxiv,
    issn: fields.issn,
    url: fields.url,
    accession: fields.accession,
    citations: fields.citations,
    original: fields.original,
  };
}

function venueOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // `Psychology & Health}`: programs that take BibTeX apart leave the brace at the end.
  const whole = text.includes("{") ? text : text.replace(/\}$/, "");
  return meaningOf(withoutEditors(whole).venue);
}

/** The author without markup; groups in their order, also where a format parts every name; nobody for `et al.` */
function decodedAuthor(author: Author, as: { readonly tex: boolean }): Author | undefined {
  const family = decodeMarkup(author.family, as);
  const given = author.given === undefined ? undefined : decodeMarkup(author.given, as);
  if (given === undefined && family.length < 40 && isOthers(family)) return undefined;
  const group = given?.includes(" ") ? restoredGroup(family, given) : undefined;
  if (group !== undefined) return { family: group };
  if (family === author.family && given === author.given) return author;
  return given === undefined ? { family } : { family, given };
}
