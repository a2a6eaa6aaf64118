import type { BibRecord, RecordType } from "../core/model.ts";
import {
  findArxivId,
  findDoi,
  findYear,
  valueOf as given,
  joinPages,
  normalizeLanguage,
  normalizeType,
  parseAuthor,
} from "../core/normalize.ts";
import type { Problem } from "../core/problem.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "./attribution.ts";
import type { Attribution, Batch, Format, ParsedEntry, ReadOptions } from "./format.ts";
import { lineTooLong, splitLines } from "./lines.ts";

/**
 * RIS, in the dialects of some forty databases and reference managers: records from `TY` to `ER`,
 * one tag and value a line, and whatever else they put between.
 */
export const ris: Format = {
  id: "ris",
  name: "RIS",
  recognizes: (head) => !/^\s*[<{[]/.test(head) && TYPE_LINE.test(head),
  read,
};

// Not `^` with the flag m, which also matches behind U+2028 inside of an abstract.
const TYPE_LINE = /(?:^|[\r\n])[^\S\r\n]*TY[ \u00a0]{1,2}-[^\S\r\n]*[\w /-]*(?:$|[\r\n])/;
const TAG_LINE = /^\s*(PMC?ID|[A-Z][A-Z0-9])[ \u00a0]{1,2}-/;

/** Tags whose untagged lines are text that goes on. */
const PROSE = new Set(["AB", "N2", "N1", "TI", "T1", "AD", "M1", "U3", "FX"]);
/** Tags whose untagged lines are further values, as EndNote writes them. */
const LISTS = new Set(["KW", "DE", "MH", "SN", "DB", "DP", "UR", "L1", "L2", "L3", "L4", "LK"]);
/** Tags that show that a group of tags is a record, though it has no `TY`. */
const IDENTIFYING = new Set(["TI", "T1", "CT", "BT", "AU", "A1"]);

// Far above any real record (5,000 authors, 100,000 characters of references): a file without `ER`
// must not become one value in memory.
const MOST_VALUES = 100_000;
const LONGEST_ENTRY = 32 * 1024 * 1024;
const MOST_PROBLEMS = 20;
const MOST_ABSTRACTS = 10;
const LARGEST_BATCH = 1000;

interface Field {
  readonly tag: string;
  readonly line: number;
  value: string;
}

interface Entry {
  /** The line that opened it. */
  readonly line: number;
  readonly fields: Field[];
  hasType: boolean;
  /** `TY - JOUR`: one blank before the dash is this entry's way, not prose with a dash. */
  readonly singleBlank: boolean;
  size: number;
  isFull: boolean;
}

async function* read(chunks: AsyncIterable<string>, { file }: ReadOptions): AsyncGenerator<Batch> {
  const remarks = remarksOf(file);
  const entries: ParsedEntry[] = [];
  const reader = entryReader(remarks, (entry, header) => {
    entries.push(parseEntry(entry, header, file, remarks));
  });
  for await (const { first, lines, cut } of splitLines(chunks)) {
    for (const line of cut) remarks.keep(lineTooLong("ris", file, line));
    for (let i = 0; i < lines.length; i++) {
      reader.readLine(lines[i] ?? "", first + i);
      if (entries.length >= LARGEST_BATCH) {
        yield { entries: entries.splice(0), problems: remarks.take() };
      }
    }
    if (entries.length > 0 || remarks.pending() > 0) {
      yield { entries: entries.splice(0), problems: remarks.take() };
    }
  }
  reader.end();
  remarks.summarize();
  if (entries.length > 0 || remarks.pending() > 0) {
    yield { entries: entries.splice(0), problems: remarks.take() };
  }
}

// Lines to entries --------------------------------------------------------------------------------

/** Takes lines in order; `end` after the last. */
interface LineReader {
  readonly readLine: (line: string, number: number) => void;
  readonly end: () => void;
}

/**
 * Puts lines together to entries. Lines that belong to none (counters, `Provider:` headers, links,
 * tags behind `ER`) are outside text: counted, never parsed, never lost without a word.
 */
function entryReader(
  remarks: Remarks,
  emit: (entry: Entry, header: string | undefined) => void,
): LineReader {
  /** The entry that `TY` opened. */
  let open: Entry | undefined;
  /** Tags outside of an entry. They may be one whose `TY` comes later, or not at all. */
  let stray: { readonly entry: Entry; readonly afterEnd: boolean } | undefined;
  /**
   * An entry whose abstract is broken off by another `TY`, and the entry that followed, once closed.
   * Either `ER` is missing, or (Wiley) the abstract quotes a record and the entry goes on behind it.
   */
  let suspended: Entry | undefined;
  let quoted: Entry | undefined;
  let previous: "field" | "end" | "gap" = "gap";
  /** What the last `Database:` line outside said. */
  let header: string | undefined;

  function readLine(line: string, number: number): void {
    const tag = tagOf(line);
    if (tag !== undefined) {
      const value = line.slice(line.indexOf("-") + 1).trim();
      if (isTag(line, tag, value)) {
        if (tag === "TY") openEntry(value, number, isSingleBlank(line));
        else if (tag === "ER") closeEntry(value, number);
        else addField({ tag, value, line: number }, isSingleBlank(line));
        return;
      }
    }
    const text = line.trim();
    if (text === "") {
      previous = "gap";
      return;
    }
    const target = open ?? (previous === "field" ? stray?.entry : undefined);
    if (target !== undefined && target.fields.at(-1)?.tag !== "TY") {
      goOn(target, text, number);
      previous = "field";
      return;
    }
    remarks.outside(text, number);
    header = /^Database:\s*(.{2,200})$/.exec(text)?.[1] ?? header;
    previous = "gap";
  }

  /** False for a line of prose that only looks like a tag. */
  function isTag(line: string, tag: string, value: string): boolean {
    const entry = open ?? stray?.entry;
    const last = entry?.fields.at(-1)?.tag ?? "";
    if (entry === undefined || !PROSE.has(last) || previous === "gap") return true;
    if (tag === "ER" && value === "") return true;
    // Inside of prose, `II - the second part` and `ER - positive` are wrapped lines.
    if (isSingleBlank(line) && !entry.singleBlank) return false;
    return tag !== "TY" || /^[\w /-]{0,30}$/.test(value);
  }

  function openEntry(value: string, number: number, singleBlank: boolean): void {
    let entry: Entry | undefined;
    if (open !== undefined) {
      const last = open.fields.at(-1)?.tag;
      const breaksAbstract = (last === "AB" || last === "N2") && previous === "field";
      if (breaksAbstract && suspended === undefined) suspended = open;
      else {
        release();
        finish(open, "missing end");
      }
    } else {
      release();
      if (stray !== undefined) {
        const identified = isIdentified(stray.entry);
        if (previous === "field" && (identified || !stray.afterEnd)) entry = stray.entry;
        else settle(stray.entry, identified, "missing end");
      }
    }
    stray = undefined;
    open = entry ?? newEntry(number, singleBlank);
    open.hasType = true;
    append(open, { tag: "TY", value, line: number });
    previous = "field";
  }

  function closeEntry(value: string, number: number): void {
    if (open !== undefined) {
      if (suspended === undefined) finish(open);
      else quoted = open;
      open = undefined;
    } else if (stray !== undefined && suspended !== undefined && quoted !== undefined) {
      // A second `ER` with its own tags: the quoted record was text of the first one's abstract.
      for (const field of quoted.fields) {
        goOn(suspended, `${field.tag}  - ${field.value}`, field.line);
      }
      for (const field of stray.entry.fields) append(suspended, field);
      finish(suspended);
      suspended = undefined;
      quoted = undefined;
    } else if (stray !== undefined) {
      settle(stray.entry, isIdentified(stray.entry) || !stray.afterEnd);
    } else remarks.outside("ER  -", number);
    stray = undefined;
    if (value !== "") remarks.outside(value, number);
    previous = "end";
  }

  function addField(field: Field, singleBlank: boolean): void {
    if (open === undefined) {
      // A group of tags behind a gap is another group.
      if (stray !== undefined && previous === "gap" && quoted === undefined) {
        settle(stray.entry, isIdentified(stray.entry), "missing end");
        stray = undefined;
      }
      stray ??= { entry: newEntry(field.line, singleBlank), afterEnd: previous === "end" };
    }
    const target = open ?? stray?.entry;
    if (target !== undefined) append(target, field);
    previous = "field";
  }

  /** Tags without `TY` are a record that lost it, or text outside. */
  function settle(entry: Entry, isRecord: boolean, flaw?: "missing end"): void {
    if (isRecord) finish(entry, flaw);
    else {
      for (const { tag, value, line } of entry.fields) remarks.outside(`${tag}  - ${value}`, line);
    }
  }

  function release(): void {
    if (suspended !== undefined) finish(suspended, "missing end");
    if (quoted !== undefined) finish(quoted);
    suspended = undefined;
    quoted = undefined;
  }

  function finish(entry: Entry, flaw?: "missing end"): void {
    const { line } = entry;
    if (flaw !== undefined) {
      remarks.add(
        line,
        "warning",
        "missing-end",
        "Unexpected end of the record that begins here, expected `ER  - `. It was read as far as it goes.",
      );
    }
    if (!entry.hasType) {
      remarks.add(
        line,
        "warning",
        "missing-type",
        "Unexpected record without `TY`, expected `TY  - ` to open it. It was read all the same.",
      );
    }
    if (entry.isFull) {
      remarks.add(
        line,
        "error",
        "record-too-long",
        `Unexpected record of more than ${MOST_VALUES} lines or ${LONGEST_ENTRY / 1024 / 1024} million characters, expected \`ER  - \`. Its end was left out.`,
      );
    }
    emit(entry, header);
  }

  function end(): void {
    release();
    if (open !== undefined) finish(open, "missing end");
    if (stray !== undefined) settle(stray.entry, isIdentified(stray.entry), "missing end");
  }

  return { readLine, end };
}

/** The tag that a line begins with. Most lines show it, or that there is none, in their first characters. */
function tagOf(line: string): string | undefined {
  const first = line.charCodeAt(0);
  if (first >= 0x41 && first <= 0x5a) {
    if (line.startsWith("  -", 2)) {
      const second = line.charCodeAt(1);
      const isName = (second >= 0x41 && second <= 0x5a) || (second >= 0x30 && second <= 0x39);
      return isName ? line.slice(0, 2) : undefined;
    }
    const dash = line.indexOf("-", 3);
    if (dash < 0 || dash > 7) return undefined;
  } else if (first > 0x20 && first < 0x80) return undefined;
  return TAG_LINE.exec(line)?.[1];
}

/** `TY - JOUR` instead of `TY  - JOUR`. */
function isSingleBlank(line: string): boolean {
  const dash = line.indexOf("-");
  return !/\s/.test(line.charAt(dash - 2));
}

function newEntry(line: number, singleBlank: boolean): Entry {
  return { line, fields: [], hasType: false, singleBlank, size: 0, isFull: false };
}

function isIdentified(entry: Entry): boolean {
  return entry.fields.some(({ tag, value }) => IDENTIFYING.has(tag) && value !== "");
}

function append(entry: Entry, field: Field): void {
  if (hasRoom(entry, field.value)) entry.fields.push(field);
}

/** An untagged line inside of an entry: more of the last value, or a further value of a list. */
function goOn(entry: Entry, text: string, line: number): void {
  const last = entry.fields.at(-1);
  if (last === undefined || !hasRoom(entry, text)) return;
  if (LISTS.has(last.tag)) entry.fields.push({ tag: last.tag, value: text, line });
  else last.value = last.value === "" ? text : `${last.value}\n${text}`;
}

function hasRoom(entry: Entry, text: string): boolean {
  entry.size += text.length + LONGEST_ENTRY / MOST_VALUES;
  if (entry.size > 2 * LONGEST_ENTRY) entry.isFull = true;
  return !entry.isFull;
}

// Entries to records ------------------------------------------------------------------------------

/** The values of an entry by tag, without empty ones and placeholders, in file order. */
type Values = ReadonlyMap<string, readonly string[]>;

function parseEntry(
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
    ...stated({ title, abstract, year, venue, type, language, doi, pmid, pmcid, arxiv }),
    ...stated({ volume, issue, pages, url, accession }),
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
    const text = given(value.includes("\n") ? value.replaceAll("\n", " ") : value);
    if (text === undefined) continue;
    const list = values.get(tag);
    if (list === undefined) values.set(tag, [text]);
    else list.push(text);
  }
  return values;
}

/** The values of some tags, tag by tag. */
type Select = (...tags: readonly string[]) => readonly string[];

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
function stated<T extends object>(
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
    .flatMap((name) => given(name) ?? [])
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
  return (tag === "PY" || tag === "Y1") && given(value.replace(/^[/\s]+$/, "")) !== undefined;
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
      const word = given(part.replace(/^\s*\*/, ""));
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

// Where it comes from -----------------------------------------------------------------------------

/** Layouts that only one producer writes, as the tags of an entry in their order, each run once. */
const LAYOUTS: readonly (readonly [tags: RegExp, attribution: Attribution])[] = [
  [/^TY TI T2 SP EP AU PY .*\bVO VL\b/, { database: "IEEE Xplore", kind: "database" }],
  [
    /^TY T1 A1 (?:JO )?(?:VL )?(?:IS )?(?:SP )?(?:EP )?(?:SN )?Y1 PB$/,
    { database: "Google Scholar", kind: "database" },
  ],
];

/** Marks that programs leave in what they export. */
const MARKS: readonly (readonly [tag: string, value: RegExp, producer: string])[] = [
  ["M4", /^Citavi$/i, "Citavi"],
  ["ID", /^RefID:/, "RefWorks"],
  ["KW", /^eppi-reviewer$/, "EPPI-Reviewer"],
  ["N1", /\bASReview_\w/, "ASReview"],
];

function attributionOf(
  fields: readonly Field[],
  all: Select,
  header: string | undefined,
  doubled: boolean,
): Attribution {
  const links = [...all("UR"), ...all("L2")].flatMap((url) => databaseOfUrl(url) ?? []);
  const accessions = all("AN").map(databaseOfAccession);
  const mark = MARKS.find(([tag, value]) => all(tag).some((text) => value.test(text)));
  const isRabbit =
    doubled && /^\d+$/.test(all("U2")[0] ?? "") && fields.some(({ tag }) => tag === "JA");
  const found = combineEvidence([
    isRabbit ? databaseNamed("ResearchRabbit") : undefined,
    accessions.find((accession) => accession?.producer !== undefined),
    mark === undefined ? undefined : { producer: mark[2] },
    // Embase.com also gives what it took from MEDLINE; both were found in Embase.
    links.find((link) => link.producer === "Embase.com"),
    ...all("DB").map(databaseNamed),
    ...accessions,
    all("WE").length > 0 ? databaseNamed("Web of Science") : undefined,
    ...all("DP").map(databaseNamed),
    // The Lens and others link to PubMed as well, PubMed to none of them.
    links.find((link) => link.database !== "PubMed"),
    ...links,
    header === undefined ? undefined : databaseNamed(header),
  ]);
  if (found.database !== undefined || found.kind !== undefined) return found;
  return combineEvidence([found, LAYOUTS.find(([tags]) => tags.test(layoutOf(fields)))?.[1]]);
}

function layoutOf(fields: readonly Field[]): string {
  const tags = fields.map(({ tag }) => tag);
  return tags
    .filter((tag, i) => tag !== tags[i - 1])
    .slice(0, 40)
    .join(" ");
}

// Remarks -----------------------------------------------------------------------------------------

/** Problems that cost no entry. Of each kind the first few are kept, the others counted. */
interface Remarks {
  readonly add: (
    line: number,
    severity: Problem["severity"],
    code: string,
    message: string,
  ) => void;
  readonly keep: (problem: Problem) => void;
  readonly outside: (text: string, line: number) => void;
  /** Adds what can be said only at the end of the file. */
  readonly summarize: () => void;
  readonly pending: () => number;
  readonly take: () => readonly Problem[];
}

function remarksOf(file: string): Remarks {
  let problems: Problem[] = [];
  const counts = new Map<string, { readonly severity: Problem["severity"]; n: number }>();
  let outside: { readonly text: string; readonly line: number; n: number } | undefined;

  function keep(problem: Problem): void {
    const count = counts.get(problem.code) ?? { severity: problem.severity, n: 0 };
    count.n += 1;
    counts.set(problem.code, count);
    if (count.n <= MOST_PROBLEMS) problems.push(problem);
  }

  function summarize(): void {
    for (const [code, { severity, n }] of counts) {
      if (n <= MOST_PROBLEMS) continue;
      problems.push({ severity, code, file, message: `And ${n - MOST_PROBLEMS} more of these.` });
    }
    if (outside === undefined) return;
    const { text, line, n } = outside;
    const lines = n === 1 ? "a line" : `${n} lines`;
    problems.push({
      severity: "warning",
      code: "ris/outside-record",
      file,
      line,
      message: `Unexpected ${lines} outside of records, such as ${JSON.stringify(text.slice(0, 60))}, expected only records. What is outside was left out.`,
    });
  }

  return {
    add: (line, severity, code, message) =>
      keep({ severity, code: `ris/${code}`, file, line, message }),
    keep,
    outside(text, line) {
      if (outside === undefined) outside = { text, line, n: 1 };
      else outside.n += 1;
    },
    summarize,
    pending: () => problems.length,
    take() {
      const taken = problems;
      problems = [];
      return taken;
    },
  };
}
