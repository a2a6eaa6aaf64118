import { caretUnder } from "../../../core/criteria/index.ts";
import type { Finding, LintedSearch } from "../../../core/lint/lint.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { paragraph } from "../../text/paragraph.ts";
import { plainText } from "../../text/plain-text.ts";

/** What rules found in search strings, each with its place, and why the rules matter. */
export function lintText(searches: readonly LintedSearch[], protocolFile: string): string {
  const blocks = searches.map((search) =>
    [
      headingOf(search, protocolFile),
      ...search.findings.flatMap((one) => findingLines(one, search)),
    ].join("\n"),
  );
  const findings = searches.flatMap((search) => search.findings);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const why =
    rules.length === 0
      ? []
      : [
          "Why",
          ...rules.flatMap(({ code, why: sentence }) => paragraph(`${code}: ${sentence}`, "  ")),
        ];
  const errors = findings.filter(({ rule }) => rule.severity === "error").length;
  const summary = `${plural(searches.length, "search string")}: ${plural(errors, "error")}, ${plural(findings.length - errors, "warning")}.`;
  return [...blocks, ...(why.length > 0 ? [why.join("\n")] : []), summary].join("\n\n");
}

function headingOf({ name, database, line, findings }: LintedSearch, protocolFile: string): string {
  const place = line === undefined ? [] : [`${protocolFile}:${line}`];
  const facts = [database ?? "no database that slr knows", ...place].join(", ");
  const title = name === "" ? "The string" : plainText(name);
  return `${title} (${facts})${findings.length === 0 ? ": nothing found" : ""}`;
}

function findingLines(finding: Finding, { text }: LintedSearch): string[] {
  const { rule, message, hint, start } = finding;
  return [
    ...paragraph(
      `${rule.severity}: ${plainText(message)} (${rule.code}, ${placeIn(text, start)})`,
      "  ",
    ),
    ...caretUnder(text, finding)
      .split("\n")
      .map((line) => `    ${line}`),
    ...(hint === undefined ? [] : paragraph(`hint: ${plainText(hint)}`, "    ")),
  ];
}

function placeIn(text: string, start: number): string {
  const before = text.slice(0, start).split("\n");
  const column = before.at(-1)!.length + 1;
  return text.includes("\n") ? `line ${before.length}, column ${column}` : `column ${column}`;
}
