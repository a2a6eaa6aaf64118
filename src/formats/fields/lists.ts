import { oneLine } from "../text/lines.ts";
import { decodeReferences } from "../text/markup.ts";

/** Lists that one value holds: keywords, subjects, links. */

/** The items of a list cell: by `;`, `|` or line breaks where there are any, else by commas outside of brackets. */
export function listOf(written: string): readonly string[] {
  // The semicolon of `&eacute;` is no separator.
  const cell = decodeReferences(written);
  const quoted = quotedItems(cell);
  const items =
    quoted ?? (/[;|\n]/.test(cell) ? cell.split(/[;|\n]/) : cell.split(/,(?![^()]{0,200}\))/));
  return items.map((item) => item.trim().replace(/^[\s*]+/, "")).filter((item) => item !== "");
}

/** The pieces of a cell that holds one thing or, where programs merged records, several. */
export function piecesOf(cell: string): readonly string[] {
  const pieces = oneLine(cell.slice(0, 2000))
    .split(/(?<![;|,\s])[;|,\s]+(?=https?:)|(?:(?<!\s)\s+)?[,;|]\s*(?!https?:)/)
    .filter((piece) => piece !== "");
  return pieces.length > 1 ? pieces : [cell];
}

/** The items once each, in their order. */
export function unique(items: readonly string[]): readonly string[] {
  return items.length < 2 ? items : [...new Set(items)];
}

/** The strings of a list as Python or R print it: `['a', 'b']`, `c("a", "b")`, `'a', 'b'`. */
export function quotedItems(cell: string): readonly string[] | undefined {
  const inner = /^(?:\[|c\()?\s*((['"])[\s\S]*\2)\s*[\])]?$/.exec(cell.trim())?.[1];
  if (inner === undefined) return undefined;
  const quote = inner[0] ?? "'";
  const items = inner.slice(1, -1).split(/['"]\s*,\s*['"]/);
  return items.length > 1 || /^\s*(?:\[|c\()/.test(cell)
    ? items.map((item) => item.replaceAll(`\\${quote}`, quote))
    : undefined;
}
