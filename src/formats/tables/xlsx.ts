import type { Problem } from "../../core/records/problem.ts";
import { type BinaryFormat, ContainerError, collectBytes } from "../containers/container.ts";
import type { ReadOptions } from "../format.ts";
import { findTableAmong, isBlank } from "./dialect.ts";
import type { Row } from "./rows.ts";
import { readTable } from "./table.ts";
import { looksLikeWorkbook, readWorkbook, type Sheet } from "./workbook.ts";

/** A workbook is read whole; the largest sheet that Excel allows packs to less. */
const LARGEST = 256 * 1024 * 1024;

/** Rows that are passed on together. */
const BATCH = 500;

/** Tables of records in Excel workbooks: one sheet is one export. */
export const xlsx: BinaryFormat<"xlsx"> = {
  id: "xlsx",
  recognizes: looksLikeWorkbook,
  async open(file, options) {
    const { sheets } = await readWorkbook(await collectBytes(file(), LARGEST), options.limits);
    const { sheet, problems } = chooseSheet(sheets, options);
    const table = sheet === undefined ? undefined : findTableAmong(sheet.rows, options);
    return {
      problems,
      async *read() {
        if (sheet === undefined || table === undefined) return;
        yield* readTable(table, rowsOf(sheet, table.offset), options);
      },
    };
  },
};

/** The sheet that slr.yaml names, otherwise the first visible one with a header that slr knows. */
function chooseSheet(
  sheets: readonly Sheet[],
  options: ReadOptions,
): { readonly sheet?: Sheet; readonly problems: readonly Problem[] } {
  const names = sheets.map(({ name }) => `"${name}"`).join(", ");
  const isTable = ({ rows }: Sheet) => findTableAmong(rows, options) !== undefined;
  if (options.sheet !== undefined) {
    const sheet = sheets.find(({ name }) => name === options.sheet);
    if (sheet === undefined)
      throw new ContainerError(
        "no-sheet",
        `it has no sheet "${options.sheet}", expected one of ${names}`,
      );
    if (isTable(sheet) || sheet.rows.every(isBlank)) return { sheet, problems: [] };
    throw new ContainerError(
      "no-sheet",
      `its sheet "${sheet.name}" has no row of column names that slr knows; name its columns in slr.yaml (sources: columns)`,
    );
  }
  const [sheet, ...others] = sheets.filter(({ hidden }) => !hidden).filter(isTable);
  if (sheet === undefined) {
    // A search may find nothing.
    if (sheets.every(({ rows }) => rows.every(isBlank))) return { problems: [] };
    throw new ContainerError(
      "no-sheet",
      `none of its sheets (${names}) has a row of column names that slr knows; name sheet and columns in slr.yaml (sources: sheet, columns)`,
    );
  }
  if (others.length === 0) return { sheet, problems: [] };
  const rest = others.map(({ name }) => `"${name}"`).join(", ");
  const message = `Only the sheet "${sheet.name}" was read; ${others.length === 1 ? "another sheet has" : "other sheets have"} records, too (${rest}). Name the sheet of each source in slr.yaml (sources: sheet).`;
  const { file } = options;
  return {
    sheet,
    problems: [{ severity: "warning", code: "xlsx/other-sheets", file, message }],
  };
}

async function* rowsOf({ rows }: Sheet, from: number): AsyncGenerator<readonly Row[]> {
  for (let begin = from; begin < rows.length; begin += BATCH)
    yield rows.slice(begin, begin + BATCH).map((cells, at) => ({ line: begin + at + 1, cells }));
}
