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

/** The lines of a search history, whose numbers count up from 1; a line without one goes on. */
export function historyOf(text: string): HistoryLines | undefined {
  const lines = new Map<number, Span>();
  let offset = 0;
  let goesOn = false;
  for (const line of text.split("\n")) {
    const found = line.trim() === "" ? undefined : LINE.exec(line.replace(/\r$/, ""));
    if (found === null) {
      const before = lines.get(lines.size);
      if (before === undefined) return undefined;
      lines.set(lines.size, { start: before.start, end: offset + line.trimEnd().length });
      goesOn = true;
    } else if (found !== undefined) {
      const { number = "", query: rest = "" } = found.groups ?? {};
      const query = rest.trimEnd();
      // `1 and 4` alone combines lines that are not here.
      if (Number(number) !== lines.size + 1 || /^(?:and|or|not)\s/i.test(query)) return undefined;
      const start = offset + line.indexOf(query, line.indexOf(number) + number.length);
      lines.set(lines.size + 1, { start, end: start + query.length });
    }
    offset += line.length + 1;
  }
  const last = lines.get(lines.size);
  // One number before lines that go on may be a term.
  if (last === undefined || (goesOn && lines.size < 2)) return undefined;
  return { text, lines, last, open: new Set(), used: new Set(), lastNumber: lines.size };
}
