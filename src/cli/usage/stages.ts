import { STAGES, type Stage } from "../../core/records/model.ts";

/** The stages as a title prints them. */
export const STAGE_TITLE = {
  "title-abstract": "Title/abstract",
  "full-text": "Full text",
} as const satisfies Record<Stage, string>;

/**
 * The items decided at a stage: PRISMA counts records down to screening and reports from retrieval
 * on.
 */
export const STAGE_UNIT = {
  "title-abstract": "record",
  "full-text": "report",
} as const satisfies Record<Stage, string>;

/** The stages that `--stage` asks for; all of them without it. */
export function stagesOf(asked: Stage | undefined): readonly Stage[] {
  return asked === undefined ? STAGES : [asked];
}
