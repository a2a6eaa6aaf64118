import type { Block, Piece } from "../../core/overviews/methods/sentence.ts";
import { safeText } from "../../core/records/text/plain-text.ts";
import { foreignToPdflatex, latexText } from "../text/latex-text.ts";
import { plainText } from "../text/plain-text.ts";
import { gapText } from "./gap-text.ts";
import type { MethodsFormat } from "./methods-format.ts";

/** The section for `\input` in the body of a paper; gaps are bold. */
export const methodsLatex: MethodsFormat = {
  name: "tex",
  endings: [".tex"],
  summary: "LaTeX, for \\input in the body of a paper",
  render({ parts }) {
    const body = parts.map(({ heading, blocks }) =>
      [`\\subsection*{${latexText(heading)}}`, ...blocks.map(blockText)].join("\n\n"),
    );
    const foreign = foreignToPdflatex(body.join(""));
    return [
      "% The preamble needs \\usepackage[T1]{fontenc}, with pdflatex.",
      ...(foreign.length === 0
        ? []
        : [`% pdflatex lacks these characters; use lualatex or xelatex: ${foreign.join(" ")}`]),
      "",
      body.join("\n\n"),
      "",
    ].join("\n");
  },
};

function blockText(block: Block): string {
  if (block.kind === "text")
    return block.sentences.map((sentence) => sentence.map(pieceText).join("")).join("\n");
  const { title, text } = block;
  const quoted =
    typeof text === "string"
      ? safeText(text, false)
          .split("\n")
          .map((line) => latexText(line))
          .join("\\\\\n")
      : pieceText(text);
  return `\\begin{quote}\n\\textbf{${latexText(plainText(title))}}\\\\\n{\\ttfamily\\raggedright ${quoted}\\par}\n\\end{quote}`;
}

function pieceText(piece: Piece): string {
  if (typeof piece !== "string") return `\\textbf{${latexText(gapText(piece))}}`;
  const [, before = "", text = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? [];
  return `${before}${latexText(plainText(text))}${after}`;
}
