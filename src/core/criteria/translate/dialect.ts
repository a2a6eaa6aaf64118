import type { Context } from "./expression.ts";
import type { Reader } from "./reader.ts";
import type { Span } from "./translation.ts";
import type { Tree } from "./tree.ts";

/**
 * What binds first where a string has no parentheses.
 * - `left-to-right`: as read.
 * - `and-first`: NEAR, NOT, AND, OR, as in slr.
 * - `or-first`: OR, proximity, AND, AND NOT, as in Scopus.
 * - `unknown`: sources disagree or say nothing, so operators that mix are refused.
 */
export type Order = "left-to-right" | "and-first" | "or-first" | "unknown";

/** What a wildcard stands for. */
export type Wildcard = "any" | "one" | "none-or-one";

/** A proximity operator of a dialect. */
export interface NearForm {
  /** Sticky; a group `words` holds the number. */
  readonly pattern: RegExp;
  /** What it means in words between, or why it cannot be said. */
  read(
    words: number | undefined,
  ):
    | { readonly distance: number; readonly isOrdered: boolean; readonly note?: string }
    | { readonly why: string; readonly hint: string };
}

/**
 * The search language of a database. To add one: a file in `dialects/` and a line in its index.
 */
export interface Dialect {
  /** As slr.yaml and the command line name it. */
  readonly name: string;
  readonly title: string;
  /** Names of sources that are searched in it. */
  readonly sources: RegExp;
  readonly order: Order;
  /** What two terms side by side mean. */
  readonly sideBySide: "and" | "or" | "phrase" | "refused";
  /** Whether operators are operators in capitals only. */
  readonly hasCapitalOperators?: boolean;
  /** Quotes around phrases beside double ones. */
  readonly hasSingleQuotes?: boolean;
  readonly wildcards: Readonly<Record<string, { readonly is: Wildcard; readonly note?: string }>>;
  /** Whether wildcards count inside of quotes. */
  readonly wildcardsInQuotes: boolean;
  /**
   * Whether a word without quotes stands for its plural and other forms, as in slr. Where it does not,
   * its translation stands in quotes.
   */
  readonly findsVariants: boolean;
  readonly near: readonly NearForm[];
  /** A word of a term; sticky. */
  readonly word: RegExp;
  /** What a string without field codes is searched in, and what to write. */
  readonly unscoped: { readonly why: string; readonly hint: string };
  /** Where it finds more or less than slr, whatever the string says. */
  readonly remarks: readonly string[];
  /** Operands that only this dialect has: fields around terms, headings, limits. */
  readOperand?(reader: Reader, context: Context): Tree | undefined;
  /** Field codes behind an operand. */
  readSuffix?(reader: Reader, operand: Tree, context: Context): Tree | undefined;
  /** Refuses a term that the database itself does not take as it stands. */
  checkTerm?(term: string, place: Span, reader: Reader): void;
}
