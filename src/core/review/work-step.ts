/** A step of slr's work, as a terminal shows it while it lasts, and how far it is. */
export interface WorkStep {
  /** The step: `Reading`. Its rate and its remaining time count from its beginning. */
  readonly doing: string;
  /** What it works on at the moment: the path of an export. */
  readonly what?: string;
  /** How many of `unit` are done: 12000 `entries`. */
  readonly done?: number;
  readonly unit?: string;
  /** The part of the step that is done, from 0 to 1; absent if nobody knows. */
  readonly share?: number | undefined;
}

/** Is told now and then which step slr is at. It never changes a result. */
export type ShowStep = (step: WorkStep) => void;
