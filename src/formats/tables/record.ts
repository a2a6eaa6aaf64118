import type { BibRecord } from "../../core/records/model.ts";
import { findArxivId, findDoi, findYear, joinPages } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../fields/attribution.ts";
import {
  authorsOf,
  cellValue,
  countOf,
  doiOfLink,
  issnsOf,
  LONGEST_LINK,
  languageOf,
  listOf,
  oneLine,
  pagesOf,
  piecesOf,
  pmcidOf,
  pmidOf,
  typeOf,
  unique,
} from "../fields/cells.ts";
import { isEmpty } from "../fields/draft.ts";
import type { Attribution, ParsedEntry, ReadOptions } from "../format.ts";
import { columnName, FIELDS, type Field, GENERIC_COLUMNS, MAPPABLE } from "./columns.ts";
import { type CellNamed, GENERIC, type Producer, producerOf } from "./producers.ts";

/** How the rows under one header become records. */
export interface RecordReader {
  readonly producer: Producer;
  /** What is wrong with the columns that the protocol names. */
  readonly problems: readonly Problem[];
  /** Whether some column holds abstracts. */
  readonly hasAbstracts: boolean;
  /** The entry of a row, with remarks; no entry for a row that is none, such as Zotero's attachments. */
  read(cells: readonly string[], line: number): ReadRow;
}

export interface ReadRow {
  readonly entry?: ParsedEntry;
  readonly problems: readonly Problem[];
}

const NO_PROBLEMS: readonly Problem[] = [];

