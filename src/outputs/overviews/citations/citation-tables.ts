import type {
  CitationNetwork,
  CitationPair,
  LinkedRecord,
} from "../../../core/overviews/citations/citation-network.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import { workAuthors, workLink } from "./citation-names.ts";

export type Cell = string | number;

export interface CitationTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of `slr citations --table`. */
export const CITATION_TABLES = {
  finds: "backward: works that included studies cite and no search found",
  citing: "forward: records that are not included and cite included ones",
  cited: "records of the review that included ones cite, with their boxes",
  "co-cited": "pairs of included records that the same records cite",
  coupled: "pairs of included records that cite the same works",
} as const;
export type CitationTableName = keyof typeof CITATION_TABLES;

export function citationTable(
  network: CitationNetwork,
  name: CitationTableName,
  least: number,
): CitationTable {
  if (name === "finds") return findsTable(network, least);
  if (name === "citing") return linkedTable(network.citing, "cites");
  if (name === "cited") return linkedTable(network.cited, "cited_by");
  return pairsTable(network, name === "coupled" ? network.coupled : network.coCited);
}

function findsTable({ finds }: CitationNetwork, least: number): CitationTable {
  return {
    header: [
      ...["work", "studies", "cited_by", "year", "authors", "title", "venue", "volume", "pages"],
      ...["doi", "pmid", "link", "perhaps", "why", "reference"],
    ],
    rows: finds
      .filter(({ studies }) => studies >= least)
      .map(({ id, reference, pmid, citedBy, studies, perhaps, why }) => [
        ...[id, studies, citedBy.join(";"), reference.year ?? "", workAuthors(reference)],
        ...[reference.titles[0] ?? "", reference.venue ?? "", reference.volume ?? ""],
        ...[reference.pages ?? "", reference.doi ?? "", pmid ?? "", workLink(reference) ?? ""],
        ...[perhaps.join(";"), why ?? "", reference.written],
      ]),
  };
}

function linkedTable(linked: readonly LinkedRecord[], column: string): CitationTable {
  return {
    header: ["record", "studies", column, "box", "year", "authors", "title", "doi"],
    rows: linked.map(({ record: { key, box, summary }, included, studies }) => [
      ...[key, studies, included.join(";"), box, summary.year ?? ""],
      ...[summary.authors, summary.title, summary.doi],
    ]),
  };
}

function pairsTable({ byKey }: CitationNetwork, pairs: readonly CitationPair[]): CitationTable {
  const title = (key: RecordKey) => byKey.get(key)!.summary.title;
  return {
    header: ["first", "second", "count", "first_title", "second_title"],
    rows: pairs.map(({ first, second, count }) => [
      ...[first, second, count, title(first), title(second)],
    ]),
  };
}
