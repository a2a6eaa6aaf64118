import { howToRaise, inMillions } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";

/** Lines of text that arrives in chunks; for every format that is made of lines. */

/** Consecutive lines without their ends; the first has the number `first`, counted from 1. */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
  /** Numbers of lines that were longer than the cap and lost their end. */
  readonly cut: readonly number[];
}

/** Longest line, in UTF-16 code units. Abstracts have 10,000; references in a Scopus note 100,000. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Splits at CRLF, LF and lone CR, which WoS and IEEE write inside of records, and at nothing else:
 * U+2028, U+2029, U+0085, VT and FF occur inside of abstracts. One batch for one chunk. A line
 * longer than the cap loses its end, so memory is bounded.
 */
export async function* splitLines(
  chunks: AsyncIterable<string>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<LineBatch> {
  let first = 1;
  // The open line: what has arrived of it, up to the cap, and whether more has arrived.
  let open = "";
  let overflow = false;
  // The last chunk ended with CR, so LF at the start of this one ends no further line.
  let afterCr = false;
  for await (const chunk of chunks) {
    if (chunk === "") continue;
    const text = afterCr && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
    afterCr = chunk.endsWith("\r");
    if (text === "") continue;
    const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n");
    const cut: number[] = [];
    const last = lines.length - 1;
    for (let i = 0; i <= last; i++) {
      let line = lines[i] ?? "";
      if (i === 0) {
        overflow ||= open.length + line.length > longest;
        line = overflow ? open + line.slice(0, longest - open.length) : open + line;
      } else if (line.length > longest) {
        overflow = true;
        line = line.slice(0, longest);
      }
      if (i === last) open = line;
      else {
        if (overflow) cut.push(first + i);
        overflow = false;
        lines[i] = line;
      }
    }
    lines.length = last;
    if (last > 0) yield { first, lines, cut };
    first += last;
  }
  if (open !== "") yield { first, lines: [open], cut: overflow ? [first] : [] };
}

/** The problem to report for a line number in `cut`. */
export function lineTooLong(
  format: string,
  file: string,
  line: number,
  longest: number = LONGEST_LINE,
): Problem {
  return {
    severity: "error",
    code: `${format}/line-too-long`,
    file,
    line,
    message: `This line is longer than ${inMillions(longest)}. Its end was left out; ${howToRaise("entry")}.`,
  };
}

/** The text with every line end as LF: CRLF and a lone CR end a line too. */
export async function* lineFeeds(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = false;
  for await (const chunk of chunks) {
    if (chunk === "") continue;
    let text: string = held ? `\r${chunk}` : chunk;
    held = text.endsWith("\r");
    if (held) text = text.slice(0, -1);
    if (text !== "") yield withLineFeeds(text);
  }
  if (held) yield "\n";
}

/** A text with every line end as LF. */
export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** How many line ends are in a text whose line ends are LF. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Text in one line. */
export function collapseBlanks(text: string): string {
  return /[\s\u00a0]{2}|[\t\n\f\r\v\u2028\u2029]/.test(text) ? text.replace(/\s+/g, " ") : text;
}
