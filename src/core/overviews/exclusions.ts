import type { Criterion, CriterionStage, Protocol } from "../protocol/protocol.ts";
import { compareText } from "../records/problem.ts";
import type { Box } from "../screening/results.ts";
import type { ListedEntry } from "./listed-entries.ts";

/** How many records a reason excludes at a stage, as the flow counts them. */
export interface ReasonCount {
  /** The id of a criterion, or the words of a reviewer; empty if none was given. */
  readonly reason: string;
  /** Absent if the protocol has no such criterion. */
  readonly criterion?: Criterion;
  readonly stage: CriterionStage;
  /** Records of which it is the primary reason. */
  readonly records: number;
  /** How many of them a rule excluded without a reviewer. */
  readonly byRules: number;
  /** Records of which it is a further reason. */
  readonly further: number;
}

const STAGE_OF: Partial<Record<Box, CriterionStage>> = {
  "removed-automation": "before-screening",
  "excluded-title-abstract": "title-abstract",
  "excluded-full-text": "full-text",
};

/**
 * What each reason excludes: every criterion of the protocol at its own stage in the order of the
 * protocol, with criteria that exclude at another stage beside it, then reasons that are no
 * criterion, the most frequent first.
 */
export function reasonCounts(
  entries: readonly ListedEntry[],
  { criteria }: Pick<Protocol, "criteria">,
): ReasonCount[] {
  const counts = new Map<string, { -readonly [K in keyof ReasonCount]: ReasonCount[K] }>();
  const countOf = (reason: string, stage: CriterionStage) => {
    const slot = `${stage} ${reason}`;
    const known = counts.get(slot);
    if (known !== undefined) return known;
    const criterion = criteria.find(({ id }) => id === reason);
    const count = {
      reason,
      stage,
      records: 0,
      byRules: 0,
      further: 0,
      ...(criterion && { criterion }),
    };
    counts.set(slot, count);
    return count;
  };
  for (const { id, stage } of criteria) countOf(id, stage);
  for (const { box, reason, by } of entries) {
    const stage = STAGE_OF[box];
    if (stage === undefined) continue;
    const [primary = "", ...further] = reason.split(";");
    const count = countOf(primary, stage);
    count.records += 1;
    if (by === "rules") count.byRules += 1;
    for (const other of further) countOf(other, stage).further += 1;
  }
  const rank = new Map(criteria.map(({ id }, at) => [id, at]));
  const place = ({ reason }: ReasonCount) => rank.get(reason) ?? criteria.length;
  return [...counts.values()].sort(
    (a, b) =>
      place(a) - place(b) ||
      (a.criterion === undefined ? b.records - a.records || compareText(a.reason, b.reason) : 0),
  );
}
