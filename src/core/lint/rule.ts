import type { Protocol } from "../protocol/protocol.ts";
import type { LintedString } from "./search-string/linted-string.ts";
import type { Place } from "./search-string/token.ts";

/** A mistake, or what is likely one, at a place of a search string. */
export interface Found extends Place {
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
}

/** What rules know beside the string. */
export interface LintContext {
  /** The protocol of the review, where there is one. */
  readonly protocol?: Pick<Protocol, "criteria" | "question" | "title">;
  /** Limits that slr.yaml says beside the string. */
  readonly limits?: string;
  /** The strings of the other sources, with their names. */
  readonly others: readonly { readonly name: string; readonly string: LintedString }[];
}

/**
 * A rule for search strings. To add one, write a file in `rules/` and a line in `rules/index.ts`,
 * and a fixture in `fixtures/searches/` that fails it.
 */
export interface LintRule {
  readonly code: `search/${string}`;
  /** What a string must not have, in a few words. */
  readonly finds: string;
  /** Why it matters, with the source. */
  readonly why: string;
  /** `error`: the database refuses the string, or reads it otherwise than it looks. */
  readonly severity: "error" | "warning";
  find(string: LintedString, context: LintContext): Iterable<Found>;
}
