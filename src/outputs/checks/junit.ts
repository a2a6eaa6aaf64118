import type { CheckResult } from "../../core/checks/run-checks.ts";
import { formatProblem } from "../../core/records/problem.ts";
import { plural } from "../../core/records/text/plural.ts";
import { plainText } from "../text/plain-text.ts";
import { xmlText } from "../text/xml-text.ts";
import type { CheckForm } from "./check-report.ts";

/**
 * A test case for each check, in the XML that CI servers read as test results. It has no times,
 * because the same review gives the same bytes.
 */
export const junit: CheckForm = {
  name: "junit",
  about: "JUnit XML, which CI servers show as test results: a test case for each check",
  render({ checks }) {
    const of = (status: CheckResult["status"]) =>
      checks.filter((check) => check.status === status).length;
    const counts = `tests="${checks.length}" failures="${of("failed")}" errors="0" skipped="${of("off")}"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="slr check" ${counts}>`,
      `  <testsuite name="slr check" ${counts}>`,
      ...checks.flatMap(testCase),
      "  </testsuite>",
      "</testsuites>",
    ].join("\n");
  },
};

function testCase({ id, holds, status, problems, acknowledged }: CheckResult): string[] {
  const open = `    <testcase classname="slr.${xmlText(id)}" name="${xmlText(holds)}"`;
  const errors = problems.filter(({ severity }) => severity === "error");
  // Problems that fail no check go into the output of its test case.
  const besides = [
    ...problems.filter(({ severity }) => severity === "warning").map(formatProblem),
    ...acknowledged.map(
      ({ reason, ...problem }) => `${formatProblem(problem)} acknowledged: ${reason}`,
    ),
  ];
  const inside = [
    ...(status === "off" ? ['      <skipped message="off in slr.yaml"/>'] : []),
    ...(errors.length === 0
      ? []
      : [
          `      <failure type="${xmlText(errors[0]!.code)}" message="${xmlText(plural(errors.length, "error"))}">${textOf(errors.map(formatProblem))}</failure>`,
        ]),
    ...(besides.length === 0 ? [] : [`      <system-out>${textOf(besides)}</system-out>`]),
  ];
  return inside.length === 0 ? [`${open}/>`] : [`${open}>`, ...inside, "    </testcase>"];
}

function textOf(lines: readonly string[]): string {
  return xmlText(
    lines
      .flatMap((line) => line.split("\n"))
      .map(plainText)
      .join("\n"),
  );
}
