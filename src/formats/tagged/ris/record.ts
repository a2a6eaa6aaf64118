import type { RecordType } from "../../../core/records/model.ts";
import {
  findArxivId,
  findYear,
  joinPages,
  normalizeLanguage,
  normalizeType,
  parseAuthor,
  stated,
} from "../../../core/records/normalize.ts";
import { databaseNamed, databaseOfUrl } from "../../fields/attribution.ts";
import { hasStandIns } from "../../fields/roles.ts";
import type { ParsedEntry } from "../../format.ts";
import type { TaggedEntry, TaggedField } from "../entry.ts";
import type { FileProblems } from "../file-problems.ts";
import { finishTagged } from "../record.ts";
import {
  abstractOf,
  firstDoi,
  firstLink,
  firstMatch,
  issnsOf,
  keywordsOf,
  type Select,
  selectFrom,
  splitNames,
  type Values,
  valuesOf,
} from "../values.ts";
import { attributionOf } from "./origin.ts";

/** The record of an entry; an entry without any content is unreadable. */
export function parseEntry(
  entry: TaggedEntry,
  header: string | undefined,
  problems: FileProblems,
): ParsedEntry {
  const { fields } = entry;
  const values = valuesOf(fields);
  const all = selectFrom(values);
  const first = (...tags: readonly string[]) => all(...tags)[0];
  const editors = hasStandIns(first("TY")) ? all("A2", "ED") : all("ED");
  const { names, doubled } = namesOf(fields, editors);
  const year = yearOf(all("PY", "Y1", "DA", "EA"));
  const citations = firstMatch(
    /(?:Times Cited in Web of Science Core Collection|Times Cited|Cited By)\s?:\s*(\d+)/i,
    all("N1", "U3"),
  );
  const stated = {
    title: first("TI", "T1", "CT", "BT"),
    abstract: abstractOf(all("AB", "N2")),
    authors: names.flatMap((name) => parseAuthor(name) ?? []),
    year,
    venue: venueOf(values),
    type: typeOf(first("TY"), all("M3", "M1", "PT")),
    language: normalizeLanguage(first("LA") ?? ""),
    doi: doiOf(all),
    pmid: pmidOf(all),
    pmcid: firstMatch(/\bPMC\d{4,9}\b/, all("PMCID", "C2", "C5", "AN", "UR", "L1", "L2")),
    arxiv: arxivOf(all),
    issn: issnsOf(all("SN")),
    volume: first("VL", "VO"),
    issue: first("IS", "CP"),
    pages: pagesOf(values),
    url: firstLink(all("UR", "L2", "LK", "L1")),
    accession: accessionOf(all),
    citations: citations === undefined ? undefined : Number(citations),
    keywords: keywordsOf(all("KW", "DE")),
    mesh: keywordsOf(all("MH")),
  };
  const content = {
    fields: stated,
    attribution: attributionOf(fields, all, header, doubled),
    wrongYear: year === undefined ? fields.find(isWrongYear) : undefined,
    titleIn: "`TI  - ` or `T1  - `",
  };
  return finishTagged(entry, content, problems);
}

/** Authors in file order, otherwise editors. ResearchRabbit writes each author twice. */
function namesOf(
  fields: readonly TaggedField[],
  editors: readonly string[],
): { readonly names: readonly string[]; readonly doubled: boolean } {
  const authors: string[] = [];
  for (const { tag, value } of fields) {
    if (tag === "AU" || tag === "A1") for (const name of splitNames(value)) authors.push(name);
  }
  const names = authors.length > 0 ? authors : editors.flatMap(splitNames);
  const distinct = [...new Set(names)];
  const doubled = names.length === 2 * distinct.length && eachTwice(names);
  return { names: doubled ? distinct : names, doubled };
}

function eachTwice(names: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.length > 0 && [...counts.values()].every((count) => count === 2);
}

/**
 * Journal, proceedings or book. T3 is a series, and so is T2 of a book. slr's own exports put the
 * place of a book there.
 */
function venueOf(values: Values): string | undefined {
  const type = normalizeType(values.get("TY")?.[0] ?? "");
  const ownSeries = OWN_KEY.test(values.get("ID")?.[0] ?? "") ? ["T3"] : [];
  const tags = [
    "JF",
    "JO",
    ...(type === "book" ? ownSeries : ["T2", "BT"]),
    "JA",
    "J2",
    "J1",
    "J9",
    "JI",
  ];
  const title = values.get("TI") ?? values.get("T1") ?? values.get("CT") ?? values.get("BT");
  for (const tag of tags) {
    const value = values.get(tag)?.[0];
    // A book's own title is not its venue.
    if (value !== undefined && !(tag === "BT" && value === title?.[0])) return value;
  }
  return undefined;
}

function doiOf(all: Select): string | undefined {
  const doi = firstDoi(all("DO")) ?? firstDoi(all("M3", "L3", "DI"));
  return doi ?? firstDoi(all("UR", "L2", "LK", "L1")) ?? doiOfNotes(all("ID", "N1"));
}

/** In EBSCO's notes it is one item of many. References in a note have the DOIs of other reports. */
function doiOfNotes(notes: readonly string[]): string | undefined {
  const whole = notes.filter((text) =>
    /^(?:doi:?\s*|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4}/i.test(text),
  );
  const items = notes.flatMap(
    (text) =>
      /^(?!references).{0,2000}?(?:^|[;|.]\s*)doi\s?:\s*(10\.\d{4}\S+)/i.exec(text)?.[1] ?? [],
  );
  return firstDoi([...whole, ...items]);
}

