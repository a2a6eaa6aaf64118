import type { CitedReference } from "../../core/records/cited-reference.ts";
import { findArxivId } from "../../core/records/normalize.ts";
import { withoutAbsent } from "../../core/records/without-absent.ts";

type Parts = { readonly [Key in keyof CitedReference]?: CitedReference[Key] | undefined };

/** A reference with the parts that its export gives; an arXiv DOI is an arXiv id, too. */
export function referenceOf(written: string, parts: Parts): CitedReference {
  const titles = (parts.titles ?? []).map((title) => title.trim()).filter(isTitle);
  return withoutAbsent<CitedReference>({
    doi: undefined,
    pmid: undefined,
    accession: undefined,
    year: undefined,
    venue: undefined,
    volume: undefined,
    issue: undefined,
    pages: undefined,
    ...parts,
    written: written.slice(0, LONGEST),
    arxiv: parts.arxiv ?? findArxivId(parts.doi ?? ""),
    authors: parts.authors ?? [],
    titles: [...new Set(titles)],
  });
}

/** A longer reference is a damaged list. */
const LONGEST = 2000;

function isTitle(text: string): boolean {
  return /\p{L}{2}/u.test(text) && text.length <= LONGEST && !/^https?:\/\//i.test(text);
}

/** The year that a part is, if it is nothing else: `2019`, `2019a`. */
export function yearAlone(text: string): number | undefined {
  const year = /^((?:1[5-9]|20)\d\d)[a-z]?$/.exec(text.trim())?.[1];
  return year === undefined ? undefined : Number(year);
}
