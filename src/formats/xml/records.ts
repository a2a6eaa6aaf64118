import { howToRaise, inMillions, raised } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { ParsedEntry, ReadOptions } from "../format.ts";
import { countLines, lineFeeds } from "../text/lines.ts";
import type { XmlElement } from "./elements.ts";
import { PieceParser } from "./parse.ts";

/**
 * Extracts records from XML that arrives in chunks. The text is cut where a record begins, and each
 * piece is parsed alone: a fault in one record costs no other record, declarations at the top of a
 * file (entities that expand without end) affect none, and memory does not grow with the file.
 */

/** How records are found in a format's XML. */
export interface RecordTags {
  /** First part of problem codes. */
  readonly id: string;
  /** Matches where a record begins, in at most `LONGEST_BEGIN` characters; with the flag g. */
  readonly begin: RegExp;
  /** Whether an element is a record, by its name without prefix. */
  readonly isRecord: (name: string) => boolean;
  /**
   * Tells whether an element contains only titles of records: outside a record it is the rest of
   * one.
   */
  readonly isTitle?: (name: string) => boolean;
  /** Matches tags that only describe how a value looks; they are removed. With the flag g. */
  readonly decoration?: RegExp;
}

/** The contents of a file, in its order. */
export type FoundItem = RecordElement | ParsedEntry | FoundProblem;

/** Problems that cost no entry. */
export interface FoundProblem {
  readonly kind: "problem";
  readonly problem: Problem;
}

/** A record as it stands in the file. */
export interface RecordElement {
  readonly kind: "element";
  readonly line: number;
  readonly element: XmlElement;
}

/** Far above any real record: 5,000 authors with their affiliations are 5 million characters. */
export const LONGEST_RECORD = 32 * 1024 * 1024;

const LONGEST_BEGIN = 1000;
// Only a declaration, a document type and a root come before the first record.
const LONGEST_PROLOG = 1024 * 1024;
// A CDATA section or a comment may continue this far after something in it that looks like a
// record.
const LONGEST_QUOTATION = 64 * 1024;

/** Finds the records of a file, in their order. */
export async function* readElements(
  chunks: AsyncIterable<string>,
  tags: RecordTags,
  options: ReadOptions,
): AsyncGenerator<readonly FoundItem[]> {
  const cutter = new RecordCutter(tags, options);
  for await (const chunk of lineFeeds(chunks)) {
    const found = cutter.read(chunk);
    if (found.length > 0) yield found;
  }
  const found = cutter.end();
  if (found.length > 0) yield found;
}

/** Cuts text where records begin, and parses each piece alone. */
class RecordCutter {
  readonly #tags: RecordTags;
  readonly #file: string;
  readonly #longest: number;
  readonly #parser: PieceParser;
  /** The text that is not parsed yet; from the beginning of a record on if `#state` is "record". */
  #held = "";
  #state: "prolog" | "record" | "skipping" = "prolog";
  #line = 1;
  /** No other record begins in `#held` up to here. */
  #searched = 0;
  #root: string | undefined;
  /** The end of what was parsed last, for the root's end. */
  #tail = "";
  #found: FoundItem[] = [];

  constructor(tags: RecordTags, { file, limits }: ReadOptions) {
    this.#tags = tags;
    this.#file = file;
    this.#longest = raised(LONGEST_RECORD, "entry", limits);
    this.#parser = new PieceParser(tags, limits);
  }

  /** Reads on; returns what is complete. */
  read(chunk: string): readonly FoundItem[] {
    this.#held += chunk;
    this.#takePieces(false);
    return this.#taken();
  }

  /** Ends the file; returns the rest. */
  end(): readonly FoundItem[] {
    this.#takePieces(true);
    this.#finishPiece(this.#held);
    const root = this.#root;
    if (root !== undefined && !new RegExp(`</${escaped(root)}\\s*>`).test(this.#tail)) {
      const message = `The file ends without \`</${root}>\`, so records may be missing behind this place. If the export was cut off, export it again.`;
      this.#report("cut-off", this.#line, message);
    }
    return this.#taken();
  }

  #taken(): readonly FoundItem[] {
    const batch = this.#found;
    this.#found = [];
    return batch;
  }

