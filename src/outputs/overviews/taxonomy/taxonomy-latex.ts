import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { foreignToPdflatex, latexText } from "../../text/latex-text.ts";
import { plainText } from "../../text/plain-text.ts";
import type { Cell, TaxonomyTable } from "./taxonomy-tables.ts";

const CAPTIONS: Readonly<Record<TaxonomyTable["name"], string>> = {
  counts: "Studies by class and year",
  studies: "Studies of each class",
  agreement: "Agreement of coders on each class",
  sheet: "Studies to code",
};

/**
 * A table for LaTeX with booktabs; a long one breaks across pages. What a reader must know stands
 * below it.
 */
export function taxonomyLatex(
  coded: CodedReview,
  { name, header, rows }: TaxonomyTable,
  remarks: readonly string[],
): string {
  const text = (cell: Cell) => {
    const written = String(cell);
    const depth = (/^ */.exec(written)?.[0].length ?? 0) / 2;
    return "\\quad ".repeat(depth) + latexText(plainText(written.trim()));
  };
  const line = (cells: readonly Cell[]) => `${cells.map(text).join(" & ")} \\\\`;
  const wide = new Set(name === "studies" ? [3] : []);
  const columns = header.map((_, at) =>
    wide.has(at)
      ? "p{0.5\\linewidth}"
      : rows.length > 0 && rows.every((row) => typeof row[at] === "number" || row[at] === "")
        ? "r"
        : "l",
  );
  const foreign = foreignToPdflatex([...header, ...rows.flat()].join(""));
  // The last three rows of the counts are no classes.
  const classes = name === "counts" ? rows.slice(0, -3) : rows;
  return [
    `% ${CAPTIONS[name]}${coded.title === "" ? "" : ` of ${plainText(coded.title)}`}. Written by slr; do not edit, run slr taxonomy again.`,
    "% In the preamble of the paper: \\usepackage{booktabs,longtable}",
    ...(foreign.length === 0
      ? []
      : [
          `% pdflatex does not know these characters; compile with lualatex or xelatex: ${foreign.join(" ")}`,
        ]),
    `\\begin{longtable}{@{}${columns.join("")}@{}}`,
    `\\caption{${latexText(CAPTIONS[name])}}\\label{tab:taxonomy-${name}}\\\\`,
    "\\toprule",
    line(header),
    "\\midrule",
    "\\endhead",
    "\\bottomrule",
    "\\endfoot",
    ...classes.map(line),
    ...(name === "counts" ? ["\\midrule", ...rows.slice(-3).map(line)] : []),
    "\\end{longtable}",
    ...remarks.map((remark) => latexText(plainText(remark))),
    "",
  ].join("\n");
}
