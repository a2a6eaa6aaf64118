import { similarity } from "../../records/text/similarity.ts";
import { sketchSimilarity } from "../fields/abstract.ts";
import { type FieldComparison, threeValued } from "./comparison.ts";

export const doiComparison: FieldComparison = {
  field: "DOI",
  features: [
    { name: "DOI: the same", direction: 1, unknown: 0 },
    { name: "DOI: likeness letter by letter", direction: 0, unknown: -1 },
    { name: "DOI: titles that stand under it", direction: -1, unknown: 0 },
  ],
  compare({ table, a, b }, out, at) {
    const [x, y] = [table.keys[a]!.doi, table.keys[b]!.doi];
    const doi = threeValued(x, y);
    out[at] = doi;
    out[at + 1] = doi === 0 ? -1 : doi === 1 ? 1 : similarity(x!, y!);
    out[at + 2] = doi === 1 ? Math.min(20, table.doiTitles[a]!) : 0;
  },
};

export const pmidComparison: FieldComparison = {
  field: "PMID",
  features: [{ name: "PMID: the same", direction: 1, unknown: 0 }],
  compare({ table, a, b }, out, at) {
    out[at] = threeValued(table.keys[a]!.pmid, table.keys[b]!.pmid);
  },
};

export const arxivComparison: FieldComparison = {
  field: "arXiv id",
  features: [{ name: "arXiv id: the same", direction: 1, unknown: 0 }],
  compare({ table, a, b }, out, at) {
    out[at] = threeValued(table.keys[a]!.arxiv, table.keys[b]!.arxiv);
  },
};

export const abstractComparison: FieldComparison = {
  field: "abstract",
  features: [{ name: "abstract: share of runs of words in both", direction: 1, unknown: -1 }],
  compare({ table, a, b }, out, at) {
    const [x, y] = [table.keys[a]!.abstract, table.keys[b]!.abstract];
    out[at] = x === undefined || y === undefined ? -1 : sketchSimilarity(x, y);
  },
};
