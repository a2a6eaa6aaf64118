import { isGenericTitle } from "../../dedupe/fields/generic-titles.ts";
import { pageForms, volumeNumber } from "../../dedupe/fields/place.ts";
import { comparableTitle } from "../../dedupe/fields/title.ts";
import type { CitedReference } from "../../records/cited-reference.ts";
import { comparableDoi } from "../../records/identifiers/doi.ts";
import { arxivIdOfDoi } from "../../records/identifiers/identity.ts";
import { fold } from "../../records/normalize.ts";

/** The parts of a reference in the forms in which they are compared. */
export interface ReferenceKeys {
  /** `doi:…`, `pmid:…`, `arxiv:…`, `id:…`. */
  readonly identifiers: readonly string[];
  /** The readings of the title that are long enough to name one work. */
  readonly titles: readonly string[];
  /** The words of the first author's name in the order of the export; empty if there is none. */
  readonly name: readonly string[];
  readonly year: number | undefined;
  readonly volume: string | undefined;
  readonly page: string | undefined;
}

/** A shorter title may be that of many works. */
const SHORTEST_TITLE = 20;

export function referenceKeys(reference: CitedReference): ReferenceKeys {
  const { doi, pmid, arxiv, accession, authors, year, volume, pages } = reference;
  const arxivId = arxiv ?? (doi === undefined ? undefined : arxivIdOfDoi(doi));
  const identifiers = [
    doi !== undefined && arxivIdOfDoi(doi) === undefined ? `doi:${comparableDoi(doi)}` : "",
    pmid === undefined ? "" : `pmid:${pmid}`,
    arxivId === undefined ? "" : `arxiv:${arxivId}`,
    accession === undefined ? "" : `id:${accession}`,
  ];
  const titles = reference.titles
    .map(comparableTitle)
    .filter((title) => title.length >= SHORTEST_TITLE && !isGenericTitle(title));
  return {
    identifiers: identifiers.filter((one) => one !== ""),
    titles: [...new Set(titles)],
    name: nameWords(`${authors[0]?.family ?? ""} ${authors[0]?.given ?? ""}`),
    year,
    volume: volumeNumber(volume, year),
    page: pageForms(pages).first,
  };
}

function nameWords(name: string): string[] {
  return fold(name)
    .replace(/['’`]/g, "")
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
}

/**
 * Whether a family name is in the words of a name: exports do not agree on where it ends and on the
 * order, so it may be any words that follow each other.
 */
export function hasFamily(words: readonly string[], family: string): boolean {
  if (family.length < 2) return false;
  return words.some((_, from) => {
    let joined = "";
    for (const word of words.slice(from)) {
      joined += word;
      if (joined === family) return true;
      if (!family.startsWith(joined)) return false;
    }
    return false;
  });
}
