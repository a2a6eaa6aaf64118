/** Text from exports and protocols, made safe and measurable for terminals and diagrams. */

export { plainText } from "../../core/records/text/plain-text.ts";

/**
 * Ranges that terminals draw two cells wide (Unicode East Asian Width W and F, including emoji).
 */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f200}-\u{1f265}\u{1f300}-\u{1f320}\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}\u{1f3a0}-\u{1f3ca}\u{1f3cf}-\u{1f3d3}\u{1f3e0}-\u{1f3f0}\u{1f3f4}\u{1f3f8}-\u{1f43e}\u{1f440}\u{1f442}-\u{1f4fc}\u{1f4ff}-\u{1f53d}\u{1f54b}-\u{1f54e}\u{1f550}-\u{1f567}\u{1f57a}\u{1f595}\u{1f596}\u{1f5a4}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f6cc}\u{1f6d0}-\u{1f6d2}\u{1f6d5}-\u{1f6df}\u{1f6eb}\u{1f6ec}\u{1f6f4}-\u{1f6fc}\u{1f7e0}-\u{1f7eb}\u{1f90c}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/**
 * Marks that combine with the letter before them, joiners, and the vowels and finals of Hangul
 * letters.
 */
const ZERO = /(?!\u00ad)[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;

/** The number of cells that the text takes in a terminal. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return cells;
}

/** The beginning of a text, as much of it as takes so many cells. */
export function startWithin(text: string, cells: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > cells) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The end of a text, as much of it as takes so many cells. */
export function endWithin(text: string, cells: number): string {
  let used = 0;
  let begin = text.length;
  for (const character of [...text].reverse()) {
    used += displayWidth(character);
    if (used > cells) break;
    begin -= character.length;
  }
  return text.slice(begin);
}

/** Tells whether the character fills a square of its line, as CJK characters and emoji do. */
export function isWide(character: string): boolean {
  return WIDE.test(character);
}

/**
 * Breaks text at blanks into lines of at most `first` and then `rest` units, as `measure` counts
 * them; a word longer than a line is cut. A no-break space keeps two words together.
 */
export function wrapText(
  text: string,
  first: number,
  rest: number,
  measure: (text: string) => number,
): string[] {
  const blank = measure(" ");
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  const room = () => (lines.length === 0 ? first : rest);
  const flush = () => {
    lines.push(line.join(" "));
    line = [];
    used = 0;
  };
  const put = (piece: string, width: number) => {
    used += width + (line.length > 0 ? blank : 0);
    line.push(piece);
  };
  for (const word of text.split(" ")) {
    const width = measure(word);
    // A script without blanks breaks between its letters, so this needs no new line.
    if (line.length > 0 && used + blank + width > room() && !WIDE.test(word)) flush();
    if (used + (line.length > 0 ? blank : 0) + width <= room()) {
      put(word, width);
      continue;
    }
    let piece = "";
    let pieceWidth = 0;
    for (const letter of word.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
      const letterWidth = measure(letter);
      const before = used + (line.length > 0 ? blank : 0) + pieceWidth;
      if (before > 0 && before + letterWidth > room()) {
        if (piece !== "") put(piece, pieceWidth);
        flush();
        piece = "";
        pieceWidth = 0;
      }
      piece += letter;
      pieceWidth += letterWidth;
    }
    put(piece, pieceWidth);
  }
  if (line.length > 0 || lines.length === 0) flush();
  return lines;
}
