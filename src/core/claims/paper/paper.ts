/** A paragraph, a caption or a row of a table of a paper, as plain text on one line. */
export interface Passage {
  readonly text: string;
  /** Where in `text` each line of the file begins, in order. */
  readonly lines: readonly (readonly [offset: number, line: number])[];
}

/** A number that a paper defines as a macro, as `slr prisma -o flow.tex` does: `\slrScreened`. */
export interface PaperMacro {
  readonly name: string;
  readonly n: number;
  readonly file: string;
  readonly line: number;
}

/** The content of a paper. */
export interface Paper {
  readonly file: string;
  /** The unit of its line numbers: a Word file has no lines. */
  readonly unit: "line" | "paragraph";
  readonly passages: readonly Passage[];
  readonly macros: readonly PaperMacro[];
}

/** The line of a place in a passage. */
export function lineAt({ lines }: Passage, offset: number): number {
  let found = lines[0]?.[1] ?? 1;
  for (const [start, line] of lines) if (start <= offset) found = line;
  return found;
}
