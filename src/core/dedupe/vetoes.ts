import { isLikeName } from "./comparisons/authors.ts";
import { at } from "./comparisons/index.ts";
import { abstractsDiffer } from "./fields/abstract.ts";
import { inTwoLanguages } from "./fields/languages.ts";
import { type ComparableName, readNames } from "./fields/names.ts";
import { isForeign } from "./fields/romanised.ts";
import { isMeeting } from "./fields/venue.ts";
import type { DedupeKeys } from "./keys.ts";

/** A reason not to merge two entries automatically, however alike they are. */
export interface Veto {
  readonly name: string;
  readonly words: string;
  /** The probability from which a person is asked nevertheless. */
  readonly asksFrom: number;
  /**
   * Whether it only prevents a merge: pairs that would not be merged anyway are asked about as
   * usual.
   */
  readonly onlyStopsMerging?: true;
}

/** From this probability on two entries are merged. */
export const MERGED_FROM = 0.5;
/** From this probability on a person is asked. */
export const ASKED_FROM = 0.1;
/**
 * From this probability on a person is asked about two entries with the same title, authors and
 * year.
 */
export const ALIKE_ASKED_FROM = 0.02;
/** The same where the years differ: most often one is a version of the other. */
export const YEARS_APART_ASKED_FROM = 0.03;
/** The same where the venues differ: most often an abstract and its paper. */
const ELSEWHERE_ASKED_FROM = 0.2;

/** A title with this many authors or in this many years is a column. */
const SPREAD_OF_A_COLUMN = 3;
/**
 * Titles whose words carry less information than this name no particular work: `Reply`, `Case
 * report`.
 */
const SAYS_LITTLE = 9;

/** A longer page range in a supplement is the whole supplement, not one abstract. */
const MOST_PAGES_OF_AN_ABSTRACT = 30;

