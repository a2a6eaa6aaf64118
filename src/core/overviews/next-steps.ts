import { acknowledges } from "../protocol/acknowledged.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { plural } from "../records/text/plural.ts";
import type { Box, ReviewResults } from "../screening/results.ts";

/** Something that the reviewers can do now. */
export interface NextStep {
  readonly id:
    | "errors"
    | "criteria"
    | "conflicts"
    | "duplicates"
    | "title-abstract"
    | "retrieval"
    | "full-text"
    | "report";
  /** The command that does it, or shows how. */
  readonly command: string;
  /**
   * What it does, as the rest of a sentence that begins with the command: `settles 38 conflicts`.
   */
  readonly does: string;
  /** The number of records, reports or pairs that it concerns. */
  readonly count: number;
}

/**
 * The steps that the reviewers can take now, the most valuable first: errors that make numbers
 * wrong, then records that were read but have no outcome (conflicts), then records that would be
 * read twice (possible duplicates), then the stages in their order. If nothing is left, the review
 * can be reported.
 *
 * @param toFetch the number of reports that nobody has yet
 */
export function nextSteps(
  { records, possibleDuplicates, problems }: ReviewResults,
  { criteria, acknowledged }: Pick<Protocol, "criteria" | "acknowledged">,
  toFetch: number,
): readonly NextStep[] {
  const inBox = (...boxes: readonly Box[]) =>
    records.filter(({ box }) => boxes.includes(box)).length;
  const errors = problems.filter(
    (problem) =>
      problem.severity === "error" && !acknowledged.some((entry) => acknowledges(entry, problem)),
  ).length;
  const conflicts = inBox("conflict-title-abstract", "conflict-full-text");
  const waiting = inBox("pending-title-abstract");
  const assessed = inBox("pending-full-text");
  const steps: NextStep[] = [
    {
      id: "errors",
      command: "slr check",
      does: `names ${plural(errors, "error")} to correct`,
      count: errors,
    },
    {
      id: "conflicts",
      command: "slr decide --conflicts",
      does: `settles ${plural(conflicts, "conflict")}`,
      count: conflicts,
    },
    {
      id: "criteria",
      command: "slr.yaml",
      does: "needs criteria before anybody decides",
      count: criteria.length === 0 && waiting > 0 ? waiting : 0,
    },
    {
      id: "duplicates",
      command: "slr decide --duplicates",
      does: `settles ${plural(possibleDuplicates.length, "possible duplicate")}`,
      count: possibleDuplicates.length,
    },
    {
      id: "title-abstract",
      command: "slr decide",
      does: `shows ${plural(waiting, "record")} that ${waiting === 1 ? "waits" : "wait"} at title/abstract`,
      count: waiting,
    },
    {
      id: "retrieval",
      command: "slr retrieval",
      does: `lists ${plural(toFetch, "report")} to fetch`,
      count: toFetch,
    },
    {
      id: "full-text",
      command: "slr decide --stage full-text",
      does: `shows ${plural(assessed, "report")} that ${assessed === 1 ? "waits" : "wait"} at full text`,
      count: assessed,
    },
  ];
  const open = steps.filter(({ count }) => count > 0);
  return open.length > 0
    ? open
    : [{ id: "report", command: "slr prisma", does: "prints the flow diagram", count: 0 }];
}
