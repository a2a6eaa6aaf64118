import { countLines } from "../text/lines.ts";

/**
 * The beginning of an object up to its first name: there a row may begin behind a broken one. Its
 * blanks are those of the scanner, which else would break at the same place again.
 */
const OBJECT_START = /\{[ \t\n\ufeff]{0,200}"([^"\\\n]{1,100})"[ \t\n\ufeff]{0,200}:/g;
const LONGEST_START = 1000;
const MOST_NAMES = 50;

/** Finds where the next row begins behind a place that is no JSON. */
export class RowSearch {
  /** The first names of rows so far. */
  readonly #firstNames = new Set<string>();
  /** The last characters of the chunk before. */
  #behind = "";
  #held = "";
  /** A row behind a broken place ends its first name behind this place in what is searched. */
  #least = 0;

  /** What was read before and may hold the beginning of a row: it goes before what is searched. */
  get held(): string {
    return this.#held;
  }

  /** Remembers the end of a chunk that is read now; gives the end of the one before. */
  takeUp(chunk: string): string {
    const before = this.#behind;
    this.#behind = (before + chunk).slice(-LONGEST_START);
    return before;
  }

  /** A row that was read begins with this name. */
  learn(firstName: string): void {
    if (this.#firstNames.size < MOST_NAMES) this.#firstNames.add(firstName);
  }

  /** A broken row begins with this name: it counts where no other row has been read. */
  suppose(firstName: string): void {
    if (this.#firstNames.size === 0) this.#firstNames.add(firstName);
  }

  /**
   * Begins a search behind what was read; gives the number of lines that it goes back. A text
   * without its closing `"` swallows the beginning of the next row, up to the next `"`: so the
   * search begins a little before the broken place.
   */
  lookBack(read: string): number {
    this.#held = read.slice(-LONGEST_START);
    this.#least = this.#held.length;
    return countLines(this.#held);
  }

  /** Where a row begins, and how many lines lie before it; keeps a beginning that may be cut. */
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
