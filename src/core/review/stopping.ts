import type { Protocol } from "../protocol/protocol.ts";
import type { Problem } from "../records/problem.ts";
import { plural } from "../records/text/plural.ts";
import {
  type ScreenableRecord,
  type ScreeningProgress,
  screeningProgress,
} from "../screening/screening-progress.ts";
import type { AssessedRecords } from "./assess-records.ts";
import { type Clustered, inKeyOrder } from "./cluster-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { Identified } from "./identify.ts";
import type { MatchedDecisions } from "./match-decisions.ts";

/**
 * Returns a test for records (by index) that a stopping rule leaves unread unless somebody votes on
 * them. While screening goes on there are none. Once slr.yaml says that screening was ended, it is
 * all but those that only later searches found, because nobody knew of them at that time.
 */
export function leftUnread(
  { screening }: Protocol,
  { entries, files }: Identified,
  { records }: Clustered,
): (at: number) => boolean {
  const ended = screening["title-abstract"].stop?.ended;
  if (ended === undefined) return () => false;
  const later = new Set(
    files.flatMap(({ file: { source, round = 0 } }, at) => {
      const { searched = "" } = source?.searches[round] ?? {};
      return /^\d{4}-\d{2}-\d{2}$/.test(searched) && searched > ended ? [at] : [];
    }),
  );
  return (at) => records[at]!.members.some((member) => !later.has(entries[member]!.file));
}

/** The progress of title/abstract screening, for stopping rules. */
export function measureProgress(
  { clustered }: ReviewRecords,
  { records, knownRelevant }: Pick<AssessedRecords, "records" | "knownRelevant">,
  matched: MatchedDecisions,
): ScreeningProgress {
  const reached: ScreenableRecord[] = [];
  for (const at of inKeyOrder(clustered.records)) {
    const { titleAbstract } = records[at]!;
    if (titleAbstract === undefined) continue;
    const { key } = clustered.records[at]!;
    const ballot = matched.ballot(at, "title-abstract");
    reached.push({ key, titleAbstract, ballot, known: knownRelevant.has(at) });
  }
  return screeningProgress(reached);
}

/**
 * The problem of a review whose slr.yaml says that a stopping rule ended screening although the
 * rule is not met.
 */
export function stopProblems({ screening }: Protocol, progress: ScreeningProgress): Problem[] {
  const { stop } = screening["title-abstract"];
  if (stop?.ended === undefined || progress.read === progress.records || stop.rule.met(progress))
    return [];
  const guessed =
    progress.withoutTime === 0
      ? ""
      : ` ${plural(progress.withoutTime, "decision")} have no certain time, so the order of reading is a guess.`;
  return [
    {
      severity: progress.withoutTime === 0 ? "error" : "warning",
      code: "screening/stop-not-met",
      file: "slr.yaml",
      line: stop.line,
      message: `Title/abstract screening was ended by the rule \`${stop.rule.name}\` after ${plural(progress.read, "record")}, but the rule is not met: ${stop.rule.says(progress)}.${guessed}`,
    },
  ];
}
