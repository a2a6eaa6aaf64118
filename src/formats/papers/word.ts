import { SaxesParser } from "saxes";
import type { PaperFormat } from "./paper-format.ts";
import { PassageBuilder } from "./passages.ts";

/** The body of a Word file (`word/document.xml`): its paragraphs, and the rows of its tables. */
export const word: PaperFormat = {
  name: "Word",
  endings: [".docx"],
  read(content) {
    const builder = new PassageBuilder();
    const reader = new BodyReader(builder);
    const parser = new SaxesParser();
    parser.on("opentag", ({ name }) => reader.open(name));
    parser.on("closetag", ({ name }) => reader.close(name));
    parser.on("text", (text) => reader.text(text));
    parser.on("error", () => {}); // what stands behind damage is read as far as it goes
    parser.write(String(content)).close();
    builder.end();
    return { unit: "paragraph", passages: builder.passages, macros: [], uses: [] };
  },
};

/** Elements with deleted text, the second version of a figure, or the formula of a field. */
const SKIPPED: ReadonlySet<string> = new Set(["w:del", "mc:Fallback", "w:instrText", "w:moveFrom"]);

class BodyReader {
  readonly #builder: PassageBuilder;
  /** The open paragraphs: a paragraph of a figure stands inside a paragraph of the text. */
  readonly #open: string[] = [];
  /** The number of choices read so far in each open alternative. */
  readonly #choices: number[] = [];
  #skipping = 0;
  #inText = false;
  #paragraph = 0;
  #row: string[] | undefined;
  #cell: string[] = [];

  constructor(builder: PassageBuilder) {
    this.#builder = builder;
  }

  open(name: string): void {
    if (name === "mc:AlternateContent") this.#choices.push(0);
    else if (name === "mc:Choice") {
      // Word may store several drawings of one figure; the first is read.
      const before = this.#choices.pop() ?? 0;
      this.#choices.push(before + 1);
      if (before > 0) this.#skipping += 1;
    } else if (SKIPPED.has(name)) this.#skipping += 1;
    else if (name === "w:p") {
      this.#paragraph += 1;
      this.#open.push("");
    } else if (name === "w:t") this.#inText = true;
    else if (name === "w:tab" || name === "w:br") this.text(" ", true);
    else if (name === "w:tr") this.#row = [];
    else if (name === "w:tc") this.#cell = [];
  }

  close(name: string): void {
    if (name === "mc:AlternateContent") this.#choices.pop();
    else if (name === "mc:Choice") {
      if ((this.#choices.at(-1) ?? 0) > 1) this.#skipping -= 1;
    } else if (SKIPPED.has(name)) this.#skipping -= 1;
    else if (name === "w:t") this.#inText = false;
    else if (name === "w:p") this.#endParagraph(this.#open.pop() ?? "");
    else if (name === "w:tc") this.#row?.push(this.#cell.join(" "));
    else if (name === "w:tr") {
      const cells = this.#row ?? [];
      this.#row = undefined;
      this.#builder.addAlone(cells.join(" | "), this.#paragraph);
    }
  }

  text(text: string, always = false): void {
    if (this.#skipping > 0 || (!this.#inText && !always) || this.#open.length === 0) return;
    this.#open[this.#open.length - 1] += text;
  }

  #endParagraph(text: string): void {
    if (this.#skipping > 0) return;
    if (this.#row === undefined) this.#builder.addAlone(text, this.#paragraph);
    else this.#cell.push(text);
  }
}
