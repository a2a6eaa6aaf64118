/**
 * What became of the lines of a table that people keep. Nothing is lost here either: each line is
 * the header, is blank, belongs to a row that was read, or is reported.
 */
export interface TableLines {
  readonly file: string;
  /** All lines of the file, counted by its line ends alone. */
  readonly lines: number;
  /** Lines of the header, and blank ones. */
  readonly besides: number;
  /** Lines of the rows that were read. */
  readonly read: number;
  /** Lines that a problem names. */
  readonly reported: number;
}

/** Counts the lines of a text; the last one needs no line end. */
export function countLines(text: string): number {
  const ends = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  return text !== "" && text !== "\uFEFF" && !/[\r\n]$/.test(text) ? ends + 1 : ends;
}
