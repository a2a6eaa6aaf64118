import type { Author } from "../../core/records/model.ts";
import { findArxivId, normalizeLanguage, parseAuthor } from "../../core/records/normalize.ts";
import { combineEvidence, databaseNamed, databaseOfAccession } from "../fields/attribution.ts";
import type { Attribution, Format } from "../format.ts";
import { nbibMarks } from "../marks.ts";
import { entryBuilder } from "./builder.ts";
import type { TaggedEntry, TaggedField } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import { type LineReader, readTagged } from "./read.ts";
import { finishTagged, type TaggedContent, yearOf } from "./record.ts";
import { publicationType } from "./types.ts";
import {
  firstDoi,
  firstFound,
  firstMatch,
  issnsOf,
  type Select,
  selectFrom,
  valuesOf,
} from "./values.ts";

/**
 * NBIB or MEDLINE, PubMed's format for citation managers, which PubMed Central and ERIC write, too:
 * a tag of up to four letters, a dash in the fifth column, wrapped lines indented. Only the next
 * record ends a record.
 */
export const nbib: Format<"nbib"> = {
  id: "nbib",
  marks: nbibMarks,
  telltale: { line: /^PMID- \d{1,9}\s{0,20}$/ },
  recognizes: (head) => OPENER_LINE.test(head) && !TYPE_LINE.test(head),
  read: (chunks, options) =>
    readTagged("nbib", chunks, options, (problems, emit) =>
      lineReader(problems, (entry) => emit(finishTagged(entry, readEntry(entry), problems))),
    ),
};

// `PMID  - 1` with two blanks is RIS.
const OPENER_LINE = /(?:^|[\r\n])(?:PMID ?- ?\d|PMC ?- ?PMC\d|OWN ?- ?[A-Z]+[^\S\r\n]*[\r\n])/;
const TYPE_LINE = /(?:^|[\r\n])TY {1,2}- /;

/**
 * The dash is in the fifth column, so `CONCLUSIONS:` and `ER-positive` in a wrapped text are not
 * tags.
 */
const TAG_LINE = /^([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |$)/;
/**
 * The blank after the dash may be missing; `BRAF-mutant` and `STAT-3` in a text that lost its
 * blanks are not tags.
 */
const TIGHT_TAG_LINE =
  /^(?:([A-Z][A-Z0-9]{1,2}) {1,2}-\S|(PMID)-\d{1,9}\s*$|(DCOM|EDAT|MHDA|CRDT|CTDT|PMCR)-\d{4}|(STAT)-(?:MEDLINE|Pub|In-|OLDMEDLINE)|(PHST)-\d{4}\/)/;
/** ERIC puts one blank more behind its longest tag. */
const LONG_TAG_LINE = /^(IS[SB]N) -(?: |$)/;

const DASH = 0x2d;

function lineReader(problems: FileProblems, emit: (entry: TaggedEntry) => void): LineReader {
  const builder = entryBuilder("`PMID- ` of the next record", problems, emit);
  let afterGap = false;
  let opener: string | undefined;

  /** PMID opens a record, for ERIC OWN, and in PubMed Central's files PMC, which stands before PMID. */
  function opens(tag: string): boolean {
    if (!builder.isOpen()) return true;
    if (tag === "PMID") return builder.has("PMID") || builder.last() !== "PMC" || builder.has("TI");
    if (tag === "PMC") return builder.first() === "PMC" || (afterGap && builder.has("TI"));
    if (tag === "OWN") return builder.has("OWN") || (afterGap && builder.has("TI"));
    return tag === "TI" && afterGap && builder.has("TI");
  }

  return {
    readLine(line, number) {
      const tag = tagOf(line);
      if (tag !== undefined) {
        const value = line.slice(line.indexOf("-") + 1).trim();
        if (tag === "PMID" && builder.repeats("PMID", number) && value === opener)
          problems.repeatedMark(`PMID- ${value}`, number);
        else if (opens(tag)) builder.open(number);
        if (tag === "PMID") opener = value;
        builder.add(tag, value, number);
        afterGap = false;
        return;
      }
      const text = line.trim();
      if (text === "") afterGap = true;
      else if (!builder.goOn(text, number)) problems.outside(text, number);
    },
    end: builder.close,
  };
}

function tagOf(line: string): string | undefined {
  if (line.charCodeAt(4) === DASH)
    return TAG_LINE.exec(line)?.[1] ?? TIGHT_TAG_LINE.exec(line)?.slice(1).find(Boolean);
  return line.charCodeAt(5) === DASH ? LONG_TAG_LINE.exec(line)?.[1] : undefined;
}

function readEntry({ fields }: TaggedEntry): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const { year, wrongYear } = yearOf(fields, all, ["DP", "DEP"], "DP");
  const [title, bookTitle] = titlesOf(all);
  const links = all("LID", "AID");
  return {
    fields: {
      title,
      abstract: all("AB")[0] ?? all("OAB").find((text) => !/abstract available from/i.test(text)),
      authors: authorsOf(fields),
      year,
      venue: all("JT", "TA")[0] ?? bookTitle,
      type:
        bookTitle !== undefined
          ? "book chapter"
          : (publicationType(all("PT")) ?? (isBook(all) ? "book" : undefined)),
      language: normalizeLanguage(all("LA")[0] ?? ""),
      doi:
        firstDoi(links.filter((text) => /\[doi\]\s*$/i.test(text))) ??
        firstDoi(links) ??
        doiOfSource(all("SO")[0]),
      pmid: firstMatch(/^(\d{1,8})$/, all("PMID")),
      pmcid: firstMatch(/^PMC\d{1,9}\b/, all("PMC")),
      arxiv: firstFound(findArxivId, [...links, ...all("SO", "JT", "TA", "GN")]),
      volume: all("VI")[0],
      issue: all("IP")[0],
      pages: all("PG")[0],
      issn: issnsOf(all("IS", "ISSN").map((text) => text.replace(/^E?ISSN-?/i, ""))),
      url: firstMatch(/^https?:\/\/(?!(?:dx\.)?doi\.org\/)\S+/i, links),
      accession: firstMatch(/^E[JD]\d{6,7}$/, all("OID")),
      keywords: unstarred(all("OT")),
      mesh: unstarred(all("MH")),
    },
    attribution: originOf(fields, all),
    wrongYear,
    titleIn: "`TI  - `",
  };
}