interface VetoRule extends Veto {
  /** Whether it also applies to entries with one DOI and one title. */
  readonly overDoi?: true;
  holds(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean;
}

/**
 * The first veto that holds is named. A missing value vetoes nothing, and each veto is symmetric.
 */
const VETOES: readonly VetoRule[] = [
  {
    name: "abstracts-differ",
    words: "their abstracts are two texts",
    asksFrom: MERGED_FROM,
    overDoi: true,
    holds: (values, a, b) =>
      abstractsDiffer(a.abstract, b.abstract) &&
      !(values[at.doi] === 1 && values[at.likeness]! > 0.9),
  },
  {
    name: "notice",
    words:
      "one is an erratum, a retraction, a reply, a comment, an editorial, a protocol or a part of the other",
    asksFrom: MERGED_FROM,
    holds: (values) =>
      values[at.notices]! >= 1 &&
      // Where one form of the title is the same, the other names the kind: `Title = Titre:
      // réponse`.
      (values[at.same]! < 0.9 || values[at.same] === 1) &&
      !(values[at.page] === 1 && values[at.volume]! >= 0 && values[at.likeness]! > 0.9),
  },
  {
    name: "erratum-or-report",
    words: "one has an erratum, which the other may be: the authors differ",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      a.hasErratum !== b.hasErratum &&
      values[at.authorsMissing] === 0 &&
      values[at.authorsInBoth]! < 0.99 &&
      !isCorroborated(values),
  },
  {
    name: "numbers",
    words: "the numbers in their titles contradict each other",
    asksFrom: MERGED_FROM,
    holds: (values) =>
      values[at.numbers] === 1 && !(values[at.page] === 1 && values[at.volume] === 1),
  },
  {
    name: "number-on-one-side",
    words: "they differ in a number that only one of the titles has",
    asksFrom: ASKED_FROM,
    holds: (values, a, b) =>
      values[at.oneNumber] === 1 &&
      (values[at.likeness]! >= 0.85 || addsYear(a.title, b.title)) &&
      values[at.counterparts] !== 1 &&
      values[at.page] !== 1 &&
      values[at.located]! < 2 &&
      !onlyLabelled(values, a, b),
  },
  {
    name: "registrations",
    words: "they are registered as different trials",
    asksFrom: MERGED_FROM,
    holds: (_, a, b) => {
      const [one, other] = [a.version.registrations, b.version.registrations];
      if (one === undefined || other === undefined) return false;
      const numbers = other.split(" ");
      return !one.split(" ").some((number) => numbers.includes(number));
    },
  },
  {
    name: "pmid",
    words: "PubMed has them as different records",
    asksFrom: MERGED_FROM,
    holds: (values) => values[at.pmid] === -1,
  },
  {
    name: "generic-title-elsewhere",
    words: "many reports have this title, and their places differ or are not known",
    asksFrom: Number.POSITIVE_INFINITY,
    holds: (values) =>
      values[at.located]! < 2 &&
      (values[at.contradictions]! >= 1 || values[at.years]! >= 1
        ? isColumn(values) || values[at.said]! < SAYS_LITTLE || values[at.length]! <= 2
        : isColumn(values) && isNowhere(values)),
  },
  {
    name: "common-title",
    words: "several works have this title",
    asksFrom: ALIKE_ASKED_FROM,
    holds: (values, a, b) =>
      values[at.located]! < 2 &&
      values[at.generic] === 0 &&
      isColumn(values) &&
      !joinedByIdentifier(values) &&
      values[at.counterparts] !== 1 &&
      values[at.authorsShared]! >= 0.99 &&
      values[at.years] === 0 &&
      [a, b].every(({ names }) => hasSeveral(names)),
  },
  {
    name: "generic-title",
    words: "many reports have this title, and their pages are not known",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      values[at.located]! < 2 &&
      !isOnPageOfVenue(values) &&
      values[at.doi] !== 1 &&
      values[at.counterparts] !== 1 &&
      (isColumn(values) ||
        (values[at.titleMissing] === 0 &&
          values[at.length]! <= 2 &&
          ![a, b].some(({ names }) => hasSeveral(names)))),
  },
  {
    name: "whole-supplement",
    words: "their DOI and pages are those of a whole supplement, and the titles differ in a word",
    asksFrom: MERGED_FROM,
    overDoi: true,
    holds: (values, a, b) =>
      values[at.doi] === 1 &&
      values[at.ownWords]! > 0 &&
      values[at.page] === 1 &&
      values[at.lastPage] === 1 &&
      a.supplement &&
      b.supplement &&
      Number(a.lastPage) - Number(a.page) >= MOST_PAGES_OF_AN_ABSTRACT,
  },
  {
    name: "shared-doi",
    words: "several abstracts share this DOI, and the titles differ",
    asksFrom: MERGED_FROM,
    holds: (values) =>
      values[at.doi] === 1 &&
      values[at.likeness]! < 0.7 &&
      (values[at.doiTitles]! > 2 || values[at.page] === -1),
  },
  {
    name: "two-congresses",
    words: "one title, printed at two congresses",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      [a, b].every(({ supplement, conference }) => supplement || conference) &&
      values[at.venue]! >= 0 &&
      values[at.venue]! < 0.5 &&
      (values[at.page] === -1 || values[at.volume] === -1) &&
      values[at.near]! <= 0,
  },
  {
    name: "words-differ",
    words: "their titles differ in a word",
    asksFrom: MERGED_FROM,
    holds: (values) => values[at.bothAlone]! >= 1 && !isCorroborated(values),
  },
  {
    // An only work of the authors in an issue is a reason to ask, but not to read one word as the
    // other.
    name: "words-differ-in-issue",
    words: "their titles differ in a word",
    asksFrom: ASKED_FROM,
    holds: (values) => values[at.bothAlone]! >= 1 && !isPlaced(values),
  },
  {
    name: "one-word-differs",
    words: "their titles differ in one word only",
    asksFrom: MERGED_FROM,
    overDoi: true,
    holds: (values) =>
      values[at.bothAlone] === 1 &&
      values[at.oneAlone] === 1 &&
      values[at.length]! >= FEWEST_WORDS_OF_A_FRAME &&
      values[at.abstract]! < SAME_ABSTRACT,
  },
  {
    name: "words-added",
    words: "one title has words more, and not at its end",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      values[at.bothAlone] === 0 &&
      values[at.oneAlone]! >= 1 &&
      values[at.contained] === 0 &&
      !isOneDocument(a, b) &&
      !isCorroborated(values),
  },
  {
    name: "other-authors",
    words: "no author is the same",
    asksFrom: MERGED_FROM,
    holds: (values) =>
      values[at.authorsMissing] === 0 &&
      values[at.authorsShared] === 0 &&
      values[at.authorWords]! <= 0 &&
      values[at.authorsLikeness]! < 0.5 &&
      !isCorroborated(values),
  },
  {
    name: "other-first-author",
    words: "neither first author is in the other list, and little else is known",
    asksFrom: MERGED_FROM,
    onlyStopsMerging: true,
    holds: (values, a, b) =>
      values[at.authorsMissing] === 0 &&
      values[at.page] !== 1 &&
      values[at.firstInOther]! < 0.75 &&
      values[at.authorWords]! < 1 &&
      // Some programs leave out the separators between names.
      values[at.authorsLikeness]! < SAME_LIST &&
      !isTurnedRound(readNames(a.names)[0]!, readNames(b.names)[0]!) &&
      !isCorroborated(values),
  },
  {
    name: "other-given-names",
    words: "the authors have the same family names and other given names",
    asksFrom: MERGED_FROM,
    onlyStopsMerging: true,
    holds: (values, a, b) =>
      values[at.authorsMissing] === 0 &&
      values[at.page] !== 1 &&
      !isCorroborated(values) &&
      haveOtherGivenNames(a, b),
  },
  {
    name: "author-between",
    words: "one has an author more, and little else is known",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      values[at.authorsMissing] === 0 && !isCorroborated(values) && hasAuthorBetween(a, b),
  },
  {
    name: "other-letters",
    words: "one gives the names in other letters, and no place or identifier is the same",
    asksFrom: MERGED_FROM,
    onlyStopsMerging: true,
    holds: (values, a, b) =>
      values[at.authorsMissing] === 0 &&
      isForeign(a.names!) !== isForeign(b.names!) &&
      values[at.located]! < 2 &&
      !joinedByIdentifier(values),
  },
  {
    // One meeting has many names, and a catalogue of theses is no venue.
    name: "other-name-of-venue",
    words: "they stand in two meetings or catalogues, and nothing says that it is one place",
    asksFrom: MERGED_FROM,
    onlyStopsMerging: true,
    holds: (values, a, b) =>
      isInTwoPlaces(values) &&
      ((values[at.years] === 0 && isMeeting(a.venue) && isMeeting(b.venue)) ||
        (a.version.form === "thesis" && b.version.form === "thesis")),
  },
  {
    name: "other-venue",
    words: "they stand in two journals or meetings, and nothing says that it is one place",
    asksFrom: ELSEWHERE_ASKED_FROM,
    holds: isInTwoPlaces,
  },
  {
    // `Name`, `#NAME?` or `Contents` is what a program wrote in place of a title.
    name: "title-in-a-word",
    words: "one has a word for a title, which the other title does not have",
    asksFrom: MERGED_FROM,
    onlyStopsMerging: true,
    holds: (values, a, b) =>
      values[at.titleMissing] === 0 &&
      values[at.contained] === 0 &&
      values[at.likeness]! < 0.6 &&
      isInAWord(a.title!, b.title!) &&
      !inTwoLanguages(a.title!, b.title!),
  },
  {
    name: "two-titles",
    words: "their titles are two, and in one language",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      values[at.titleMissing] === 0 &&
      values[at.bothAlone]! >= 2 &&
      values[at.likeness]! < 0.6 &&
      values[at.contained] === 0 &&
      (values[at.doi] === 1 || values[at.authorsLikeness]! < 0.8) &&
      !inTwoLanguages(a.title!, b.title!),
  },
  {
    name: "online-or-print",
    words: "one may be the version online of the other, of another year",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      values[at.years]! >= 1 &&
      values[at.volume] === 0 &&
      a.page !== undefined &&
      b.page !== undefined &&
      [a, b].filter(({ page }) => page === "1").length === 1 &&
      !isCorroborated(values),
  },
  {
    name: "two-dois",
    words: "each has a DOI of its own in one supplement",
    asksFrom: MERGED_FROM,
    holds: (values, a, b) =>
      values[at.doi] === -1 &&
      a.doi!.split("/")[0] === b.doi!.split("/")[0] &&
      [a, b].some(({ supplement, conference }) => supplement || conference),
  },
  {
    name: "title-within",
    words: "one title stands within the other, and little else is known",
    asksFrom: ASKED_FROM,
    holds: (values) =>
      agreeing(values) < 2 &&
      values[at.contained]! > 0 &&
      values[at.likeness]! < 1 &&
      values[at.length]! >= FEWEST_WORDS_OF_A_NAME,
  },
  {
    name: "little-known",
    words: "too little is known of both",
    asksFrom: MERGED_FROM,
    holds: (values) =>
      agreeing(values) < 2 ||
      (values[at.titleMissing] === 1 && !joinedByIdentifier(values) && !onSamePages(values)),
  },
  {
    // The abstract of a congress often has the title and authors of the paper, and the year before.
    name: "years-differ",
    words: "their years differ, and no place or abstract is the same",
    asksFrom: MERGED_FROM,
    onlyStopsMerging: true,
    holds: (values, a, b) =>
      values[at.years]! >= 1 &&
      values[at.volume] !== 1 &&
      values[at.page] !== 1 &&
      values[at.titleMissing] === 0 &&
      // Proceedings appear in the year of the meeting or in the next one.
      !(values[at.venue]! >= 0.75 && [a, b].some(({ venue }) => isMeeting(venue))) &&
      !isCorroborated(values),
  },
];

/** Shorter titles are no frame in which titles of a series exchange one word. */
const FEWEST_WORDS_OF_A_FRAME = 4;
/** A title with this many words is hardly contained in another by chance. */
const FEWEST_WORDS_OF_A_NAME = 8;
/** Two lists of authors at least this similar, letter by letter, are one list. */
const SAME_LIST = 0.85;
/** Two abstracts at least this similar are one text. */
const SAME_ABSTRACT = 0.75;

/** A title this short, with several authors or years, is the name of a column. */
const MOST_WORDS_OF_A_NAME = 3;
/** A longer title names one work, even if it is listed with several spellings of the authors. */
const MOST_WORDS_OF_A_COLUMN = 8;

/** Whether many works share the title. */
export function isColumn(values: Float64Array): boolean {
  const [spread, length] = [values[at.spread]!, values[at.length]!];
  return (
    (spread >= SPREAD_OF_A_COLUMN && length <= MOST_WORDS_OF_A_COLUMN) ||
    (spread > 1 && length <= MOST_WORDS_OF_A_NAME) ||
    values[at.generic] === 1
  );
}

/** `Gateways to clinical trials` and `Gateways to clinical trials: July 2006`. */
function addsYear(a = "", b = ""): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short) && /\b(?:19|20)\d\d\b/.test(long.slice(short.length));
}

