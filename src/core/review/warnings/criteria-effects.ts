import type { Criterion, Protocol } from "../../protocol/protocol.ts";
import type { Problem } from "../../records/problem.ts";
import { formatCount, plural } from "../../records/text/plural.ts";
import type { VerdictCounts } from "../../screening/judgements.ts";

/** With fewer records it is no surprise if a criterion excludes all or none. */
const ENOUGH_RECORDS = 10;

/**
 * Warnings about criteria that do not distinguish records: all are excluded, none is, or all are
 * unknown. Usually the query does not say what was meant.
 *
 * @param counts of each criterion, over the records that reach its stage
 */
export function criteriaProblems(
  { criteria }: Pick<Protocol, "criteria">,
  counts: ReadonlyMap<string, VerdictCounts>,
): Problem[] {
  return criteria.flatMap((criterion) =>
    problemOf(criterion, counts.get(criterion.id) ?? NOT_JUDGED),
  );
}

const NOT_JUDGED: VerdictCounts = { met: 0, violated: 0, unknown: 0 };

function problemOf(criterion: Criterion, { met, violated, unknown }: VerdictCounts): Problem[] {
  const { id, line, query } = criterion;
  const total = met + violated + unknown;
  if (query === undefined || total < ENOUGH_RECORDS) return [];
  const warning = (code: string, message: string): Problem[] => [
    { severity: "warning", code, file: "slr.yaml", ...(line !== undefined && { line }), message },
  ];

  const records = plural(total, "record");
  const rest =
    unknown === 0
      ? ""
      : ` For ${unknown === 1 ? "1 it is" : `${formatCount(unknown)} it is`} unknown, because what it looks at is missing.`;
  if (unknown === total)
    return warning(
      "criteria/unknown-only",
      `${id} is unknown for all ${records}, so it excludes none: each lacks something that the query looks at (${query.fields.join(", ")}). Add the data, or ask for fields that the exports have.`,
    );
  // If most records are unknown, the remaining ones say little about the query.
  if (met === 0 && violated >= unknown)
    return warning(
      "criteria/excludes-all",
      `${id} excludes ${violated === total ? `all ${records}` : `${formatCount(violated)} of ${records}, and none meets it`}.${rest} Check that its query says what you mean.`,
    );
  if (violated === 0)
    return warning(
      "criteria/excludes-none",
      `${id} excludes none of ${records}.${rest} Check that its query says what you mean; if it does, nothing is wrong.`,
    );
  return [];
}
