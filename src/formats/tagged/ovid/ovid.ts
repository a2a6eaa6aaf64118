import type { RecordType } from "../../../core/records/model.ts";
import {
  findArxivId,
  findYear,
  normalizeLanguage,
  normalizeType,
} from "../../../core/records/normalize.ts";
import { combineEvidence, databaseNamed, databaseOfUrl } from "../../fields/attribution.ts";
import type { Attribution, Format } from "../../format.ts";
import { lineMarks } from "../../marks.ts";
import { entryBuilder } from "../builder.ts";
import type { TaggedEntry } from "../entry.ts";
import type { FileProblems } from "../file-problems.ts";
import { type LineReader, readTagged } from "../read.ts";
import { finishTagged, type TaggedContent, yearOf } from "../record.ts";
import { publicationType } from "../types.ts";
import {
  abstractOf,
  firstDoi,
  firstFound,
  firstMatch,
  issnsOf,
  keywordsOf,
  type Select,
  selectFrom,
  valuesOf,
} from "../values.ts";
import { ovidAuthors } from "./names.ts";
import { parseSource } from "./source.ts";

/**
 * Ovid's own text formats: records headed `<1. >`, then either tags (`TI  - `, for Citavi and EndNote:
 * `.ovd`, `.cgi`) or labels on lines of their own with indented values.
 */
export const ovid: Format<"ovid"> = {
  id: "ovid",
  marks: lineMarks(/^\s*<\d{1,7}(?:\. ?)?>\s*$/),
  telltale: { line: /^\s{0,20}<\d{1,7}(?:\. ?)?>\s{0,20}$/, isSeparator: true },
  recognizes: (head) => TAGGED.test(head) || LABELLED.test(head),
  read: (chunks, options) =>
    readTagged("ovid", chunks, options, (problems, emit) =>
      lineReader(problems, (entry, header) =>
        emit(finishTagged(entry, readEntry(entry, header), problems)),
      ),
    ),
};

// Mail programs and web pages indent the whole text.
const TAGGED =
  /(?:^|[\r\n])[^\S\r\n]*<\d{1,7}\. ?>[^\S\r\n]*[\r\n]{1,4}[^\S\r\n]{0,8}[A-Z][A-Z0-9] {1,2}- /;
const LABELLED =
  /(?:^|[\r\n])[^\S\r\n]*<\d{1,7}(?:\. ?)?>[^\S\r\n]*[\r\n]{1,4}([^\S\r\n]{0,8})[A-Z][A-Za-z/() -]{2,40}[^\S\r\n]*[\r\n]{1,2}\1[ \t]+\S/;

const HEADER = /^\s*<\d{1,7}(?:\. ?)?>\s*$/;
/** The blank behind the dash can be missing where two stand before it. */
const TAG_LINE = /^([A-Z][A-Z0-9])(?: {2}-| -(?: |$))/;
/** Tags that show that lines outside of a record are one that lost its head. */
const IDENTIFYING = new Set(["VN", "UI", "AN", "TI", "AU", "AB"]);
const LABEL_LINE = /^[A-Z][A-Za-z()/@&' -]{1,60}$/;

function lineReader(
  problems: FileProblems,
  emit: (entry: TaggedEntry, header: string | undefined) => void,
): LineReader {
  /** What a `Database:` line above the records said. */
  let header: string | undefined;
  /** The head of the open record. */
  let head: string | undefined;
  let headAt = 0;
  /** How the values of the open record are written; its first line shows it. */
  let style: "tags" | "labels" | undefined;
  /** The blanks before each line of the open record; its first line shows them. */
  let indent = "";
  const builder = entryBuilder("`<2. >`, the head of the next record", problems, (entry) =>
    emit(entry, header),
  );

  return {
    readLine(written, number) {
      if (style === undefined && builder.isOpen() && builder.first() === undefined)
        indent = /^[^\S\r\n]{0,8}(?=\S)/.exec(written)?.[0] ?? indent;
      const line = written.startsWith(indent) ? written.slice(indent.length) : written;
      if (HEADER.test(line)) {
        if (
          builder.isOpen() &&
          builder.first() === undefined &&
          line.trim() === head &&
          number === headAt + 1
        )
          problems.repeatedMark(head, number);
        else builder.open(number);
        head = line.trim();
        headAt = number;
        style = undefined;
        indent = "";
        return;
      }
      const tag = style === "labels" ? undefined : TAG_LINE.exec(line)?.[1];
      if (tag !== undefined && (builder.isOpen() || IDENTIFYING.has(tag))) {
        style = "tags";
        if (!builder.isOpen() || (tag === "VN" && builder.has("VN"))) builder.open(number);
        builder.add(tag, line.slice(line.indexOf("-") + 1).trim(), number);
        return;
      }
      if (builder.isOpen() && style !== "tags" && LABEL_LINE.test(line)) {
        style = "labels";
        builder.add(line.trim(), "", number);
        return;
      }
      const text = line.trim();
      if (text === "" || builder.goOn(text, number)) return;
      header = /^Database(?:\(s\))?:\s*(.{2,200})$/.exec(text)?.[1] ?? header;
      problems.outside(text, number);
    },
    end: builder.close,
  };
}

function readEntry({ fields }: TaggedEntry, header: string | undefined): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const first = (...tags: readonly string[]) => all(...tags)[0];
  const source = parseSource(first("SO", "Source"));
  const said = yearOf(fields, all, ["YR", "Year of Publication", "Publication Year", "DG"], "YR");
  const attribution = originOf(all, header);
  const isMedline = attribution.database?.startsWith("MEDLINE") ?? false;
  const [title, marks] = titleOf(first("TI", "Title"));
  const headings = all("MH", "Subject Headings", "Heading Words");
  const identifiers = all("UI", "AN", "Unique Identifier", "Accession Number").map(withoutStop);
  const ids = all("PMID", "PM");
  return {
    fields: {
      title,
      abstract: abstractOf(all("AB", "Abstract")),
      authors: ovidAuthors(namesOf(all)),
      year: said.year ?? findYear(source.date ?? "") ?? findYear(first("Status") ?? ""),
      venue:
        first("JN", "JT", "Journal Name", "TA", "JA") ??
        source.venue ??
        bookOf(first("BT", "Book Title"), title),
      type: typeOf(all("PT", "DT", "Publication Type", "Document Type"), marks),
      language: normalizeLanguage(withoutStop(first("LG", "LA", "Language") ?? "")),
      doi: firstDoi(all("DO", "DI", "DOI Number", "DOI", "Digital Object Identifier")),
      pmid: firstMatch(/^(\d{4,8})\b/, isMedline ? [...ids, ...identifiers] : ids),
      pmcid: firstMatch(/\bPMC\d{4,9}\b/, all("PMC", "UI", "ID")),
      arxiv: firstFound(findArxivId, all("DO", "DI", "JN")),
      volume: first("VI", "VO", "Volume") ?? source.volume,
      issue: first("IP", "Issue") ?? source.issue,
      pages:
        first("PG", "Page", "Pages")?.replace(/^No Pagination Specified$/i, "") || source.pages,
      issn: issnsOf(all("IS", "ISSN", "ISSN Print", "ISSN Electronic")),
      url: firstMatch(/https?:\/\/\S+/i, [
        ...all("XL", "UR", "Link to the Ovid Full Text or citation"),
        ...all("Link to the External Link Resolver"),
      ]),
      accession: identifiers[0],
      keywords: keywordsOf([
        ...all("KW", "ID", "Author Keywords", "Keyword Heading", "Keywords", "Key Concepts").map(
          withoutStop,
        ),
        ...(isMedline ? [] : headings),
      ]),
      mesh: keywordsOf([...(isMedline ? headings : []), ...all("MeSH Subject Headings")]),
    },
    attribution,
    wrongYear: said.wrongYear,
    titleIn: "`TI  - ` or `Title`",
  };
}