/**
 * Whether evidence other than title, authors, venue, year and issue shows that they are one report.
 */
function isCorroborated(values: Float64Array): boolean {
  return values[at.counterparts] === 1 || isPlaced(values);
}

/** Whether pages, an identifier or the abstract show that they are one report. */
function isPlaced(values: Float64Array): boolean {
  return (
    values[at.located]! >= 2 ||
    // Meetings have no volume.
    (values[at.page] === 1 && values[at.lastPage] === 1 && values[at.volume] === 0) ||
    (values[at.doi] === 1 && !(values[at.volume] === -1 && isElsewhere(values))) ||
    values[at.pmid] === 1 ||
    values[at.arxiv] === 1 ||
    values[at.abstract]! >= SAME_ABSTRACT
  );
}

/**
 * Whether two lists of authors begin and end alike, but one has an additional author between: a
 * paper may have more authors than its earlier abstract, while databases shorten lists at the end.
 */
function hasAuthorBetween(a: DedupeKeys, b: DedupeKeys): boolean {
  const [few, many] = [a, b]
    .map(({ names }) => readNames(names).map(({ family }) => family))
    // Some programs split `Dos Santos, H B` at the comma, so initials alone are not another author.
    .map((families) => families.filter((family) => family.length > 1))
    .sort((x, y) => x.length - y.length) as [string[], string[]];
  if (few.length < 2 || few.length === many.length) return false;
  const atEnds = isLikeName(few[0]!, many[0]!) && isLikeName(few.at(-1)!, many.at(-1)!);
  return atEnds && few.every((name) => many.some((other) => isLikeName(name, other)));
}

