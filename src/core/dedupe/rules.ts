import {
  type Comparison,
  compareAuthors,
  comparePages,
  compareTitles,
  compareValue,
  compareVenues,
  type TitleComparison,
} from "./compare.ts";
import type { DedupeKeys } from "./keys.ts";
import {
  DEFAULT_POLICY,
  type RelationName,
  relationOf,
  type VersionPolicy,
} from "./relations/index.ts";
import { noticeVeto, vetoOf, vetoTraits } from "./vetoes.ts";

/** What the machine says of two entries, with the rule that said so. */
export type PairVerdict =
  | {
      readonly kind: "duplicate";
      readonly rule: string;
      readonly strength: number;
      readonly similarity: number;
    }
  | { readonly kind: "possible"; readonly rule: string; readonly similarity: number }
  | {
      /** Versions of one study that the review keeps apart; `rule` says of which kind. */
      readonly kind: "linked";
      readonly relation: RelationName;
      readonly rule: string;
      readonly similarity: number;
    }
  | { readonly kind: "distinct" };

/** Titles that many works share; they say nothing without pages, volume or an identifier. */
const GENERIC_TITLE =
  /^(?:editorial(?: board| note| comments?| introduction)?|(?:\w+ )?editors? .*|(?:\w+ )?(?:chairs?|presidents?) (?:message|letter|column|remarks)|remarks from .*|guest editorial|introduction|preface|foreword|letter to the editor|letters?|correspondence|book reviews?|news|in this issue|table of contents|contents|index|reviewers?|acknowledge?ments?|obituary|abstracts?|message from .*|front ?matter|back ?matter|title page|cover|committees?|author index|keynote.*|panel.*|proceedings.*|welcome.*|copyright.*|reminiscences .*)$/;

const DISTINCT: PairVerdict = { kind: "distinct" };

/** What the fields of two entries say of each other. */
interface Evidence {
  /** Similarity of the titles, 0 to 1. */
  readonly alike: number;
  readonly authors: Comparison;
  readonly venue: Comparison;
  readonly page: Comparison;
  readonly volume: Comparison;
  readonly issue: Comparison;
  /** Years apart; undefined where one is missing. */
  readonly years: number | undefined;
  /** How many of page, volume and issue contradict each other. */
  readonly conflicts: number;
}

function evidenceOf(a: DedupeKeys, b: DedupeKeys, alike: number): Evidence {
  const page = comparePages(a, b);
  const volume = compareValue(a.volume, b.volume);
  const issue = compareValue(a.issue, b.issue);
  return {
    alike,
    authors: compareAuthors(a, b),
    venue: compareVenues(a, b),
    page,
    volume,
    issue,
    years: a.year === undefined || b.year === undefined ? undefined : Math.abs(a.year - b.year),
    conflicts: [page, volume, issue].filter((comparison) => comparison === "different").length,
  };
}

/** A rule by which entries are duplicates, stronger ones first. */
interface DuplicateRule {
  readonly rule: string;
  readonly strength: number;
  holds(evidence: Evidence): boolean;
}

/** On the same page, of no other volume. */
const located = ({ page, volume }: Evidence) => page === "same" && volume !== "different";
/** In one year or the next: ahead of print, and in print. */
const near = ({ years }: Evidence) => (years ?? 0) <= 1;
/** A column that returns with each issue keeps title, author, year and volume. */
const nextIssue = ({ issue, volume, page }: Evidence) =>
  issue === "different" && volume !== "different" && page !== "same";

const SAME_TITLE: readonly DuplicateRule[] = [
  {
    rule: "same title, year and authors",
    strength: 60,
    holds: (e) =>
      e.authors === "same" &&
      e.years === 0 &&
      e.conflicts < 2 &&
      !nextIssue(e) &&
      !(e.page === "different" && e.venue === "different"),
  },
  {
    rule: "same title, authors, volume and issue",
    strength: 59,
    holds: (e) =>
      e.authors === "same" && e.volume === "same" && e.issue === "same" && e.page !== "different",
  },
  {
    rule: "same title, authors and page",
    strength: 58,
    holds: (e) => located(e) && e.authors !== "unknown" && near(e),
  },
  {
    rule: "same title, volume and page",
    strength: 56,
    holds: (e) => located(e) && e.volume === "same" && near(e),
  },
  {
    rule: "same title, authors and venue, years one apart",
    strength: 54,
    holds: (e) => e.authors === "same" && e.years === 1 && e.venue === "same" && e.conflicts === 0,
  },
  {
    rule: "same title, authors and venue, a year is missing",
    strength: 52,
    holds: (e) =>
      e.authors === "same" && e.years === undefined && e.venue === "same" && e.conflicts === 0,
  },
  {
    rule: "same title, year and venue, authors are missing",
    strength: 48,
    holds: (e) =>
      e.authors === "unknown" && e.years === 0 && e.venue === "same" && e.conflicts === 0,
  },
];

const GENERIC: readonly DuplicateRule[] = [
  {
    rule: "same generic title, volume and page",
    strength: 50,
    holds: (e) => located(e) && e.volume === "same" && e.venue !== "different" && e.years === 0,
  },
];

