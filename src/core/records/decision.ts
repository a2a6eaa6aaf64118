import type { Place, Stage } from "./model.ts";
import type { Time } from "./time.ts";

/**
 * What people write about a review: decisions, pairs, retrievals, studies. Each is one row of a
 * file.
 */

/** How a person names a record: by the text of the `record` cell, and by what the person saw. */
export interface Reference {
  /** A key, an identifier (`doi:…`, `pmid:…`, `arxiv:…`, a DOI) or an entry (`Scopus#12`); may be empty. */
  readonly record: string;
  /** The snapshot of what the person saw. */
  readonly doi?: string;
  readonly pmid?: string;
  readonly title?: string;
  readonly year?: number;
}

export const VERDICTS = ["include", "exclude", "maybe"] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * The verdict of a row that takes back what its writer said before. Decision files are only
 * appended to, so an undo is a row, too.
 */
export const WITHDRAWN = "withdrawn";
export const DECISION_VERDICTS = [...VERDICTS, WITHDRAWN] as const;

/** A reviewer's verdict on a record at a stage. */
export interface Decision {
  readonly place: Place;
  readonly reviewer: string;
  readonly reference: Reference;
  readonly stage: Stage;
  readonly verdict: (typeof DECISION_VERDICTS)[number];
  /** The primary reason first. */
  readonly reasons: readonly string[];
  /** Reasons that a kept table holds beside another verdict than exclude; they say nothing of the record. */
  readonly reasonsSetAside?: readonly string[];
  /** Whether this row settles a conflict. */
  readonly resolves: boolean;
  readonly note: string;
  /** Words by which the reviewer sorts records; they decide nothing. */
  readonly tags: readonly string[];
  readonly decidedAt: Time;
  /** Whether a program decided this row, whoever the reviewer is. */
  readonly automation?: boolean;
}

export const PAIR_VERDICTS = ["same", "different", WITHDRAWN] as const;

/** A person's answer about two records. */
export interface PairDecision {
  readonly place: Place;
  readonly a: Reference;
  readonly b: Reference;
  readonly verdict: (typeof PAIR_VERDICTS)[number];
  readonly by: string;
  readonly decidedAt: Time;
}

export type RetrievalStatus = "sought" | "retrieved" | "not-retrieved";

export interface Retrieval {
  readonly place: Place;
  readonly reference: Reference;
  /** A withdrawn row takes back the rows before it. */
  readonly status: RetrievalStatus | typeof WITHDRAWN;
}

/** A study in the quantitative synthesis (meta-analysis) is in the qualitative one, too. */
export const SYNTHESES = ["qualitative", "quantitative"] as const;
export type Synthesis = (typeof SYNTHESES)[number];

/** A report of a study; a report that is not listed is its own study. */
export interface StudyMember {
  readonly place: Place;
  readonly study: string;
  /** The synthesis that the study enters; absent if the table does not say. */
  readonly synthesis?: Synthesis;
  readonly reference: Reference;
}

/** Who reviews: a person, or a program whose votes count as automation. */
export type ReviewerKind = "person" | "automation";

/**
 * The columns of `decisions/<reviewer>.csv`; those from `doi` to `year` are a snapshot of what the
 * reviewer saw. Tables that are older than tags lack the last one.
 */
export const DECISION_COLUMNS = [
  "record",
  "stage",
  "verdict",
  "reason",
  "resolves",
  "note",
  "decided_at",
  "doi",
  "pmid",
  "title",
  "year",
  "tags",
] as const;
