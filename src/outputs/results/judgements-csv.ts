import type { JudgementRow } from "../../core/screening/results.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import type { Output } from "./output.ts";

const COLUMNS: readonly Column<JudgementRow>[] = [
  ["record", (row) => row.record],
  ["criterion", (row) => row.criterion],
  ["verdict", (row) => row.verdict],
  ["words", (row) => row.words.join("; ")],
  ["field", ({ places }) => [...new Set(places.map(({ field }) => field))].join("; ")],
  ["sentence", ({ places }) => places.flatMap(({ sentence }) => sentence ?? []).join(" | ")],
];

/** The judgement of each criterion on each record, with the words that it matched, their fields and sentences. */
export const judgementsCsv: Output = {
  file: "judgements.csv",
  render: ({ judgements }) => csvTable(COLUMNS, judgements),
};
