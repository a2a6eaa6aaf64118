import { formatCount } from "../../../core/records/text/plural.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import {
  type DiagramBox,
  type DiagramColumn,
  type DiagramLine,
  extensionNotes,
} from "../diagram/flow-diagram.ts";
import type { TextFlowFormat } from "../flow-format.ts";

/** The flow as Markdown tables for a pull request; an arrow marks what leaves the review. */
export const flowMarkdown: TextFlowFormat = {
  name: "md",
  render(flow, { title }) {
    const diagram = describeFlow(flow);
    const name = plainText(title);
    const included = [
      phaseRow(diagram.lastPhase),
      ...boxRows(diagram.included, false),
      ...[diagram.total, diagram.synthesis].flatMap((box) =>
        box === undefined ? [] : boxRows(box, false),
      ),
    ];
    const blocks = [
      `## ${diagram.title.replace(/ diagram$/, "")}`,
      ...(name === "" ? [] : [escapeMarkdown(name)]),
      ...(diagram.previous === undefined
        ? []
        : [table(diagram.previous.heading, boxRows(diagram.previous.box, false))]),
      columnTable(diagram.databases),
      ...(diagram.other === undefined ? [] : [columnTable(diagram.other)]),
      table("Studies and reports", included),
      ...diagram.notes.map(escapeMarkdown),
      ...extensionNotes(diagram, "Lines in italics"),
    ];
    return `${blocks.join("\n\n")}\n`;
  },
};

function columnTable({ heading, steps }: DiagramColumn): string {
  const rows = steps.flatMap(({ phase, main, beside, sides }, index) => [
    ...(phase === steps[index - 1]?.phase ? [] : [phaseRow(phase)]),
    ...boxRows(main, false),
    ...(beside === undefined ? [] : boxRows(beside, false)),
    ...sides.flatMap((side) => boxRows(side, true)),
  ]);
  return table(heading, rows);
}

function table(heading: string, rows: readonly string[]): string {
  return [`| ${escapeMarkdown(heading)} | n |`, "| :--- | ---: |", ...rows].join("\n");
}

function phaseRow(phase: string): string {
  return `| **${phase}** | |`;
}

function boxRows({ lines, standard }: DiagramBox, leaves: boolean): string[] {
  return lines.map((line, index) => {
    const arrow = leaves && index === 0 ? "→ " : "";
    const label = escapeMarkdown(line.label);
    return `| ${indent(line, leaves)}${arrow}${standard ? label : `*${label}*`} |${line.n === undefined ? "" : ` ${formatCount(line.n)}`} |`;
  });
}

/** Markdown drops blanks at the start of a cell, so em spaces indent it. */
function indent(line: DiagramLine, leaves: boolean): string {
  return "&emsp;".repeat(line.indent * 2 + (leaves ? 2 : 0));
}
