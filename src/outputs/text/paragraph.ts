import { displayWidth, wrapText } from "./plain-text.ts";

/** Columns that every terminal has. */
const TEXT_WIDTH = 80;

/** A sentence or more, broken into lines. */
export function paragraph(text: string, indent = ""): string[] {
  const room = TEXT_WIDTH - indent.length;
  return wrapText(text, room, room, displayWidth).map((line) => `${indent}${line}`);
}

/** A line that ends where the terminal does. */
export function cutLine(line: string): string {
  if (displayWidth(line) <= TEXT_WIDTH) return line;
  const letters = [...line];
  let width = 0;
  const end = letters.findIndex((letter) => {
    width += displayWidth(letter);
    return width > TEXT_WIDTH - 1;
  });
  return `${letters.slice(0, end).join("").trimEnd()}…`;
}
