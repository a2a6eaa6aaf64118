import type { BibRecord } from "../../../core/records/model.ts";
import type { Io } from "../../io/io.ts";

/** The page of a report, by the identifier that leads there for good. */
export function linksTo({ doi, pmid, arxiv }: Pick<BibRecord, "doi" | "pmid" | "arxiv">): string[] {
  const path = (text: string) => text.split("/").map(encodeURIComponent).join("/");
  if (doi !== undefined) return [`https://doi.org/${path(doi)}`];
  if (pmid !== undefined) return [`https://pubmed.ncbi.nlm.nih.gov/${path(pmid)}/`];
  if (arxiv !== undefined) return [`https://arxiv.org/abs/${path(arxiv)}`];
  return [];
}

/** Opens pages in the browser, or says which ones to open; what to tell the reviewer. */
export async function openLinks(io: Io, links: readonly string[]): Promise<string> {
  if (links.length === 0) return "It has no DOI, PMID or arXiv id to open.";
  const opened = await Promise.all(links.map((link) => io.openLink(link)));
  return opened.every(Boolean)
    ? `Opened ${links.join(" and ")}`
    : `There is no browser here; open ${links.join(" and ")}`;
}
