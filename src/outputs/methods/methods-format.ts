import type { MethodsStatement } from "../../core/overviews/methods/methods-statement.ts";

/** A form of the methods section. To add one, write a file and list it in `methods-formats.ts`. */
export interface MethodsFormat {
  readonly name: string;
  /** File extensions that select it. */
  readonly endings: readonly string[];
  /** A description for help and docs. */
  readonly summary: string;
  readonly binary?: boolean;
  render(statement: MethodsStatement): string | Uint8Array;
}
