import { at, comparePair, FEATURES } from "./comparisons/index.ts";
import { abstractsDiffer } from "./fields/abstract.ts";
import { inTwoScripts } from "./fields/languages.ts";
import type { DedupeKeys } from "./keys.ts";
import {
  type RelatedVersions,
  type RelationName,
  relationOf,
  type VersionPolicy,
} from "./relations/index.ts";
import type { EntryTable } from "./table.ts";
import { type PairTrees, probabilityOf } from "./trees.ts";
import {
  ALIKE_ASKED_FROM,
  ASKED_FROM,
  hasSeveral,
  isColumn,
  joinedByIdentifier,
  MERGED_FROM,
  type Veto,
  vetoOf,
  YEARS_APART_ASKED_FROM,
} from "./vetoes.ts";
import { wordsFor } from "./wording.ts";

/**
 * The automatic verdict on two entries. `similarity` is the probability that they are records of
 * one report; `rule` says in words what agrees and what contradicts.
 */
export type PairVerdict =
  | { readonly kind: "duplicate"; readonly rule: string; readonly similarity: number }
  | { readonly kind: "possible"; readonly rule: string; readonly similarity: number }
  | {
      /** Versions of one study that the review keeps apart; `rule` names the relation. */
      readonly kind: "linked";
      readonly relation: RelationName;
      readonly rule: string;
      readonly similarity: number;
    }
  | { readonly kind: "distinct"; readonly similarity: number };

/** Decides whether two entries of a table are records of one report. */
export interface PairClassifier {
  /** Symmetric; a missing field is evidence neither for nor against a merge. */
  verdict(a: number, b: number): PairVerdict;
  /** All evidence that was weighed, for explanations; it holds until the next pair is weighed. */
  weigh(a: number, b: number): WeighedPair;
}

export interface WeighedPair {
  /** In the order of `FEATURES`. */
  readonly values: Float64Array;
  readonly logOdds: number;
  /** What agrees and what contradicts, in words. */
  readonly words: string;
  readonly veto: Veto | undefined;
  readonly related: RelatedVersions | undefined;
  readonly verdict: PairVerdict;
}

export function createPairClassifier(
  table: EntryTable,
  policy: VersionPolicy,
  trees: PairTrees,
): PairClassifier {
  // One for all: there are millions of pairs.
  const values = new Float64Array(FEATURES.length);
  const weigh = (a: number, b: number): WeighedPair => {
    // The smaller comes first, so that floating-point sums are the same in either order of the
    // pair.
    comparePair({ table, a: Math.min(a, b), b: Math.max(a, b) }, values);
    const logOdds = trees.logOdds(values);
    const [x, y] = [table.keys[a]!, table.keys[b]!];
    const similarity = threeDecimals(probabilityOf(logOdds));
    const alike = areAlike(values);
    const related =
      alike || similarity >= ASKED_FROM
        ? relationOf(x, y, policy, similarity >= MERGED_FROM)
        : undefined;
    const asked =
      similarity >= askedFrom(values, alike) ||
      sharesIdentifier(values) ||
      onSamePageInTwoScripts(values, x, y);
    const veto = asked ? vetoOf(values, x, y) : undefined;
    return {
      values,
      logOdds,
      veto,
      related,
      get words() {
        return wordsFor(values);
      },
      verdict: conclude(
        values,
        similarity,
        { alike, asked, named: isNamed(values, x, y) },
        veto,
        related,
      ),
    };
  };
  return {
    weigh,
    verdict: (a, b) => weigh(a, b).verdict,
  };
}

function askedFrom(values: Float64Array, alike: boolean): number {
  if (!alike) return ASKED_FROM;
  return values[at.years]! > 0 ? YEARS_APART_ASKED_FROM : ALIKE_ASKED_FROM;
}

