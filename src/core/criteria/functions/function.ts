import type { CriterionField } from "../fields/index.ts";
import type { FieldSubject } from "../subject.ts";

interface FunctionBase {
  readonly name: string;
  /** Names that databases give it, which are accepted as well. */
  readonly aliases?: readonly string[];
  /** One sentence for the help and docs/. */
  readonly description: string;
  /** A criterion that uses it. */
  readonly example: string;
}

/** A function around terms, which says where to look for them. */
export interface FieldFunction extends FunctionBase {
  readonly kind: "fields";
  readonly fields: readonly CriterionField[];
}

/** A function of one word, which is true or false for every record and never unknown. */
export interface TestFunction extends FunctionBase {
  readonly kind: "test";
  /** What its word can be: "a field". */
  readonly expected: string;
  /** The word in the form that the test takes; `undefined` if it has no meaning here. */
  parse(argument: string): string | undefined;
  /** Words to suggest instead of one without meaning. */
  readonly choices: readonly string[];
  /** Fields that it looks at. */
  fields(argument: string): readonly CriterionField[];
  holds(argument: string, subject: FieldSubject): boolean;
}

/**
 * Something that a criterion can call. To add one, write a file like `has.ts` and add a line to
 * `index.ts`.
 */
export type CriterionFunction = FieldFunction | TestFunction;
