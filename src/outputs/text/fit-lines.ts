import { displayWidth, isWide, wrapText } from "./plain-text.ts";

/** How a terminal is told colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const COLOUR = /\u001b\[[\d;]*m/g;
/** Lines of a drawing, which would no longer fit together. */
const DRAWN = /[\u2500-\u257f]{2}|[│╎].*[│╎]/;
/** A line that points at a place in the line above it. */
const POINTS = /^[ \t]*\^+$/;
/** How many columns further in a line goes on. */
const FURTHER_IN = 2;

/**
 * Breaks the lines that are wider than a terminal at blanks, so that no word is torn apart. A line
 * goes on a little further in than it began. Lines stay whole that would no longer be what they
 * are: drawings, the place of a mistake, and a path or link that is itself wider than the terminal.
 */
export function fitLines(text: string, width: number): string {
  const lines = text.split("\n");
  return lines
    .flatMap((line, at) => {
      if (measure(line) <= width || DRAWN.test(line)) return [line];
      if (POINTS.test(line) || POINTS.test(lines[at + 1] ?? "")) return [line];
      return broken(line, width);
    })
    .join("\n");
}

function broken(line: string, width: number): string[] {
  const content = line.trimStart();
  const began = line.length - content.length;
  const begins = Math.min(began, Math.floor(width / 2));
  const goesOn = Math.min(began + FURTHER_IN, Math.floor(width / 2));
  const room = Math.max(1, width - goesOn);
  if (content.split(" ").some((word) => measure(word) > room && ![...word].some(isWide)))
    return [line];
  return wrapText(content, Math.max(1, width - begins), room, measure)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part, at) => `${" ".repeat(at === 0 ? begins : goesOn)}${part}`);
}

function measure(text: string): number {
  return displayWidth(text.replace(COLOUR, ""));
}
