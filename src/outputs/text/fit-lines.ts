import { displayWidth, wrapText } from "./plain-text.ts";

/** How a terminal is told colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const COLOUR = /\u001b\[[\d;]*m/g;
/** Lines of a drawing, which would no longer fit together. */
const DRAWN = /[\u2500-\u257f]{2}|[│╎].*[│╎]/;
/** How many columns further in a line goes on. */
const FURTHER_IN = 2;

/**
 * Breaks the lines that are wider than a terminal at blanks, so that no word is torn apart. A line
 * goes on a little further in than it began.
 */
export function fitLines(text: string, width: number): string {
  const measure = (part: string) => displayWidth(part.replace(COLOUR, ""));
  return text
    .split("\n")
    .flatMap((line) => {
      if (measure(line) <= width || DRAWN.test(line)) return [line];
      const content = line.trimStart();
      const began = line.length - content.length;
      const begins = Math.min(began, Math.floor(width / 2));
      const goesOn = Math.min(began + FURTHER_IN, Math.floor(width / 2));
      const room = Math.max(1, width - goesOn);
      return wrapText(content, Math.max(1, width - begins), room, measure)
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part, at) => `${" ".repeat(at === 0 ? begins : goesOn)}${part}`);
    })
    .join("\n");
}
