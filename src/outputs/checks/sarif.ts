import type { AcknowledgedProblem, CheckResult } from "../../core/checks/run-checks.ts";
import type { Problem } from "../../core/records/problem.ts";
import { plainText } from "../text/plain-text.ts";
import type { CheckForm } from "./check-report.ts";

/**
 * The Static Analysis Results Interchange Format of OASIS, version 2.1.0. Each problem code is a
 * rule, explained by the check that covers it; a problem that slr.yaml acknowledges is a
 * suppression.
 */
export const sarif: CheckForm = {
  name: "sarif",
  about: "SARIF 2.1.0, which code scanning of GitHub and other services read",
  render({ checks, version }) {
    const rules = new Map<string, { readonly index: number; readonly rule: object }>();
    const ruleOf = (code: string, check: CheckResult) => {
      const known = rules.get(code);
      if (known !== undefined) return known.index;
      rules.set(code, { index: rules.size, rule: ruleFor(code, check) });
      return rules.size - 1;
    };
    const results = checks.flatMap((check) => [
      ...check.problems.map((problem) => resultFor(problem, ruleOf(problem.code, check))),
      ...check.acknowledged.map((problem) => resultFor(problem, ruleOf(problem.code, check))),
    ]);
    return JSON.stringify(
      {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
          {
            tool: {
              driver: { name: "slr", version, rules: [...rules.values()].map(({ rule }) => rule) },
            },
            columnKind: "utf16CodeUnits",
            results,
          },
        ],
      },
      null,
      2,
    );
  },
};

function ruleFor(code: string, { id, holds, why, remedy }: CheckResult): object {
  return {
    id: code,
    name: id,
    shortDescription: { text: `${holds[0]!.toUpperCase()}${holds.slice(1)}.` },
    fullDescription: { text: why },
    help: { text: remedy },
  };
}

/**
 * GitHub rejects results without a place, so problems of no particular file are reported on
 * slr.yaml.
 */
function resultFor(problem: Problem | AcknowledgedProblem, ruleIndex: number): object {
  const { severity, code, message, detail, file = "slr.yaml", line, related, record } = problem;
  const text = plainText(message);
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: detail === undefined ? text : `${text}\n${detail}` },
    locations: [locationOf(file, line)],
    ...(related !== undefined && { relatedLocations: [locationOf(related.file, related.line)] }),
    ...("reason" in problem && {
      suppressions: [{ kind: "external", justification: problem.reason }],
    }),
    ...(record !== undefined && { properties: { record } }),
  };
}

function locationOf(file: string, line: number | undefined): object {
  const uri = file.split(/[/\\]/).map(encodeURIComponent).join("/");
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
      ...(line !== undefined && { region: { startLine: line } }),
    },
  };
}
