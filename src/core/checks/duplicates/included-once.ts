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
  const recordOf = new Map(review.results.records.map((record) => [record.key, record]));
  const studyOf = new Map(review.results.included.map(({ key, study }) => [key, study]));
  const places = placesOf(
    review,
    pairs.flatMap(({ recordA, recordB }) => [recordA, recordB]),
  );
  return pairs.flatMap(({ recordA, recordB, rule }): Problem[] => {
    const [a, b] = [recordOf.get(recordA), recordOf.get(recordB)];
    // A person who put two reports into one study has looked at both.
    if (studyOf.get(recordA) === studyOf.get(recordB)) return [];
    if (a?.box !== "included" || b?.box !== "included") return [];
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
