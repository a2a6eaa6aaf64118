import type { QueryError } from "./query.ts";

/** Characters that a terminal shows two columns wide: East Asian scripts, full-width forms, most emoji. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;
/** Characters around the error that are shown of a long line. */
const CONTEXT = 60;

/** The line of the query with carets below the place, as two lines of text. */
export function caretUnder(text: string, error: QueryError): string {
  const start = Math.min(error.start, text.length);
  const lineStart =
    Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const rest = text.slice(lineStart).search(/[\r\n]/);
  const lineEnd = rest < 0 ? text.length : lineStart + rest;
  const end = Math.max(start, Math.min(error.end, lineEnd));

  // For a long query, the text around the place is more useful than the whole query.
  const from = start - lineStart > 2 * CONTEXT ? start - CONTEXT : lineStart;
  const to = lineEnd - start > 2 * CONTEXT ? start + CONTEXT : lineEnd;
  const head = `${from > lineStart ? "…" : ""}${text.slice(from, start)}`;
  const place = text.slice(start, Math.min(end, to));
  const tail = `${text.slice(start + place.length, to)}${to < lineEnd ? "…" : ""}`;

  const padding = [...head].map((char) => (char === "\t" ? "\t" : " ".repeat(columns(char))));
  const width = [...place].reduce((sum, char) => sum + columns(char), 0);
  return `${head}${place}${tail}\n${padding.join("")}${"^".repeat(Math.max(1, width))}`;
}

function columns(char: string): number {
  return WIDE.test(char) ? 2 : /^\p{M}$/u.test(char) ? 0 : 1;
}
