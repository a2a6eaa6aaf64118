import type { Check } from "./check.ts";

export const locked: Check = {
  id: "locked",
  holds: "the review is as slr.lock holds it",
  codes: ["check/locked"],
  why: "A finished review must not change without anybody noticing.",
  remedy: "Undo the change, or accept it with `slr check --update-lock`.",
  applies: ({ lockDifferences }) => lockDifferences !== undefined,
  find: ({ lockDifferences }) =>
    (lockDifferences ?? []).map((message) => ({
      severity: "error",
      code: "check/locked",
      message,
      file: "slr.lock",
    })),
};
