import { programsOf } from "../../../core/overviews/programs.ts";
import type { AutomationUse } from "../../../core/protocol/automation-use.ts";
import { htmlTable } from "../../html/html-table.ts";
import { htmlLines, htmlText } from "../../html/html-text.ts";
import { notStated } from "../record-cells.ts";
import type { ReportSection } from "../report-section.ts";

/** The facts of a program that fit a table, as RAISE asks for them. */
const FACTS: readonly (keyof AutomationUse)[] = [
  "tool",
  "model",
  "version",
  "role",
  "settings",
  "dates",
  "validation",
  "oversight",
];

/** The programs that voted or helped otherwise. */
export const automationSection: ReportSection = {
  id: "automation",
  title: "Automation tools",
  render(report) {
    const { automation } = report;
    const names = programsOf(report.review, automation);
    if (names.length === 0) return undefined;
    const factOf = (name: string, fact: keyof AutomationUse): string => {
      const text = automation.get(name)?.[fact];
      return text === undefined ? notStated(`${fact} of ${name}`) : htmlText(text);
    };
    const table = htmlTable(
      [
        { name: "Fact", cell: (fact: keyof AutomationUse) => fact },
        ...names.map((name) => ({
          name,
          kind: "long" as const,
          cell: (fact: keyof AutomationUse) => factOf(name, fact),
        })),
      ],
      FACTS,
      { caption: "Programs that voted or are described in automation/, as RAISE asks for them." },
    );
    const prompts = names.map((name) => {
      const prompt = automation.get(name)?.prompt;
      return `<h3>Prompt of ${htmlText(name)}</h3>\n${prompt === undefined ? `<p>${notStated(`prompt of ${name}`)}` : `<pre>${htmlLines(prompt.trim())}</pre>`}`;
    });
    return [table, ...prompts].join("\n");
  },
};
