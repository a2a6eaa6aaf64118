import type {
  AgreementFigures,
  GroupAgreement,
  PairAgreement,
  StageAgreement,
} from "../../core/overviews/agreement/review-agreement.ts";
import type { Stage } from "../../core/records/model.ts";
import { sixDecimals } from "../../core/statistics/deterministic-arithmetic.ts";
import { type Column, csvTable } from "../text/csv-table.ts";

type CsvRow =
  | {
      readonly stage: Stage;
      readonly pair: PairAgreement;
      readonly figures: AgreementFigures;
      readonly group?: never;
    }
  | {
      readonly stage: Stage;
      readonly group: GroupAgreement;
      readonly alpha: GroupAgreement["alphas"][number];
      readonly pair?: never;
    };

const ofPair =
  (cell: (figures: AgreementFigures) => number | undefined) =>
  (row: CsvRow): number | undefined =>
    row.pair === undefined ? undefined : rounded(cell(row.figures));

const rounded = (value: number | undefined) =>
  value === undefined ? undefined : sixDecimals(value);

const CSV_COLUMNS: readonly Column<CsvRow>[] = [
  ["stage", ({ stage }) => stage],
  [
    "reviewers",
    ({ pair, group }) =>
      (pair === undefined ? group.reviewers : [pair.first, pair.second]).join(";"),
  ],
  ["among", ({ pair, group }) => (pair === undefined ? group.among : "pair")],
  ["maybe", (row) => (row.pair === undefined ? row.alpha.maybe : row.figures.maybe)],
  ["records", (row) => (row.pair === undefined ? row.alpha.records : row.figures.records)],
  ["votes", (row) => (row.pair === undefined ? row.alpha.votes : 2 * row.figures.records)],
  ["include_include", ofPair(({ table }) => table[0]![0])],
  ["include_exclude", ofPair(({ table }) => table[0]!.at(-1))],
  ["exclude_include", ofPair(({ table }) => table.at(-1)![0])],
  ["exclude_exclude", ofPair(({ table }) => table.at(-1)!.at(-1))],
  ["observed_agreement", ofPair(({ observed }) => observed)],
  ["kappa", ofPair(({ kappa }) => kappa?.kappa)],
  ["kappa_low", ofPair(({ kappa }) => kappa?.interval?.[0])],
  ["kappa_high", ofPair(({ kappa }) => kappa?.interval?.[1])],
  ["pabak", ofPair(({ pabak }) => pabak)],
  ["prevalence_index", ofPair(({ prevalenceIndex }) => prevalenceIndex)],
  ["bias_index", ofPair(({ biasIndex }) => biasIndex)],
  ["positive_agreement", ofPair(({ positive }) => positive)],
  ["negative_agreement", ofPair(({ negative }) => negative)],
  ["alpha", (row) => (row.pair === undefined ? rounded(row.alpha.alpha) : undefined)],
];

/**
 * A row for each pair of reviewers, and for each group of them with its alpha; undefined values are
 * empty.
 */
export function agreementCsv(stages: readonly StageAgreement[]): Iterable<string> {
  const rows = stages.flatMap(({ stage, pairs, groups }): CsvRow[] => [
    ...pairs.flatMap((pair) => pair.figures.map((figures) => ({ stage, pair, figures }))),
    ...groups.flatMap((group) => group.alphas.map((alpha) => ({ stage, group, alpha }))),
  ]);
  return csvTable(CSV_COLUMNS, rows);
}
