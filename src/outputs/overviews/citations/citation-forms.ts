import type { CitationNetwork } from "../../../core/overviews/citations/citation-network.ts";
import { csvTable } from "../../text/csv-table.ts";
import { citationJson } from "./citation-json.ts";
import { citationMap } from "./citation-map.ts";
import { type Cell, type CitationTableName, citationTable } from "./citation-tables.ts";
import { citationText } from "./citation-text.ts";
import { findsRis } from "./finds-ris.ts";
import { citationGraphml } from "./graphml.ts";

/** What of a network is written: one table, and finds that so many studies cite at least. */
export interface CitationView {
  readonly network: CitationNetwork;
  readonly table: CitationTableName;
  readonly least: number;
}

/** A form of `slr citations`. */
export interface CitationForm {
  readonly name: string;
  /** File extensions that select this form. */
  readonly endings: readonly string[];
  /** A description for help and docs. */
  readonly summary: string;
  render(view: CitationView): string;
}

/** The forms of `slr citations --format`, the default first. */
export const CITATION_FORMS: readonly CitationForm[] = [
  {
    name: "text",
    endings: [".txt"],
    summary: "the longest of each list, for the terminal",
    render: ({ network, least }) => `${citationText(network, least)}\n`,
  },
  {
    name: "json",
    endings: [".json"],
    summary: "everything, for programs",
    render: ({ network, least }) => `${citationJson(network, least)}\n`,
  },
  {
    name: "csv",
    endings: [".csv"],
    summary: "one table",
    render: ({ network, table, least }) => {
      const { header, rows } = citationTable(network, table, least);
      const columns = header.map((name, at) => [name, (row: readonly Cell[]) => row[at]] as const);
      return [...csvTable(columns, rows)].join("");
    },
  },
  {
    name: "ris",
    endings: [".ris"],
    summary: "the finds, each with its seed studies, for slr add",
    render: ({ network, least }) => findsRis(network, least),
  },
  {
    name: "graphml",
    endings: [".graphml"],
    summary: "the network, for Gephi, Cytoscape and others",
    render: ({ network, least }) => citationGraphml(network, least),
  },
  {
    name: "svg",
    endings: [".svg"],
    summary: "the network as a map through time",
    render: ({ network, least }) => citationMap(network, least),
  },
];