  /** Parses the pieces of the held text that are followed by the beginning of another record. */
  #takePieces(atEnd: boolean): void {
    const { begin } = this.#tags;
    const held = this.#held;
    const quotations = quotationsOf(held);
    let from = 0;
    let waiting = held.length;
    begin.lastIndex = this.#searched;
    for (let match = begin.exec(held); match !== null; match = begin.exec(held)) {
      const at = match.index;
      const end = quotations(at);
      if (end !== undefined) {
        if (end < 0 && !atEnd && held.length - at <= LONGEST_QUOTATION) {
          waiting = at;
          break;
        }
        if (end >= 0 && end - at <= LONGEST_QUOTATION) {
          begin.lastIndex = end;
          continue;
        }
      }
      this.#finishPiece(held.slice(from, at));
      this.#state = "record";
      from = at;
    }
    this.#held = held.slice(from);
    waiting -= from;
    this.#limit();
    // A tag that the next chunk completes may begin in the last characters.
    const least = this.#state === "record" ? 1 : 0;
    this.#searched = Math.max(least, Math.min(waiting, this.#held.length - LONGEST_BEGIN));
  }

  /** Limits memory if no record begins for a long stretch. */
  #limit(): void {
    if (this.#state === "prolog" && this.#held.length > LONGEST_PROLOG) {
      this.#finishPiece(this.#held.slice(0, -LONGEST_BEGIN));
      this.#held = this.#held.slice(-LONGEST_BEGIN);
      this.#state = "skipping";
    } else if (this.#state === "record" && this.#held.length > this.#longest) {
      const message = `The record that begins here is longer than ${inMillions(this.#longest)}. It was not read; ${howToRaise("entry")}.`;
      this.#reportUnreadable("record-too-long", this.#line, message);
      this.#state = "skipping";
    }
    if (this.#state === "skipping" && this.#held.length > LONGEST_BEGIN) {
      const cut = this.#held.length - LONGEST_BEGIN;
      this.#line += countLines(this.#held.slice(0, cut));
      this.#held = this.#held.slice(cut);
    }
  }

  /** What stands before the first record, a record with what follows it, or the end of what was skipped. */
  #finishPiece(text: string): void {
    if (this.#state === "prolog") this.#readProlog(text);
    if (this.#state !== "skipping") this.#parsePiece(text);
    this.#line += countLines(text);
    this.#tail = text.slice(-LONGEST_PROLOG);
  }

  #parsePiece(text: string): void {
    const { items, complaints } = this.#parser.parse(text);
    for (const { line, severity, code, message } of complaints) {
      const problem = this.#problem(code, this.#line + line, message, severity);
      this.#found.push({ kind: "problem", problem });
    }
    for (const item of items) {
      const line = this.#line + item.line;
      if (item.kind === "unreadable") this.#reportUnreadable(item.code, line, item.message);
      else this.#found.push({ kind: "element", line, element: item.element });
    }
    if (this.#state === "record" && items.length === 0) {
      const message = "This record is not well-formed XML and could not be read.";
      this.#reportUnreadable("not-well-formed", this.#line, message);
    }
  }

  #readProlog(text: string): void {
    this.#root = /<([A-Za-z_][\w:.-]*)[\s>]/.exec(text)?.[1];
    const entity = text.indexOf("<!ENTITY");
    if (entity < 0) return;
    const line = this.#line + countLines(text.slice(0, entity));
    const message =
      "slr does not expand the entities that are declared here: they stay in the text as `&name;`.";
    this.#report("entities", line, message);
  }

  /** Something wrong that costs no entry. */
  #report(code: string, line: number, message: string): void {
    this.#found.push({ kind: "problem", problem: this.#problem(code, line, message) });
  }

  #reportUnreadable(code: string, line: number, message: string): void {
    const problem = this.#problem(code, line, message);
    this.#found.push({ kind: "unreadable", line, problem });
  }

  #problem(
    code: string,
    line: number,
    message: string,
    severity: Problem["severity"] = "error",
  ): Problem {
    return { severity, code: `${this.#tags.id}/${code}`, file: this.#file, line, message };
  }
}

/**
 * For places in ascending order: where the CDATA section or comment around each ends, -1 if it does
 * not end, undefined outside.
 */
function quotationsOf(text: string): (at: number) => number | undefined {
  const marks = [
    { open: "<![CDATA[", close: "]]>", next: text.indexOf("<![CDATA[") },
    { open: "<!--", close: "-->", next: text.indexOf("<!--") },
  ];
  return (at) => {
    for (;;) {
      let first: (typeof marks)[number] | undefined;
      for (const mark of marks) {
        if (mark.next >= 0 && mark.next < at && (first === undefined || mark.next < first.next))
          first = mark;
      }
      if (first === undefined) return undefined;
      const end = text.indexOf(first.close, first.next);
      // A section that never ends quotes nothing, and is looked at once.
      const behind = end < 0 ? at : end + first.close.length;
      if (end < 0 || end > at) {
        if (end < 0) for (const mark of marks) mark.next = text.indexOf(mark.open, at);
        return end < 0 ? -1 : behind;
      }
      for (const mark of marks) {
        if (mark.next >= 0 && mark.next < behind) mark.next = text.indexOf(mark.open, behind);
      }
    }
  };
}

function escaped(name: string): string {
  return name.replace(/[.]/g, "\\$&");
}
