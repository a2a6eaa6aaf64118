import type { Passage } from "../../core/claims/paper/paper.ts";

/** Builds passages from lines; a blank line ends a passage. */
export class PassageBuilder {
  readonly passages: Passage[] = [];
  #text = "";
  #lines: [number, number][] = [];

  /** A line of a paragraph. */
  add(text: string, line: number): void {
    if (text.trim() === "") {
      this.end();
      return;
    }
    if (this.#text !== "") this.#text += " ";
    this.#lines.push([this.#text.length, line]);
    this.#text += text.trim();
  }

  /** A line that is a passage by itself: a heading, a row of a table. */
  addAlone(text: string, line: number): void {
    this.end();
    this.add(text, line);
    this.end();
  }

  end(): void {
    if (this.#text !== "") this.passages.push({ text: this.#text, lines: this.#lines });
    this.#text = "";
    this.#lines = [];
  }
}
