import type { CellValue } from "hucre/xlsx";
import { howToRaise, type Limits, raised } from "../../core/records/limits.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { ContainerError, inMegabytes } from "../containers/container.ts";
import { readZipDirectory, refuseBomb, unzip, type ZipEntry } from "../containers/zip.ts";

/** A spreadsheet file: its sheets in the order of their tabs. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Cells as text, blank ones empty; row i is row i + 1 of the sheet. Rows have one length. */
  readonly rows: readonly (readonly string[])[];
}

/** More XML than this is not a list of records, and would not fit into memory. */
const MOST_XML = 512 * 1024 * 1024;

/**
 * Reads an XLSX workbook. Throws a ContainerError for other files: encrypted files, `.xls`, other
 * Office documents, damaged archives; and for zip bombs before anything is inflated.
 */
export async function readWorkbook(bytes: Uint8Array, limits?: Limits): Promise<Workbook> {
  if (isCompoundFile(bytes)) throw compoundFile(bytes);
  const entries = readZipDirectory(bytes);
  const names = entries.map(({ name }) => name);
  const other = OTHER_DOCUMENTS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  if (other !== undefined) throw new ContainerError("not-supported", `it is ${other}`);
  refuseBomb(entries, MOST_XML, limits);
  for (const entry of entries) if (SHEET.test(entry.name)) await refuseVast(bytes, entry);
  const most = raised(MOST_XML, "unpacked", limits);
  let read = 0;
  const text = (cell: CellValue): string => {
    const shown = cellText(cell);
    read += shown.length;
    if (read > most) throw tooMuchText(most);
    return shown;
  };
  try {
    const { readXlsx } = await import("hucre/xlsx");
    const { sheets } = await readXlsx(bytes);
    return {
      sheets: sheets.map(({ name, hidden, veryHidden, rows }) => ({
        name,
        hidden: hidden === true || veryHidden === true,
        rows: rows.slice(0, lastRow(rows) + 1).map((cells) => cells.map(text)),
      })),
    };
  } catch (cause) {
    if (cause instanceof ContainerError) throw cause;
    const detail = cause instanceof Error ? `: ${cause.message}` : "";
    throw new ContainerError(
      "damaged",
      `the workbook is damaged${detail}; open it in a spreadsheet program and save it again`,
      { cause },
    );
  }
}

/** The cells of a sheet. */
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;

/** The most cells of a sheet; a spreadsheet program opens no more in a reasonable time. */
const MOST_CELLS = 20_000_000;

const CELL = /<(?:[\w-]+:)?c\s[^<>]{0,200}?\br\s{0,9}=\s{0,9}["']([A-Za-z]{1,3})(\d{1,7})["']/g;

/**
 * Refuses a sheet whose rectangle of cells would not fit into memory: a few cells at its far corner
 * are enough, and the library makes every row as long as its last cell before it counts them.
 */
async function refuseVast(bytes: Uint8Array, entry: ZipEntry): Promise<void> {
  const decoder = new TextDecoder();
  let held = "";
  let last = 0;
  let widest = 0;
  try {
    for await (const part of unzip(bytes, entry)) {
      held += decoder.decode(part, { stream: true });
      for (const [, letters = "", row = ""] of held.matchAll(CELL)) {
        last = Math.max(last, Number(row));
        widest = Math.max(widest, columnNumber(letters));
      }
      if (last * widest > MOST_CELLS) break;
      // A cell that the next part completes may begin in the last characters.
      held = held.slice(Math.max(held.length - LONGEST_TAG, 0));
    }
  } catch {
    // The library says what is wrong with the archive.
  }
  if (last * widest <= MOST_CELLS) return;
  throw new ContainerError(
    "too-large",
    `a sheet reaches to row ${formatCount(last)} and column ${formatCount(widest)}, and slr reads at most ${formatCount(MOST_CELLS)} cells; delete what is far from the table, or save the sheet as CSV UTF-8`,
  );
}

const LONGEST_TAG = 256;

/** 1 for A, 27 for AA. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function tooMuchText(most: number): ContainerError {
  return new ContainerError(
    "too-large",
    `its cells hold more than ${inMegabytes(most)} of text, because many of them share one; save the sheet as CSV UTF-8, or if that is right, ${howToRaise("unpacked")}`,
  );
}

/**
 * Tells whether the first bytes of a file are those of an Office document, even one that slr cannot
 * read.
 */
export function looksLikeWorkbook(head: Uint8Array): boolean {
  if (isCompoundFile(head)) return true;
  const start = new TextDecoder("latin1").decode(head.subarray(0, 4096));
  if (!start.startsWith("PK\x03\x04")) return false;
  const first = start.slice(30, 100);
  return /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|mimetypeapplication\/vnd\.oasis|Index\/)/.test(
    first,
  );
}

const SAVE = "save the sheet as .xlsx or as CSV UTF-8";

/** Parts that only other documents in zip archives have. */
const OTHER_DOCUMENTS: readonly (readonly [part: RegExp, advice: string])[] = [
  [/^word\//, "a Word document: export the records as RIS, BibTeX or CSV instead"],
  [/^ppt\//, "a PowerPoint document: export the records as RIS, BibTeX or CSV instead"],
  [/^xl\/workbook\.bin$/, `a binary Excel workbook (.xlsb): ${SAVE}`],
  [/^content\.xml$/, `an OpenDocument file: ${SAVE}`],
  [/^Index\/Document\.iwa$/, `an Apple Numbers or Pages document: ${SAVE}`],
];

/** Microsoft's container from before 2007, which also contains workbooks with a password. */
function isCompoundFile(head: Uint8Array): boolean {
  return head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0;
}

function compoundFile(bytes: Uint8Array): ContainerError {
  // Names in its directory are UTF-16.
  const holds = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, "utf16le"));
  if (holds("EncryptedPackage"))
    return new ContainerError(
      "encrypted",
      "it is an Office document with a password: save it without one",
    );
  if (!holds("Workbook") && !holds("Book"))
    return new ContainerError("not-supported", `it is an old Office document: ${SAVE}`);
  return new ContainerError(
    "not-supported",
    `it is an old Excel workbook (.xls): in Web of Science choose Export, then "Tab delimited file" instead of "Excel"; else ${SAVE}`,
  );
}

function lastRow(rows: readonly (readonly CellValue[])[]): number {
  return rows.findLastIndex((cells) => cells.some((cell) => cell !== null && cell !== ""));
}

/** A cell as a person typed it: `2019`, `TRUE`, `2020-02-03`. */
function cellText(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  // Spreadsheets show fifteen digits; the file contains the binary fraction behind them.
  if (typeof value === "number") return String(Number(value.toPrecision(15)));
  if (Number.isNaN(value.getTime())) return "";
  const [date = "", time = ""] = value.toISOString().slice(0, 19).split("T");
  if (/^(?:1899-12-3[01]|1904-01-01)$/.test(date)) return time;
  return time === "00:00:00" ? date : `${date}T${time}`;
}
