import type { Batch, Format, ParsedEntry, ReadOptions } from "./format.ts";
import { lineTooLong, splitLines } from "./lines.ts";
import { entryReader } from "./ris/entries.ts";
import { parseEntry } from "./ris/record.ts";
import { remarksOf } from "./ris/remarks.ts";

/**
 * RIS, in the dialects of some forty databases and reference managers: records from `TY` to `ER`,
 * one tag and value a line, and whatever else they put between.
 */
export const ris: Format = {
  id: "ris",
  name: "RIS",
  recognizes: (head) => !/^\s*[<{[]/.test(head) && TYPE_LINE.test(head),
  read,
};

// Not `^` with the flag m, which also matches behind U+2028 inside of an abstract.
const TYPE_LINE = /(?:^|[\r\n])[^\S\r\n]*TY[ \u00a0]{1,2}-[^\S\r\n]*[\w /-]*(?:$|[\r\n])/;

const LARGEST_BATCH = 1000;

async function* read(chunks: AsyncIterable<string>, { file }: ReadOptions): AsyncGenerator<Batch> {
  const remarks = remarksOf(file);
  const entries: ParsedEntry[] = [];
  const reader = entryReader(remarks, (entry, header) => {
    entries.push(parseEntry(entry, header, file, remarks));
  });
  for await (const { first, lines, cut } of splitLines(chunks)) {
    for (const line of cut) remarks.keep(lineTooLong("ris", file, line));
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