/** The title, and of a chapter the book's; PubMed writes `[Not Available].` where only the original language has one. */
function titlesOf(
  all: Select,
): readonly [title: string | undefined, bookTitle: string | undefined] {
  const title = all("TI").find(
    (text) => !/^\[(?:not available|in process citation)\]\.?$/i.test(text),
  );
  const book = all("BTI")[0] ?? all("CTI")[0];
  if (title === undefined) return [all("TT")[0] ?? book, undefined];
  const isChapter = book !== undefined && book !== title && all("JT", "TA").length === 0;
  return [title, isChapter ? book : undefined];
}

function isBook(all: Select): boolean {
  return all("BTI").length > 0 && all("JT", "TA").length === 0;
}

/** Full names where there are any, each followed by its short form; groups in their place; else editors. */
function authorsOf(fields: readonly TaggedField[]): readonly Author[] {
  const authors = namesOf(fields, "FAU", "AU");
  return authors.length > 0 ? authors : namesOf(fields, "FED", "ED");
}

function namesOf(fields: readonly TaggedField[], full: string, short: string): readonly Author[] {
  const authors: Author[] = [];
  let named = false;
  for (const { tag, value } of fields) {
    const name = value.replaceAll("\n", " ");
    if (tag === full || (tag === short && !named)) {
      const author = parseAuthor(name);
      if (author !== undefined) authors.push(author);
    } else if (tag === "CN" && full === "FAU" && name !== "") authors.push({ family: name });
    if (tag === full) named = true;
    else if (tag === short) named = false;
  }
  return authors;
}

function doiOfSource(source: string | undefined): string | undefined {
  const doi = /\bdoi:\s*(10\.\S+)/i.exec(source?.slice(0, 2000) ?? "")?.[1];
  return doi === undefined ? undefined : firstDoi([doi]);
}

/**
 * Headings without the asterisks of major topics, which also precede qualifiers: `Stroke/*therapy`.
 */
function unstarred(headings: readonly string[]): readonly string[] {
  return [...new Set(headings.map((heading) => heading.replace(/(^|\/)\*/g, "$1")))];
}

/** What slr exports is no search of PubMed. Else only PubMed begins a record with PMID and only PubMed Central with PMC; ERIC says that it owns it. */
function originOf(fields: readonly TaggedField[], all: Select): Attribution {
  if (all("OWN").includes("SLR")) return { producer: "slr" };
  const eric = all("OID").map(databaseOfAccession);
  const owner = all("OWN").find((name) => /^eric$/i.test(name));
  const opener = fields[0]?.tag;
  return combineEvidence([
    owner === undefined ? undefined : databaseNamed(owner),
    ...(opener === "OWN" ? eric : []),
    opener === "PMC" ? databaseNamed("PMC") : undefined,
    opener === "PMID" || all("OWN").includes("NLM") ? databaseNamed("PubMed") : undefined,
  ]);
}
