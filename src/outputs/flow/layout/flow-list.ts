import { displayWidth, wrapText } from "../../text/plain-text.ts";
import {
  type DiagramBox,
  type DiagramColumn,
  extensionNotes,
  type FlowDiagram,
  lineText,
} from "../diagram/flow-diagram.ts";

const LEAVES = "→ ";
/** Before boxes that PRISMA does not have. */
const WAITS = "⇢ ";

/** The flow as a list, for terminals in which no two boxes fit beside each other. */
export function flowList(diagram: FlowDiagram, title: string, columns: number): string {
  const { databases, other, previous, included, total, synthesis, lastPhase, notes } = diagram;
  const last = [included, total, synthesis].filter((box) => box !== undefined);
  const blocks = [
    title === "" ? [] : wrapped(title, "", columns),
    ...(previous === undefined
      ? []
      : [[...wrapped(previous.heading, "", columns), ...boxLines(previous.box, "  ", columns)]]),
    ...columnBlocks(databases, columns),
    ...(other === undefined ? [] : columnBlocks(other, columns)),
    [`[${lastPhase}]`, ...last.flatMap((box) => boxLines(box, "", columns))],
    ...[...notes, ...extensionNotes(diagram, `Lines with ${WAITS.trim()}`)].map((note) =>
      wrapped(note, "", columns),
    ),
  ].filter((lines) => lines.length > 0);
  return `${blocks
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .replaceAll("\u00a0", " ")}\n`;
}

function columnBlocks({ heading, steps }: DiagramColumn, columns: number): string[][] {
  let phase: string | undefined;
  const blocks = [wrapped(heading, "", columns)];
  for (const { phase: own, main, beside, sides } of steps) {
    const lines = boxLines(main, "", columns);
    if (beside !== undefined) lines.push(...boxLines(beside, "", columns));
    for (const side of sides) {
      const sign = side.standard ? LEAVES : WAITS;
      const [first = "", ...rest] = boxLines(side, "    ", columns);
      lines.push(`  ${sign}${first.trimStart()}`, ...rest);
    }
    if (own === phase) blocks.at(-1)!.push(...lines);
    else blocks.push([`[${own}]`, ...lines]);
    phase = own;
  }
  return blocks;
}

function boxLines({ lines }: DiagramBox, margin: string, columns: number): string[] {
  return lines.flatMap((line) =>
    wrapped(lineText(line), `${margin}${" ".repeat(2 * line.indent)}`, columns),
  );
}

function wrapped(text: string, margin: string, columns: number): string[] {
  const further = `${margin}  `;
  const room = (before: string) => Math.max(10, columns - before.length);
  return wrapText(text, room(margin), room(further), displayWidth).map(
    (line, at) => `${at === 0 ? margin : further}${line.trimEnd()}`,
  );
}
