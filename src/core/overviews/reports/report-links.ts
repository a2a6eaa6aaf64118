import type { BibRecord } from "../../records/model.ts";

type Linked = Pick<BibRecord, "doi" | "pmid" | "arxiv" | "accession" | "url">;

/** The page of a report, by the identifier that leads there for good, else by the link of the export. */
export function linksTo({ doi, pmid, arxiv, accession, url }: Linked): string[] {
  const path = (text: string) => text.split("/").map(encodeURIComponent).join("/");
  if (doi !== undefined) return [`https://doi.org/${path(doi)}`];
  if (pmid !== undefined) return [`https://pubmed.ncbi.nlm.nih.gov/${path(pmid)}/`];
  if (arxiv !== undefined) return [`https://arxiv.org/abs/${path(arxiv)}`];
  if (/^NCT\d{8}$/i.test(accession ?? "")) return [`https://clinicaltrials.gov/study/${accession}`];
  const page = URL.canParse(url ?? "") ? new URL(url!) : undefined;
  // An export may hold any text; only pages are opened.
  return page?.protocol === "https:" || page?.protocol === "http:" ? [page.href] : [];
}
