import type { Span } from "./translation.ts";

/** The numbered lines of a search history; the last one is the search. */
export interface HistoryLines {
  readonly text: string;
  readonly lines: ReadonlyMap<number, Span>;
  readonly last: Span;
  /** Numbers of lines that are being read, to notice a line that refers to itself. */
  readonly open: Set<number>;
  /** Numbers that some line refers to. */
  readonly used: Set<number>;
  readonly lastNumber: number;
}

/** `1. asthma.ti.`, `#1 TS=asthma`, `S1 TI asthma`, `1	asthma`. */
const LINE = /^[^\S\n]*(?:#|S)?(?<number>\d{1,3})(?:[.):]|(?=\s))[^\S\n]+(?<query>\S.*)$/iu;

/** The lines of a search history, whose numbers count up from 1. */
export function historyOf(text: string): HistoryLines | undefined {
  const lines = new Map<number, Span>();
  let offset = 0;
  let expected = 1;
  let last: Span | undefined;
  for (const line of text.split("\n")) {
    const found = line.trim() === "" ? undefined : LINE.exec(line.replace(/\r$/, ""));
    if (found === null) return undefined;
    if (found !== undefined) {
      const { number = "", query: rest = "" } = found.groups ?? {};
      const query = rest.trimEnd();
      // `1 and 4` alone combines lines that are not here.
      if (Number(number) !== expected || /^(?:and|or|not)\s/i.test(query)) return undefined;
      const start = offset + line.indexOf(query, line.indexOf(number) + number.length);
      last = { start, end: start + query.length };
      lines.set(expected, last);
      expected += 1;
    }
    offset += line.length + 1;
  }
  if (last === undefined) return undefined;
  return { text, lines, last, open: new Set(), used: new Set(), lastNumber: expected - 1 };
}