/** Only if it is this report's own: a note may contain references to others. */
function arxivOf(all: Select): string | undefined {
  const notes = all("N1").filter((text) => text.length < 300);
  for (const text of [
    ...all("DO", "UR", "L1", "L2", "M3", "AN"),
    ...all("JO", "JF", "T2"),
    ...notes,
  ]) {
    const id = findArxivId(text);
    if (id !== undefined) return id;
  }
  return undefined;
}

/**
 * PMID in its own tag, as `35957633 [PMID]` (Dimensions), in C2 (Scopus) or C5 (Embase.com), as
 * accession number of PubMed (EndNote), in C3 (CENTRAL), in a note (EBSCO) or a link.
 */
function pmidOf(all: Select): string | undefined {
  const digits = /^\s*(\d{4,8})\s*$/;
  const digitsIf = (tags: readonly string[], holds: () => boolean) => {
    const id = firstMatch(digits, all(...tags));
    return id !== undefined && holds() ? id : undefined;
  };
  return (
    firstMatch(digits, all("PMID", "PM")) ??
    firstMatch(/\b(\d{4,8})\s*\[PMID\]/i, all("U1", "U2", "AN", "ID", "N1")) ??
    firstMatch(/^PMID: ?(\d{1,8})$/i, all("N1")) ??
    digitsIf(["C2"], () => said(all, /scopus/i)) ??
    digitsIf(["C5"], () => said(all, /\b(?:embase|medline)\b/i)) ??
    digitsIf(["AN", "ID"], () => isPubMed(all)) ??
    firstMatch(/\bPUBMED\s+(\d{4,8})\b/i, all("C3")) ??
    firstMatch(
      /\bPMID\s?:?\s*(?:NLM)?(\d{4,8})\b/i,
      all("N1").filter((text) => text.length < 5000),
    ) ??
    firstMatch(
      /(?:pubmed\.ncbi\.nlm\.nih\.gov\/|ncbi\.nlm\.nih\.gov\/pubmed\/)(\d{4,8})\b/i,
      all("UR", "L2"),
    )
  );
}

/** The accession numbers of PubMed, and of MEDLINE at Ovid, are PMIDs. */
function isPubMed(all: Select): boolean {
  return [...all("DB", "DP").map(databaseNamed), ...all("L2").map(databaseOfUrl)].some(
    (evidence) => evidence?.database === "PubMed" || evidence?.database === "MEDLINE (Ovid)",
  );
}

/**
 * True if a database or link names a producer: its own tags mean something else in other exports.
 */
function said(all: Select, name: RegExp): boolean {
  return all("DB", "UR").some((text) => name.test(text.slice(0, 2000)));
}

/** The key that slr itself gives to a record. */
const OWN_KEY = /^(?=.*[a-z])[a-z2-7]{8}(?:-[a-z2-7]+)?$/;

/** AN; else Scopus' EID, Embase's L number, or an ID that is more than a running number or a citation key. */
function accessionOf(all: Select): string | undefined {
  const eid = /\beid=(2-s2\.0-\d+)/i;
  return (
    firstMatch(eid, all("AN")) ??
    all("AN")[0] ??
    firstMatch(eid, all("UR")) ??
    firstMatch(/^L\d{6,}$/, all("U2")) ??
    firstMatch(/^Accession Number:\s*([^\s;]{3,40}[^\s;.])/, all("N1")) ??
    firstMatch(
      /^(?!RefID|\d{1,6}$|10\.)(?=.*\d)\S{4,60}$/u,
      all("ID").filter((id) => !OWN_KEY.test(id) && !isCitationKey(id)),
    )
  );
}

/** `doe2020`, `Doe_2020_Prices`, `doe:prices:2020a`, `ref12`: a key that a person or a program made up. */
function isCitationKey(id: string): boolean {
  return (
    /\p{L}{2}[^\p{L}\d]{0,3}(?:19|20)\d\d(?!\d)/u.test(id) ||
    /(?<!\d)(?:19|20)\d\d[^\p{L}\d]{0,3}\p{L}{2}/u.test(id) ||
    /^[\p{L}_-]{2,40}\d{1,3}$/u.test(id)
  );
}

/** Y2 is the date of access, except for Rayyan, where it is the month: never a year. */
function yearOf(dates: readonly string[]): number | undefined {
  for (const date of dates) {
    // TRID writes `Start date: 20170812`.
    const year = findYear(date) ?? findYear(date.replace(/^\D+/, ""));
    if (year !== undefined) return year;
  }
  return undefined;
}

function isWrongYear({ tag, value }: TaggedField): boolean {
  return (tag === "PY" || tag === "Y1") && stated(value.replace(/^[/\s]+$/, "")) !== undefined;
}

/** M3 is often more exact than TY: `JOUR` may be an erratum or a review. */
function typeOf(tag: string | undefined, details: readonly string[]): RecordType | undefined {
  const type = normalizeType(tag ?? "");
  if (type !== undefined && type !== "article") return type;
  for (const detail of details) {
    const exact = detail.length < 60 ? normalizeType(detail) : undefined;
    if (exact !== undefined && exact !== "article") return exact;
  }
  return (
    type ?? (details.some((detail) => normalizeType(detail) === "article") ? "article" : undefined)
  );
}

function pagesOf(values: Values): string | undefined {
  const first = values.get("SP")?.[0]?.replace(/^pp?\.?\s*(?=\d)|(?<!-)-+$/gi, "");
  const last = values.get("EP")?.[0];
  return joinPages(first, last) ?? values.get("C7")?.[0] ?? values.get("PG")?.[0];
}
