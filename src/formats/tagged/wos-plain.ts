import type { Author, RecordType } from "../../core/records/model.ts";
import {
  findArxivId,
  joinPages,
  normalizeLanguage,
  normalizeType,
} from "../../core/records/normalize.ts";
import { databaseNamed, databaseOfAccession } from "../fields/attribution.ts";
import { authorsIn } from "../fields/authors.ts";
import type { Attribution, Format } from "../format.ts";
import { lineMarks } from "../marks.ts";
import { entryBuilder } from "./builder.ts";
import type { TaggedEntry } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import { type LineReader, readTagged } from "./read.ts";
import { finishTagged, type TaggedContent, yearOf } from "./record.ts";
import {
  abstractOf,
  beginsWithLink,
  firstDoi,
  firstFound,
  firstLink,
  firstMatch,
  issnsOf,
  keywordsOf,
  type Select,
  selectFrom,
  valuesOf,
} from "./values.ts";

/**
 * Web of Science's plain text (`savedrecs.txt`, `.ciw`, `.isi`), from the Core Collection and the
 * platform's other databases: records from `PT` to `ER`; further lines of a value begin with three
 * blanks.
 */
export const wosPlain: Format<"wos-plain"> = {
  id: "wos-plain",
  marks: lineMarks(/^\ufeff?PT (?:[A-Z]|journal|article|paper|book|series|patent|conference)\s*$/i),
  telltale: { line: /^(?:FN (?:Clarivate|Thomson|ISI)\b|PT [A-Z]\s{0,20}$)/ },
  recognizes: (head) =>
    /^\s*(?:FN (?:Clarivate|Thomson|ISI)\b|PT [A-Z][^\S\r\n]*[\r\n]+[A-Z][A-Z0-9] )/.test(head),
  read: (chunks, options) =>
    readTagged("wos-plain", chunks, options, (problems, emit) =>
      lineReader(problems, (entry, header) =>
        emit(finishTagged(entry, readEntry(entry, header), problems)),
      ),
    ),
};

const TAG_LINE = /^([A-Z][A-Z0-9])(?: |$)/;
/** The blank can be missing before Chinese text; wrapped lines stand behind blanks. */
const TIGHT_TAG_LINE = /^(AU|AF|TI|SO|DE|ID|AB|C1|RP|LA|DT|PU|PI)(?=[^\0-\x7f])/;

/** What `PT` says; in a wrapped line that lost its blanks, `PT scans` goes on. */
const PUBLICATION = /^(?:[A-Z]?|journal|article|paper|book|series|patent|conference)$/i;

/** Tags with one value a line; the lines of all others are one text. */
const LISTS = new Set(["AU", "AF", "BA", "BF", "BE", "GP", "CA", "C1", "C3", "CR"]);

/** Tags that show that lines outside a record are a record that lost its `PT`. */
const IDENTIFYING = new Set(["TI", "AU", "AF", "AB", "SO", "DI", "UT"]);

function lineReader(
  problems: FileProblems,
  emit: (entry: TaggedEntry, header: string | undefined) => void,
): LineReader {
  /** The value of `FN` in the file's header. */
  let header: string | undefined;
  const builder = entryBuilder("`ER`", problems, (entry) => emit(entry, header));

  let begun = 1;

  function open(number: number): void {
    if (builder.isOpen()) missingEnd();
    builder.open(number);
    begun = number;
  }

  function missingEnd(): void {
    const message =
      "The record that begins here has no `ER` at its end. It was read as far as it goes.";
    problems.add(begun, "warning", "missing-end", message);
  }

  function readTag(tag: string, value: string, number: number): boolean {
    if (tag === "ER") {
      // `ER stress` is a wrapped line that lost its blanks.
      if (value !== "" || !builder.isOpen()) return false;
      builder.close();
    } else if (tag === "PT") {
      if (!PUBLICATION.test(value)) return false;
      if (builder.repeats("PT", number)) problems.repeatedMark("PT", number);
      else open(number);
      builder.add(tag, value, number);
    } else if (builder.isOpen()) {
      builder.add(tag, value, number);
    } else if (tag === "FN") {
      header = value;
    } else if (IDENTIFYING.has(tag)) {
      open(number);
      builder.add(tag, value, number);
    } else return tag === "VR" || tag === "EF";
    return true;
  }

  return {
    readLine(line, number) {
      const tag = (TAG_LINE.exec(line) ?? TIGHT_TAG_LINE.exec(line))?.[1];
      if (tag !== undefined && readTag(tag, line.slice(2).trim(), number)) return;
      const text = line.trim();
      if (text === "") return;
      if (!builder.goOn(text, number, LISTS.has(builder.last() ?? "")))
        problems.outside(text, number);
    },
    end() {
      if (builder.isOpen()) missingEnd();
      builder.close();
    },
  };
}

