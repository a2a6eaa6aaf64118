import type { Stage } from "../records/model.ts";

/** How many records of a stage have which outcome. */
export interface StageOutcomes {
  readonly stage: Stage;
  /** Records that reached the stage. */
  readonly records: number;
  readonly include: number;
  readonly exclude: number;
  readonly pending: number;
  readonly conflict: number;
  /** Left unread by a stopping rule; counted under no other outcome. */
  readonly unread: number;
}
