import { risOf } from "../captured-io.ts";

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
