import { latex } from "./latex.ts";
import { markdown } from "./markdown.ts";
import type { PaperFormat } from "./paper-format.ts";
import { word } from "./word.ts";

/** The formats of papers, told by the ending of the file. */
export const PAPER_FORMATS: readonly PaperFormat[] = [latex, markdown, word];

export function paperFormatOf(file: string): PaperFormat | undefined {
  const lower = file.toLowerCase();
  return PAPER_FORMATS.find(({ endings }) => endings.some((ending) => lower.endsWith(ending)));
}
