import type { CitedReference } from "../../core/records/cited-reference.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author } from "../../core/records/model.ts";
import { referenceOf } from "./reference.ts";

/**
 * A reference as a bibliography prints it, in whatever style: `Bastian H, Glasziou P. Seventy-five
 * trials a day. PLoS Med. 2010;7(9):e1000326.` Only what is certain is read.
 */
export function readFreeText(
  written: string,
  ids: Pick<CitedReference, "doi" | "pmid"> = {},
): CitedReference {
  const { year, titles } = sentencesOf(written);
  // `BMJ. 2017 Sep 21;358:j4008` has neither authors nor a title.
  const bare = /^[^.?!;]{2,80}\.\s+(?:1[5-9]|20)\d\d\b[^.]{0,20};/.test(written);
  const place =
    /((?:1[5-9]|20)\d\d)[^;:()]{0,20};\s*(\d{1,4})\s*(?:\(([^()]{1,20})\))?:\s*([A-Za-z]?\d[\w-]*)/.exec(
      written,
    );
  const venue = /(?:^|[.?!]\s{1,5})([^.?!]{2,80})\.?\s{1,5}(?:1[5-9]|20)\d\d\b[^.]{0,20};/.exec(
    written,
  )?.[1];
  return referenceOf(written, {
    doi: ids.doi ?? findDoi(written),
    pmid: ids.pmid,
    authors: bare ? [] : firstAuthor(written),
    year,
    titles: bare ? [] : titles,
    venue,
    volume: place?.[2],
    issue: place?.[3],
    pages: place?.[4],
  });
}

/** The year, and the sentences of a reference, one of which is its title. */
export function sentencesOf(text: string): { readonly year?: number; readonly titles: string[] } {
  const years = [...text.matchAll(/(?<![\d/.-])((?:1[89]|20)\d\d)(?![\d/])/g)].map(
    ([, year]) => year,
  );
  // Two numbers that look like years leave the year open.
  const [year] = new Set(years).size === 1 ? years : [];
  const titles = text
    .split(/(?<=[.?!])\s+|[“”"]/)
    .map((part) => part.replace(/[.,]$/, "").trim())
    .filter((part) => part.split(/\s/).length >= 3 && !/^https?:/.test(part));
  return { ...(year !== undefined && { year: Number(year) }), titles };
}

/** `Bastian H, …`, `Bastian, H., …` or `H. Bastian, …` at the beginning. */
function firstAuthor(text: string): Author[] {
  const found =
    /^(?:\d+\.\s*)?(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?),?\s\p{Lu}{1,3}\.?(?:[,.]|\s(?=et al))/u.exec(
      text,
    ) ?? /^(?:\d+\.\s*)?(?:\p{Lu}\.\s?){1,3}\s?(\p{Lu}[\p{L}'’-]+),/u.exec(text);
  return found === null ? [] : [{ family: found[1]! }];
}