/** MEDLINE gives names in full beside short ones. */
function namesOf(all: Select): readonly string[] {
  return (
    [
      all("FA", "Full Author Name", "Authors Full Name", "Author Full Name"),
      all("AU", "Author", "Authors", "Author(s)"),
      all("ED", "Editor", "Editors"),
    ].find((names) => names.length > 0) ?? []
  );
}

/** The title, and the kinds of document behind it: `A study.[Article]`, `A study. [Review] [12 refs]`. */
function titleOf(
  text: string | undefined,
): readonly [title: string | undefined, marks: readonly string[]] {
  const marks: string[] = [];
  let title = text;
  for (;;) {
    const match = /^([\s\S]*[.?!\]])\s{0,4}\[([A-Z0-9][^[\]]{2,40})\]\.?$/.exec(title ?? "");
    const [, rest, mark] = match ?? [];
    if (rest === undefined || mark === undefined) return [title, marks];
    title = rest.trim();
    marks.push(mark);
  }
}

function typeOf(types: readonly string[], marks: readonly string[]): RecordType | undefined {
  // `Review:  PDF Only.` in Journals@Ovid.
  const names = types.map((type) => withoutStop(type.split(":")[0] ?? ""));
  const type = publicationType(names) ?? normalizeType(names[0] ?? "");
  if (type !== undefined && type !== "article") return type;
  // In Journals@Ovid `[Report]` is an article about cases.
  return publicationType(marks.filter((mark) => mark !== "Report")) ?? type;
}

/** A chapter's book; `BT` of a book is its own title with what else is known. */
function bookOf(book: string | undefined, title: string | undefined): string | undefined {
  if (book === undefined || (title !== undefined && book.startsWith(withoutStop(title))))
    return undefined;
  return book;
}

function originOf(all: Select, header: string | undefined): Attribution {
  const { database, kind } = combineEvidence([
    ...all("DB", "Database").map(ovidDatabase),
    ...all("XL", "Link to the Ovid Full Text or citation").map(databaseOfUrl),
    header === undefined ? undefined : ovidDatabase(header),
  ]);
  return {
    ...(database === undefined ? {} : { database }),
    ...(kind === undefined ? {} : { kind }),
    producer: "Ovid",
  };
}

/** `DB` is a database's name, also where slr does not know it. */
function ovidDatabase(name: string): Attribution | undefined {
  const known = databaseNamed(name);
  if (known?.database !== undefined) return known;
  const plain = name
    .replace(/<[^<>]*>|\(R\)|®|™/gi, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" || plain.length > 100 ? undefined : { database: plain, kind: "database" };
}

function withoutStop(text: string): string {
  return text.replace(/(?<![\s.])[\s.]+$/, "");
}
