import type { Paper } from "../../core/claims/paper/paper.ts";

/** What a file of a paper says, without its name. */
export type PaperText = Pick<Paper, "unit" | "passages"> & {
  /** Macros that it defines as numbers. */
  readonly macros: readonly { readonly name: string; readonly n: number; readonly line: number }[];
  /** Macros named as slr names them, with where they are used. */
  readonly uses: readonly { readonly name: string; readonly line: number }[];
};

/** A format in which papers are written. To add one: a file here and a line in `index.ts`. */
export interface PaperFormat {
  readonly name: string;
  readonly endings: readonly string[];
  /** Files that the text takes in, as it names them. */
  inputs?(text: string): readonly string[];
  /** `macros`: what other files define. */
  read(content: Uint8Array | string, macros: ReadonlyMap<string, number>): PaperText;
}