/** Whether one lacks a venue or a year, and no place or identifier is known of both. */
function isNowhere(values: Float64Array): boolean {
  return (
    (values[at.venue]! < 0 || values[at.yearMissing] === 1) &&
    [at.volume, at.issue, at.page].every((place) => values[place] === 0) &&
    !joinedByIdentifier(values)
  );
}

/** Whether more authors of one family name have given names that contradict than such that agree. */
function haveOtherGivenNames(a: DedupeKeys, b: DedupeKeys): boolean {
  const others = readNames(b.names);
  let contradict = 0;
  let agree = 0;
  for (const { family, initials } of readNames(a.names)) {
    const known = others.filter((other) => other.family === family && other.initials !== "");
    if (initials === "" || known.length === 0) continue;
    const isSame = known.some((other) => [...initials].some((one) => other.initials.includes(one)));
    if (isSame) agree += 1;
    else contradict += 1;
  }
  return contradict > agree;
}

/** Whether the family name of each may be the given name of the other: `Hua T` and `Tong H`. */
function isTurnedRound(a: ComparableName, b: ComparableName): boolean {
  return a.initials[0] === b.family[0] && b.initials[0] === a.family[0];
}

/** Whether one title is a word or two that the other, a longer one, does not have. */
function isInAWord(a: string, b: string): boolean {
  const [few, many] = [a.split(" "), b.split(" ")].sort((x, y) => x.length - y.length) as [
    string[],
    string[],
  ];
  return few.length <= 2 && many.length >= 4 && !few.some((word) => many.includes(word));
}

