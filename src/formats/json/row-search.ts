import { countLines } from "../text/lines.ts";

/**
 * The beginning of an object up to its first name, where a row may begin after a broken one. Its
 * blanks are those of the scanner, which would otherwise fail at the same place again.
 */
const OBJECT_START = /\{[ \t\n\ufeff]{0,200}"([^"\\\n]{1,100})"[ \t\n\ufeff]{0,200}:/g;
const LONGEST_START = 1000;
const MOST_NAMES = 50;

/** Finds where the next row begins after a place that is not JSON. */
export class RowSearch {
  /** The first names of rows so far. */
  readonly #firstNames = new Set<string>();
  /** The last characters of the chunk before. */
  #behind = "";
  #held = "";
  /** A row after a broken place ends its first name after this position in the searched text. */
  #least = 0;

  /**
   * Text that was read before and may contain the beginning of a row; it is put before the searched
   * text.
   */
  get held(): string {
    return this.#held;
  }

  /** Keeps the end of the present chunk; returns the end of the previous one. */
  takeUp(chunk: string): string {
    const before = this.#behind;
    this.#behind = (before + chunk).slice(-LONGEST_START);
    return before;
  }

  /** A row that was read begins with this name. */
  learn(firstName: string): void {
    if (this.#firstNames.size < MOST_NAMES) this.#firstNames.add(firstName);
  }

  /** A broken row begins with this name, which counts if no other row has been read. */
  suppose(firstName: string): void {
    if (this.#firstNames.size === 0) this.#firstNames.add(firstName);
  }

  /**
   * Begins a search after the text read so far; returns the number of lines that it goes back. A
   * text without its closing `"` swallows the beginning of the next row, up to the next `"`, so the
   * search begins a little before the broken place.
   */
  lookBack(read: string): number {
    this.#held = read.slice(-LONGEST_START);
    this.#least = this.#held.length;
    return countLines(this.#held);
  }

  /** Where a row begins, and how many lines are before it; keeps a beginning that may be cut. */
  find(text: string): { readonly start: number | undefined; readonly lines: number } {
    OBJECT_START.lastIndex = 0;
    for (let match = OBJECT_START.exec(text); match !== null; match = OBJECT_START.exec(text)) {
      if (OBJECT_START.lastIndex <= this.#least) continue;
      if (this.#firstNames.size > 0 && !this.#firstNames.has(match[1] ?? "")) continue;
      return { start: match.index, lines: countLines(text.slice(0, match.index)) };
    }
    const rest = Math.max(0, text.length - LONGEST_START);
    this.#held = text.slice(rest);
    this.#least = Math.max(0, this.#least - rest);
    return { start: undefined, lines: countLines(text.slice(0, rest)) };
  }
}
