import type { Problem } from "../../core/records/problem.ts";
import { firstOf } from "../../core/records/text/first-of.ts";
import type { TableField } from "./columns.ts";

/** Columns that people make when they screen, extract data or judge studies; names as `columnName` writes them. */
const OF_PEOPLE =
  /^(?:include[ds]?|inclusion|exclude[ds]?|exclusion|decision|verdict|reasons?|reasonfor\w{1,30}|reviewer\w{0,12}|screen(?:er|ed|ing)\w{0,20}|riskofbias\w{0,20}|samplesize|sample|n|studydesign|design|interventions?|comparators?|controlgroup|outcomes?|effectsize|population|participants?|setting|mainfindings|findings|results|limitations|extract(?:ed|ion|or)\w{0,20}|qualityscore|qualityassessment|coder\w{0,10}|coding|researchquestions?|methodology|methods?)$/;

/** Fields of which one alone tells records of a search apart. */
const TELLING: readonly TableField[] = ["abstract", "doi", "pmid", "pmcid", "arxiv", "accession"];

/** The columns of a table, by what slr makes of them. */
export interface UnderstoodColumns {
  readonly columns: Readonly<Record<TableField, readonly number[]>>;
  /** As the table writes them. */
  readonly header: readonly string[];
  /** As `columnName` writes them. */
  readonly names: readonly string[];
}

/**
 * Whether a table that no known producer wrote looks like no export of a search: a list of titles, a
 * form for extraction, a sheet of decisions. Its rows are entries all the same; a person decides.
 */
export function noExportProblem(
  { columns, header, names }: UnderstoodColumns,
  { file, line, id }: { readonly file: string; readonly line: number; readonly id: string },
): Problem | undefined {
  const fields = (Object.keys(columns) as TableField[]).filter(
    (field) => columns[field].length > 0,
  );
  const used = new Set(fields.flatMap((field) => columns[field]));
  const rest = names.flatMap((name, at) => (name === "" || used.has(at) ? [] : [at]));
  const besides = fields.filter((field) => field !== "title");
  const ofPeople = rest.filter((at) => OF_PEOPLE.test(names[at] ?? ""));
  const poor = besides.length < 2 && !besides.some((field) => TELLING.includes(field));
  const hasAbstracts = columns.abstract.length > 0;
  const form = hasAbstracts
    ? ofPeople.length > 2
    : ofPeople.length > 1 || (rest.length > 3 && rest.length > used.size);
  if (columns.title.length === 0 || !(poor || form)) return undefined;
  const listed = (places: readonly number[]) =>
    firstOf(
      places.map((at) => `"${(header[at] ?? "").slice(0, 40)}"`),
      12,
    );
  const understood = listed([...used].sort((a, b) => a - b));
  const others = rest.length === 0 ? "no others" : `not ${listed(rest)}`;
  const message = `This table looks like no export of a search: slr understands the columns ${understood}, ${others}. Its rows are counted as entries all the same. If it is an export, name its columns in slr.yaml (sources: columns); if it is a form or a list of your own, take it out of the sources.`;
  return { severity: "warning", code: `${id}/no-export`, file, line, message };
}
