import { findDoi } from "../../core/records/identifiers/doi.ts";

/** Finds DOIs, ISSNs and PubMed's numbers, whatever text surrounds them in a field. */

// A longer text is neither a DOI nor a link, and hostile text must not cost time.
export const LONGEST_LINK = 4000;

/** The DOI in a link of the DOI resolver; the end of a DOI inside another link cannot be known. */
export function doiOfLink(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const link = /\bdoi\.org\/10\.[^\s|]+/i.exec(url.slice(0, LONGEST_LINK))?.[0];
  return link === undefined ? undefined : findDoi(link);
}

/** Every ISSN in a text as `1234-567X`; ISBNs are not ISSNs. */
export function issnsOf(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\dX-])(\d{4})-?(\d{3}[\dX])(?![\dX-])/gi);
  return [...found].map(([, left, right]) => `${left}-${right?.toUpperCase()}`);
}

/** A PubMed id in `31352693`, `PMID:31352693`, `PUBMED 21314913` or `31352693.0`. */
export function pmidOf(text: string): string | undefined {
  return /(?:^|[\s:/])([1-9]\d{0,7})(?:\.0)?(?=$|[\s;\]]|,(?!\d))/.exec(text)?.[1];
}

/** `PMC7026692`, also where the column has only the digits. */
export function pmcidOf(text: string): string | undefined {
  const digits = /(?:PMC|^)\s*(\d{2,9})(?!\d)/i.exec(text)?.[1];
  return digits === undefined ? undefined : `PMC${digits}`;
}
