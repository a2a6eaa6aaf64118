import type { Paper } from "../../core/claims/paper/paper.ts";

/** The content of one file of a paper. */
export type PaperText = Pick<Paper, "unit" | "passages"> & {
  /** The macros that it defines as numbers. */
  readonly macros: readonly { readonly name: string; readonly n: number; readonly line: number }[];
  /** The uses of macros that have names of slr. */
  readonly uses: readonly { readonly name: string; readonly line: number }[];
};

/** A format in which papers are written. To add one, write a file here and a line in `index.ts`. */
export interface PaperFormat {
  readonly name: string;
  readonly endings: readonly string[];
  /** The files that the text includes, as it names them. */
  inputs?(text: string): readonly string[];
  /** `macros`: the definitions of other files. */
  read(content: Uint8Array | string, macros: ReadonlyMap<string, number>): PaperText;
}
