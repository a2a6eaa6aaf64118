import type { Problem } from "../../records/problem.ts";
import { limitRepeats } from "../../records/repeats.ts";
import type { Check } from "../check.ts";
import type { ChangedBox, ChangedInput, ChangedRecord, LockDifferences } from "./compare-locks.ts";

export const locked: Check = {
  id: "locked",
  holds: "the review is as slr.lock holds it",
  codes: ["check/locked"],
  why: "A finished review must not change without anybody noticing.",
  remedy: "Undo the change, or accept it with `slr check --update-lock`.",
  applies: ({ isLocked }) => isLocked,
  find: ({ lockDifferences }) => (lockDifferences === undefined ? [] : problemsOf(lockDifferences)),
};

function problemsOf({ inputs, boxes, records }: LockDifferences): Problem[] {
  const problem = (kind: string, severity: Problem["severity"], message: string): Problem => ({
    severity,
    code: `check/locked-${kind}`,
    message,
    file: "slr.lock",
  });
  const lineEnds = (change: string) => change === "line-ends";
  const found = [
    ...inputs.map((one) =>
      problem(
        lineEnds(one.change) ? "line-ends" : "input",
        lineEnds(one.change) ? "warning" : "error",
        inputMessage(one),
      ),
    ),
    ...boxes.map((one) => problem("flow", "error", boxMessage(one))),
    ...records.map((one) => problem("record", "error", recordMessage(one))),
  ];
  // Thousands of records may move at once; what moved them is among the first.
  const repeats = limitRepeats("slr.lock");
  return [...repeats.of(found), ...repeats.more()];
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

function recordMessage({ key, before, now, became }: ChangedRecord): string {
  if (before === undefined) return `The record ${key} is new; its box is ${now}.`;
  if (became !== undefined)
    return `The record ${key}, whose box was ${before}, is now the record ${became}, whose box is ${now}.`;
  if (now === undefined) return `The record ${key}, whose box was ${before}, is gone.`;
  return `The box of the record ${key} was ${before}, is ${now}.`;
}
