import { collapseBlanks } from "../text/lines.ts";

/** Page numbers and counts. */

/** A number such as `12`, `1,204` or `12.0`. */
export function countOf(text: string): number | undefined {
  const match = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+)?$/.exec(text);
  return match === null ? undefined : Number(match[1]?.replaceAll(",", ""));
}

/** `12-34` for `12 – 34` and `12‐34`. */
export function pagesOf(text: string): string {
  return collapseBlanks(text).replace(/(?:(?<!\s)\s+)?[-\u2010-\u2015\u2212]+\s*/g, "-");
}
