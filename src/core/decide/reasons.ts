import { reasonText } from "../protocol/criterion-wording.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { Stage } from "../records/model.ts";
import type { Reason } from "./session.ts";

/**
 * The reasons for exclusion at a stage, in the order of their numbers: the stage's criteria in the
 * order of the protocol. At full text those of title/abstract follow, because a report may violate
 * a criterion that its abstract did not show.
 */
export function reasonsAt({ criteria }: Pick<Protocol, "criteria">, stage: Stage): Reason[] {
  const of = (name: Stage) =>
    criteria
      .filter((criterion) => criterion.stage === name)
      .map((criterion) => ({ id: criterion.id, text: reasonText(criterion) }));
  return stage === "full-text" ? [...of(stage), ...of("title-abstract")] : of(stage);
}
