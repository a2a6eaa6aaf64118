import type { Reference } from "./decision.ts";
import type { Place } from "./model.ts";
import type { Time } from "./time.ts";

/** The word of a row by which a coder says that a study is in no class. */
export const NO_CLASS = "none";

/** A coder's word on the classes of a study: one row of `codes/<reviewer>.csv`. */
export interface Coding {
  readonly place: Place;
  readonly reviewer: string;
  /** The report through which the row names the study. */
  readonly reference: Reference;
  /**
   * The classes that the study is in, as written; in all others that the row speaks of it is not.
   * `withdrawn` takes back what the coder said before.
   */
  readonly classes: readonly string[] | "withdrawn";
  /** The classes of which the coder cannot tell whether the study is in them. */
  readonly unclear: readonly string[];
  /** The class whose sub-classes the row speaks of; absent: the whole taxonomy. */
  readonly within?: string;
  /** Whether the row settles a conflict. */
  readonly resolves: boolean;
  readonly note: string;
  readonly decidedAt: Time;
}
