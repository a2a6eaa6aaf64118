import { displayWidth, plainText, wrapText } from "../../text/plain-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import {
  type DiagramBox,
  type DiagramColumn,
  extensionNotes,
  type FlowDiagram,
  lineText,
} from "../diagram/flow-diagram.ts";
import type { TextFlowFormat } from "../flow-format.ts";
import { flowList } from "../layout/flow-list.ts";

const ARROW = "───▶";
const RAIL = 3;

/** The columns that the boxes need at least. */
const LEAST = 60;

/**
 * The PRISMA 2020 flow diagram in box characters, for a terminal of 60 to 100 columns; in fewer
 * columns it is a list.
 */
export const flowText: TextFlowFormat = {
  name: "text",
  render(flow, { title, width = 80 }) {
    const columns = Math.min(100, Math.max(1, Math.floor(width)));
    const diagram = describeFlow(flow);
    const name = plainText(title);
    if (columns < LEAST) return flowList(diagram, name, columns);
    const drawing = name === "" ? [] : [...wrapText(name, columns, columns, displayWidth), ""];
    drawing.push(...drawColumn(diagram.databases, columns));
    const { mid } = layout(columns);
    if (diagram.other === undefined) {
      drawing.push(`${" ".repeat(mid)}▼`);
    } else {
      // The first column passes the second block on a rail on the left, and both meet below.
      const inner = columns - RAIL;
      drawing.push(` ┌${"─".repeat(mid - 2)}┘`);
      const block = ["", ...drawColumn(diagram.other, inner)];
      drawing.push(...block.map((text) => ` │ ${text}`.trimEnd()));
      drawing.push(` ├${"─".repeat(RAIL + layout(inner).mid - 2)}┘`, " ▼");
    }
    drawing.push(...drawLast(diagram, columns));
    const notes = [...diagram.notes, ...extensionNotes(diagram, "Dashed boxes")];
    for (const note of notes) {
      drawing.push("", ...wrapText(note, columns, columns, displayWidth));
    }
    return `${drawing.map((text) => text.replaceAll("\u00a0", " ").trimEnd()).join("\n")}\n`;
  },
};

interface Layout {
  readonly main: number;
  readonly side: number;
  /** The column of the main path. */
  readonly mid: number;
}

function layout(columns: number): Layout {
  const main = Math.floor((columns - ARROW.length) / 2) - 1;
  return { main, side: columns - ARROW.length - main, mid: Math.floor(main / 2) };
}

function drawColumn(column: DiagramColumn, columns: number): string[] {
  const { main, side, mid } = layout(columns);
  const drawing = [...wrapText(column.heading, columns, columns, displayWidth), ""];
  let phase: string | undefined;
  for (const [index, step] of column.steps.entries()) {
    if (index > 0) drawing.push(`${" ".repeat(mid)}▼`);
    const sides = step.sides.map((box) => drawBox(box, side, undefined, false));
    const label = step.phase === phase ? undefined : step.phase;
    const box = drawBox(step.main, main, label, true);
    if (step.beside)
      drawing.push(...joined(box, drawBox(step.beside, side, undefined, false), main));
    else drawing.push(...besides(box, sides, main, mid));
    phase = step.phase;
  }
  return drawing;
}

/** A box of the main path, with an arrow to each of the boxes on its right. */
function besides(
  left: readonly string[],
  sides: readonly (readonly string[])[],
  main: number,
  mid: number,
): string[] {
  const right = sides.flat();
  const arrows = new Set<number>();
  let top = 0;
  for (const side of sides) {
    arrows.add(top + 1);
    top += side.length;
  }
  const rows = [...left];
  // An arrow cannot leave from the bottom edge, so the box grows by a line.
  if (arrows.has(rows.length - 1)) {
    rows.splice(rows.length - 1, 0, `│${" ".repeat(main - 2)}│`);
  }
  const bottom = rows.length;
  return Array.from({ length: Math.max(rows.length, right.length) }, (_, row) => {
    const beside = right[row] ?? "";
    const arrow = arrows.has(row);
    const gap = arrow ? ARROW : " ".repeat(ARROW.length);
    if (row < bottom) {
      const edge = rows[row] ?? "";
      return `${arrow ? `${edge.slice(0, -1)}├` : edge}${gap}${beside}`;
    }
    const reach = main - mid - 1;
    return `${" ".repeat(mid)}${arrow ? `├${"─".repeat(reach)}` : `│${" ".repeat(reach)}`}${gap}${beside}`;
  });
}

/** The included studies, with the total and the syntheses below them. */
function drawLast(diagram: FlowDiagram, columns: number): string[] {
  const { main, side, mid } = layout(columns);
  const { previous, included, total, synthesis } = diagram;
  const down = `${" ".repeat(mid)}▼`;
  const leads = total !== undefined || synthesis !== undefined;
  const drawing = drawBox(included, main, diagram.lastPhase, leads);
  if (total !== undefined && previous !== undefined) {
    // An updated review adds the studies of its previous version to the new ones.
    const before = drawBox(previous.box, side, previous.heading, false);
    const sum = drawBox(total, main, undefined, synthesis !== undefined);
    drawing.push(down, ...joined(sum, before, main));
  }
  if (synthesis !== undefined) drawing.push(down, ...drawBox(synthesis, main, undefined, false));
  return drawing;
}

/** A box of the main path, with an arrow into it from the box on its right. */
function joined(left: readonly string[], right: readonly string[], main: number): string[] {
  const into = `◀${"─".repeat(ARROW.length - 1)}`;
  const mid = Math.floor(main / 2);
  const leads = left.at(-1)?.includes("┬") === true;
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const edge = right[row] ?? "";
    const gap = row === 1 ? into : " ".repeat(ARROW.length);
    const below = leads ? `${" ".repeat(mid)}│`.padEnd(main) : " ".repeat(main);
    return `${left[row] ?? below}${gap}${row === 1 ? `┤${edge.slice(1)}` : edge}`;
  });
}

function drawBox(
  { lines, standard }: DiagramBox,
  width: number,
  label: string | undefined,
  leads: boolean,
): string[] {
  const [across, down] = standard ? ["─", "│"] : ["╌", "╎"];
  const inner = width - 4;
  const text = lines.flatMap((line) => {
    const indent = 2 * line.indent;
    const [first = "", ...rest] = wrapText(
      lineText(line),
      inner - indent,
      inner - indent - 2,
      displayWidth,
    );
    return [" ".repeat(indent) + first, ...rest.map((more) => " ".repeat(indent + 2) + more)];
  });
  const head = label === undefined ? "" : `${across} ${label} `;
  const mid = Math.floor(width / 2);
  return [
    `┌${head}${across.repeat(width - 2 - head.length)}┐`,
    ...text.map((row) => `${down} ${row}${" ".repeat(inner - displayWidth(row))} ${down}`),
    leads
      ? `└${across.repeat(mid - 1)}┬${across.repeat(width - mid - 2)}┘`
      : `└${across.repeat(width - 2)}┘`,
  ];
}