/** Whether a list of authors has more than one. */
export function hasSeveral(names: string | undefined): boolean {
  return names?.includes(";") === true;
}

/**
 * Whether both are on the same pages of one venue in one year. One page alone says little of a title
 * that many works have: columns fill the same pages of each issue.
 */
function isOnPageOfVenue(values: Float64Array): boolean {
  if (values[at.page] !== 1 || isElsewhere(values)) return false;
  return (
    !isColumn(values) ||
    (values[at.lastPage] !== -1 &&
      values[at.yearMissing] === 0 &&
      values[at.years] === 0 &&
      values[at.venue]! >= 0.75)
  );
}

/** Whether the venues differ, and no page, volume or identifier says that they are one. */
function isInTwoPlaces(values: Float64Array): boolean {
  return (
    isElsewhere(values) &&
    values[at.page] !== 1 &&
    values[at.volume] !== 1 &&
    !joinedByIdentifier(values)
  );
}

/** Whether both name a venue, and the venues differ. */
function isElsewhere(values: Float64Array): boolean {
  return values[at.venue]! >= 0 && values[at.venue]! < 0.5;
}

/**
 * Whether both are the same version of a numbered document, such as a Cochrane review of one year.
 */
function isOneDocument({ version: a, year }: DedupeKeys, { version: b, year: other }: DedupeKeys) {
  return (
    a.document !== undefined &&
    /\d/.test(a.document) &&
    a.document === b.document &&
    a.edition === b.edition &&
    year === other
  );
}

/** Whether the two differ only in a number before or after one title. */
function onlyLabelled(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean {
  const bare = (one: DedupeKeys, other: DedupeKeys) =>
    one.label !== undefined && one.label.bare === other.title;
  return (
    (bare(a, b) || bare(b, a)) &&
    values[at.contradictions] === 0 &&
    values[at.years] === 0 &&
    values[at.authorsShared]! >= 0.5 &&
    (values[at.doi] === 1 || (values[at.volume] === 1 && values[at.issue] === 1))
  );
}

/** Whether the same authors fill the same pages of one volume, as no two works do. */
function onSamePages(values: Float64Array): boolean {
  return (
    values[at.authorsShared]! >= 0.5 &&
    values[at.years] === 0 &&
    values[at.contradictions] === 0 &&
    values[at.located]! >= 2 &&
    values[at.pages]! >= FEWEST_PAGES_OF_A_WORK
  );
}

/** Two letters may stand on one page. */
const FEWEST_PAGES_OF_A_WORK = 2;

/** Whether an identifier joins them. */
export function joinedByIdentifier(values: Float64Array): boolean {
  return [at.doi, at.pmid, at.arxiv].some((place) => values[place] === 1);
}

/** Counts what agrees apart from the title; a shared identifier is enough. */
function agreeing(values: Float64Array): number {
  if (joinedByIdentifier(values)) return 2;
  const value = (place: number) => values[place]!;
  return [
    value(at.authorsShared) >= 0.5 || value(at.authorsLikeness) >= 0.8,
    value(at.yearMissing) === 0 && value(at.years) <= 1,
    value(at.venue) >= 0.75,
    value(at.volume) === 1,
    value(at.issue) === 1,
    value(at.page) === 1,
    value(at.abstract) >= 0.5,
  ].filter(Boolean).length;
}

/** The first veto that holds, if any. Most vetoes do not apply to one DOI with one title. */
export function vetoOf(values: Float64Array, a: DedupeKeys, b: DedupeKeys): Veto | undefined {
  const sameDoi = values[at.doi] === 1 && values[at.likeness]! > 0.9 && values[at.doiTitles]! <= 2;
  return VETOES.find(({ overDoi, holds }) => (!sameDoi || overDoi) && holds(values, a, b));
}
