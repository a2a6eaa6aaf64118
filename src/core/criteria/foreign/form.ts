/** A construct of another search language, and the pattern that recognises it in a query. */
export interface ForeignForm {
  /**
   * Finds it in a query whose phrases and values are masked. The group `at`, if there is one, is
   * the place that an error underlines.
   */
  readonly pattern: RegExp;
  /** Explains what was found; `undefined` if it is not the construct after all. */
  explain(found: Found): Explanation | undefined;
}

/** A match of a pattern. */
export interface Found {
  /** The place, as the query writes it. */
  readonly text: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** The words before and after it, in lower case; empty at a parenthesis and at either end. */
  readonly before: string;
  readonly after: string;
}

/** What a construct is, and how criteria express it. */
export interface Explanation {
  /** "a field code of Ovid (the title)". */
  readonly what: string;
  /** Whole sentences. A proposal that changes the meaning says so. */
  readonly hint: string;
}

/** Words that join terms in criteria. */
const OPERATOR = /^(?:and|or|not|near|(?:near|w|pre)\/\d*)$/;

/**
 * Whether a place has a term on both sides, which criteria would read as two terms side by side.
 */
export function isBetweenTerms({ before, after }: Found): boolean {
  return before !== "" && after !== "" && !OPERATOR.test(before) && !OPERATOR.test(after);
}

/** Whether a term follows. */
export function isBeforeTerm({ after }: Found): boolean {
  return after !== "" && !OPERATOR.test(after);
}
