import { hash } from "node:crypto";
import type { Author, BibRecord } from "../records/model.ts";

/**
 * Every field, in a fixed order, so that the order in which a format fills a record does not
 * matter.
 */
const FIELDS = Object.keys({
  abstract: true,
  accession: true,
  arxiv: true,
  authors: true,
  citations: true,
  doi: true,
  issn: true,
  issue: true,
  keywords: true,
  language: true,
  mesh: true,
  original: true,
  pages: true,
  pmcid: true,
  pmid: true,
  title: true,
  type: true,
  url: true,
  venue: true,
  volume: true,
  year: true,
} satisfies Record<keyof BibRecord, true>) as (keyof BibRecord)[]; // its own keys

/** A hash of every field of a record, with 22 characters: equal for exact copies only. */
export function fingerprintOf(record: BibRecord): string {
  notation.clear();
  for (const field of FIELDS) notation.add(record[field]);
  return hash("sha256", notation.bytes(), "base64").slice(0, 22);
}

type Value = BibRecord[keyof BibRecord] | Author | readonly string[];

/** UTF-8 writes a unit of UTF-16 in at most so many bytes. */
const WIDEST = 3;
/** Shorter texts are written letter by letter, which takes less time than to ask for it. */
const SHORT = 24;

/**
 * A unique notation of values: texts follow their length, lists their number of items. It is
 * written in UTF-8 at once: a string that is joined of a hundred texts would be copied twice.
 */
class Notation {
  #bytes = Buffer.alloc(0x10000);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  /** Until something is added. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  add(value: Value): void {
    if (value === undefined) this.#addText("-");
    else if (typeof value === "number") this.#addText(`#${value};`);
    else if (typeof value === "string") {
      this.#addText(`${value.length}:`);
      this.#addText(value);
    } else if ("family" in value) {
      this.add(value.family);
      this.add(value.given);
    } else {
      this.#addText(`[${value.length};`);
      for (const item of value) this.add(item);
    }
  }

  #addText(text: string): void {
    this.#makeRoom(WIDEST * text.length);
    if (text.length > SHORT || !this.#addLetters(text))
      this.#length += this.#bytes.write(text, this.#length, "utf8");
  }

  /** Adds a text of ASCII; false for other texts, of which nothing is added. */
  #addLetters(text: string): boolean {
    const bytes = this.#bytes;
    const start = this.#length;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) return false;
      bytes[start + at] = unit;
    }
    this.#length += text.length;
    return true;
  }

  #makeRoom(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const larger = Buffer.alloc(2 * (this.#length + length));
    larger.set(this.bytes());
    this.#bytes = larger;
  }
}

const notation = new Notation();