const SIMILAR_TITLE: readonly DuplicateRule[] = [
  {
    rule: "nearly the same title, same authors and page",
    strength: 40,
    holds: (e) => e.authors === "same" && (e.years ?? 1) <= 1 && located(e) && e.alike >= 0.8,
  },
  {
    rule: "nearly the same title, same authors, volume and issue",
    strength: 39,
    holds: (e) =>
      e.authors === "same" &&
      e.years === 0 &&
      e.volume === "same" &&
      e.issue === "same" &&
      e.venue !== "different" &&
      e.conflicts === 0,
  },
  {
    rule: "nearly the same title, same year and authors",
    strength: 38,
    holds: (e) => e.authors === "same" && e.years === 0 && e.conflicts === 0 && e.alike >= 0.95,
  },
];

/**
 * Judges two entries by three-valued comparisons; missing fields never merge and never part.
 * Versions of one study are linked or merged, as the review wants it.
 */
export function judgePair(
  a: DedupeKeys,
  b: DedupeKeys,
  policy: VersionPolicy = DEFAULT_POLICY,
): PairVerdict {
  const title = compareTitles(a.title, b.title);
  const verdict = judgeReports(a, b, title);
  const related = relationOf(a, b, policy);
  if (related === undefined) return verdict;
  const { name: relation, words, treatment } = related;
  const { similarity } = title;
  if (areAlike(a, b, title)) {
    const rule = `same title and authors, ${words}`;
    return treatment === "separate"
      ? { kind: "linked", relation, rule, similarity }
      : { kind: "duplicate", rule, strength: 45, similarity };
  }
  return treatment === "separate" && verdict.kind === "duplicate"
    ? { kind: "linked", relation, rule: `${verdict.rule}, ${words}`, similarity }
    : verdict;
}

/** Judges two entries as if a study had one report. */
function judgeReports(a: DedupeKeys, b: DedupeKeys, title: TitleComparison): PairVerdict {
  const possible = (rule: string): PairVerdict => ({
    kind: "possible",
    rule,
    similarity: title.similarity,
  });
  const veto = vetoOf(vetoTraits(a), vetoTraits(b));
  const agreeing = title.verdict === "same" || title.verdict === "similar";

  const [identifier, strength] = sharedIdentifier(a, b) ?? [];
  if (identifier !== undefined && strength !== undefined && veto === undefined) {
    const rule = `same ${identifier}, titles agree`;
    if (agreeing) return { kind: "duplicate", rule, strength, similarity: title.similarity };
    if (title.verdict === "unknown") return possible(`same ${identifier}, a title is missing`);
    // One DOI over a whole supplement joins abstracts that have nothing else in common.
    const near = title.similarity >= 0.5 || compareAuthors(a, b) === "same";
    return near ? possible(`same ${identifier}, titles differ`) : DISTINCT;
  }
  if (!agreeing) {
    return translated(a, b) && veto === undefined
      ? possible("same volume, page, year and authors, titles differ")
      : DISTINCT;
  }

  const evidence = evidenceOf(a, b, title.similarity);
  // Garbled author lists do not part what stands on the same page of the same volume.
  const samePlace = title.verdict === "same" && located(evidence) && evidence.volume === "same";
  if (evidence.authors === "different" && !samePlace) return DISTINCT;
  if (evidence.years !== undefined && evidence.years > 2) return DISTINCT;
  const generic = isGeneric(a.title!) || isGeneric(b.title!);
  if (veto !== undefined) {
    const worthSeeing =
      veto.shown && title.similarity >= 0.95 && evidence.authors === "same" && !generic;
    return worthSeeing ? possible(`same title and authors, ${veto.rule}`) : DISTINCT;
  }

  const rules = generic ? GENERIC : title.verdict === "same" ? SAME_TITLE : SIMILAR_TITLE;
  const found = rules.find(({ holds }) => holds(evidence));
  if (found !== undefined) {
    const { rule, strength } = found;
    return { kind: "duplicate", rule, strength, similarity: title.similarity };
  }
  if (generic) return DISTINCT;
  if (title.verdict === "same") {
    return a.title!.length >= 20 ? possible("same title, not enough else agrees") : DISTINCT;
  }
  const doubtful =
    evidence.authors === "same" &&
    near(evidence) &&
    evidence.alike >= 0.9 &&
    evidence.conflicts < 2;
  return doubtful ? possible("nearly the same title, same authors") : DISTINCT;
}

/** Whether title and authors, or where a report stands, make one study of two entries. */
function areAlike(a: DedupeKeys, b: DedupeKeys, title: TitleComparison): boolean {
  if (noticeVeto(vetoTraits(a), vetoTraits(b)) !== undefined) return false;
  const named = a.title !== undefined && !isGeneric(a.title) && !isGeneric(b.title ?? "");
  const agreeing =
    title.verdict === "same" || (title.verdict === "similar" && title.similarity >= 0.9);
  return (named && agreeing && compareAuthors(a, b) === "same") || translated(a, b);
}

/** The strongest identifier that two entries share, with the strength of a link by it. */
function sharedIdentifier(
  a: DedupeKeys,
  b: DedupeKeys,
): readonly [name: string, strength: number] | undefined {
  if (compareValue(a.doi, b.doi) === "same") return ["DOI", 80];
  if (compareValue(a.pmid, b.pmid) === "same") return ["PMID", 75];
  return compareValue(a.arxiv, b.arxiv) === "same" ? ["arXiv id", 70] : undefined;
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
