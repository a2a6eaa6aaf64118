import { displayWidth, plainText, wrapText } from "../../text/plain-text.ts";
import {
  type DiagramBox,
  type DiagramColumn,
  describeFlow,
  extensionNote,
  lineText,
} from "../diagram/flow-diagram.ts";
import type { TextFlowFormat } from "../flow-format.ts";

const ARROW = "───▶";
const RAIL = 3;

/** The PRISMA 2020 flow diagram in box characters, for a terminal of 60 to 100 columns. */
export const flowText: TextFlowFormat = {
  name: "text",
  render(flow, { title, width = 80 }) {
    const columns = Math.min(100, Math.max(60, Math.floor(width)));
    const diagram = describeFlow(flow);
    const name = plainText(title);
    const drawing = name === "" ? [] : [...wrapText(name, columns, columns, displayWidth), ""];
    drawing.push(...drawColumn(diagram.databases, columns));
    const { mid } = layout(columns);
    if (diagram.other === undefined) {
      drawing.push(`${" ".repeat(mid)}▼`);
    } else {
      // The first column goes round the second block on a rail at the left and both meet below.
      const inner = columns - RAIL;
      drawing.push(` ┌${"─".repeat(mid - 2)}┘`);
      const block = ["", ...drawColumn(diagram.other, inner)];
      drawing.push(...block.map((text) => ` │ ${text}`.trimEnd()));
      drawing.push(` ├${"─".repeat(RAIL + layout(inner).mid - 2)}┘`, " ▼");
    }
    const { main } = layout(columns);
    if (diagram.total === undefined || diagram.previous === undefined) {
      drawing.push(...drawBox(diagram.included, main, diagram.lastPhase, false));
    } else {
      drawing.push(...drawBox(diagram.included, main, diagram.lastPhase, true));
      drawing.push(`${" ".repeat(mid)}▼`);
      drawing.push(...drawTotal(diagram.total, diagram.previous, columns));
    }
    const notes = [...diagram.notes, ...(diagram.extended ? [extensionNote("Dashed boxes")] : [])];
    for (const note of notes) {
      drawing.push("", ...wrapText(note, columns, columns, displayWidth));
    }
    return `${drawing.map((text) => text.replaceAll("\u00a0", " ").trimEnd()).join("\n")}\n`;
  },
};

interface Layout {
  readonly main: number;
  readonly side: number;
  /** The column of the way down. */
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
    drawing.push(...besides(drawBox(step.main, main, label, true), sides, main, mid));
    phase = step.phase;
  }
  return drawing;
}

/** A box of the way down, with an arrow to each of the boxes at its right. */
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

/** An updated review adds the studies of its previous version to the new ones. */
function drawTotal(
  total: DiagramBox,
  previous: { readonly heading: string; readonly box: DiagramBox },
  columns: number,
): string[] {
  const { main, side } = layout(columns);
  const left = drawBox(total, main, undefined, false);
  const right = drawBox(previous.box, side, previous.heading, false);
  const into = `◀${"─".repeat(ARROW.length - 1)}`;
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const edge = right[row] ?? "";
    const gap = row === 1 ? into : " ".repeat(ARROW.length);
    return `${left[row] ?? " ".repeat(main)}${gap}${row === 1 ? `┤${edge.slice(1)}` : edge}`;
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
