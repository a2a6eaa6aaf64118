import { safeText } from "../../core/records/text/plain-text.ts";
import { plainText } from "../text/plain-text.ts";
import { xmlText } from "../text/xml-text.ts";

/** Text of any origin for a page: on one line, inert, and without marks that reorder other text. */
export function htmlText(text: string): string {
  return xmlText(plainText(text));
}

/** The same for text that keeps its lines, such as a search string. */
export function htmlLines(text: string): string {
  return xmlText(safeText(text, false));
}
