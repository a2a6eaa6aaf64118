import type { Batch, ParsedEntry } from "../format.ts";
import { lineTooLong, splitLines } from "../text/lines.ts";
import { type Remarks, remarksOf } from "./remarks.ts";

/** Takes lines in order; `end` after the last. */
export interface LineReader {
  readonly readLine: (line: string, number: number) => void;
  readonly end: () => void;
}

const LARGEST_BATCH = 1000;

/** Reads a format that is made of tagged lines; `open` makes the reader of one file's lines. */
export async function* readTagged(
  format: string,
  chunks: AsyncIterable<string>,
  file: string,
  open: (remarks: Remarks, emit: (entry: ParsedEntry) => void) => LineReader,
): AsyncGenerator<Batch> {
  const remarks = remarksOf(format, file);
  const entries: ParsedEntry[] = [];
  const reader = open(remarks, (entry) => {
    entries.push(entry);
  });
  for await (const { first, lines, cut } of splitLines(chunks)) {
    for (const line of cut) remarks.keep(lineTooLong(format, file, line));
    for (let i = 0; i < lines.length; i++) {
      reader.readLine(lines[i] ?? "", first + i);
      if (entries.length >= LARGEST_BATCH) {
        yield { entries: entries.splice(0), problems: remarks.take() };
      }
    }
    if (entries.length > 0 || remarks.pending() > 0) {
      yield { entries: entries.splice(0), problems: remarks.take() };
    }
  }
  reader.end();
  remarks.summarize();
  if (entries.length > 0 || remarks.pending() > 0) {
    yield { entries: entries.splice(0), problems: remarks.take() };
  }
}
