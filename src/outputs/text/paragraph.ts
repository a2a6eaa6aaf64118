import { displayWidth, wrapText } from "./plain-text.ts";

/** The width that every terminal has, in columns. */
const TEXT_WIDTH = 80;

/** Breaks a sentence or more into lines. */
export function paragraph(text: string, indent = ""): string[] {
  const room = TEXT_WIDTH - indent.length;
  return wrapText(text, room, room, displayWidth).map((line) => `${indent}${line}`);
}

/** Cuts a line at the width of the terminal. */
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