function conclude(
  values: Float64Array,
  similarity: number,
  { alike, asked, named }: Readonly<Record<"alike" | "asked" | "named", boolean>>,
  veto: Veto | undefined,
  related: RelatedVersions | undefined,
): PairVerdict {
  const words = () => wordsFor(values);
  if (related?.treatment === "separate" && (alike || similarity >= MERGED_FROM)) {
    const rule = `${related.words}; ${words()}`;
    return { kind: "linked", relation: related.name, rule, similarity };
  }
  if (related?.treatment === "merge" && alike) {
    return {
      kind: "duplicate",
      rule: `${related.words}; ${words()}`,
      similarity: Math.max(similarity, MERGED_FROM),
    };
  }
  if (veto !== undefined) {
    return similarity >= veto.asksFrom || (veto.onlyStopsMerging && asked)
      ? { kind: "possible", rule: `${words()}, but ${veto.words}`, similarity }
      : { kind: "distinct", similarity };
  }
  if (similarity >= MERGED_FROM || named) {
    const sure = Math.max(similarity, MERGED_FROM);
    return { kind: "duplicate", rule: words(), similarity: sure };
  }
  return asked ? { kind: "possible", rule: words(), similarity } : { kind: "distinct", similarity };
}

/** Whether an identifier joins two entries, and titles and authors do not contradict it. */
function sharesIdentifier(values: Float64Array): boolean {
  return (
    joinedByIdentifier(values) &&
    (values[at.titleMissing] === 1 ||
      values[at.likeness]! >= 0.5 ||
      values[at.authorsShared]! >= 0.5)
  );
}

/** Whether both are on one page of one issue, and their titles are in scripts that nobody compared. */
function onSamePageInTwoScripts(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  return (
    values[at.located]! >= 2 &&
    values[at.contradictions] === 0 &&
    values[at.yearMissing] === 0 &&
    values[at.years] === 0 &&
    (values[at.issue] === 1 || values[at.lastPage] === 1) &&
    values[at.lastPage] !== -1 &&
    values[at.titleMissing] === 0 &&
    inTwoScripts(a.title!, b.title!)
  );
}

/** Whether what is printed names one report, whatever the trees say. */
function isNamed(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  return isNamedByDoi(values, a, b) || isNamedByIssue(values, a, b) || isNamedByVenue(values, a, b);
}

/** Whether both have one DOI and one title, or a part of it, and no printed detail contradicts. */
function isNamedByDoi(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  const partOf = values[at.contained]! > 0 && values[at.length]! >= FEWEST_WORDS_OF_A_PART;
  const contradicted =
    (values[at.contradictions]! > 0 && !hasOnlyOtherPage(values, a, b)) ||
    (values[at.venue]! >= 0 && values[at.venue]! < 0.5);
  return (
    values[at.doi] === 1 &&
    values[at.doiTitles]! <= 2 &&
    !contradicted &&
    (values[at.same]! > 0 || partOf)
  );
}

/**
 * Whether all that is printed agrees but the page: databases give the number of pages, or the number
 * of the article, for it. In a supplement pages tell abstracts apart.
 */
function hasOnlyOtherPage(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  return (
    values[at.contradictions] === 1 &&
    values[at.page] === -1 &&
    values[at.same] === 1 &&
    values[at.doiTitles]! <= 1 &&
    values[at.authorsInBoth]! >= 0.99 &&
    values[at.venue]! >= 0.75 &&
    values[at.yearMissing] === 0 &&
    values[at.years] === 0 &&
    values[at.volume] === 1 &&
    !isColumn(values) &&
    ![a, b].some(({ supplement, conference }) => supplement || conference)
  );
}

/**
 * Whether both are in one issue, where no two works of these authors would have this title. A
 * different year was misread, because an issue appears once; with a long title, so was a page.
 */
function isNamedByIssue(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  const inOneIssue =
    values[at.authorsMissing] === 0 &&
    values[at.authorsShared]! >= 0.99 &&
    values[at.venue]! >= 0.75 &&
    values[at.volume] === 1 &&
    values[at.issue] === 1 &&
    values[at.years]! <= MOST_YEARS_MISREAD &&
    values[at.notices] === 0 &&
    values[at.numbers] === 0;
  if (!inOneIssue) return false;
  const only = values[at.counterparts] === 1;
  const named = values[at.length]! >= 4 && !isColumn(values);
  if (values[at.same] === 0) {
    const misspelled = [a, b].every(({ names }) => hasSeveral(names)) && isMisspelled(values);
    return named && ((only && hasNoOtherWord(values)) || misspelled);
  }
  if (values[at.contradictions] === 0) return named || only;
  return (
    named &&
    values[at.contradictions] === 1 &&
    (values[at.page] === -1 || isSwapped(a.doi, b.doi)) &&
    values[at.years] === 0 &&
    values[at.length]! >= FEWEST_WORDS_OF_A_LONG_TITLE &&
    [a, b].every(
      ({ names, supplement, conference }) => hasSeveral(names) && !supplement && !conference,
    )
  );
}

