import type { Check } from "./check.ts";

export const locked: Check = {
  id: "locked",
  holds: "the review is as slr.lock holds it",
  find: ({ lockDifferences }) =>
    (lockDifferences ?? []).map((message) => ({
      severity: "error",
      code: "check/locked",
      message,
      file: "slr.lock",
    })),
};
