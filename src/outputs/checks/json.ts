import type { CheckForm } from "./check-report.ts";

/** Each check with its problems, as slr has them. */
export const json: CheckForm = {
  name: "json",
  about: "`ok`, and each check with its problems, also those that slr.yaml acknowledges",
  render({ checks }) {
    const ok = checks.every(({ status }) => status !== "failed");
    return JSON.stringify({ ok, checks: checks.map(({ isWork: _, ...check }) => check) }, null, 2);
  },
};
