import { plural } from "../../../core/records/text/plural.ts";
import { changesText } from "../../../outputs/checks/changes-text.ts";
import type { CheckReport } from "../../../outputs/checks/check-report.ts";
import { CHECK_FORMS } from "../../../outputs/checks/index.ts";
import { paperText } from "../../../outputs/checks/paper-text.ts";
import type { Io } from "../../io/io.ts";
import { acknowledgedLines, coloursOf, problemLines } from "../../io/problems.ts";

/** Prints what `slr check` found. */
export type CheckFormat = (report: CheckReport, io: Io) => void | Promise<void>;

/** Where to find the problems that the text omits. */
const REST = "slr check --format json lists them";

const STATUS = { passed: "ok", warned: "warn", failed: "FAIL", off: "off" } as const;

/** A line for each check, with its problems below it: errors first, then warnings, then what passed. */
async function printText(report: CheckReport, io: Io): Promise<void> {
  const { checks, changes, notRecomputed, paper } = report;
  const colour = await coloursOf(io);
  const paint = {
    passed: colour.green,
    warned: colour.yellow,
    failed: colour.red,
    off: colour.dim,
  };
  const show = (status: keyof typeof STATUS, holds: string) =>
    io.print(`${paint[status](STATUS[status].padEnd(4))}  ${holds}`);
  const showBelow = (lines: readonly string[]) => {
    for (const line of lines.flatMap((text) => text.split("\n"))) io.print(`      ${line}`);
  };
  for (const severity of ["error", "warning"] as const) {
    for (const { holds, problems } of checks) {
      const these = problems.filter((problem) => problem.severity === severity);
      if (these.length === 0) continue;
      show(severity === "error" ? "failed" : "warned", holds);
      showBelow(problemLines(these, colour, { rest: REST }));
    }
  }
  for (const status of ["passed", "off"] as const)
    for (const check of checks) if (check.status === status) show(status, check.holds);
  const acknowledged = checks.flatMap((check) => check.acknowledged);
  if (acknowledged.length > 0) {
    io.print("");
    io.print(`${plural(acknowledged.length, "problem")} that slr.yaml acknowledges:`);
    showBelow(acknowledgedLines(acknowledged, REST));
  }
  const further = [
    ...(changes.length === 0 ? [] : [changesText(report, REST)]),
    ...(notRecomputed === undefined ? [] : [notRecomputedText(notRecomputed)]),
    ...(paper === undefined ? [] : [paperText(paper, io.width ?? 100)]),
  ];
  for (const text of further) {
    io.print("");
    io.print(text);
  }
  if (further.length > 0) io.print("");
  const failed = checks.filter(({ status }) => status === "failed").length;
  const asked = checks.filter(({ status }) => status !== "off").length;
  io.print(failed === 0 ? `All ${asked} checks passed.` : `${failed} of ${asked} checks failed.`);
}

function notRecomputedText(given: readonly string[]): string {
  return [
    "Not recomputed, because a published copy does not hold the exports:",
    ...given.map((one) => `  ${one}`),
  ].join("\n");
}

export const CHECK_FORMATS: Readonly<Record<string, CheckFormat>> = {
  text: printText,
  ...Object.fromEntries(
    CHECK_FORMS.map(({ name, render }): [string, CheckFormat] => [
      name,
      (report, io) => {
        const text = render(report);
        if (text !== "") io.print(text);
      },
    ]),
  ),
};
