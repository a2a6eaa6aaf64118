import { findDoi } from "../../core/records/identifiers/doi.ts";
import { findPmid } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { withoutRepeats } from "../../core/records/repeats.ts";
import type { Retraction, RetractionNature } from "../../core/records/retraction.ts";
import { withoutAbsent } from "../../core/records/without-absent.ts";
import { readPlainTable } from "./plain-table.ts";
import { quoteProblems } from "./review-tables.ts";

/** What the column RetractionNature says. */
const NATURES: readonly (readonly [says: RegExp, nature: RetractionNature])[] = [
  [/reinstat/i, "reinstatement"],
  [/concern/i, "concern"],
  [/correct|errat|corrigend/i, "correction"],
  [/retract|withdraw|remov/i, "retraction"],
];

/**
 * `retractions.csv` in the columns of the Retraction Watch data. Of its columns slr needs
 * OriginalPaperDOI or OriginalPaperPubMedID; without RetractionNature every row is a retraction.
 */
export function readRetractions(
  text: string,
  file: string,
): { readonly retractions: readonly Retraction[]; readonly problems: readonly Problem[] } {
  const table = readPlainTable(text);
  const names = table.header.map((name) => name.toLowerCase().replace(/[\s_]+/g, ""));
  const problem = (line: number, code: string, message: string): Problem => ({
    severity: "error",
    code: `retractions/${code}`,
    file,
    line,
    message,
  });
  if (!names.includes("originalpaperdoi") && !names.includes("originalpaperpubmedid")) {
    const found = table.header.join(",").slice(0, 80);
    return {
      retractions: [],
      problems: [
        problem(
          1,
          "no-column",
          `Unexpected header \`${found}\`, expected the columns of the Retraction Watch data: OriginalPaperDOI or OriginalPaperPubMedID, and RetractionNature. No row is read.`,
        ),
      ],
    };
  }
  const hasNature = names.includes("retractionnature");
  const unknown: Problem[] = [];
  const retractions = table.rows.flatMap(({ line, cells }): Retraction[] => {
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    const written = cell("retractionnature");
    const nature = hasNature
      ? NATURES.find(([says]) => says.test(written))?.[1]
      : ("retraction" as const);
    if (nature === undefined) {
      unknown.push(
        problem(
          line,
          "bad-nature",
          `Unexpected RetractionNature \`${written.slice(0, 60)}\`, expected Retraction, Expression of concern, Correction or Reinstatement. The row is not applied.`,
        ),
      );
      return [];
    }
    return [
      withoutAbsent<Retraction>({
        place: { file, line },
        nature,
        date: cell("retractiondate").replace(/ 0:00(?::00)?$/, ""),
        title: cell("title"),
        doi: findDoi(cell("originalpaperdoi")),
        // The data write 0 where there is none.
        pmid: findPmid(cell("originalpaperpubmedid").replace(/^0+$/, "")),
        notice: findDoi(cell("retractiondoi")),
        reasons: cell("reason")
          .replace(/^\+|;$/g, "")
          .replaceAll(";+", "; "),
      }),
    ];
  });
  return {
    retractions,
    problems: withoutRepeats(file, [...quoteProblems(table, file, "retractions"), ...unknown]),
  };
}
