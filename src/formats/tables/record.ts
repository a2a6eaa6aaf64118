import { findDoi } from "../../core/records/identifiers/doi.ts";
import { linksOf } from "../../core/records/identifiers/links.ts";
import type { BibRecord } from "../../core/records/model.ts";
import { findArxivId, findYear, joinPages } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../fields/attribution.ts";
import { authorsOf } from "../fields/authors.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { doiOfLink, issnsOf, LONGEST_LINK, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { listOf, piecesOf, unique } from "../fields/lists.ts";
import { literalIn } from "../fields/literals.ts";
import { countOf, pagesOf } from "../fields/numbers.ts";
import { nameOf } from "../fields/people.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Attribution, ParsedEntry, ReadOptions } from "../format.ts";
import { collapseBlanks } from "../text/lines.ts";
import { cellValue } from "./cell-value.ts";
import { columnName, FIELDS, GENERIC_COLUMNS, MAPPABLE, type TableField } from "./columns.ts";
import { madeDate } from "./made-date.ts";
import { noExportProblem } from "./no-export.ts";
import { type CellNamed, GENERIC, type Producer, producerOf } from "./producers.ts";

/** Turns the rows under one header into records. */
export interface RecordReader {
  readonly producer: Producer;
  /** Problems with the columns that the protocol names. */
  readonly problems: readonly Problem[];
  /** Whether some column contains abstracts. */
  readonly hasAbstracts: boolean;
  /**
   * The entry of a row, with its problems; undefined for a row that is not an entry, such as
   * Zotero's attachments.
   */
  read(cells: readonly string[], line: number): ReadRow;
}

export interface ReadRow {
  readonly entry?: ParsedEntry;
  readonly problems: readonly Problem[];
}

/** What is known about a table before its rows are read. */
interface TableLayout {
  readonly id: string;
  readonly file: string;
  readonly header: readonly string[];
  /** The names of columns as the original has them. */
  readonly labels: readonly string[];
  /** How many cells a row must have: names that end the header and are empty are a spreadsheet's commas. */
  readonly fewest: number;
  readonly producer: Producer;
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly columns: Readonly<Record<TableField, readonly number[]>>;
}

/**
 * Prepares the reading of rows under a header, whose producer it recognises; `id` begins its
 * problem codes.
 */
export function recordReader(
  header: readonly string[],
  headerLine: number,
  options: ReadOptions,
  id = "csv",
): RecordReader {
  const { file } = options;
  const names = header.map(columnName);
  const labels = header.map((cell, at) => (cell === "" ? `column ${at + 1}` : cell));
  const fewest = header.findLastIndex((cell) => cell !== "") + 1;
  const producer = producerOf(names, file) ?? GENERIC;
  const positions = positionsOf(names);
  const { columns, problems } = columnsOf(header, headerLine, positions, producer, options, id);
  const layout: TableLayout = { id, file, header, labels, fewest, producer, positions, columns };
  const doubt =
    producer === GENERIC && options.columns === undefined
      ? noExportProblem({ columns, header: labels, names }, { id, file, line: headerLine })
      : undefined;
  return {
    producer,
    problems: doubt === undefined ? problems : [...problems, doubt],
    hasAbstracts: columns.abstract.length > 0,
    read: (cells, line) => readRow(layout, cells, line),
  };
}

function readRow(layout: TableLayout, cells: readonly string[], line: number): ReadRow {
  const { id, file, labels, producer, positions } = layout;
  const original = originalOf(cells, labels);
  const cellNamed: CellNamed = (name) => firstOf(positions.get(name) ?? [], cells);
  const aside = producer.notAnEntry?.(
    cellNamed,
    original.map(([, value]) => value),
  );
  if (aside !== undefined) {
    const message = `This row is for ${aside} and no record; it is not counted as an entry.`;
    return { problems: [{ severity: "warning", code: `${id}/not-an-entry`, file, line, message }] };
  }
  const { entry, problems } = finishEntry(
    contentOf(layout, cells, original, producer.derive?.(cellNamed) ?? {}),
    { id, file, line, called: "row", wantsTitle: false, hasYearCell: true },
  );
  const width = widthProblem(layout, cells, line);
  const spoilt = [...roundedProblems(layout, cells, line), ...dateProblems(layout, cells, line)];
  return { entry, problems: [...(width === undefined ? [] : [width]), ...spoilt, ...problems] };
}

