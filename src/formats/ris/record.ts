import type { BibRecord, RecordType } from "../../core/model.ts";
import {
  findArxivId,
  findDoi,
  findYear,
  joinPages,
  normalizeLanguage,
  normalizeType,
  parseAuthor,
  stated,
} from "../../core/normalize.ts";
import type { Problem } from "../../core/problem.ts";
import { databaseNamed } from "../attribution.ts";
import type { ParsedEntry } from "../format.ts";
import type { Entry, Field } from "./entries.ts";
import { attributionOf } from "./origin.ts";
import type { Remarks } from "./remarks.ts";

// An EBSCO record has one abstract for each of two or three languages.
const MOST_ABSTRACTS = 10;

/** The values of an entry by tag, without empty ones and placeholders, in file order. */
type Values = ReadonlyMap<string, readonly string[]>;

/** The record that an entry is; an entry without any content is unreadable. */
export function parseEntry(
  entry: Entry,
  header: string | undefined,
  file: string,
  remarks: Remarks,
): ParsedEntry {
  const { line, fields } = entry;
  const values = valuesOf(fields);
  const all = selectFrom(values);
  const first = (...tags: readonly string[]) => all(...tags)[0];

  const abstract = abstractOf(all("AB", "N2"));
  const title = first("TI", "T1", "CT", "BT");
  const { names, doubled } = namesOf(fields, all("A2", "ED"));
  const venue = venueOf(values);
  const doi = doiOf(all);
  const arxiv = arxivOf(all);
  const pmid = pmidOf(all);
  const pmcid = firstMatch(/\bPMC\d{4,9}\b/, all("PMCID", "C2", "C5", "AN", "UR", "L1", "L2"));
  const accession = accessionOf(all);
  const year = yearOf(all("PY", "Y1", "DA", "EA"));
  const type = typeOf(first("TY"), all("M3", "M1", "PT"));
  const language = normalizeLanguage(first("LA") ?? "");
  const volume = first("VL", "VO");
  const issue = first("IS", "CP");
  const pages = pagesOf(values);
  const url = firstMatch(/https?:\/\/[^\s;]+|https?:\/\/\S+/i, all("UR", "L2", "LK", "L1"));
  const citations = firstMatch(
    /(?:Times Cited in Web of Science Core Collection|Times Cited|Cited By)\s?:\s*(\d+)/i,
    all("N1", "U3"),
  );

  const record: BibRecord = {
    ...defined({ title, abstract, year, venue, type, language, doi, pmid, pmcid, arxiv }),
    ...defined({ volume, issue, pages, url, accession }),
    ...(citations === undefined ? {} : { citations: Number(citations) }),
    authors: names.flatMap((name) => parseAuthor(name) ?? []),
    issn: issnsOf(all("SN")),
    keywords: keywordsOf(all("KW", "DE")),
    mesh: keywordsOf(all("MH")),
    original: fields.map(({ tag, value }) => [tag, value] as const),
  };

  const says = [title, abstract, venue, doi, pmid, pmcid, arxiv, accession];
  if (record.authors.length === 0 && says.every((value) => value === undefined)) {
    const problem: Problem = {
      severity: "error",
      code: "ris/empty-entry",
      file,
      line,
      message: `Unexpected entry without content (tags: ${tagList(fields)}), expected a title, an abstract, authors, a journal or an identifier.`,
    };
    return { kind: "unreadable", line, problem };
  }
  if (title === undefined) {
    remarks.add(
      line,
      "warning",
      "no-title",
      "Unexpected record without a title, expected `TI  - ` or `T1  - `.",
    );
  }
  const wrong = year === undefined ? fields.find(isWrongYear) : undefined;
  if (wrong !== undefined) {
    remarks.add(
      wrong.line,
      "warning",
      "bad-year",
      `Unexpected year ${JSON.stringify(wrong.value.slice(0, 40))}, expected four digits. The record has no year.`,
    );
  }
  return { kind: "record", line, record, attribution: attributionOf(fields, all, header, doubled) };
}

function valuesOf(fields: readonly Field[]): Values {
  const values = new Map<string, string[]>();
  for (const { tag, value } of fields) {
    const text = stated(value.includes("\n") ? value.replaceAll("\n", " ") : value);
    if (text === undefined) continue;
    const list = values.get(tag);
    if (list === undefined) values.set(tag, [text]);
    else list.push(text);
  }
  return values;
}

/** The values of some tags, tag by tag. */
export type Select = (...tags: readonly string[]) => readonly string[];

const NONE: readonly string[] = [];

function selectFrom(values: Values): Select {
  return (...tags) => {
    let result = NONE;
    for (const tag of tags) {
      const list = values.get(tag);
      if (list !== undefined) result = result === NONE ? list : [...result, ...list];
    }
    return result;
  };
}

