import type { StopPlan } from "../../protocol/protocol.ts";
import { type ScreeningSoFar, STOPPING_RULES } from "../../stopping/index.ts";

/** The state of a stopping rule in a review. */
export interface StoppingState {
  readonly rule: string;
  /** Whether slr.yaml names it; other rules are shown with their defaults. */
  readonly planned: boolean;
  readonly met: boolean;
  readonly says: string;
  readonly promises: string;
}

/** Every stopping rule: the review's own first, the others with their defaults. */
export function stoppingStates(
  progress: ScreeningSoFar,
  plan: StopPlan | undefined,
): StoppingState[] {
  const others = STOPPING_RULES.filter(({ name }) => name !== plan?.rule.name);
  const rules = plan === undefined ? others : [plan.rule, ...others];
  return rules.map((rule) => ({
    rule: rule.name,
    planned: rule === plan?.rule,
    met: progress.read === progress.records || rule.met(progress),
    says: rule.says(progress),
    promises: rule.promises,
  }));
}