/** `3,14E+07`: a spreadsheet took an identifier for a number and rounded it. */
const ROUNDED = /^\d(?:[.,]\d+)?e\+\d{1,3}$/i;
/** The identifiers that spreadsheets take for numbers. */
const NUMERIC_IDENTIFIERS = ["pmid", "pmcid", "accession"] as const;

/** A warning for each identifier whose digits a spreadsheet has lost; no value is read from it. */
function roundedProblems(
  { id, file, labels, columns }: TableLayout,
  cells: readonly string[],
  line: number,
): Problem[] {
  return NUMERIC_IDENTIFIERS.flatMap((field) =>
    columns[field].flatMap((at): Problem[] => {
      const cell = cellValue(cells[at]);
      if (cell === undefined || !ROUNDED.test(cell)) return [];
      const message = `${labels[at]} is \`${cell}\`: a spreadsheet has rounded the number, and its digits are lost. slr leaves it out. Export the table again, and open it with this column as text.`;
      return [{ severity: "warning", code: `${id}/rounded-number`, file, line, message }];
    }),
  );
}

/** Where spreadsheets take `2-3` and `1-12` for dates. */
const NUMBERS_IN_A_WORK = ["volume", "issue", "pages", "firstPage", "lastPage"] as const;

/**
 * A warning for each volume, issue and page that a spreadsheet turned into a date; no value is read
 * from it.
 */
function dateProblems(
  { id, file, labels, columns }: TableLayout,
  cells: readonly string[],
  line: number,
): Problem[] {
  return NUMBERS_IN_A_WORK.flatMap((field) =>
    columns[field].flatMap((at): Problem[] => {
      const cell = cellValue(cells[at]);
      if (cell === undefined || !madeDate(cell)) return [];
      const message = `${labels[at]} is the date \`${cell}\`: a spreadsheet has made it of numbers such as \`2-3\`, and which they were cannot be told. slr leaves it out. Export the table again, and open it with this column as text.`;
      return [{ severity: "warning", code: `${id}/number-made-date`, file, line, message }];
    }),
  );
}

/** A row with more or fewer cells than its header has names. */
function widthProblem(
  { id, file, header, fewest }: TableLayout,
  cells: readonly string[],
  line: number,
): Problem | undefined {
  const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (cells.length >= fewest && filled <= header.length) return undefined;
  const expected = fewest === header.length ? `${fewest}` : `${fewest} to ${header.length}`;
  const found = filled > header.length ? filled : cells.length;
  const message = `This row has ${found} ${found === 1 ? "cell" : "cells"}, but the header has ${expected}.`;
  return { severity: "warning", code: `${id}/row-width`, file, line, message };
}

type Derived = ReturnType<NonNullable<Producer["derive"]>>;

