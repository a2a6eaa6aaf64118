import { type CellValue, readXlsx } from "hucre/xlsx";
import { ContainerError } from "../containers/container.ts";
import { readZipDirectory, refuseBomb } from "../containers/zip.ts";

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
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (isCompoundFile(bytes)) throw compoundFile(bytes);
  const entries = readZipDirectory(bytes);
  const names = entries.map(({ name }) => name);
  const other = OTHER_DOCUMENTS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  if (other !== undefined) throw new ContainerError("not-supported", `it is ${other}`);
  refuseBomb(entries, MOST_XML);
  try {
    const { sheets } = await readXlsx(bytes);
    return {
      sheets: sheets.map(({ name, hidden, veryHidden, rows }) => ({
        name,
        hidden: hidden === true || veryHidden === true,
        rows: rows.slice(0, lastRow(rows) + 1).map((cells) => cells.map(cellText)),
      })),
    };
  } catch (cause) {
    const detail = cause instanceof Error ? `: ${cause.message}` : "";
    throw new ContainerError(
      "damaged",
      `the workbook is damaged${detail}; open it in a spreadsheet program and save it again`,
      { cause },
    );
  }
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
