import type { Batch } from "../core/records/entry.ts";
import type { Problem } from "../core/records/problem.ts";
import { limitRepeats } from "../core/records/repeats.ts";
import { plural } from "../core/records/text/plural.ts";
import type { Format, ReadOptions } from "./format.ts";
import { foreignLines } from "./joined.ts";

/**
 * Guards the law that every entry of an export is read once. It counts the marks of entries in the
 * raw text while a format reads, and reports where the two differ. Of problems of one kind it
 * passes on the first ones only, so that no format has to.
 */

/**
 * Problems of a format that explain why marks and entries differ; the guard adds nothing to them.
 */
const EXPLAINS =
  /\/(?:repeated-mark|missing-type|missing-end|outside-entry|damaged-opening|commented-entry|unclosed-entry|entry-too-long|record-too-long|row-too-long|line-too-long|unclosed-quote|unreadable-entry|cut-off|outside-record|empty-entry)$/;

/** Reads an export, and adds a problem if the entries are not those that the raw text shows. */
export async function* readGuarded(
  format: Format,
  chunks: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const guard = guardOf(format, options.file);
  const repeats = limitRepeats(options.file);
  const watched = async function* () {
    for await (const chunk of chunks) {
      guard.see(chunk);
      yield chunk;
    }
  };
  for await (const batch of format.read(watched(), options)) {
    for (const line of linesOf(batch)) guard.entry(line);
    for (const line of batch.asides ?? []) guard.aside(line);
    const listed = repeats.of(batch.problems);
    for (const problem of listed) guard.problem(problem);
    for (const entry of batch.entries)
      if (entry.kind === "unreadable") guard.problem(entry.problem);
    yield listed.length === batch.problems.length ? batch : { ...batch, problems: listed };
  }
  const problems = [...repeats.more(), ...guard.end()];
  if (problems.length > 0) yield { entries: [], problems };
}

/**
 * The lines where the entries of a batch begin, and lines that only look like it, whose marks count
 * as read, too.
 */
function linesOf({ entries, asides = [] }: Batch): readonly number[] {
  const lines = entries.map(({ line }) => line);
  return asides.length === 0 ? lines : [...lines, ...asides].sort((a, b) => a - b);
}

/** Stretches of lines from one entry to the next that do not have as many marks as entries. */
interface Difference {
  readonly from: number;
  /** The line after the last one. */
  readonly to: number;
  readonly marks: readonly number[];
  readonly entries: number;
}

const MOST_DIFFERENCES = 1000;
const MOST_MARKS = 10;

function guardOf(format: Format, file: string) {
  const { id, marks } = format;
  const finder = marks();
  const foreign = foreignLines(format, file);
  const lines = lineSplitter((line, number, goesOn) => {
    if (!goesOn && finder.inValue?.() !== true) foreign.see(line, number);
    const found = goesOn ? (finder.findOn?.(line) ?? 0) : finder.find(line);
    if (found === "maybe") possible.push(number);
    else for (let count = found; count > 0; count--) ahead.push(number);
  });
  // Marks after the open entry; the format reads no entry before the guard has seen its text.
  let ahead: number[] = [];
  let possible: number[] = [];
  let open = 0;
  let openEntries = 0;
  let total = 0;
  const differences: Difference[] = [];
  const explained: number[] = [];

  /** Ends the stretch of lines that belongs to the open entries. */
  function close(to: number): void {
    const marks = ahead.filter((line) => line < to);
    const more = possible.filter((line) => line < to).length;
    ahead = ahead.slice(marks.length);
    possible = possible.slice(more);
    const isHeader = openEntries === 0 && finder.hasHeader === true;
    if (isHeader || (marks.length <= openEntries && openEntries <= marks.length + more)) return;
    if (differences.length >= MOST_DIFFERENCES) return;
    differences.push({ from: open, to, marks: marks.slice(0, MOST_MARKS), entries: openEntries });
  }

  return {
    see: lines.read,
    entry(line: number): void {
      total += 1;
      foreign.entry(line);
      if (line !== open) {
        close(line);
        open = line;
        openEntries = 0;
      }
      openEntries += 1;
    },
    aside: foreign.aside,
    problem({ code, line }: Problem): void {
      if (line !== undefined && EXPLAINS.test(code)) explained.push(line);
    },
    end(): readonly Problem[] {
      lines.end();
      const others = foreign.problems();
      const totals = finder.totals?.();
      if (totals !== undefined)
        return [...totalProblems(id, file, total, totals, explained.length > 0), ...others];
      close(Number.POSITIVE_INFINITY);
      const found = differences
        .filter(({ from, to }) => !explained.some((line) => line >= from && line < to))
        .map((difference) => problemOf(id, file, difference));
      return [...found, ...others];
    },
  };
}

