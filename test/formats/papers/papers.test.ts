import { expect, test } from "vitest";
import { PAPER_FORMATS, paperFormatOf } from "../../../src/formats/papers/index.ts";

function passages(
  file: string,
  content: string,
  macros: readonly (readonly [string, number])[] = [],
) {
  return paperFormatOf(file)!
    .read(content, new Map(macros))
    .passages.map(({ text, lines }) => [
      text.replace(/\s+/g, " ").trim(),
      lines.map(([, line]) => line),
    ]);
}

test("a format is told by the ending of the file", () => {
  expect(paperFormatOf("a.TEX")?.name).toBe("LaTeX");
  expect(paperFormatOf("a.qmd")?.name).toBe("Markdown");
  expect(paperFormatOf("a.docx")?.name).toBe("Word");
  expect(paperFormatOf("a.pdf")).toBeUndefined();
  const endings = PAPER_FORMATS.flatMap((format) => format.endings);
  expect(new Set(endings).size).toBe(endings.length);
});

test("LaTeX: commands go, their text and the numbers of macros stay", () => {
  const tex = String.raw`We \emph{screened \textbf{1{,}204}}~records \cite{a2019}, % not 7
\slrScreened{} of them \slrScreened\ twice, $n = 65$ and \num{12}.

\begin{tabular}{ll}
Records screened & 1\,204 \\ \hline
\end{tabular}`;
  expect(passages("a.tex", tex, [["slrScreened", 65]])).toEqual([
    ["We screened 1,204 records , 65 of them 65 twice, n = 65 and 12 .", [1, 2]],
    ["Records screened | 1 204", [5]],
  ]);
});

test("LaTeX: macros of numbers, files that are taken in, and macros that are used", () => {
  const format = paperFormatOf("a.tex")!;
  const tex = String.raw`\input{flow}\include{part/two} % \input{old}
\newcommand{\slrScreened}{1{,}835}
\def\nIncluded{95}
\newcommand{\name}{Ada}
\slrIncluded`;
  expect(format.inputs?.(tex)).toEqual(["flow", "part/two"]);
  const { macros, uses } = format.read(tex, new Map());
  expect(macros).toEqual([
    { name: "slrScreened", n: 1835, line: 2 },
    { name: "nIncluded", n: 95, line: 3 },
  ]);
  expect(uses).toEqual([{ name: "slrIncluded", line: 5 }]);
});

test("Markdown: paragraphs, items and rows; no header, code, comment or link", () => {
  const md = `---
title: 5 records
---
Two *lines* of
**prose** [here](http://x.org/12).

<!-- 7 records
were screened -->
- an item
| a | b |
\`\`\`
8 records
\`\`\`
> quoted \`9\` [@doe2019]`;
  expect(passages("a.md", md)).toEqual([
    ["Two lines of prose here.", [4, 5]],
    ["an item", [9]],
    ["a | b", [10]],
    ["quoted", [14]],
  ]);
});

test("Word: paragraphs by their number, rows of tables, the text that stands; nothing twice", () => {
  const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const xml = `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${p("One &amp; two")}
<w:p><w:r><w:t>65 </w:t></w:r><w:del><w:r><w:delText>64</w:delText><w:t>64</w:t></w:r></w:del><w:r><w:t>records</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc>${p("Records screened")}</w:tc><w:tc>${p("65")}</w:tc></w:tr></w:tbl>
<w:p><mc:AlternateContent><mc:Choice>${p("Box")}</mc:Choice><mc:Choice>${p("Box")}</mc:Choice><mc:Fallback>${p("Box")}</mc:Fallback></mc:AlternateContent></w:p>
</w:body></w:document>`;
  expect(passages("a.docx", xml).map(([text]) => text)).toEqual([
    "One & two",
    "65 records",
    "Records screened | 65",
    "Box",
  ]);
});

test.each(["a.tex", "a.md", "a.docx"])(
  "%s: damage and emptiness read as far as they go",
  (file) => {
    for (const content of ["", "<w:p><w:r><w:t>x", "\\newcommand{\\a}{", "```", "\u0000"])
      expect(() => paperFormatOf(file)!.read(content, new Map())).not.toThrow();
  },
);
