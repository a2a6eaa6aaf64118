import { stated } from "../../core/records/normalize.ts";
import { textOfFormula } from "../../core/records/text/formula.ts";

/**
 * Quotes around a cell that are not part of its text. If there are more inside, `"A "quoted"
 * title"`, a quote after a blank opens; in `"One" or "two"` the second one closes.
 */
const ENCLOSED = /^"([^"]*(?:(?<=[\s(])"(?!\s)[^"]*"[^"]*)*)"\s*$/;

/**
 * The value of a cell: without blanks, Excel's `="…"`, the `'` of an escaped formula, and
 * placeholders.
 */
export function cellValue(cell: string | undefined): string | undefined {
  if (cell === undefined || cell === "") return undefined;
  let text = cell;
  const first = text.charCodeAt(0);
  if (first === 0x3d /* = */) text = text.replace(/^="([\s\S]*)"\s*$/, "$1");
  else if (first === 0x27 /* ' */) text = textOfFormula(text);
  else if (first === 0x22 /* " */) text = text.replace(ENCLOSED, "$1");
  return stated(text);
}
