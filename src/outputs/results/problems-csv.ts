import type { Problem } from "../../core/records/problem.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import type { Output } from "./output.ts";

const COLUMNS: readonly Column<Problem>[] = [
  ["severity", (problem) => problem.severity],
  ["code", (problem) => problem.code],
  ["file", (problem) => problem.file],
  ["line", (problem) => problem.line],
  ["message", (problem) => problem.message],
  ["related_file", ({ related }) => related?.file],
  ["related_line", ({ related }) => related?.line],
];

/** Every problem, in the order in which slr found it. */
export const problemsCsv: Output = {
  file: "problems.csv",
  render: ({ problems }) => csvTable(COLUMNS, problems),
};
