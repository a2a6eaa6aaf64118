import type { AutomationUse } from "../protocol/automation-use.ts";
import { STAGES } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import type { ScreenedReview } from "../review/review.ts";
import { stageSelection } from "./selection.ts";

/** The programs of a review: those that voted, and those that automation/ describes. */
export function programsOf(
  review: Pick<ScreenedReview, "results" | "ballot" | "found">,
  automation: ReadonlyMap<string, AutomationUse>,
): string[] {
  const voted = STAGES.flatMap((stage) =>
    stageSelection(review, stage).reviewers.flatMap(({ reviewer, kind }) =>
      kind === "automation" ? [reviewer] : [],
    ),
  );
  return [...new Set([...voted, ...automation.keys()])].sort(compareText);
}
