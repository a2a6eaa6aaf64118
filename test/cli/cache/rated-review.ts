import fc from "fast-check";
import { risOf } from "../captured-io.ts";
import { type Change, damages, edit } from "./changing-review.ts";

const SUBJECTS = ["training", "phones", "bridges", "serving", "pruning", "birds"] as const;
const PLACES = ["clusters", "hospitals", "cities", "schools", "rivers"] as const;

/** The titles of a review that is large enough for a rating. */
export const RATED_TITLES: readonly string[] = PLACES.flatMap((place) =>
  SUBJECTS.map((subject) => `Methods of ${subject} for ${place}`),
);

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";

/** Decisions of one reviewer: a record about training or pruning is included. */
export function decisionsOn(titles: readonly string[]): string {
  const rows = titles.map(
    (title) =>
      `,title-abstract,${/training|pruning/.test(title) ? "include" : "exclude"},,,,,,,${title},\n`,
  );
  return `${HEADER}\n${rows.join("")}`;
}

/** A review with 18 decisions on 30 records, which is rated. */
export function ratedReview(): Record<string, string> {
  return {
    "slr.yaml":
      'title: T\nsources:\n  - { name: S, files: searches/s.ris }\ncriteria:\n  - { id: I1, text: About methods, stage: title-abstract, include: title("methods of") }\nscreening: { title-abstract: { by: reviewers } }\n',
    "searches/s.ris": risOf(...RATED_TITLES),
    "decisions/ada.csv": decisionsOn(RATED_TITLES.slice(0, 18)),
  };
}

/** What may happen between two ratings: few edits change the vectors of the records, most do not. */
export const changesOfRated: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.integer({ min: 10, max: RATED_TITLES.length }).map((decided) => ({
      says: `${decided} records are decided`,
      make: (folder: string) =>
        edit(folder, "decisions/ada.csv", () => decisionsOn(RATED_TITLES.slice(0, decided))),
    })),
  },
  fc
    .constantFrom(
      ["title: T", "title: Training of models in hospitals"],
      ["text: About methods", "text: About methods of pruning"],
      ['title("methods of")', 'title("methods of training")'],
      ["include: title", "exclude: title"],
      ["stage: title-abstract, include", "stage: before-screening, include"],
    )
    .map(([before = "", after = ""]) => ({
      says: `slr.yaml: ${before} becomes ${after}, or back`,
      make: (folder: string) =>
        edit(folder, "slr.yaml", (text) =>
          text.includes(after) ? text.replace(after, before) : text.replace(before, after),
        ),
    })),
  fc
    .constantFrom(["serving", "training"], ["birds", "phones"], ["Methods of", "Study of"])
    .map(([before = "", after = ""]) => ({
      says: `a title: ${before} becomes ${after}`,
      make: (folder: string) =>
        edit(folder, "searches/s.ris", (text) => text.replace(before, after)),
    })),
  {
    weight: 2,
    arbitrary: fc.constantFrom("", "Training of birds", "Phones in rivers").map((abstract) => ({
      says: `the abstract of some records is now: ${abstract}`,
      // Their keys stay the same.
      make: (folder: string) =>
        edit(folder, "searches/s.ris", (text) =>
          text
            .replaceAll(/^AB {2}- .*\n/gm, "")
            .replaceAll(/^TI {2}- .*(?:birds|schools)/gm, `$&\nAB  - ${abstract}`),
        ),
    })),
  },
  fc.nat(9).map((number) => ({
    says: `an entry more, ${number}`,
    make: (folder: string) =>
      edit(folder, "searches/s.ris", (text) => text + risOf(`Pruning of river ${number}`)),
  })),
  { weight: 2, arbitrary: damages },
);