/** Prepares the reading of rows under a header, whose producer it recognizes; `id` begins its problem codes. */
export function recordReader(
  header: readonly string[],
  headerLine: number,
  options: ReadOptions,
  id = "csv",
): RecordReader {
  const { file } = options;
  const names = header.map(columnName);
  const labels = header.map((cell, at) => (cell === "" ? `column ${at + 1}` : cell));
  // Names that end the header and are empty are commas that a spreadsheet added; a row need not have them.
  const named = header.findLastIndex((cell) => cell !== "") + 1;
  const producer = producerOf(names, file) ?? GENERIC;
  const positions = positionsOf(names);
  const { columns, problems } = columnsOf(header, headerLine, positions, producer, options, id);

  return { producer, problems, hasAbstracts: columns.abstract.length > 0, read };

  function read(cells: readonly string[], line: number): ReadRow {
    const original = originalOf(cells, labels);
    const remarks: Problem[] = [];
    const cellNamed: CellNamed = (name) => firstOf(positions.get(name) ?? [], cells);
    const aside = producer.notAnEntry?.(
      cellNamed,
      original.map(([, value]) => value),
    );
    if (aside !== undefined) {
      const message = `Unexpected row for ${aside}, expected a record; it is not counted as an entry.`;
      return {
        problems: [{ severity: "warning", code: `${id}/not-an-entry`, file, line, message }],
      };
    }
    const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
    if (cells.length < named || filled > header.length) {
      const expected = named === header.length ? `${named}` : `${named} to ${header.length}`;
      const found = filled > header.length ? filled : cells.length;
      const message = `Unexpected ${found} ${found === 1 ? "cell" : "cells"}, expected ${expected}.`;
      remarks.push({ severity: "warning", code: `${id}/row-width`, file, line, message });
    }
    const record = recordOf(cells, original, cellNamed, line, remarks);
    if (isEmpty(record)) {
      const message =
        "Unexpected row without title, abstract, authors, venue and identifier, expected at least one of them.";
      const problem: Problem = {
        severity: "error",
        code: `${id}/empty-entry`,
        file,
        line,
        message,
      };
      return { entry: { kind: "unreadable", line, problem }, problems: remarks };
    }
    const attribution = attributionOf(cells, record);
    const entry: ParsedEntry = { kind: "record", line, record, attribution };
    return { entry, problems: remarks.length === 0 ? NO_PROBLEMS : remarks };
  }

  function recordOf(
    cells: readonly string[],
    original: BibRecord["original"],
    cellNamed: CellNamed,
    line: number,
    remarks: Problem[],
  ): BibRecord {
    const text = (field: Field): string | undefined => firstOf(columns[field], cells);
    const line1 = (field: Field): string | undefined => {
      const value = text(field);
      return value === undefined ? undefined : oneLine(value);
    };
    const derived = producer.derive?.(cellNamed) ?? {};

    const authors = text("authors");
    const doi = text("doi");
    const url = text("url");
    const pages = text("pages");
    const date = text("date");
    const yearText = text("year");
    const year = yearText === undefined ? undefined : findYear(yearText);
    if (yearText !== undefined && year === undefined && !/^0+$/.test(yearText)) {
      const shown = JSON.stringify(yearText.slice(0, 40));
      const message = `Unexpected year ${shown}, expected four digits.`;
      remarks.push({ severity: "warning", code: `${id}/bad-year`, file, line, message });
    }
    const ownDoi = doi === undefined ? undefined : findDoi(doi.slice(0, LONGEST_LINK));
    const foundDoi = ownDoi ?? doiOfLink(url) ?? derived.doi;
    const arxiv = text("arxiv");
    const pmid = text("pmid");
    const pmcid = text("pmcid");
    const language = text("language");
    const type = text("type");
    const citations = text("citations");

    const record: { -readonly [Name in keyof BibRecord]: BibRecord[Name] } = {
      authors:
        authors === undefined ? (derived.authors ?? []) : authorsOf(authors, producer.authors),
      issn: unique(columns.issn.flatMap((at) => issnsOf(cellValue(cells[at]) ?? ""))),
      keywords: unique(columns.keywords.flatMap((at) => listOf(cellValue(cells[at]) ?? ""))),
      mesh: unique(columns.mesh.flatMap((at) => listOf(cellValue(cells[at]) ?? ""))),
      original,
    };
    put(record, "title", line1("title"));
    put(record, "abstract", text("abstract"));
    put(record, "year", year ?? (date === undefined ? undefined : findYear(date)) ?? derived.year);
    put(record, "venue", line1("venue") ?? derived.venue);
    put(record, "type", (type === undefined ? undefined : typeOf(type)) ?? derived.type);
    put(record, "language", language === undefined ? undefined : languageOf(language));
    put(record, "doi", foundDoi);
    put(record, "pmid", pmid === undefined ? derived.pmid : pmidOf(pmid));
    put(record, "pmcid", pmcid === undefined ? undefined : pmcidOf(pmcid));
    put(record, "arxiv", arxivOf(arxiv, foundDoi, url));
    put(record, "volume", line1("volume") ?? derived.volume);
    put(record, "issue", line1("issue") ?? derived.issue);
    put(
      record,
      "pages",
      (pages === undefined ? undefined : pagesOf(pages)) ??
        joinPages(text("firstPage"), text("lastPage")) ??
        text("articleNumber") ??
        derived.pages,
    );
    put(record, "url", url?.split(/\s|[;|](?=https?:)/)[0]);
    put(record, "accession", text("accession") ?? derived.accession);
    put(record, "citations", citations === undefined ? undefined : countOf(citations));
    return record;
  }

  function attributionOf(cells: readonly string[], record: BibRecord): Attribution {
    const given = producer.attribution;
    const accession =
      record.accession === undefined ? undefined : databaseOfAccession(record.accession);
    if (!producer.keeps) {
      // Web of Science hosts other databases too; the prefix of the accession number tells.
      const hosted = accession?.database !== undefined && given.producer === "Web of Science";
      return hosted ? { ...given, ...accession } : given;
    }
    const named = columns.database.map((at) => onlyOne(cellValue(cells[at]), databaseNamed));
    const links = columns.url.map((at) => onlyOne(cellValue(cells[at]), databaseOfUrl));
    // Embase's and Ovid's parts, which Zotero keeps as archives, say less than a link to the whole.
    const parts = columns.archive.map((at) => onlyOne(cellValue(cells[at]), databaseNamed));
    const { producer: wrote } = given;
    const evidence = combineEvidence([...named, ...links, accession, ...parts, given]);
    // The program that wrote the table is the producer, whoever wrote what it was fed with.
    const { producer: _, ...source } = evidence;
    return wrote === undefined ? source : { ...source, producer: wrote };
  }
}

