import type { RE2JS } from "re2js";
import type { CriterionField, Value } from "./fields/index.ts";
import type { TestFunction } from "./functions/function.ts";
import type { Finder } from "./words/finder.ts";

/** A parsed criterion, ready to be evaluated on any number of records. */
export interface Query {
  readonly text: string;
  /** Names of the fields that it looks at, in the order of `CRITERION_FIELDS`. */
  readonly fields: readonly string[];
  /** Warnings about readings that users of another database may not expect. */
  readonly warnings: readonly QueryError[];
  readonly root: QueryNode;
}

/** A node of a query; its leaves look at the record, its inner nodes are Kleene's connectives. */
export type QueryNode =
  | { readonly kind: "and" | "or"; readonly parts: readonly QueryNode[] }
  | { readonly kind: "not"; readonly part: QueryNode }
  | {
      readonly kind: "search";
      readonly fields: readonly CriterionField[];
      readonly finder: Finder;
    }
  | {
      readonly kind: "regex";
      readonly fields: readonly CriterionField[];
      readonly regex: RE2JS;
      /** `/deep.learning/i`. */
      readonly written: string;
    }
  | {
      readonly kind: "compare";
      readonly field: CriterionField;
      readonly holds: (value: Value) => boolean;
      /** The operator and its values: `>= 2017`, `in (en, de)`. */
      readonly written: string;
    }
  | { readonly kind: "test"; readonly test: TestFunction; readonly argument: string }
  /** What no record tells; no query writes it. */
  | { readonly kind: "unknown" };

/** A place in a query that is wrong or easily misread, and what to write instead. */
export interface QueryError {
  /** "Unexpected X, expected Y." */
  readonly message: string;
  /** 0-based, into the query text; `end` is after the last character. */
  readonly start: number;
  readonly end: number;
  readonly hint?: string;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly error: QueryError };

/** Ends the parse of a query; `parseQuery` catches it, so it never leaves this folder. */
export class QuerySyntaxError extends Error {
  readonly error: QueryError;

  constructor(error: QueryError) {
    super(error.message);
    this.error = error;
  }
}

/** Refuses the query at a place. */
export function refuse(
  place: { readonly start: number; readonly end: number },
  message: string,
  hint?: string,
): never {
  const { start, end } = place;
  throw new QuerySyntaxError({ message, start, end, ...(hint === undefined ? {} : { hint }) });
}
