import type { PaperFormat } from "./paper-format.ts";
import { PassageBuilder } from "./passages.ts";

/** Markdown, including Quarto and R: prose, lists and tables, without code, header and comments. */
export const markdown: PaperFormat = {
  name: "Markdown",
  endings: [".md", ".markdown", ".qmd", ".rmd"],
  read(content) {
    const builder = new PassageBuilder();
    const lines = String(content)
      .replace(/^\uFEFF/, "")
      .split(/\r\n|\n|\r/);
    let until: BlockEnd | undefined;
    for (const [at, line] of lines.entries()) {
      if (until !== undefined) {
        if (until(line)) until = undefined;
        continue;
      }
      until = blockEnd(line, at);
      if (until !== undefined) {
        builder.end();
        continue;
      }
      const text = plainLine(line);
      if (/^\s*\|/.test(line) || /^\s{0,3}#{1,6}\s/.test(line)) builder.addAlone(text, at + 1);
      else {
        if (/^\s*(?:[-*+]|\d+[.)])\s/.test(line)) builder.end();
        builder.add(text, at + 1);
      }
    }
    builder.end();
    return { unit: "line", passages: builder.passages, macros: [], uses: [] };
  },
};

/** Whether a line ends the block that is open. */
type BlockEnd = (line: string) => boolean;

/** The end of the block of code, the header or the comment that this line begins. */
function blockEnd(line: string, at: number): BlockEnd | undefined {
  if (at === 0 && line.trim() === "---") return (end) => /^(?:---|\.\.\.)$/.test(end.trimEnd());
  const fence = /^(?:`{3,}|~{3,})/.exec(line.trimStart())?.[0];
  if (fence !== undefined) return (end) => isFence(end.trim(), fence);
  const comment = line.lastIndexOf("<!--");
  return comment < 0 || line.includes("-->", comment) ? undefined : (end) => end.includes("-->");
}

/** A fence closes with as many signs as it opened with, or more. */
function isFence(line: string, opened: string): boolean {
  return line.startsWith(opened) && [...line].every((sign) => sign === opened[0]);
}

function plainLine(line: string): string {
  return line
    .replace(/<!--(?:(?!<!--|-->).)*-->/g, "")
    .replace(/`[^`]*`/g, " ")
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, "$1")
    .replace(/\[[^\][@]*@[^\][]*\]/g, "")
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+)?/, "")
    .replace(/^\||\|\s*$/g, "")
    .replace(/[*$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "");
}
