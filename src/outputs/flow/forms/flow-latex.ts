import { formatCount } from "../../../core/records/text/plural.ts";
import type { FlowCounts, NamedCount, Pending } from "../../../core/screening/flow.ts";
import { foreignToPdflatex, latexText } from "../../text/latex-text.ts";
import { plainText } from "../../text/plain-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import type { FlowOptions, TextFlowFormat } from "../flow-format.ts";
import { layOut } from "../layout/flow-layout.ts";
import {
  type ArrowShape,
  type BoxShape,
  FAINT,
  type FlowLayout,
  type FlowShape,
  INK,
  type NoteShape,
  RADIUS,
} from "../layout/flow-shapes.ts";

/**
 * The flow for LaTeX: a macro for every number, for use in the text of the paper, and the figure
 * drawn with TikZ. The paper reads the file in its preamble; compiled alone, the file gives a page
 * with the figure.
 */
export const flowLatex: TextFlowFormat = {
  name: "tex",
  render(flow, options) {
    const layout = layOut(describeFlow(flow), options);
    const lines = [...introduction(layout, options), ...macros(flow), ...figure(layout), END];
    return `${lines.join("\n")}\n`;
  },
};

function introduction({ width, height, shapes }: FlowLayout, { title }: FlowOptions): string[] {
  const foreign = foreignCharacters(shapes);
  return [
    `% PRISMA flow diagram${title === "" ? "" : ` of ${plainText(title)}`}. Written by slr; do not edit, run slr prisma again.`,
    "% In the preamble of the paper: \\input{flow.tex}",
    "% In its text: ``we screened \\slrScreened{} records''; for the figure: \\slrFlowDiagram",
    ...(foreign === ""
      ? []
      : [
          "% pdflatex does not know these characters; compile with lualatex or xelatex and a sans-serif",
          `% font that has them (lualatex silently omits what its font lacks): ${foreign}`,
        ]),
    "\\makeatletter",
    "% Without a document class, this file is compiled alone.",
    "\\ifx\\documentclass\\@twoclasseserror",
    "  \\let\\slrAlone\\relax",
    "\\else",
    "  \\documentclass{article}",
    `  \\usepackage[paperwidth=${points(width)}bp,paperheight=${points(height)}bp,margin=0bp]{geometry}`,
    "  \\ifdefined\\pdftexversion\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{textcomp}\\usepackage{lmodern}",
    "  \\else\\usepackage{fontspec}\\IfFontExistsTF{Arial}{\\setsansfont{Arial}}{}\\fi",
    "  \\pagestyle{empty}\\setlength{\\parindent}{0pt}\\setlength{\\topskip}{0pt}",
    "  \\def\\slrAlone{\\begin{document}\\slrFlowDiagram\\end{document}}",
    "\\fi",
    "\\@ifpackageloaded{tikz}{}{\\RequirePackage{tikz}}",
    "\\makeatother",
    "\\usetikzlibrary{arrows.meta}",
  ];
}

const END = "\\slrAlone";

type Macros = Readonly<Record<string, number>>;

const sum = (counts: readonly NamedCount[]) => counts.reduce((total, { n }) => total + n, 0);

/** The macros of each part of the flow. The compiler checks that no number is left out. */
const MACROS: {
  readonly [Key in keyof Required<FlowCounts>]: (value: NonNullable<FlowCounts[Key]>) => Macros;
} = {
  previous_studies: (n) => ({ PreviousStudies: n }),
  previous_reports: (n) => ({ PreviousReports: n }),
  database_results: (n) => ({ Databases: n }),
  database_specific_results: () => ({}),
  register_results: (n) => ({ Registers: n }),
  register_specific_results: () => ({}),
  website_results: (n) => ({ Websites: n }),
  organisation_results: (n) => ({ Organisations: n }),
  citations_results: (n) => ({ CitationSearching: n }),
  duplicates: (n) => ({ Duplicates: n }),
  excluded_automatic: (n) => ({ RemovedByAutomation: n }),
  excluded_other: (n) => ({ RemovedForOtherReasons: n }),
  records_screened: (n) => ({ Screened: n }),
  records_excluded: (n) => ({ RecordsExcluded: n }),
  records_excluded_by: ({ human, automation }) => ({
    RecordsExcludedByHuman: human,
    RecordsExcludedByAutomation: automation,
  }),
  dbr_sought_reports: (n) => ({ Sought: n }),
  dbr_notretrieved_reports: (n) => ({ NotRetrieved: n }),
  dbr_assessed: (n) => ({ Assessed: n }),
  dbr_excluded: (reasons) => ({ ReportsExcluded: sum(reasons) }),
  pending: (pending) => pendingMacros(pending, ""),
  other_duplicates: (n) => ({ OtherDuplicates: n }),
  other_removed: (n) => ({ OtherRemoved: n }),
  other_records_excluded: (n) => ({ OtherRecordsExcluded: n }),
  other_sought_reports: (n) => ({ OtherSought: n }),
  other_notretrieved_reports: (n) => ({ OtherNotRetrieved: n }),
  other_assessed: (n) => ({ OtherAssessed: n }),
  other_excluded: (reasons) => ({ OtherReportsExcluded: sum(reasons) }),
  other_pending: (pending) => pendingMacros(pending, "Other"),
  new_studies: (n) => ({ NewStudies: n }),
  new_reports: (n) => ({ NewReports: n }),
  total_studies: (n) => ({ Studies: n }),
  total_reports: (n) => ({ Reports: n }),
  other_methods: () => ({}),
  synthesis: ({ qualitative, quantitative }) => ({
    QualitativeSynthesis: qualitative,
    QuantitativeSynthesis: quantitative,
  }),
  incomplete_sources: () => ({}),
  template: () => ({}),
};

