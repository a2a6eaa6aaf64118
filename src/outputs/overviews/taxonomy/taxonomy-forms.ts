import type { ClassCounts } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { xlsxWorkbook } from "../../records/xlsx-writer.ts";
import { csvTable } from "../../text/csv-table.ts";
import { bubbleMap } from "./bubble-map.ts";
import { stackedBars } from "./stacked-bars.ts";
import { taxonomyJson } from "./taxonomy-json.ts";
import { taxonomyLatex } from "./taxonomy-latex.ts";
import { taxonomyMarkdown } from "./taxonomy-markdown.ts";
import {
  agreementTable,
  type Cell,
  codingSheet,
  countsForPeople,
  countsForPrograms,
  remarksOn,
  studiesForPeople,
  studiesForPrograms,
  type TableName,
  type TaxonomyTable,
} from "./taxonomy-tables.ts";
import { agreementText, countsText, studiesText } from "./taxonomy-text.ts";

/** What of a coded review is written. */
export interface TaxonomyView {
  readonly coded: CodedReview;
  readonly counts: ClassCounts;
  readonly table: TableName;
  readonly figure: FigureName;
}

/** A form of `slr taxonomy`. */
export interface TaxonomyForm {
  readonly name: string;
  /** File extensions that select this form. */
  readonly endings: readonly string[];
  /** A description for help and docs. */
  readonly summary: string;
  /** Whether its bytes are not text. */
  readonly binary?: true;
  /** What it holds: the table that was asked for, a figure, or everything. */
  readonly holds: "table" | "figure" | "everything";
  render(view: TaxonomyView): string | Uint8Array;
}

/** The figures of `slr taxonomy`, the default first. */
export const FIGURES = { bubbles: bubbleMap, bars: stackedBars } as const;
export type FigureName = keyof typeof FIGURES;

const FOR_PEOPLE: Readonly<Record<TableName, (view: TaxonomyView) => TaxonomyTable>> = {
  counts: ({ coded, counts }) => countsForPeople(coded, counts),
  studies: ({ coded, counts }) => studiesForPeople(coded, counts),
  agreement: ({ coded }) => agreementTable(coded),
  sheet: ({ coded }) => codingSheet(coded),
};

const FOR_PROGRAMS: typeof FOR_PEOPLE = {
  ...FOR_PEOPLE,
  counts: ({ coded, counts }) => countsForPrograms(coded, counts),
  studies: ({ coded, counts }) => studiesForPrograms(coded, counts),
};

/** The forms of `slr taxonomy --format`, the default first. */
export const TAXONOMY_FORMS: readonly TaxonomyForm[] = [
  {
    name: "text",
    endings: [".txt"],
    summary: "a table for the terminal",
    holds: "table",
    render: ({ coded, counts, table }) =>
      `${
        table === "counts"
          ? countsText(coded, counts)
          : table === "studies"
            ? studiesText(coded, counts)
            : table === "agreement"
              ? agreementText(coded)
              : csv(codingSheet(coded)).trimEnd()
      }\n`,
  },
  {
    name: "json",
    endings: [".json"],
    summary: "everything, for programs",
    holds: "everything",
    render: ({ coded, counts }) => `${taxonomyJson(coded, counts)}\n`,
  },
  {
    name: "csv",
    endings: [".csv"],
    summary: "one table",
    holds: "table",
    render: (view) => csv(FOR_PROGRAMS[view.table](view)),
  },
  {
    name: "xlsx",
    endings: [".xlsx"],
    summary: "a workbook with a sheet for each table",
    binary: true,
    holds: "everything",
    render: (view) =>
      xlsxWorkbook(
        (["counts", "studies", "agreement"] as const).map((name) => {
          const { header, rows } = FOR_PROGRAMS[name](view);
          return { name, columns: columnsOf(header), rows };
        }),
      ),
  },
  {
    name: "md",
    endings: [".md", ".markdown"],
    summary: "one table in Markdown",
    holds: "table",
    render: (view) => taxonomyMarkdown(FOR_PEOPLE[view.table](view), remarks(view)),
  },
  {
    name: "tex",
    endings: [".tex"],
    summary: "one table for LaTeX, with booktabs and longtable",
    holds: "table",
    render: (view) => taxonomyLatex(view.coded, FOR_PEOPLE[view.table](view), remarks(view)),
  },
  {
    name: "svg",
    endings: [".svg"],
    summary: "a figure: a map of bubbles, or stacked bars",
    holds: "figure",
    render: ({ coded, counts, figure }) => FIGURES[figure](coded, counts),
  },
];

function remarks({ coded, counts, table }: TaxonomyView): string[] {
  return table === "counts" ? remarksOn(coded, counts) : [];
}

function csv({ header, rows }: TaxonomyTable): string {
  return [...csvTable(columnsOf(header), rows)].join("");
}

function columnsOf(header: readonly string[]) {
  return header.map((name, at) => [name, (row: readonly Cell[]) => row[at]] as const);
}
