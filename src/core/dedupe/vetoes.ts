import { at } from "./comparisons/index.ts";
import type { DedupeKeys } from "./keys.ts";

/** Why the machine does not merge two entries, however alike they are. */
export interface Veto {
  readonly name: string;
  readonly words: string;
  /** From which probability on a person is asked all the same. */
  readonly asksFrom: number;
}

/** From this probability on two entries are merged. */
export const MERGED_FROM = 0.5;
/** From this probability on a person is asked. */
export const ASKED_FROM = 0.05;

/** A title that stands over so many authors or in so many years is a column. */
const SPREAD_OF_A_COLUMN = 3;
/** Titles whose words say less than this, in all, name no work: `Reply`, `Case report`. */
const SAYS_LITTLE = 9;

/** Pages of a supplement that are more than this are all of it, not those of one abstract. */
const MOST_PAGES_OF_AN_ABSTRACT = 30;

interface VetoRule extends Veto {
  /** Whether it holds for one DOI under one title too. */
  readonly overDoi?: true;
  holds(values: Float64Array, a: DedupeKeys, b: DedupeKeys): boolean;
}

/** In this order the first that holds is named. A missing value vetoes nothing; each is symmetric. */
const VETOES: readonly VetoRule[] = [
  {
    name: "notice",
    words: "one is an erratum, a retraction, a reply, a comment, a protocol or a part of the other",
    asksFrom: MERGED_FROM,
    holds: (values) =>
      values[at.notices]! >= 1 &&
      values[at.same]! < 0.9 &&
      !(values[at.page] === 1 && values[at.volume]! >= 0 && values[at.likeness]! > 0.9),
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
    holds: (values) =>
      values[at.oneNumber] === 1 &&
      values[at.likeness]! >= 0.85 &&
      values[at.page] !== 1 &&
      values[at.located]! < 2,
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
    name: "generic-title",
    words: "many reports have this title, and their places differ or are not known",
    asksFrom: Number.POSITIVE_INFINITY,
    holds: (values) => {
      if (values[at.located]! >= 2) return false;
      const column = values[at.spread]! >= SPREAD_OF_A_COLUMN || values[at.generic] === 1;
      const short = values[at.said]! < SAYS_LITTLE || values[at.length]! <= 2;
      const elsewhere = values[at.contradictions]! >= 1;
      const nowhere = values[at.located] === 0 && values[at.issue] !== 1;
      return (elsewhere && (column || short)) || (nowhere && column);
    },
  },
  {
    name: "little-known",
    words: "too little is known of both",
    asksFrom: ASKED_FROM,
    holds: (values) =>
      agreeing(values) < 2 || (values[at.titleMissing] === 1 && !joinedByIdentifier(values)),
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
];

/** Whether an identifier joins them. */
export function joinedByIdentifier(values: Float64Array): boolean {
  return [at.doi, at.pmid, at.arxiv].some((place) => values[place] === 1);
}

/** How many things beside the title are known of both entries and agree; an identifier is enough. */
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

/** The first veto that holds, or nothing. One DOI under one title is beyond most vetoes. */
export function vetoOf(values: Float64Array, a: DedupeKeys, b: DedupeKeys): Veto | undefined {
  const sameDoi = values[at.doi] === 1 && values[at.likeness]! > 0.9 && values[at.doiTitles]! <= 2;
  return VETOES.find(({ overDoi, holds }) => (!sameDoi || overDoi) && holds(values, a, b));
}