/**
 * More marks than entries may be records that were not counted; fewer may be a record counted
 * twice.
 */
function problemOf(id: string, file: string, { from, to, marks, entries }: Difference): Problem {
  const code = `${id}/entry-count`;
  const [first = from, second] = marks;
  if (marks.length > entries) {
    const line = entries === 0 ? first : (second ?? first);
    const where = entries === 0 ? "above the first entry" : `in the entry of line ${from}`;
    const message = `The text has ${plural(marks.length, "beginning")} of entries here, and slr read ${entries === 0 ? "none" : plural(entries, "entry")}: another entry seems to begin ${where}. Compare with the database; an entry may be missing.`;
    return {
      severity: "error",
      code,
      file,
      line,
      message,
      ...(entries > 0 && line !== from && { related: { file, line: from } }),
    };
  }
  const until = to === Number.POSITIVE_INFINITY ? "the end of the file" : `line ${to - 1}`;
  const message = `slr read ${plural(entries, "entry")} from here to ${until}, and the text has ${plural(marks.length, "beginning")} of entries. Compare with the database; an entry may be counted twice.`;
  return { severity: "warning", code, file, line: from, message };
}

/**
 * If the text has no lines to go by, one of the ways to count must give the number that was read.
 */
function totalProblems(
  id: string,
  file: string,
  total: number,
  totals: readonly number[],
  isExplained: boolean,
): readonly Problem[] {
  if (isExplained || totals.includes(total) || (total === 0 && totals.length === 0)) return [];
  const most = Math.max(0, ...totals);
  const message = `slr read ${plural(total, "entry")}, and no list in the text has as many; the largest has ${most}. Compare with the database.`;
  return [
    { severity: most > total ? "error" : "warning", code: `${id}/entry-count`, file, message },
  ];
}

/** A longer line comes in pieces of about this length: a line may be longer than a text can be. */
const PIECE = 16 * 1024 * 1024;

/**
 * Lines of text that arrives in chunks, each with its number. Of a line in pieces, `goesOn` is true
 * for all but the first.
 */
function lineSplitter(take: (line: string, number: number, goesOn: boolean) => void) {
  let open = "";
  let goesOn = false;
  let number = 1;
  let afterReturn = false;
  return {
    read(chunk: string): void {
      if (chunk === "") return;
      const text = afterReturn && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
      afterReturn = chunk.endsWith("\r");
      const lines = text.includes("\r") ? text.split(/\r\n|\r|\n/) : text.split("\n");
      for (let i = 0; i + 1 < lines.length; i++) {
        take(open + (lines[i] ?? ""), number, goesOn);
        open = "";
        goesOn = false;
        number += 1;
      }
      open += lines.at(-1) ?? "";
      if (open.length < PIECE) return;
      const cut = cutOf(open);
      take(open.slice(0, cut), number, goesOn);
      open = open.slice(cut);
      goesOn = true;
    },
    end(): void {
      if (open !== "") take(open, number, goesOn);
    },
  };
}

/** How far back a cut is looked for, and how far from it every mark stays. */
const LOOKS_BACK = 4096;
const FROM_A_MARK = 64;
const OF_A_MARK = /[@<{}()[\]"\\]/;

/** Where a long line is cut, so that no mark of an entry is cut in two: inside of a word. */
function cutOf(line: string): number {
  const from = Math.max(FROM_A_MARK, line.length - LOOKS_BACK);
  for (let at = line.length - 1; at > from; at--) {
    if (!/^[a-z0-9]{2}$/i.test(line.slice(at - 1, at + 1))) continue;
    if (!OF_A_MARK.test(line.slice(at - FROM_A_MARK, at))) return at;
  }
  return line.length;
}