/** What the cells of a row say. */
function contentOf(
  layout: TableLayout,
  cells: readonly string[],
  original: BibRecord["original"],
  derived: Derived,
): EntryContent {
  const { columns, producer } = layout;
  const text = (field: TableField): string | undefined => firstOf(columns[field], cells);
  const number = (field: (typeof NUMERIC_IDENTIFIERS)[number]): string | undefined => {
    const cell = text(field);
    return cell === undefined || ROUNDED.test(cell) ? undefined : cell;
  };
  const inOneLine = (field: TableField) => given(text(field), collapseBlanks);
  /** The first cell of the field that a spreadsheet has not turned into a date. */
  const inWork = (field: (typeof NUMBERS_IN_A_WORK)[number]) =>
    columns[field].map((at) => cellValue(cells[at])).find((cell) => cell && !madeDate(cell));
  const all = (field: TableField, items: (cell: string) => readonly string[]) =>
    unique(columns[field].flatMap((at) => items(cellValue(cells[at]) ?? "")));

  const authors = text("authors");
  const urlCell = text("url");
  const links = given(urlCell, (cell) => linksOf(cell.slice(0, LONGEST_LINK))) ?? [];
  const url = links[0] ?? urlCell;
  const pmid = number("pmid");
  const doi =
    given(text("doi"), (cell) => findDoi(cell.slice(0, LONGEST_LINK))) ??
    [url, ...links].map(doiOfLink).find((found) => found !== undefined) ??
    derived.doi;
  const yearText = text("year");
  const year = given(yearText, findYear);
  const accession = present(number("accession") ?? derived.accession);
  return {
    fields: {
      authors:
        authors === undefined ? (derived.authors ?? []) : authorsOf(authors, producer.authors),
      issn: all("issn", issnsOf),
      keywords: all("keywords", listOf),
      mesh: all("mesh", listOf),
      original,
      title: present(inOneLine("title")),
      abstract: text("abstract"),
      year: year ?? given(text("date"), findYear) ?? derived.year,
      venue: present(given(inOneLine("venue"), nameIn) ?? derived.venue),
      type: given(text("type"), typeOf) ?? derived.type,
      language: given(text("language"), languageOf),
      doi: present(doi),
      pmid: pmid === undefined ? derived.pmid : pmidOf(pmid),
      pmcid: given(number("pmcid"), pmcidOf) ?? derived.pmcid,
      arxiv: present(arxivOf(text("arxiv"), doi, [url, ...links]) ?? derived.arxiv),
      volume: present(given(inWork("volume"), collapseBlanks) ?? derived.volume),
      issue: present(given(inWork("issue"), collapseBlanks) ?? derived.issue),
      pages: present(
        given(inWork("pages"), pagesOf) ??
          joinPages(inWork("firstPage"), inWork("lastPage")) ??
          text("articleNumber") ??
          derived.pages,
      ),
      url: present(url),
      accession,
      citations: given(text("citations"), countOf),
    },
    attribution: attributionOf(layout, cells, accession),
    badYear: year === undefined && !/^0+$/.test(yearText ?? "") ? yearText : undefined,
  };
}

function attributionOf(
  { columns, producer }: TableLayout,
  cells: readonly string[],
  number: string | undefined,
): Attribution {
  const known = producer.attribution;
  const accession = given(number, databaseOfAccession);
  if (!producer.keeps) {
    // Web of Science hosts other databases too; the prefix of the accession number tells.
    const hosted = accession?.database !== undefined && known.producer === "Web of Science";
    return hosted ? { ...known, ...accession } : known;
  }
  const named = columns.database.map((at) => onlyOne(cellValue(cells[at]), databaseNamed));
  const links = columns.url.map((at) => onlyOne(cellValue(cells[at]), databaseOfUrl));
  // Embase's and Ovid's parts, which Zotero keeps as archives, say less than a link to the whole.
  const parts = columns.archive.map((at) => onlyOne(cellValue(cells[at]), databaseNamed));
  const { producer: wrote } = known;
  const evidence = combineEvidence([...named, ...links, accession, ...parts, known]);
  // The program that wrote the table is the producer, whoever wrote its input.
  const { producer: _, ...source } = evidence;
  return wrote === undefined ? source : { ...source, producer: wrote };
}

/** Applies a function to a value, if there is one. */
function given<Result>(
  value: string | undefined,
  make: (value: string) => Result,
): Result | undefined {
  return value === undefined ? undefined : make(value);
}

/** The name in an object that a program printed: `{'name': 'Frog Journal', 'volume': '12'}`. */
function nameIn(cell: string): string {
  return cell.startsWith("{") ? nameOf(literalIn(cell)) || cell : cell;
}

/** A text that is not empty. */
function present(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

/** The evidence in the parts of a cell; several databases in one cell are no evidence. */
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

/** All places of each name, because a header may repeat one. */
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
): { columns: Record<TableField, readonly number[]>; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const problem = (code: string, message: string): void => {
    problems.push({ severity: "error", code, file, line, message });
  };
  const entries = FIELDS.map((field): [TableField, readonly number[]] => {
    const names = producer.columns[field] ?? GENERIC_COLUMNS[field];
    return [field, names.flatMap((name) => positions.get(name) ?? [])];
  });
  const columns = Object.fromEntries(entries) as Record<TableField, readonly number[]>;
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
  links: readonly (string | undefined)[],
): string | undefined {
  const bare = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?!\d)/i.exec(cell ?? "")?.[1];
  return (
    bare?.toLowerCase() ??
    findArxivId(cell ?? "") ??
    findArxivId(doi ?? "") ??
    links.flatMap((link) => findArxivId(link ?? "") ?? [])[0]
  );
}