/**
 * Whether both have a long title, the same three or more authors, a venue and a year, and nothing
 * contradicts: a team does not publish two works with one title in one journal and year.
 */
function isNamedByVenue(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  return (
    values[at.same] === 1 &&
    values[at.length]! >= FEWEST_WORDS_OF_A_LONG_TITLE &&
    !isColumn(values) &&
    [a, b].every(({ names }) => (names?.split(";").length ?? 0) >= 3) &&
    values[at.authorsInBoth]! >= 0.99 &&
    values[at.yearMissing] === 0 &&
    values[at.years] === 0 &&
    values[at.venue]! >= 0.9 &&
    values[at.contradictions] === 0 &&
    values[at.notices] === 0 &&
    !a.supplement &&
    !b.supplement
  );
}

/** Whether two long titles differ in nothing but slips and small words. */
function isMisspelled(values: Float64Array): boolean {
  return (
    values[at.length]! >= FEWEST_WORDS_OF_A_LONG_TITLE &&
    values[at.likeness]! >= MISSPELLED &&
    values[at.bothAlone] === 0 &&
    values[at.oneAlone] === 0 &&
    values[at.contradictions] === 0
  );
}

/** Whether the titles have the same words, apart from words that were cut off at one end. */
function hasNoOtherWord(values: Float64Array): boolean {
  return (
    values[at.bothAlone] === 0 &&
    values[at.contradictions] === 0 &&
    (values[at.oneAlone] === 0
      ? values[at.likeness]! >= 0.85
      : values[at.contained]! > 0 && values[at.length]! >= 6)
  );
}

/** Whether two neighbouring characters changed places. */
function isSwapped(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length || a === b) return false;
  let first = 0;
  while (a[first] === b[first]) first += 1;
  return (
    a[first] === b[first + 1] &&
    a[first + 1] === b[first] &&
    a.slice(first + 2) === b.slice(first + 2)
  );
}

const FEWEST_WORDS_OF_A_LONG_TITLE = 8;
const MOST_YEARS_MISREAD = 2;
/** More letters than this do not slip. */
const MISSPELLED = 0.96;

/** Whether title and authors, or the place of publication, show that both describe one study. */
function areAlike(values: Float64Array): boolean {
  if (values[at.notices]! > 0 || values[at.numbers]! > 0) return false;
  const sameAuthors = values[at.authorsMissing] === 0 && values[at.authorsShared]! >= 0.5;
  const partOf = values[at.contained]! > 0 && values[at.length]! >= FEWEST_WORDS_OF_A_PART;
  const named = values[at.generic] === 0 && (values[at.likeness]! >= 0.9 || partOf);
  const inOnePlace =
    values[at.volume] === 1 &&
    values[at.page] === 1 &&
    values[at.years] === 0 &&
    (values[at.venue]! < 0 || values[at.venue]! >= 0.5);
  return sameAuthors && (named || inOnePlace);
}

/** A shorter title may be contained in another by chance. */
const FEWEST_WORDS_OF_A_PART = 5;

function threeDecimals(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Whether two entries are obviously the same: one title, first author, year, volume and page. */
export function plainlySame({ keys, values }: EntryTable, a: number, b: number): boolean {
  const { title, volume, page, doi, pmid } = values;
  if (title[a] === 0 || title[a] !== title[b]) return false;
  if (volume[a] === 0 || volume[a] !== volume[b] || page[a] === 0 || page[a] !== page[b])
    return false;
  if (contradict(doi, a, b) || contradict(pmid, a, b)) return false;
  const [one, other] = [keys[a]!, keys[b]!];
  return (
    one.year === other.year &&
    one.title!.length >= 30 &&
    one.names !== undefined &&
    other.names !== undefined &&
    one.names.split("|", 1)[0] === other.names.split("|", 1)[0] &&
    one.label?.label === other.label?.label &&
    one.notices === other.notices &&
    (one.version.registrations === undefined ||
      other.version.registrations === undefined ||
      one.version.registrations === other.version.registrations) &&
    !abstractsDiffer(one.abstract, other.abstract)
  );
}

/** Whether both entries have a value, and not the same. */
function contradict(values: Uint32Array, a: number, b: number): boolean {
  return values[a] !== 0 && values[b] !== 0 && values[a] !== values[b];
}
