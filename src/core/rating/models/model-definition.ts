import type { ModelName } from "./names.ts";
import type { ViewSettings } from "./view-settings.ts";

/** What one linear support vector machine of a model sees of the records, and its weight. */
export interface MachineSettings {
  readonly view: ViewSettings;
  /** The weight of its standardised values in the sum. */
  readonly weight: number;
}

/** A likeness to the text of the protocol, and its weight. */
export interface LikenessSettings {
  readonly view: ViewSettings;
  /** The weight of its standardised values in the sum, before anything is included. */
  readonly weight: number;
  /** With this many includes, the weight is half as large. */
  readonly half: number;
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
    /** How the likeness to that text counts; each as far as decisions bear it out. */
    readonly likeness: readonly LikenessSettings[];
  };
  /**
   * Puts records that have no abstract on the scale of the others; if absent, they stay where their
   * few words put them.
   */
  readonly withoutAbstract?: {
    /** How far, before the first decision: 1 is all the way. */
    readonly share: number;
    /** With this many decisions, half as far. */
    readonly half: number;
  };
}
