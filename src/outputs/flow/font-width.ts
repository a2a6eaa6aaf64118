import { isWide } from "../text/plain-text.ts";

/**
 * Advance widths of the characters from blank to `~` in thousandths of an em: for each the wider of
 * Helvetica (Adobe's font metrics, which Arial shares) and DejaVu Sans, because a reader's machine
 * may draw the diagram with any of them and a line must fit its box in all.
 */
const ASCII = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
  636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
  611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667, 611, 732, 684, 989, 685,
  667, 685, 390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
  278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
] as const;

/** Width of a text in a sans-serif font of that size, never too small. */
export function fontWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text.normalize("NFD")) thousandths += advance(character);
  return (thousandths * size) / 1000;
}

function advance(character: string): number {
  const known = ASCII[(character.codePointAt(0) ?? 0) - 0x20];
  if (known !== undefined) return known;
  if (character === "\u00a0") return ASCII[0];
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  if (isWide(character)) return 1100;
  return /\p{Ll}/u.test(character) ? 1030 : 1100;
}
