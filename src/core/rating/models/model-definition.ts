import type { TermSettings } from "../text/term-sequences.ts";
import type { ModelName } from "./names.ts";

/** What one linear support vector machine of a model sees of the records, and its weight. */
export interface MachineSettings {
  readonly terms: TermSettings;
  /** Reduces the words to this many topics. */
  readonly topics?: number;
  /** The weight of its standardised values in the sum. */
  readonly weight: number;
}

/**
 * How records are rated. This is plain data, so that a model is one file and a line in the
 * registry.
 */
export interface ModelDefinition {
  readonly name: ModelName;
  /** A description in a few words, for the help. */
  readonly description: string;
  /** With fewer outcomes than this it orders records, but gives no levels and scores. */
  readonly threshold: {
    readonly outcomes: number;
    readonly includes: number;
    readonly excludes: number;
  };
  readonly machines: readonly MachineSettings[];
  /** LIBLINEAR's C for an example of average weight. */
  readonly cost: number;
  /**
   * The total weight of the included for each unit of the excluded; if absent, their numbers
   * decide.
   */
  readonly includeRatio?: number;
  /** Undecided records that are presumed excluded. */
  readonly presumed?: {
    readonly records: number;
    /** With this many exclusions by people, people's and presumed ones have the same weight. */
    readonly half: number;
  };
  readonly criteria?: {
    /** The number of included records that the text of the protocol counts as. */
    readonly weight: number;
    /**
     * Whether the likeness to that text counts, too; its weight falls with the number of includes.
     */
    readonly likeness: {
      readonly terms: TermSettings;
      readonly weight: number;
      readonly half: number;
    };
  };
}
