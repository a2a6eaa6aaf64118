import type { CitedReference } from "../../core/records/cited-reference.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import { findPmid } from "../../core/records/normalize.ts";
import { readFreeText } from "./free-text.ts";

/** The leaves of PubMed's XML below `Reference`: a citation as text, then its ids. */
export function readPubmedXml(
  leaves: readonly (readonly [path: string, value: string])[],
): CitedReference[] {
  const references: CitedReference[] = [];
  let citation: string | undefined;
  let ids: { doi?: string; pmid?: string } = {};
  let type = "";
  const close = () => {
    if (citation !== undefined) references.push(readFreeText(citation, ids));
    citation = undefined;
    ids = {};
  };
  for (const [path, value] of leaves) {
    const name = /ReferenceList(?:\/ReferenceList)*\/Reference\/(.+)$/.exec(path)?.[1];
    if (name === "Citation") {
      close();
      citation = value.replace(/\s+/g, " ");
    } else if (name === "ArticleIdList/ArticleId@IdType") type = value;
    else if (name === "ArticleIdList/ArticleId") {
      const [doi, pmid] = [findDoi(value), findPmid(value)];
      if (type === "doi" && doi !== undefined) ids.doi ??= doi;
      if (type === "pubmed" && pmid !== undefined) ids.pmid ??= pmid;
    }
  }
  close();
  return references;
}
