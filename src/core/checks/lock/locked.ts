import type { Problem } from "../../records/problem.ts";
import type { Check } from "../check.ts";
import type { ChangedBox, ChangedInput, LockDifferences } from "./compare-locks.ts";
import type { ChangedCount, ChangedRecord } from "./compare-records.ts";

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

function inputMessage({ file, change }: ChangedInput): string {
  return {
    new: `${file} is new.`,
    gone: `${file} is gone.`,
    changed: `${file} has changed.`,
    "line-ends": `${file} differs in its line ends only, as git makes them on Windows. The .gitattributes of slr init keeps them.`,
  }[change];
}

function boxMessage({ box, before, now }: ChangedBox): string {
  const value = (of: unknown) => (of === undefined ? "absent" : JSON.stringify(of));
  return `${box} was ${value(before)}, is ${value(now)}.`;
}

function recordMessage({ key, before, now, became, partOf, counts }: ChangedRecord): string {
  const also = counts.map(countMessage).join("");
  if (partOf !== undefined)
    return `The record ${key} is new; it was a duplicate of the record ${partOf}, and its box is ${now}.`;
  if (before === undefined) return `The record ${key} is new; its box is ${now}.`;
  if (now === undefined) return `The record ${key}, whose box was ${before}, is gone.`;
  if (now === "duplicate")
    return `The record ${key}, whose box was ${before}, is now a duplicate of the record ${became}.`;
  if (became !== undefined)
    return `The record ${key}, whose box was ${before}, is now the record ${became}, whose box is ${now}.${also}`;
  if (before === now) return `The box of the record ${key} is ${now} as before.${also}`;
  return `The box of the record ${key} was ${before}, is ${now}.${also}`;
}

function countMessage({ what, before, now }: ChangedCount): string {
  const value = (text: string) => (text === "" ? "none" : text);
  const name = {
    entries: "Its entries",
    reason: "Its reason",
    "decided by": "Who excluded it",
    synthesis: "Its synthesis",
    study: "The reports that are one study with it",
  }[what];
  const [was, is] = what === "entries" || what === "study" ? ["were", "are"] : ["was", "is"];
  return ` ${name} ${was} ${value(before)}, ${is} ${value(now)}.`;
}
