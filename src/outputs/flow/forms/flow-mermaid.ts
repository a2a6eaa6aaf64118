import { plainText } from "../../text/plain-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import {
  type DiagramBox,
  type DiagramColumn,
  extensionNotes,
  type FlowDiagram,
  lineText,
} from "../diagram/flow-diagram.ts";
import type { TextFlowFormat } from "../flow-format.ts";

/**
 * The flow as a Mermaid flowchart, which GitHub, GitLab, Quarto and Obsidian draw. A column is a
 * subgraph and a step is a row in it. An arrow between nodes of two subgraphs would cancel their
 * direction, so arrows join rows and columns, never nodes of different rows.
 */
export const flowMermaid: TextFlowFormat = {
  name: "mermaid",
  render(flow, { title, horizontal = false }) {
    const diagram = describeFlow(flow);
    const name = plainText(title);
    const [along, across] = horizontal ? ["LR", "TB"] : ["TB", "LR"];
    const lines = [
      "---",
      `title: ${JSON.stringify(name === "" ? diagram.title : `${diagram.title}: ${name}`)}`,
      "config:",
      "  flowchart: { curve: linear, wrappingWidth: 320 }",
      "---",
      `flowchart ${along}`,
      ...(diagram.previous ? previousLines(diagram.previous) : []),
      ...columnLines("databases", diagram.databases, along, across),
      ...(diagram.other ? columnLines("other", diagram.other, along, across) : []),
      ...nodeLines("included", diagram.included),
      "  databases --> included",
      ...(diagram.other ? ["  other --> included"] : []),
    ];
    let last = "included";
    for (const [id, box] of [
      ["total", diagram.total],
      ["synthesis", diagram.synthesis],
    ] as const) {
      if (box === undefined) continue;
      lines.push(...nodeLines(id, box), `  ${last} --> ${id}`);
      last = id;
    }
    if (diagram.previous) {
      // The invisible link keeps this box beside the columns, where no arrow crosses it.
      lines.push(
        "  previous ~~~ included",
        `  previous --> ${diagram.total ? "total" : "included"}`,
      );
    }
    const notes = [...diagram.notes, ...extensionNotes(diagram, "Dashed boxes")];
    if (notes.length > 0) {
      const text = notes.map(mermaidText).join("<br/>");
      lines.push(`  notes["${text}"]:::note`, `  ${last} ~~~ notes`);
    }
    lines.push(
      "  classDef default text-align:left",
      "  classDef row fill:none,stroke:none",
      "  classDef note fill:none,stroke:none,text-align:left",
      "  classDef extension stroke-dasharray:5 3",
    );
    return `${lines.join("\n")}\n`;
  },
};

function previousLines({ heading, box }: NonNullable<FlowDiagram["previous"]>): string[] {
  return [
    `  subgraph previous["${mermaidText(heading)}"]`,
    ...nodeLines("previous-box", box).map((line) => `  ${line}`),
    "  end",
  ];
}

function columnLines(
  id: string,
  { heading, steps }: DiagramColumn,
  along: string,
  across: string,
): string[] {
  const row = (level: number) => `${id}-${level}`;
  return [
    `  subgraph ${id}["${mermaidText(heading)}"]`,
    `    direction ${along}`,
    ...steps.flatMap(({ level, main, beside, sides }) => {
      const node = `${row(level)}-main`;
      const others = beside === undefined ? sides : [beside, ...sides];
      return [
        `    subgraph ${row(level)}[" "]`,
        `      direction ${across}`,
        ...nodeLines(node, main).map((line) => `    ${line}`),
        ...others.flatMap((box, index) => [
          ...nodeLines(`${row(level)}-${index}`, box).map((line) => `    ${line}`),
          ...(box === beside ? [] : [`      ${node} --> ${row(level)}-${index}`]),
        ]),
        "    end",
      ];
    }),
    ...(steps.length > 1 ? [`    ${steps.map(({ level }) => row(level)).join(" --> ")}`] : []),
    `    class ${steps.map(({ level }) => row(level)).join(",")} row`,
    "  end",
  ];
}

function nodeLines(id: string, { lines, standard }: DiagramBox): string[] {
  const text = lines.map((line) => "#nbsp;".repeat(line.indent * 3) + mermaidText(lineText(line)));
  return [`  ${id}["${text.join("<br/>")}"]${standard ? "" : ":::extension"}`];
}

/**
 * Mermaid reads markup, icons and entities in labels, even inside quotes, so every character that
 * it could interpret is written as its code. A zero-width blank stops a list mark from starting a
 * list and stops `
 *
 * ` from breaking the line.
 */
function mermaidText(text: string): string {
  return text
    .replace(/[!-/:-@[-`{-~]/g, (sign) =>
      ".,()/=+?!'-".includes(sign) ? sign : `#${sign.charCodeAt(0)};`,
    )
    .replaceAll("#92;", "#92;#8203;")
    .replace(/^(\d+[.)]|[-+])(?=\s)/, "$1#8203;")
    .replaceAll("\u00a0", "#nbsp;");
}
