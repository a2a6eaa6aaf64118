import type { CitationNetwork, Find } from "../../../core/overviews/citations/citation-network.ts";
import { formatAuthor } from "../../../core/records/normalize.ts";
import { plainText } from "../../text/plain-text.ts";
import { workLink } from "./citation-names.ts";

/**
 * The finds as RIS, to be added as a source of the kind citation searching: `DP` names it, and each
 * entry names its seed studies.
 */
export function findsRis(network: CitationNetwork, least: number): string {
  return network.finds
    .filter(({ studies }) => studies >= least)
    .map((find) => entryOf(find, network))
    .join("");
}

function entryOf(
  { reference, pmid, citedBy, perhaps, why }: Find,
  network: CitationNetwork,
): string {
  const { titles, authors, year, venue, volume, issue, pages, doi, arxiv, accession } = reference;
  const [first, last] = (pages ?? "").split(/[-–]/).map((page) => page.trim());
  const seed = (key: string) => {
    const { title } = network.byKey.get(key)!.summary;
    return title === "" ? key : `${key} (${title})`;
  };
  const fields: readonly (readonly [tag: string, value: string | number | undefined])[] = [
    ["TY", venue === undefined && volume === undefined ? "GEN" : "JOUR"],
    ["TI", titles[0]],
    ...authors.map((author) => ["AU", formatAuthor(author)] as const),
    ["PY", year],
    ["T2", venue],
    ["VL", volume],
    ["IS", issue],
    ["SP", first],
    ["EP", last],
    ["DO", doi],
    ["UR", workLink(reference)],
    // By the database's own id the reference finds this entry again.
    ["AN", accession],
    ["DP", "slr citations"],
    ["N1", pmid && `PMID: ${pmid}`],
    ["N1", arxiv && `arXiv:${arxiv}`],
    ["N1", `Cited by ${citedBy.map(seed).join("; ")}`],
    ["N1", `Reference as written: ${reference.written}`],
    ["N1", perhaps.length > 0 ? `Perhaps the record ${perhaps.join(", ")}: ${why}` : undefined],
  ];
  const lines = fields.flatMap(([tag, value]) => {
    const text = value === undefined ? "" : plainText(String(value));
    return text === "" ? [] : [`${tag}  - ${text}\n`];
  });
  return `${lines.join("")}ER  - \n\n`;
}
