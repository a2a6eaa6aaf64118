import { parse } from "csv-parse/sync";

/** A list of a cell: `Reason 1, 3; Reason 2, 4`. */
export interface CountedReason {
  readonly reason: string;
  /** As the diagram prints it; `NA` where the package finds no number. */
  readonly n: string;
}

/** What the diagram of the R package gets from a file. */
export interface Prisma2020Data {
  readonly numbers: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly CountedReason[] | undefined>>;
  /** Texts of the boxes by their rows. */
  readonly texts: Readonly<Record<string, string>>;
  readonly headings: Readonly<Record<string, string>>;
}

const COLUMNS = ["data", "node", "box", "description", "boxtext", "tooltips", "url", "n"];
const NUMBERS = `previous_studies previous_reports register_results database_results website_results
organisation_results citations_results duplicates excluded_automatic excluded_other records_screened
records_excluded dbr_sought_reports dbr_notretrieved_reports other_sought_reports
other_notretrieved_reports dbr_assessed other_assessed new_studies new_reports total_studies$
total_reports$ total_studies_ma total_reports_ma`.split(/\s+/);
const LISTS = [
  "database_specific_results",
  "register_specific_results",
  "dbr_excluded",
  "other_excluded",
];
const HEADINGS = ["prevstud", "newstud", "othstud"];

/**
 * A strict reading as by PRISMA_data() of the R package PRISMA2020 1.1.4: rows are found by a regular
 * expression on the first column, headings on the third, cells by column names; what the package stops
 * at, or would draw as NA, throws here.
 */
export function readPrisma2020(csv: string): Prisma2020Data {
  const rows: string[][] = parse(csv, { relax_column_count: false });
  const [header = [], ...body] = rows;
  if (header.join() !== COLUMNS.join()) throw new Error(`The columns are ${header.join()}.`);
  if (body.length !== 34) throw new Error(`There are ${body.length} rows.`);
  const cell = (row: readonly string[], column: string) => row[COLUMNS.indexOf(column)] ?? "NA";
  const matching = (name: string, column: number) => {
    const found = body.filter((row) => row[column] !== "NA" && new RegExp(name).test(row[column]!));
    if (found.length === 0) throw new Error(`object '${name}_text' not found`);
    return found;
  };
  const only = (name: string, column = 0) => {
    const found = matching(name, column);
    if (found.length > 1) throw new Error(`${name} names ${found.length} rows`);
    return found[0]!;
  };
  const numbers: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const pattern of NUMBERS) {
    const name = pattern.replace("$", "");
    const row = only(pattern);
    numbers[name] = thousands(cell(row, "n"));
    texts[name] = graphvizText(cell(row, "boxtext"));
    graphvizText(cell(row, "tooltips"));
  }
  const lists: Record<string, readonly CountedReason[] | undefined> = {};
  for (const name of LISTS) lists[name] = readList(cell(only(name), "n"));
  const headings = Object.fromEntries(
    HEADINGS.map((name) => [name, graphvizText(cell(only(name, 2), "boxtext"))]),
  );
  return { numbers, texts, lists, headings };
}

/** Only digits and dots are left of a number, and commas group its thousands. */
function thousands(text: string): string {
  const digits = text.replace(/[^0-9.]/g, "");
  if (digits === "" || Number.isNaN(Number(digits))) throw new Error(`\`${text}\` is no number`);
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Split at semicolons, each item at its first comma; what follows must be digits, commas and blanks. */
function readList(text: string): CountedReason[] | undefined {
  if (text === "NA" || text === "") return undefined;
  if (/^[\d,]+$/.test(text)) return [{ reason: "", n: thousands(text) }];
  return text.split(/; ?/).map((item) => {
    const comma = item.indexOf(",");
    const count = item.slice(comma + 1);
    if (comma < 0) throw new Error(`\`${item}\` has no number`);
    // The template's own text, which the app hides.
    if (count === " xxx") return { reason: item.slice(0, comma), n: "xxx" };
    if (!/^[\d, ]+$/.test(count)) throw new Error(`\`${item}\` gives NA`);
    return { reason: graphvizText(item.slice(0, comma)), n: thousands(count) };
  });
}

/** Labels are pasted into Graphviz strings, which a quote would end and a backslash would escape. */
function graphvizText(text: string): string {
  if (/["'\\\n]/.test(text)) throw new Error(`\`${text}\` breaks the drawing`);
  return text;
}
