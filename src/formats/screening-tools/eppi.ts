import type { ToolDecision } from "../../core/overviews/import/import-decisions.ts";
import type { Reference, Verdict } from "../../core/records/decision.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Stage } from "../../core/records/model.ts";
import { findYear } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { type ScreeningTool, said, type ToolContents, type ToolFile } from "./screening-tool.ts";

/** EPPI-Reviewer's JSON report: trees of codes, and for each item the codes assigned to it. */
export const eppi: ScreeningTool<"eppi"> = {
  id: "eppi",
  recognizes: ({ head }) => /^\s*\{/.test(head) && /"(?:CodeSets|References)"\s*:/.test(head),
  async read(files) {
    const readings = await Promise.all(files.map(readReport));
    return {
      decisions: readings.flatMap(({ decisions }) => decisions),
      undecided: readings.reduce((sum, { undecided }) => sum + undecided, 0),
      problems: readings.flatMap(({ problems }) => problems),
    };
  },
};

/** A code that includes or excludes, with the stage that it or its set names. */
interface ScreeningCode {
  readonly verdict: Verdict;
  readonly name: string;
  readonly stage?: Stage;
}

async function readReport(file: ToolFile): Promise<ToolContents> {
  let json = "";
  for await (const chunk of file.text()) json += chunk;
  const failed = (message: string, line = 1): ToolContents => ({
    decisions: [],
    undecided: 0,
    problems: [{ severity: "error", code: "eppi/report", file: file.file, line, message }],
  });
  let report: unknown;
  try {
    report = JSON.parse(json);
  } catch {
    return failed("The report is no complete JSON. Export it again from EPPI-Reviewer.");
  }
  if (!Array.isArray(at(report, "References"))) {
    return failed(
      "The JSON has no References, so it is no report of items. Export the JSON report of items from EPPI-Reviewer.",
    );
  }
  const codes = screeningCodes(list(report, "CodeSets"));
  if (codes.size === 0) {
    return failed(
      "The report has no screening codes: no code has the type or the name Include or Exclude. Choose the screening code sets in EPPI-Reviewer's JSON report.",
    );
  }
  return decisionsOf(list(report, "References"), codes, file.file, linesOfItems(json));
}

/** The value under a name, if there is one. */
function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = at(value, name);
  return Array.isArray(found) ? found : [];
}

/** A text or a number as text, otherwise nothing. */
function text(value: unknown, name: string): string {
  const found = at(value, name);
  return typeof found === "string" || typeof found === "number" ? String(found).trim() : "";
}

function decisionsOf(
  items: readonly unknown[],
  codes: ReadonlyMap<string, ScreeningCode>,
  file: string,
  lines: readonly number[],
): ToolContents {
  const decisions: ToolDecision[] = [];
  const problems: Problem[] = [];
  let undecided = 0;
  for (const [position, item] of items.entries()) {
    const place = { file, line: lines.length === items.length ? lines[position]! : 1 };
    const byStage = new Map<Stage | undefined, { code: ScreeningCode; note: string }[]>();
    for (const given of list(item, "Codes")) {
      const code = codes.get(text(given, "AttributeId"));
      if (code === undefined) continue;
      const others = byStage.get(code.stage) ?? [];
      byStage.set(code.stage, [...others, { code, note: text(given, "AdditionalText") }]);
    }
    if (byStage.size === 0) undecided += 1;
    for (const [stage, given] of byStage) {
      const verdicts = new Set(given.map(({ code }) => code.verdict));
      const [verdict] = verdicts;
      if (verdict === undefined || verdicts.size > 1) {
        const names = given.map(({ code }) => `\`${code.name}\``).join(" and ");
        problems.push({
          severity: "error",
          code: "eppi/contradiction",
          ...place,
          message: `The codes ${names} on one item contradict each other: some include it, others exclude it. They are not applied.`,
        });
        continue;
      }
      decisions.push({
        ...said(verdict, {
          ...(stage !== undefined && { stage }),
          reasons: verdict === "exclude" ? given.map(({ code }) => code.name) : [],
          notes: given.map(({ note }) => note),
        }),
        place,
        reference: referenceOf(item),
      });
    }
  }
  return { decisions, undecided, problems };
}

function referenceOf(item: unknown): Reference {
  const doi = findDoi(text(item, "DOI"));
  const year = findYear(text(item, "Year"));
  const title = text(item, "Title");
  return {
    record: "",
    ...(doi !== undefined && { doi }),
    ...(title !== "" && { title }),
    ...(year !== undefined && { year }),
  };
}

/** Codes whose type includes or excludes, or else whose name begins with such a word. */
function screeningCodes(sets: readonly unknown[]): ReadonlyMap<string, ScreeningCode> {
  const codes = new Map<string, ScreeningCode>();
  const open = sets.map((tree) => ({ tree, under: stageOf(text(tree, "SetName")) }));
  for (const { tree, under } of open) {
    for (const code of list(at(tree, "Attributes"), "AttributesList")) {
      const name = text(code, "AttributeName");
      const stage = stageOf(name) ?? under;
      const word =
        /^(?:include|exclude)/i.exec(text(code, "AttributeType")) ??
        /^(?:include|exclude)/i.exec(name);
      if (word !== null) {
        codes.set(text(code, "AttributeId"), {
          verdict: word[0].toLowerCase() === "include" ? "include" : "exclude",
          name,
          ...(stage !== undefined && { stage }),
        });
      }
      open.push({ tree: code, under: stage });
    }
  }
  return codes;
}

function stageOf(name: string): Stage | undefined {
  if (/full[- ]?(?:text|report)/i.test(name)) return "full-text";
  return /\b(?:title|abstract|t&a|ti\/ab)/i.test(name) ? "title-abstract" : undefined;
}

/** The line of each item's id, in their order. */
function linesOfItems(json: string): number[] {
  const lines: number[] = [];
  let line = 1;
  for (const match of json.matchAll(/\n|"ItemId"\s*:/g)) {
    if (match[0] === "\n") line += 1;
    else lines.push(line);
  }
  return lines;
}