function readEntry({ fields }: TaggedEntry, header: string | undefined): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const { year, wrongYear } = yearOf(fields, all, ["PY", "EA", "EY"], "PY");
  const accession = all("UT")[0];
  const title = all("TI")[0];
  const isBook = all("PT")[0] === "B";
  // A book's own title is not its venue.
  const venue = all("SO", "JI", "J9").find((name) => name !== title);
  const citations = firstMatch(/^\d+$/, all("TC", "Z9"));
  return {
    fields: {
      title,
      abstract: abstractOf(all("AB")),
      authors: authorsOf(all),
      year,
      venue,
      type: typeOf(all("DT")[0], isBook),
      language: normalizeLanguage(all("LA")[0] ?? ""),
      doi: firstDoi(all("DI")) ?? (isBook ? firstDoi(all("D2")) : undefined),
      pmid: firstMatch(/^(\d{1,8})$/, all("PM")) ?? firstMatch(/^MEDLINE:(\d{1,8})$/i, all("UT")),
      pmcid: firstMatch(/^PMC\d{1,9}$/, all("PC")),
      arxiv: firstFound(findArxivId, all("DI", "AR", "UR")),
      volume: all("VL")[0],
      issue: all("IS")[0],
      pages: joinPages(all("BP")[0], all("EP")[0]) ?? all("PS", "AR")[0],
      issn: issnsOf(all("SN", "EI")),
      url: firstLink(all("UR", "OA").filter(beginsWithLink)),
      accession,
      citations: citations === undefined ? undefined : Number(citations),
      keywords: keywordsOf(all("DE", "ID")),
      mesh: keywordsOf(all("MH")),
    },
    attribution: originOf(accession, header),
    wrongYear,
    titleIn: "`TI `",
  };
}

/** Full names before short ones; then groups; a book without authors has editors. */
function authorsOf(all: Select): readonly Author[] {
  const full = all("AF", "BF");
  const names = full.length > 0 ? full : all("AU", "BA");
  const authors = [
    ...named(names),
    ...all("CA", "GP").map((family) => ({ family: family.replace(/;$/, "") })),
  ];
  return authors.length > 0 ? authors : named(all("BE", "ED"));
}

function named(names: readonly string[]): readonly Author[] {
  return names.filter((name) => !/^\[?anonymous\]?$/i.test(name)).flatMap(authorsIn);
}

/**
 * The first of several document types, `Article; Proceedings Paper`. More exact ones stand behind
 * MEDLINE's `Journal Article` and behind the `Article` that is part of a book.
 */
function typeOf(documentType: string | undefined, isBook: boolean): RecordType | undefined {
  const types = (documentType ?? "").split(";").flatMap((name) => normalizeType(name.trim()) ?? []);
  if (types[0] !== "article") return types[0] ?? (isBook ? "book" : undefined);
  if (types.includes("book chapter")) return "book chapter";
  const exact = /^journal article/i.test(documentType ?? "")
    ? types.find((type) => type !== "article" && type !== "registration")
    : undefined;
  return exact ?? "article";
}

/** The accession number names the database; the file's header is used only if it names none. */
function originOf(accession: string | undefined, header: string | undefined): Attribution {
  const known = databaseOfAccession(accession ?? "");
  const isWos = /\bweb of science\b|^ISI Export/i.test(header ?? "");
  if (known !== undefined || !isWos) return known ?? {};
  // An unknown database of the platform is not its Core Collection.
  const isForeign = /^[A-Z]+:/.test(accession ?? "");
  return isForeign ? { producer: "Web of Science" } : (databaseNamed("Web of Science") ?? {});
}
