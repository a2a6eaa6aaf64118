import type { ChangedRecord } from "../../core/versions/compare-records.ts";
import type { VersionChanges } from "../../core/versions/version-changes.ts";
import type { CheckForm, CheckReport } from "./check-report.ts";

/** Each check with its problems, as slr has them. */
export const json: CheckForm = {
  name: "json",
  about: "`ok`, and each check with its problems, also those that slr.yaml acknowledges",
  render({ checks, changes, titleOf, notRecomputed, paper }) {
    const ok = checks.every(({ status }) => status !== "failed");
    const shown = checks.map(({ isWork: _, ...check }) => check);
    const numbers = paper && { paper: paper.numbers };
    const versions = changes.length > 0 && {
      changes: changes.map((one) => versionJson(one, titleOf)),
    };
    const given = notRecomputed && { not_recomputed: notRecomputed };
    return JSON.stringify({ ok, checks: shown, ...versions, ...given, ...numbers }, null, 2);
  },
};

/** What changed between two versions: every file, and every record with its boxes. */
function versionJson(
  { from, to, lock, inputs, added, moved }: VersionChanges,
  titleOf: CheckReport["titleOf"],
) {
  const recordJson = ({ key, before, now, became, partOf, counts }: ChangedRecord) => ({
    record: key,
    title: titleOf(became ?? key),
    before: before ?? null,
    now: now ?? null,
    ...(became !== undefined && { became }),
    ...(partOf !== undefined && { part_of: partOf }),
    ...(counts.length > 0 && { counts }),
  });
  return { from, to, lock, inputs, added: added.map(recordJson), moved: moved.map(recordJson) };
}
