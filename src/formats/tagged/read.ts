import { raised } from "../../core/records/limits.ts";
import type { Batch, ParsedEntry, ReadOptions } from "../format.ts";
import { LONGEST_LINE, lineTooLong, splitLines } from "../text/lines.ts";
import { type FileProblems, problemsOf } from "./file-problems.ts";

/** Takes lines in order; `end` after the last. */
export interface LineReader {
  readonly readLine: (line: string, number: number) => void;
  readonly end: () => void;
}

const LARGEST_BATCH = 1000;

/** A line without the byte order mark of a file that was appended to another. */
function withoutMark(line: string): string {
  return line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
}

/** Reads a format that is made of tagged lines; `open` makes the reader of one file's lines. */
export async function* readTagged(
  format: string,
  chunks: AsyncIterable<string>,
  { file, limits }: ReadOptions,
  open: (problems: FileProblems, emit: (entry: ParsedEntry) => void) => LineReader,
): AsyncGenerator<Batch> {
  const problems = problemsOf(format, file, limits);
  const longest = raised(LONGEST_LINE, "entry", limits);
  const entries: ParsedEntry[] = [];
  const reader = open(problems, (entry) => {
    entries.push(entry);
  });
  for await (const { first, lines, cut } of splitLines(chunks, longest)) {
    for (const line of cut) problems.keep(lineTooLong(format, file, line, longest));
    for (let i = 0; i < lines.length; i++) {
      reader.readLine(withoutMark(lines[i] ?? ""), first + i);
      if (entries.length >= LARGEST_BATCH) {
        yield { entries: entries.splice(0), problems: problems.take() };
      }
    }
    if (entries.length > 0 || problems.pending() > 0) {
      yield { entries: entries.splice(0), problems: problems.take() };
    }
  }
  reader.end();
  problems.summarize();
  if (entries.length > 0 || problems.pending() > 0) {
    yield { entries: entries.splice(0), problems: problems.take() };
  }
}
