import { readCount } from "../claims/read-claims.ts";
import type { PaperFormat, PaperText } from "./paper-format.ts";
import { PassageBuilder } from "./passages.ts";

/** LaTeX: prose, captions, rows of tables and nodes of figures, with numbers in place of macros. */
export const latex: PaperFormat = {
  name: "LaTeX",
  endings: [".tex", ".latex", ".ltx"],
  inputs: (text) =>
    [...withoutComments(text).matchAll(/\\(?:input|include|subfile)\s*\{([^{}]+)\}/g)].map(
      ([, file = ""]) => file.trim(),
    ),
  read(content, others) {
    const lines = withoutComments(String(content)).split(/\r\n|\n|\r/);
    const macros: PaperText["macros"][number][] = [];
    for (const [at, line] of lines.entries())
      for (const { name, n } of definitionsIn(line)) macros.push({ name, n, line: at + 1 });
    const values = new Map([...others, ...macros.map(({ name, n }) => [name, n] as const)]);
    const builder = new PassageBuilder();
    const uses: PaperText["uses"][number][] = [];
    for (const [at, line] of lines.entries()) {
      if (definitionsIn(line).length > 0) continue;
      for (const [, name = ""] of line.matchAll(/\\(slr[A-Z][A-Za-z]*)/g))
        uses.push({ name, line: at + 1 });
      const text = plainLine(line, values);
      const isAlone =
        /(?<!\\)&/.test(line) || /\\(?:node|section|subsection|item|paragraph|title)\b/.test(line);
      if (/^\s*\\(?:begin|end)\b/.test(line)) builder.end();
      else if (isAlone) builder.addAlone(text, at + 1);
      else builder.add(text, at + 1);
    }
    builder.end();
    return { unit: "line", passages: builder.passages, macros, uses };
  },
};

/** Removes comments but keeps the line ends, so that line numbers stay true. */
function withoutComments(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/(?<!\\)%[^\r\n]*/g, "");
}

const DEFINITION =
  /\\(?:(?:re)?newcommand\*?|providecommand\*?|def|newcommandx)\s*\{?\\([A-Za-z@]+)\}?\s*\{((?:[^{}]|\{[^{}]*\}){0,40})\}/g;

/** Macros that define a number: `\newcommand{\slrScreened}{1{,}835}`. */
function definitionsIn(line: string): { readonly name: string; readonly n: number }[] {
  return [...line.matchAll(DEFINITION)].flatMap(([, name = "", value = ""]) => {
    const n = readCount(plainNumber(value));
    return n === undefined ? [] : [{ name, n }];
  });
}

function plainNumber(text: string): string {
  return text
    .replace(/\{,\}/g, ",")
    .replace(/\\[,;: ]|~/g, " ")
    .replace(/\\num\{([^{}]*)\}/g, "$1")
    .replace(/[{}$]/g, "")
    .trim();
}

/** Commands whose argument is not text of the paper. */
const SILENT =
  /\\(?:cite[a-z]*|[a-z]*ref|label|url|input|include|includegraphics|usepackage|documentclass|bibliography(?:style)?|vspace|hspace|color|definecolor|footnotemark|begin|end)\*?(?:\[[^\][]*\])*(?:\{[^{}]*\})*/gi;

function plainLine(line: string, macros: ReadonlyMap<string, number>): string {
  let text = line
    // The end of a row comes first: its second backslash and a blank would otherwise be a space.
    .replace(/\\\\(?:\[[^\][]*\])?\s*(?:\\(?:hline|toprule|midrule|bottomrule)\s*)?$/, "")
    .replace(/\\\\/g, " ; ")
    .replace(/\\([A-Za-z@]+)(?:\{\}|\\(?=\s))?/g, (whole, name: string) =>
      macros.has(name) ? String(macros.get(name)) : whole,
    )
    .replace(/\{,\}/g, ",")
    .replace(/\\[,;:! ]|~/g, " ")
    .replace(/\\%/g, "%")
    .replace(/\\&/g, "and")
    .replace(SILENT, "");
  // Nested arguments are unwrapped one level at a time.
  for (let depth = 0; depth < 5; depth += 1)
    text = text.replace(/\\[A-Za-z]+\*?\s*(?:\[[^\][]*\])*\{([^{}]*)\}/g, " $1 ");
  return text
    .replace(/\\[A-Za-z@]+\*?/g, " ")
    .replace(/(?<!\\)&/g, " | ")
    .replace(/[{}$]|``|''/g, "")
    .replace(/---?/g, "–")
    .replace(/\s+/g, " ");
}