/** Fields without those that the entry does not state. */
function defined<T extends object>(
  fields: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: Partial<T> = {};
  for (const name in fields) {
    if (fields[name] !== undefined) result[name] = fields[name];
  }
  // What is left holds no undefined.
  return result as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

/** All abstracts, as EBSCO and LILACS give one for each language; some give one twice, in AB and N2. */
function abstractOf(texts: readonly string[]): string | undefined {
  if (texts.length < 2) return texts[0];
  const distinct = [...new Set(texts)];
  const different =
    distinct.length > MOST_ABSTRACTS
      ? distinct
      : distinct.filter(
          (text) => !distinct.some((other) => other !== text && other.includes(text)),
        );
  return different.join(" ");
}

/** Authors in file order, else editors. ResearchRabbit writes each author twice. */
function namesOf(
  fields: readonly Field[],
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

/** `Smith, J.; Doe, A.` is two names; `&#233;` is a letter. */
function splitNames(text: string): readonly string[] {
  const names = text.includes(";") ? text.split(/(?<!&#?\w{1,8});/) : [text];
  return names
    .flatMap((name) => stated(name) ?? [])
    .filter((name) => !/^et\.?\s?al\.?$/i.test(name));
}

/** Journal, proceedings or book. T3 is a series; T2 of a book is one too. */
function venueOf(values: Values): string | undefined {
  const type = normalizeType(values.get("TY")?.[0] ?? "");
  const tags = ["JF", "JO", ...(type === "book" ? [] : ["T2", "BT"]), "JA", "J2", "J1", "J9", "JI"];
  const title = values.get("TI") ?? values.get("T1") ?? values.get("CT") ?? values.get("BT");
  for (const tag of tags) {
    const value = values.get(tag)?.[0];
    // A book's own title is not where it appeared.
    if (value !== undefined && !(tag === "BT" && value === title?.[0])) return value;
  }
  return undefined;
}

function doiOf(all: Select): string | undefined {
  const doi = firstDoi(all("DO")) ?? firstDoi(all("M3", "L3", "DI"));
  return (
    doi ?? firstDoi(all("UR", "L2", "LK", "L1").map(withoutQuery)) ?? doiOfNotes(all("ID", "N1"))
  );
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

function firstDoi(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const doi = findDoi(text);
    if (doi !== undefined) return doi;
  }
  return undefined;
}

/** A DOI in a link ends where the link's other parameters or its last folder begin. */
function withoutQuery(url: string): string {
  const text = /10\.\d{4,9}(?:%2f|\/)[^\s&?#;]+/i.exec(url.slice(0, 10_000))?.[0] ?? "";
  return text.replace(
    /\/(?:full|fulltext|abstract|abs|pdf|epdf|html|meta|asset|summary)(?:\/.*)?$|\.pdf$/i,
    "",
  );
}

/** Only where it is said of this report: a note may hold references to others. */
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

function isPubMed(all: Select): boolean {
  return all("DB", "DP").some((name) => databaseNamed(name)?.database === "PubMed");
}

/** True if a database or link names a producer: its own tags mean something else in other exports. */
function said(all: Select, name: RegExp): boolean {
  return all("DB", "UR").some((text) => name.test(text.slice(0, 2000)));
}

/** AN; else Scopus' EID, Embase's L number, or an ID that is more than a running number or a citation key. */
function accessionOf(all: Select): string | undefined {
  const eid = /\beid=(2-s2\.0-\d+)/i;
  return (
    firstMatch(eid, all("AN")) ??
    all("AN")[0] ??
    firstMatch(eid, all("UR")) ??
    firstMatch(/^L\d{6,}$/, all("U2")) ??
    firstMatch(/^Accession Number:\s*([^\s;]{3,40}[^\s;.])/, all("N1")) ??
    firstMatch(/^(?!RefID|\d{1,6}$|10\.|[\p{L}-]+\d{4}[a-z]?$)(?=.*\d)\S{4,60}$/u, all("ID"))
  );
}

/** Y2 is when somebody looked, except for Rayyan, where it is the month: never a year. */
function yearOf(dates: readonly string[]): number | undefined {
  for (const date of dates) {
    // TRID writes `Start date: 20170812`.
    const year = findYear(date) ?? findYear(date.replace(/^\D+/, ""));
    if (year !== undefined) return year;
  }
  return undefined;
}

function isWrongYear({ tag, value }: Field): boolean {
  return (tag === "PY" || tag === "Y1") && stated(value.replace(/^[/\s]+$/, "")) !== undefined;
}

/** What M3 says is often more exact than TY: `JOUR` may be an erratum or a review. */
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
  const first = values.get("SP")?.[0]?.replace(/^pp?\.?\s*(?=\d)|-+$/gi, "");
  const last = values.get("EP")?.[0];
  return joinPages(first, last) ?? values.get("C7")?.[0] ?? values.get("PG")?.[0];
}

function issnsOf(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) =>
    [...text.slice(0, 1000).matchAll(/(?<![\w-])(\d{4})-?(\d{3}[\dx])(?![\w-])/gi)].map(
      ([, start, end]) => `${start}-${end}`.toUpperCase(),
    ),
  );
  return [...new Set(found)];
}

/** Without the marks of major topics (Ovid, EBSCO) and of programs; each once. */
function keywordsOf(texts: readonly string[]): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const part of text.includes(";") ? text.split(/(?<!&#?\w{1,8});/) : [text]) {
      const word = stated(part.replace(/^\s*\*/, ""));
      if (word !== undefined && word !== "eppi-reviewer") words.add(word);
    }
  }
  return [...words];
}

/** The first match in the texts; its first group if it has one. */
function firstMatch(pattern: RegExp, texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match !== null) return match[1] ?? match[0];
  }
  return undefined;
}

function tagList(fields: readonly Field[]): string {
  const tags = [...new Set(fields.map(({ tag }) => tag))];
  return tags.length > 8 ? `${tags.slice(0, 8).join(", ")} …` : tags.join(", ");
}
