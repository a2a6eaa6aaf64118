import type { LintedSearch } from "../../../core/lint/lint.ts";

/** What rules found in search strings, as JSON; places count from 0. */
export function lintJson(searches: readonly LintedSearch[]): string {
  return JSON.stringify(
    searches.map(({ name, text, line, database, findings }) => ({
      name: name === "" ? null : name,
      database: database ?? null,
      line: line ?? null,
      text,
      findings: findings.map(({ rule, message, hint, start, end }) => ({
        code: rule.code,
        severity: rule.severity,
        message,
        hint: hint ?? null,
        start,
        end,
        why: rule.why,
      })),
    })),
    null,
    2,
  );
}
