import type { Problem } from "../../core/records/problem.ts";
import type { ParsedEntry } from "../format.ts";
import { countLines, lineFeeds } from "../text/lines.ts";
import type { XmlElement } from "./elements.ts";
import { pieceParser } from "./parse.ts";

/**
 * Records out of XML that arrives in chunks. The text is cut where a record begins, and each piece
 * is parsed alone: what is broken in one record costs no other one, what a file declares at its top
 * (entities that expand without end) reaches none, and memory does not grow with the file.
 */

/** How records are found in a format's XML. */
export interface RecordTags {
  /** First part of problem codes. */
  readonly id: string;
  /** Matches where a record begins, in at most `LONGEST_BEGIN` characters; with the flag g. */
  readonly begin: RegExp;
  /** Whether an element is a record, by its name without prefix. */
  readonly isRecord: (name: string) => boolean;
  /** Whether an element holds titles of records and nothing else has one: outside of a record it is the rest of one. */
  readonly isTitle?: (name: string) => boolean;
  /** Matches tags that only say how a value looks; they are taken away. With the flag g. */
  readonly decoration?: RegExp;
}

/** What is found in a file, in the order of the file. */
export type FoundItem = RecordElement | ParsedEntry | Remark;

/** What is wrong and costs no entry. */
export interface Remark {
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
// What comes before the first record is a declaration, a document type and a root.
const LONGEST_PROLOG = 1024 * 1024;
// So far a CDATA section or a comment may go on behind what looks like a record in it.
const LONGEST_QUOTATION = 64 * 1024;

/** Finds the records of a file, in their order. */
export async function* readElements(
  chunks: AsyncIterable<string>,
  tags: RecordTags,
  file: string,
): AsyncGenerator<readonly FoundItem[]> {
  const { id } = tags;
  const parse = pieceParser(tags);
  /** What has not been parsed yet; from the beginning of a record on if `state` is "record". */
  let held = "";
  let state: "prolog" | "record" | "skipping" = "prolog";
  let line = 1;
  /** Up to here in `held` no other record begins. */
  let searched = 0;
  let root: string | undefined;
  /** The end of what was parsed last, for the root's end. */
  let tail = "";
  let found: FoundItem[] = [];

  for await (const chunk of lineFeeds(chunks)) {
    held += chunk;
    takePieces(false);
    if (found.length > 0) yield taken();
  }
  takePieces(true);
  finishPiece(held);
  if (root !== undefined && !new RegExp(`</${escaped(root)}\\s*>`).test(tail)) {
    report(
      "cut-off",
      line,
      `Unexpected end of the file, expected \`</${root}>\`. Was the export cut off? Records behind this place are missing.`,
    );
  }
  if (found.length > 0) yield taken();

  function taken(): readonly FoundItem[] {
    const batch = found;
    found = [];
    return batch;
  }

  /** Parses the pieces of `held` behind which another one begins. */
  function takePieces(atEnd: boolean): void {
    const { begin } = tags;
    const quotations = quotationsOf(held);
    let from = 0;
    let waiting = held.length;
    begin.lastIndex = searched;
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
      finishPiece(held.slice(from, at));
      state = "record";
      from = at;
    }
    held = held.slice(from);
    waiting -= from;
    limit();
    // A tag that the next chunk completes may begin in the last characters.
    const least = state === "record" ? 1 : 0;
    searched = Math.max(least, Math.min(waiting, held.length - LONGEST_BEGIN));
  }

  /** Keeps memory bounded where no record begins for long. */
  function limit(): void {
    if (state === "prolog" && held.length > LONGEST_PROLOG) {
      finishPiece(held.slice(0, -LONGEST_BEGIN));
      held = held.slice(-LONGEST_BEGIN);
      state = "skipping";
    } else if (state === "record" && held.length > LONGEST_RECORD) {
      unreadable(
        "record-too-long",
        line,
        `Unexpected record of more than ${LONGEST_RECORD / 1024 / 1024} MB, expected its end.`,
      );
      state = "skipping";
    }
    if (state === "skipping" && held.length > LONGEST_BEGIN) {
      const cut = held.length - LONGEST_BEGIN;
      line += countLines(held.slice(0, cut));
      held = held.slice(cut);
    }
  }

  /** What stands before the first record, a record with what follows it, or the end of what was skipped. */
  function finishPiece(text: string): void {
    if (state === "prolog") readProlog(text);
    if (state !== "skipping") {
      const { items, complaints } = parse(text);
      for (const { line: at, severity, code, message } of complaints) {
        const problem = { severity, code: `${id}/${code}`, file, line: line + at, message };
        found.push({ kind: "problem", problem });
      }
      for (const item of items) {
        const at = line + item.line;
        if (item.kind === "unreadable") unreadable(item.code, at, item.message);
        else found.push({ kind: "element", line: at, element: item.element });
      }
      if (state === "record" && items.length === 0) {
        unreadable("not-well-formed", line, "Unexpected record that is no well-formed XML.");
      }
    }
    line += countLines(text);
    tail = text.slice(-LONGEST_PROLOG);
  }

  function readProlog(text: string): void {
    root = /<([A-Za-z_][\w:.-]*)[\s>]/.exec(text)?.[1];
    const entity = text.indexOf("<!ENTITY");
    if (entity >= 0) {
      report(
        "entities",
        line + countLines(text.slice(0, entity)),
        "Unexpected declaration of entities, expected none: they are not expanded, and stay in the text as `&name;`.",
      );
    }
  }

  function report(code: string, at: number, message: string): void {
    const problem: Problem = { severity: "error", code: `${id}/${code}`, file, line: at, message };
    found.push({ kind: "problem", problem });
  }

  function unreadable(code: string, at: number, message: string): void {
    const problem: Problem = { severity: "error", code: `${id}/${code}`, file, line: at, message };
    found.push({ kind: "unreadable", line: at, problem });
  }
}

/**
 * Tells for places in rising order whether they are inside of a CDATA section or a comment: where it
 * ends, -1 if it does not, undefined for a place outside.
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
      // One that never ends quotes nothing; and it is looked at once.
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
