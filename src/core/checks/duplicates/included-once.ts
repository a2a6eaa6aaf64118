import type { Problem } from "../../records/problem.ts";
import type { PossibleDuplicate } from "../../screening/results.ts";
import { type Check, type CheckedReview, nameOf, placesOf } from "../check.ts";

export const includedOnce: Check = {
  id: "included-once",
  holds: "no study is counted twice among the included",
  codes: ["check/included-twice", "check/versions-as-studies"],
  why: "A study that counts twice is weighed twice in every synthesis.",
  remedy:
    "Say in duplicates.csv whether the two are the same report, or in studies.csv that they are reports of one study.",
  find(checked) {
    const { possibleDuplicates, linkedVersions } = checked.review.results;
    const unsettled = linkedVersions.filter(({ studyA, studyB }) => studyA === "" || studyB === "");
    return [
      ...pairsIncluded(possibleDuplicates, "check/included-twice", checked, (rule) => [
        `may be the same report (${rule})`,
        "the flow counts two",
      ]),
      ...pairsIncluded(unsettled, "check/versions-as-studies", checked, (rule) => [
        `are versions of one study (${rule})`,
        "the flow counts two studies",
      ]),
    ];
  },
};

/** The pairs of which both records are included. */
function pairsIncluded(
  pairs: readonly PossibleDuplicate[],
  code: string,
  { review }: CheckedReview,
  words: (rule: string) => readonly [are: string, so: string],
): Problem[] {
  const studyOf = new Map(review.results.included.map(({ key, study }) => [key, study]));
  const counted = pairs.filter(({ recordA, recordB }) => {
    const [a, b] = [studyOf.get(recordA), studyOf.get(recordB)];
    // A person who put two reports into one study has looked at both.
    return a !== undefined && b !== undefined && a !== b;
  });
  if (counted.length === 0) return [];
  const named = new Set(counted.flatMap(({ recordA, recordB }) => [recordA, recordB]));
  const recordOf = new Map(
    review.results.records
      .filter(({ key }) => named.has(key))
      .map((record) => [record.key, record]),
  );
  const places = placesOf(review, named);
  return counted.flatMap(({ recordA, recordB, rule }): Problem[] => {
    const [a, b] = [recordOf.get(recordA)!, recordOf.get(recordB)!]; // both are included
    const [are, so] = words(rule);
    const related = places.get(b.key);
    return [
      {
        severity: "warning",
        code,
        ...places.get(a.key),
        record: a.key,
        message: `${nameOf(a)} and ${nameOf(b)} are included and ${are}; ${so}.`,
        ...(related && { related }),
      },
    ];
  });
}