function pendingMacros(pending: Pending, arm: string): Macros {
  return {
    [`${arm}AwaitingScreening`]: pending.title_abstract,
    [`${arm}RecordsInConflict`]: pending.title_abstract_conflict,
    [`${arm}AwaitingRetrieval`]: pending.retrieval,
    [`${arm}AwaitingAssessment`]: pending.full_text,
    [`${arm}ReportsInConflict`]: pending.full_text_conflict,
    [`${arm}Unread`]: pending.unread,
  };
}

/** The number of each macro, by its name without `\slr`. */
export function flowMacros(flow: FlowCounts): Readonly<Record<string, number>> {
  const identified = flow.database_results + flow.register_results;
  const others = flow.website_results + flow.organisation_results + flow.citations_results;
  return Object.assign(
    { Identified: identified + others },
    ...(Object.keys(MACROS) as (keyof FlowCounts)[]).map((key) => macrosOf(key, flow)),
  );
}

/**
 * The value of `\slrScreened` and the others. Braces around the comma keep its spacing in
 * mathematics.
 */
function macros(flow: FlowCounts): string[] {
  return Object.entries(flowMacros(flow)).map(
    ([name, n]) => `\\newcommand{\\slr${name}}{${formatCount(n).replaceAll(",", "{,}")}}`,
  );
}

function macrosOf<Key extends keyof FlowCounts>(key: Key, flow: FlowCounts): Macros {
  const value = flow[key];
  return value === undefined || value === null ? {} : MACROS[key](value);
}

/** The figure in the coordinates of the layout: pixels of 0.75 points, y downwards. */
function figure({ shapes, width, height }: FlowLayout): string[] {
  return [
    "\\newcommand{\\slrFlowDiagram}{%",
    "\\begin{tikzpicture}[x=0.75bp,y=-0.75bp,line width=0.9bp,",
    "  every node/.style={inner sep=0pt,outer sep=0pt,font=\\sffamily\\fontsize{9bp}{12bp}\\selectfont},",
    "  flow/.style={-{Triangle[length=6bp,width=5bp]},draw=slrInk}]",
    ...Object.entries({ slrInk: INK, slrFaint: FAINT }).map(
      ([name, colour]) => `\\definecolor{${name}}{HTML}{${hex(colour)}}`,
    ),
    `\\useasboundingbox (0,0) rectangle (${width},${height});`,
    ...shapes.flatMap(drawShape),
    "\\end{tikzpicture}}",
  ];
}

function drawShape(shape: FlowShape): string[] {
  if (shape.kind === "arrow") return [drawArrow(shape)];
  return shape.kind === "note" ? [drawNote(shape)] : drawBox(shape);
}

function drawBox({ kind, x, y, width, height, fill, standard, turned, rows }: BoxShape): string[] {
  const colour = `\\definecolor{slrFill}{HTML}{${hex(fill)}}`;
  const border =
    kind === "box"
      ? `\\filldraw[fill=slrFill,draw=${standard ? "slrInk" : "slrFaint,dashed"}]`
      : `\\fill[fill=slrFill,rounded corners=${points(RADIUS)}bp]`;
  const anchor = kind === "box" ? "base west" : "base";
  const style = [
    `anchor=${anchor}`,
    ...(turned ? ["rotate=90"] : []),
    ...(standard ? [] : ["text=slrFaint"]),
    ...(kind === "box" ? [] : ["font=\\sffamily\\bfseries\\fontsize{9bp}{12bp}\\selectfont"]),
  ];
  return [
    `${colour}${border} (${x},${y}) rectangle ++(${width},${height});`,
    ...rows.map(
      (row) => `\\node[${style.join(",")}] at (${row.x},${row.y}) {${latexText(row.text)}};`,
    ),
  ];
}

function drawArrow({ points: corners }: ArrowShape): string {
  return `\\draw[flow] ${corners.map(([x, y]) => `(${x},${y})`).join(" -- ")};`;
}

function drawNote({ text, x, y }: NoteShape): string {
  return `\\node[anchor=base west,text=slrFaint,font=\\sffamily\\fontsize{8bp}{12bp}\\selectfont] at (${x},${y}) {${latexText(text)}};`;
}

/** Characters that the T1 encoding of pdflatex lacks, each once. */
function foreignCharacters(shapes: readonly FlowShape[]): string {
  const text = shapes.flatMap((shape) =>
    shape.kind === "arrow"
      ? []
      : shape.kind === "note"
        ? [shape.text]
        : shape.rows.map((row) => row.text),
  );
  return foreignToPdflatex(text.join("")).join(" ");
}

function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}

function points(pixels: number): number {
  return pixels * 0.75;
}
