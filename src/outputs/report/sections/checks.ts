import type { AcknowledgedProblem, CheckResult } from "../../../core/checks/run-checks.ts";
import { formatProblem, type Problem } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";

/** The most problems of one check that the page lists. */
const MOST = 200;

const STATUS = {
  passed: "holds",
  warned: "warnings",
  failed: "errors",
  off: "not asked for",
} as const satisfies Record<CheckResult["status"], string>;

/** What slr checks, and every problem that it found. */
export const checksSection: ReportSection = {
  id: "problems",
  title: "Checks and problems",
  render({ checks }) {
    const failed = checks.filter(({ status }) => status === "failed").length;
    const summary = `${plural(checks.length, "check")}; ${failed === 0 ? "none fails" : `${failed} ${failed === 1 ? "fails" : "fail"}`}.`;
    return [
      htmlTable(COLUMNS, checks, { caption: summary }),
      ...checks.flatMap(problemsHtml),
      acknowledgedHtml(checks.flatMap(({ acknowledged }) => acknowledged)),
    ]
      .filter((part) => part !== "")
      .join("\n");
  },
};

const COLUMNS: readonly HtmlColumn<CheckResult>[] = [
  { name: "Check", kind: "long", cell: ({ holds }) => htmlText(holds) },
  { name: "Result", cell: ({ status }) => STATUS[status] },
  {
    name: "Problems",
    kind: "number",
    cell: ({ problems, acknowledged }) =>
      `${problems.length}${acknowledged.length > 0 ? ` (${acknowledged.length} acknowledged)` : ""}`,
  },
];

function problemsHtml({ holds, remedy, problems }: CheckResult): string[] {
  if (problems.length === 0) return [];
  const items = problems
    .slice(0, MOST)
    .map((one) => `<li>${htmlText(formatProblem(one as Problem))}`);
  const rest =
    problems.length > MOST
      ? `<p>The first ${MOST} of ${plural(problems.length, "problem")}; slr check lists all.`
      : "";
  return [
    `<details><summary>${htmlText(holds)}: ${plural(problems.length, "problem")}</summary>\n<p>${htmlText(remedy)}\n<ul>\n${items.join("\n")}\n</ul>${rest}</details>`,
  ];
}

function acknowledgedHtml(problems: readonly AcknowledgedProblem[]): string {
  if (problems.length === 0) return "";
  const items = problems
    .slice(0, MOST)
    .map((one) => `<li>${htmlText(formatProblem(one))}<br>Reason: ${htmlText(one.reason)}`);
  const rest =
    problems.length > MOST
      ? `<p>The first ${MOST} of ${plural(problems.length, "problem")}; slr check lists all.`
      : "";
  return `<h3>Acknowledged in slr.yaml</h3>\n<ul>\n${items.join("\n")}\n</ul>${rest}`;
}
