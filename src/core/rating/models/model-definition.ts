import type { TermSettings } from "../text/term-sequences.ts";
import type { ModelName } from "./names.ts";

/** What one linear support vector machine of a model sees of the records, and how much it counts. */
export interface MachineSettings {
  readonly terms: TermSettings;
  /** Reduces the words to this many topics. */
  readonly topics?: number;
  /** The weight of its standardised values in the sum. */
  readonly weight: number;
}

/** How records are rated: plain data, so that a model is one file and a line in the registry. */
export interface ModelDefinition {
  readonly name: ModelName;
  /** What it is, in a few words, for the help. */
  readonly description: string;
  /** With fewer outcomes than this it orders records, but does not say how likely they are. */
  readonly threshold: {
    readonly outcomes: number;
    readonly includes: number;
    readonly excludes: number;
  };
  readonly machines: readonly MachineSettings[];
  /** LIBLINEAR's C for an example of average weight. */
  readonly cost: number;
  /** How much the included weigh together for each unit of the excluded together; absent: as many as there are. */
  readonly includeRatio?: number;
  /** Undecided records that stand for excluded ones. */
  readonly presumed?: {
    readonly records: number;
    /** With this many exclusions, people's and presumed ones weigh the same. */
    readonly half: number;
  };
  readonly criteria?: {
    /** The text of the protocol counts as so many included records. */
    readonly weight: number;
    /** The likeness to that text counts, too, less the more includes there are. */
    readonly likeness: {
      readonly terms: TermSettings;
      readonly weight: number;
      readonly half: number;
    };
  };
}
