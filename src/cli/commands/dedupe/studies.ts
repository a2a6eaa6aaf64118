import type { DuplicatesOverview } from "../../../core/overviews/duplicates/duplicates-overview.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { isLineInDoubt, tableShape } from "../../../formats/review-files/review-tables.ts";
import { tableRow } from "../../../outputs/text/table-row.ts";
import { readTableToExtend } from "../../folder/kept-files.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

export const STUDIES_FILE = "studies.csv";
const STUDY_COLUMNS = ["study", "record"] as const;

/** Adds the rows for linked versions to studies.csv. */
export async function acceptStudies(
  { offered, problems }: DuplicatesOverview,
  io: Io,
): Promise<ExitCode> {
  const broken = problems.filter(
    (problem) =>
      problem.file === STUDIES_FILE && problem.severity === "error" && !isLineInDoubt(problem),
  );
  if (broken.length > 0)
    throw UserError.fromProblems(broken, `Mend ${STUDIES_FILE} first: slr only adds rows to it.`);
  const shape = tableShape(await readTableToExtend(io, STUDIES_FILE)) ?? {
    columns: STUDY_COLUMNS,
    delimiter: ",",
  };
  await io.endLastLine(STUDIES_FILE);
  for (const { study, record } of offered) {
    const row = tableRow(shape.columns, shape.delimiter, { study, record });
    await io.appendRow(STUDIES_FILE, STUDY_COLUMNS.join(","), row);
  }
  const next = offered.length === 0 ? "" : " Next: slr screen counts the studies anew.";
  io.notify(`Added ${plural(offered.length, "row")} to ${STUDIES_FILE}.${next}`);
  return EXIT.ok;
}

/** Prints the rows for linked versions that studies.csv lacks. */
export function offerStudies(
  offered: DuplicatesOverview["offered"],
  render: (offered: DuplicatesOverview["offered"]) => string,
  io: Io,
): ExitCode {
  io.print(render(offered));
  io.notify(
    offered.length === 0
      ? "No linked versions wait for a study."
      : `slr dedupe --studies --accept adds these rows to ${STUDIES_FILE}; edit the names there as you like.`,
  );
  return EXIT.ok;
}

export function studiesCsv(offered: DuplicatesOverview["offered"]): string {
  const rows = offered.map((row) => tableRow(STUDY_COLUMNS, ",", { ...row }));
  return [STUDY_COLUMNS.join(","), ...rows].join("\n");
}
