import type { Context } from "./expression.ts";
import type { Reader } from "./reader.ts";
import type { Span } from "./translation.ts";
import type { Tree } from "./tree.ts";

/**
 * Which operator binds first in a string without parentheses.
 * - `left-to-right`: as read.
 * - `and-first`: NEAR, NOT, AND, OR, as in slr.
 * - `or-first`: OR, proximity, AND, AND NOT, as in Scopus.
 * - `unknown`: sources disagree or say nothing, so mixed operators are refused.
 */
export type Order = "left-to-right" | "and-first" | "or-first" | "unknown";

/** What a wildcard stands for. */
export type Wildcard = "any" | "one" | "none-or-one";

/** A proximity operator of a dialect. */
export interface NearForm {
  /** Sticky; a group `words` holds the number. */
  readonly pattern: RegExp;
  /** The number of words between, or why slr cannot express it. */
  read(
    words: number | undefined,
  ):
    | { readonly distance: number; readonly isOrdered: boolean; readonly note?: string }
    | { readonly why: string; readonly hint: string };
}

/**
 * The search language of a database. To add one, write a file in `dialects/` and a line in its
 * index.
 */
export interface Dialect {
  /** Its name in slr.yaml and on the command line. */
  readonly name: string;
  readonly title: string;
  /** Names of sources that are searched in it. */
  readonly sources: RegExp;
  readonly order: Order;
  /** The meaning of two terms side by side. */
  readonly sideBySide: "and" | "or" | "phrase" | "refused";
  /** Whether it takes operators in capitals only. */
  readonly hasCapitalOperators?: boolean;
  /** Quotes around phrases, in addition to double ones. */
  readonly hasSingleQuotes?: boolean;
  readonly wildcards: Readonly<Record<string, { readonly is: Wildcard; readonly note?: string }>>;
  /** Whether wildcards work inside quotes. */
  readonly wildcardsInQuotes: boolean;
  /**
   * Whether a word without quotes also finds its plural and other forms, as in slr. If not, its
   * translation gets quotes.
   */
  readonly findsVariants: boolean;
  readonly near: readonly NearForm[];
  /** A word of a term; sticky. */
  readonly word: RegExp;
  /** The fields that a string without field codes searches, and how to write them. */
  readonly unscoped: { readonly why: string; readonly hint: string };
  /** Differences in what it and slr find, for any string. */
  readonly remarks: readonly string[];
  /** Operands of this dialect only: fields around terms, headings, limits. */
  readOperand?(reader: Reader, context: Context): Tree | undefined;
  /** Field codes after an operand. */
  readSuffix?(reader: Reader, operand: Tree, context: Context): Tree | undefined;
  /** Refuses a term that the database itself does not accept. */
  checkTerm?(term: string, place: Span, reader: Reader): void;
}
