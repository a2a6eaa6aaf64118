import {
  compareAuthors,
  comparePages,
  compareTitles,
  compareValue,
  compareVenues,
} from "./compare.ts";
import type { DedupeKeys } from "./keys.ts";
import { vetoOf, vetoTraits } from "./vetoes.ts";

/** What the machine says of two entries, with the rule that said so. */
export type PairVerdict =
  | {
      readonly kind: "duplicate";
      readonly rule: string;
      readonly strength: number;
      readonly similarity: number;
    }
  | { readonly kind: "possible"; readonly rule: string; readonly similarity: number }
  | { readonly kind: "distinct" };

/** Titles that many works share; they say nothing without pages, volume or an identifier. */
const GENERIC_TITLE =
  /^(?:editorial(?: board| note| comments?| introduction)?|(?:\w+ )?editors? .*|(?:\w+ )?(?:chairs?|presidents?) (?:message|letter|column|remarks)|remarks from .*|guest editorial|introduction|preface|foreword|letter to the editor|letters?|correspondence|book reviews?|news|in this issue|table of contents|contents|index|reviewers?|acknowledge?ments?|obituary|abstracts?|message from .*|front ?matter|back ?matter|title page|cover|committees?|author index|keynote.*|panel.*|proceedings.*|welcome.*|copyright.*|reminiscences .*)$/;

const DISTINCT: PairVerdict = { kind: "distinct" };

/** Judges two entries by three-valued comparisons; missing fields never merge and never part. */
export function judgePair(a: DedupeKeys, b: DedupeKeys): PairVerdict {
  const title = compareTitles(a.title, b.title);
  const possible = (rule: string): PairVerdict => ({
    kind: "possible",
    rule,
    similarity: title.similarity,
  });
  const duplicate = (rule: string, strength: number): PairVerdict => ({
    kind: "duplicate",
    rule,
    strength,
    similarity: title.similarity,
  });

  const identifiers = [
    ["DOI", 80, compareValue(a.doi, b.doi)],
    ["PMID", 75, compareValue(a.pmid, b.pmid)],
    ["arXiv id", 70, compareValue(a.arxiv, b.arxiv)],
  ] as const;
  const [identifier, strength] =
    identifiers.find(([, , comparison]) => comparison === "same") ?? [];
  const veto = vetoOf(vetoTraits(a), vetoTraits(b));
  const agreeing = title.verdict === "same" || title.verdict === "similar";

  if (identifier !== undefined && veto === undefined) {
    if (agreeing) return duplicate(`same ${identifier}, titles agree`, strength!);
    if (title.verdict === "unknown") return possible(`same ${identifier}, a title is missing`);
    // One DOI over a whole supplement joins abstracts that have nothing else in common.
    return title.similarity >= 0.5 || compareAuthors(a, b) === "same"
      ? possible(`same ${identifier}, titles differ`)
      : DISTINCT;
  }
  if (!agreeing)
    return translated(a, b) && veto === undefined
      ? possible("same volume, page, year and authors, titles differ")
      : DISTINCT;

  const authors = compareAuthors(a, b);
  const venue = compareVenues(a, b);
  const years =
    a.year === undefined || b.year === undefined ? undefined : Math.abs(a.year - b.year);
  const page = comparePages(a, b);
  const volume = compareValue(a.volume, b.volume);
  const generic = isGeneric(a.title!) || isGeneric(b.title!);

  const located = page === "same" && volume !== "different";
  // Garbled author lists do not part what stands on the same page of the same volume.
  const samePlace = title.verdict === "same" && located && volume === "same";
  if ((authors === "different" && !samePlace) || (years !== undefined && years > 2))
    return DISTINCT;
  if (veto !== undefined) {
    const worthSeeing =
      veto.shown && title.similarity >= 0.95 && authors === "same" && !generic && (years ?? 0) <= 2;
    return worthSeeing ? possible(`same title and authors, ${veto.rule}`) : DISTINCT;
  }

  const issue = compareValue(a.issue, b.issue);
  const conflicts = [page, volume, issue].filter((c) => c === "different").length;
  if (generic) {
    if (located && volume === "same" && venue !== "different" && years === 0)
      return duplicate("same generic title, volume and page", 50);
    return DISTINCT;
  }
  if (title.verdict === "same") {
    // A column that returns with each issue keeps title, author, year and volume.
    const nextIssue = issue === "different" && volume !== "different" && page !== "same";
    if (
      authors === "same" &&
      years === 0 &&
      conflicts < 2 &&
      !nextIssue &&
      !(page === "different" && venue === "different")
    ) {
      return duplicate("same title, year and authors", 60);
    }
    if (authors === "same" && volume === "same" && issue === "same" && page !== "different") {
      return duplicate("same title, authors, volume and issue", 59);
    }
    if (located && authors !== "unknown" && (years ?? 0) <= 1)
      return duplicate("same title, authors and page", 58);
    if (located && volume === "same" && (years ?? 0) <= 1)
      return duplicate("same title, volume and page", 56);
    if (authors === "same" && years === 1 && venue === "same" && conflicts === 0) {
      return duplicate("same title, authors and venue, years one apart", 54);
    }
    if (authors === "same" && years === undefined && venue === "same" && conflicts === 0) {
      return duplicate("same title, authors and venue, a year is missing", 52);
    }
    if (authors === "unknown" && years === 0 && venue === "same" && conflicts === 0) {
      return duplicate("same title, year and venue, authors are missing", 48);
    }
    return a.title!.length >= 20 ? possible("same title, not enough else agrees") : DISTINCT;
  }
  if (authors === "same" && (years ?? 1) <= 1 && located && title.similarity >= 0.8) {
    return duplicate("nearly the same title, same authors and page", 40);
  }
  const sameIssue =
    volume === "same" && issue === "same" && venue !== "different" && conflicts === 0;
  if (authors === "same" && years === 0 && sameIssue) {
    return duplicate("nearly the same title, same authors, volume and issue", 39);
  }
  if (authors === "same" && years === 0 && conflicts === 0 && title.similarity >= 0.95) {
    return duplicate("nearly the same title, same year and authors", 38);
  }
  return authors === "same" && (years ?? 0) <= 1 && title.similarity >= 0.9 && conflicts < 2
    ? possible("nearly the same title, same authors")
    : DISTINCT;
}

function isGeneric(title: string): boolean {
  return title.length < 12 || GENERIC_TITLE.test(title);
}

/** A title in two languages leaves only where the report stands: volume, page, year and authors. */
function translated(a: DedupeKeys, b: DedupeKeys): boolean {
  return (
    compareValue(a.volume, b.volume) === "same" &&
    compareValue(a.page, b.page) === "same" &&
    compareValue(a.year, b.year) === "same" &&
    compareAuthors(a, b) === "same" &&
    compareVenues(a, b) !== "different"
  );
}
