import type { CheckForm } from "./check-report.ts";

/** Each check with its problems, as slr has them. */
export const json: CheckForm = {
  name: "json",
  about: "`ok`, and each check with its problems, also those that slr.yaml acknowledges",
  render({ checks, paper }) {
    const ok = checks.every(({ status }) => status !== "failed");
    const shown = checks.map(({ isWork: _, ...check }) => check);
    const numbers = paper && { paper: paper.numbers };
    return JSON.stringify({ ok, checks: shown, ...numbers }, null, 2);
  },
};
