import type { Find } from "../../../core/overviews/citations/citation-network.ts";
import type { CitedReference } from "../../../core/records/cited-reference.ts";
import { formatAuthor } from "../../../core/records/normalize.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";

/** How works and records are called where there is little room. */

/** `Shoeybi 2019`. */
export function shortName({ summary, key }: ScreenedRecord): string {
  const author = summary.authors.split(/[;,]/)[0]?.trim() ?? "";
  return [author || key, summary.year].filter((part) => part !== undefined).join(" ");
}

export function shortWork({ reference }: Find): string {
  const { authors, year } = reference;
  const author = authors[0]?.family ?? reference.written.slice(0, 16);
  return [author, year].filter((part) => part !== undefined).join(" ");
}

/** The title; without one the reference as its export writes it. */
export function workTitle({ titles, written }: CitedReference): string {
  return titles[0] ?? written;
}

export function workAuthors({ authors }: CitedReference): string {
  return authors.map(formatAuthor).join("; ");
}

/** The address of a work: of its DOI, or in the database whose id is all that the export gives. */
export function workLink({ doi, arxiv, accession }: CitedReference): string | undefined {
  if (doi !== undefined) return `https://doi.org/${doi}`;
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  if (accession === undefined) return undefined;
  const openalex = /^https:\/\/openalex\.org\/(W\d+)$/i.exec(accession)?.[1];
  return openalex === undefined
    ? `https://lens.org/${accession}`
    : `https://openalex.org/${openalex}`;
}
