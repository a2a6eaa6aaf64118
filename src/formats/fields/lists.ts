import { collapseBlanks } from "../text/lines.ts";
import { decodeReferences } from "../text/markup.ts";
import { literalIn } from "./literals.ts";
import { nameOf } from "./people.ts";

/** Lists in one value: keywords, subjects, links. */

/**
 * The items of a list cell: separated by `;`, `|` or line breaks if there are any, otherwise by
 * commas outside brackets.
 */
export function listOf(written: string): readonly string[] {
  // The semicolon of `&eacute;` is not a separator.
  const cell = decodeReferences(written);
  const quoted = quotedItems(cell);
  const items =
    quoted ?? (/[;|\n]/.test(cell) ? cell.split(/[;|\n]/) : cell.split(/,(?![^()]{0,200}\))/));
  return items.map((item) => item.trim().replace(/^[\s*]+/, "")).filter((item) => item !== "");
}

/** The parts of a cell that contains one value or, after programs merged records, several. */
export function piecesOf(cell: string): readonly string[] {
  const pieces = collapseBlanks(cell.slice(0, 2000))
    .split(/(?<![;|,\s])[;|,\s]+(?=https?:)|(?:(?<!\s)\s+)?[,;|]\s*(?!https?:)/)
    .filter((piece) => piece !== "");
  return pieces.length > 1 ? pieces : [cell];
}

/** Each item once, in order. */
export function unique(items: readonly string[]): readonly string[] {
  return items.length < 2 ? items : [...new Set(items)];
}

/** The items of a list as a program prints it: `['a', 'b']`, `c("a", "b")`, `'a', 'b'`, `[{"name": "a"}]`. */
export function quotedItems(cell: string): readonly string[] | undefined {
  const literal = literalIn(cell);
  if (literal === undefined) return undefined;
  return (Array.isArray(literal) ? literal : [literal]).map(nameOf);
}