/** What the pieces of a cell have as their evidence; several databases in one cell are none. */
function onlyOne(
  cell: string | undefined,
  find: (piece: string) => Attribution | undefined,
): Attribution | undefined {
  if (cell === undefined) return undefined;
  const found = piecesOf(cell).map(find);
  const databases = new Set(found.flatMap((piece) => piece?.database ?? []));
  return databases.size > 1
    ? undefined
    : (found.find((piece) => piece?.database !== undefined) ?? find(cell));
}

function put<Name extends keyof BibRecord>(
  record: { -readonly [Key in keyof BibRecord]: BibRecord[Key] },
  name: Name,
  value: BibRecord[Name] | undefined,
): void {
  if (value !== undefined && value !== "") record[name] = value as BibRecord[Name];
}

/** All places of each name: a header may repeat one. */
function positionsOf(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [at, name] of names.entries()) {
    if (name === "") continue;
    const known = positions.get(name);
    if (known === undefined) positions.set(name, [at]);
    else known.push(at);
  }
  return positions;
}

/** The value of the first cell at these places that says anything. */
function firstOf(places: readonly number[], cells: readonly string[]): string | undefined {
  for (const at of places) {
    const value = cellValue(cells[at]);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The places of every field: the protocol's columns before the producer's, those before anybody's. */
function columnsOf(
  header: readonly string[],
  line: number,
  positions: ReadonlyMap<string, readonly number[]>,
  producer: Producer,
  { file, columns: wanted = {} }: ReadOptions,
  id: string,
): { columns: Record<Field, readonly number[]>; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const problem = (code: string, message: string): void => {
    problems.push({ severity: "error", code, file, line, message });
  };
  const entries = FIELDS.map((field): [Field, readonly number[]] => {
    const names = producer.columns[field] ?? GENERIC_COLUMNS[field];
    return [field, names.flatMap((name) => positions.get(name) ?? [])];
  });
  const columns = Object.fromEntries(entries) as Record<Field, readonly number[]>;
  for (const [name, column] of Object.entries(wanted)) {
    const field = Object.hasOwn(MAPPABLE, name) ? MAPPABLE[name] : undefined;
    if (field === undefined) {
      const known = Object.keys(MAPPABLE).join(", ");
      problem(`${id}/unknown-field`, `Unexpected field "${name}", expected one of ${known}.`);
      continue;
    }
    const exact = header.flatMap((cell, at) => (cell === column.trim() ? [at] : []));
    const places = exact.length > 0 ? exact : (positions.get(columnName(column)) ?? []);
    if (places.length === 0) {
      const known = header.filter((cell) => cell !== "").map((cell) => `"${cell.slice(0, 80)}"`);
      problem(
        `${id}/unknown-column`,
        `Unexpected column "${column}" for ${name}, expected one of ${known.join(", ")}.`,
      );
      continue;
    }
    columns[field] = places;
    if (field === "pages") columns.firstPage = columns.lastPage = columns.articleNumber = [];
  }
  return { columns, problems };
}

function originalOf(cells: readonly string[], labels: readonly string[]): BibRecord["original"] {
  const original: (readonly [string, string])[] = [];
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? "";
    if (cell === "" || cell.trim() === "") continue;
    original.push([labels[at] ?? `column ${at + 1}`, cell]);
  }
  return original;
}

function arxivOf(
  cell: string | undefined,
  doi: string | undefined,
  url: string | undefined,
): string | undefined {
  const bare = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?!\d)/i.exec(cell ?? "")?.[1];
  return (
    bare?.toLowerCase() ??
    findArxivId(cell ?? "") ??
    findArxivId(doi ?? "") ??
    findArxivId(url ?? "")
  );
}
