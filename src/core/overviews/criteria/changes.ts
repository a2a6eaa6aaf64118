import type { RecordKey } from "../../records/model.ts";
import type { Box, ReviewResults } from "../../screening/results.ts";

/** A record that ends elsewhere under other criteria, or is excluded for another reason. */
export interface ChangedOutcome {
  readonly record: RecordKey;
  readonly title: string;
  readonly before: Ending;
  readonly after: Ending;
  /** Whether it is included before or after. */
  readonly isIncluded: boolean;
  /** Whether only the primary reason is another one. */
  readonly isReasonOnly: boolean;
}

/** Where a record ends, and why. */
export interface Ending {
  readonly box: Box;
  /** As the ledger writes it, the primary reason first. */
  readonly reason: string;
}

/** The records whose outcome or primary reason differs between two screenings of the same exports. */
export function changedOutcomes(
  before: Pick<ReviewResults, "records" | "ledger">,
  after: Pick<ReviewResults, "records" | "ledger">,
): ChangedOutcome[] {
  const [old, now] = [endings(before), endings(after)];
  return after.records.flatMap(({ key, summary: { title } }) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === undefined || is === undefined) return [];
    const isMoved = was.box !== is.box;
    if (!isMoved && primary(was) === primary(is)) return [];
    const isIncluded = isMoved && (was.box === "included" || is.box === "included");
    return [{ record: key, title, before: was, after: is, isIncluded, isReasonOnly: !isMoved }];
  });
}

function primary({ reason }: Ending): string {
  return reason.split(";")[0] ?? "";
}

/** Where each record ends; duplicates of it end in a box of their own. */
function endings({ ledger }: Pick<ReviewResults, "ledger">): Map<RecordKey, Ending> {
  const found = new Map<RecordKey, Ending>();
  for (const { record, box, reason } of ledger)
    if (record !== "" && box !== "duplicate") found.set(record, { box, reason });
  return found;
}
