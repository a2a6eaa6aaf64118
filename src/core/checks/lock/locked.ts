import type { Problem } from "../../records/problem.ts";
import { inputMessage, recordMessage } from "../../versions/change-messages.ts";
import type { ChangedBox, LockDifferences } from "../../versions/compare-locks.ts";
import type { Check } from "../check.ts";

export const locked: Check = {
  id: "locked",
  holds: "the review is as slr.lock holds it",
  codes: ["check/locked"],
  why: "A finished review must not change without anybody noticing.",
  remedy: "Undo the change, or accept it with `slr check --update-lock`.",
  applies: ({ isLocked }) => isLocked,
  find: ({ lockDifferences }) => (lockDifferences === undefined ? [] : problemsOf(lockDifferences)),
};

function problemsOf({ inputs, boxes, records, unreadable }: LockDifferences): Problem[] {
  const problem = (
    kind: string,
    message: string,
    more: Partial<Pick<Problem, "severity" | "record">> = {},
  ): Problem => ({
    severity: "error",
    code: `check/locked-${kind}`,
    file: "slr.lock",
    message,
    ...more,
  });
  return [
    ...inputs.map((one) =>
      one.change === "line-ends"
        ? problem("line-ends", inputMessage(one), { severity: "warning" })
        : problem("input", inputMessage(one)),
    ),
    ...boxes.map((one) => problem("flow", boxMessage(one))),
    ...records.map((one) =>
      problem("record", recordMessage(one), { record: one.became ?? one.key }),
    ),
    ...unreadable.map(({ box, before, now }) =>
      problem(
        "unreadable",
        `The entries of ${box} that cannot be read, whose box is removed-other, were ${before}, are ${now}.`,
      ),
    ),
  ];
}

function boxMessage({ box, before, now }: ChangedBox): string {
  const value = (of: unknown) => (of === undefined ? "absent" : JSON.stringify(of));
  return `${box} was ${value(before)}, is ${value(now)}.`;
}
