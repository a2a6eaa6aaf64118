import { SaxesParser } from "saxes";
import { howToRaise, type Limits, raised } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import { NAMED_CHARACTERS } from "../text/markup.ts";
import type { XmlElement } from "./elements.ts";
import type { RecordTags } from "./records.ts";

/** Parses a piece of XML with one record in it to the record's element. */

/**
 * A record's element, or the traces of an entry. Lines count from 0, from the beginning of the
 * piece.
 */
export type Found =
  | { readonly kind: "element"; readonly line: number; readonly element: XmlElement }
  | {
      readonly kind: "unreadable";
      readonly line: number;
      readonly code: string;
      readonly message: string;
    };

export interface ParsedPiece {
  readonly items: readonly Found[];
  /** Problems that cost no entry. */
  readonly complaints: readonly Complaint[];
}

interface Complaint {
  readonly line: number;
  readonly severity: Problem["severity"];
  readonly code: string;
  readonly message: string;
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const DEEPEST = 256;
// Each error costs time; a text with this many is not XML.
const MOST_ERRORS = 1000;
const FEED = 64 * 1024;

/**
 * Faults that swallow nothing where they stand outside of records: tags of the root, which are in
 * other pieces than its records, and the beginning of a file behind another, as `cat` puts it there.
 */
const HARMLESS_OUTSIDE =
  /^(?:unclosed tag|unmatched closing tag|unexpected close tag)|XML declaration|doctype declaration/;
/** Faults of the declaration at the top, such as an encoding that is none. */
const IN_DECLARATION =
  /^(?:(?:version number|encoding value|standalone value) must|value (?:required|must be quoted)|expected (?:the name|one of)|did not expect|whitespace required|The character \?)/;
const LONGEST_DECLARATION = 200;

// In XML 1.1, U+0085 and U+2028 end a line, which they do nowhere else in slr. A declaration is
// read with the first piece only, so the pieces of one file would count lines differently.
const PARSER_OPTIONS = {
  fragment: true,
  xmlns: false,
  defaultXMLVersion: "1.0",
  forceXMLVersion: true,
} as const;

type FragmentParser = SaxesParser<typeof PARSER_OPTIONS>;

/** Parses pieces, one after the other. */
export class PieceParser {
  readonly #isRecord: (name: string) => boolean;
  readonly #isTitle: (name: string) => boolean;
  readonly #decoration: RegExp | undefined;
  readonly #deepest: number;
  #parser: FragmentParser;
  #items: Found[] = [];
  #complaints: Complaint[] = [];
  /** The open elements of the record that is being read, the record first. */
  #open: OpenElement[] = [];
  /** The line on which that record begins, and its name. */
  #begin = 0;
  #recordName = "";
  #depth = 0;
  #errors = 0;
  /** Where a fault has been reported: of each record, and of what lies between two, the first is. */
  #reported: "record" | "outside" | undefined;
  #isStopped = false;
  /** The tag that is being read, from its name on. */
  #starting: { readonly name: string; readonly line: number } | undefined;
  /** The last tag that was closed is that of a record. */
  #endedRecord = false;
  /** A tag was closed that was not the last one opened. */
  #isCrossed = false;

  constructor(
    {
      isRecord,
      isTitle = () => false,
      decoration,
    }: Pick<RecordTags, "isRecord" | "isTitle" | "decoration">,
    limits?: Limits,
  ) {
    this.#deepest = raised(DEEPEST, "depth", limits);
    this.#isRecord = isRecord;
    this.#isTitle = isTitle;
    this.#decoration = decoration;
    this.#parser = this.#newParser();
  }

  /** Parses a piece as far as its XML allows. */
  parse(text: string): ParsedPiece {
    const decoration = this.#decoration;
    const tidied = tidy(decoration === undefined ? text : text.replace(decoration, ""));
    this.#parseTidied(tidied.text);
    if (this.#isCrossed && this.#hasElement()) {
      const before = this.#complaints;
      this.#parseTidied(withoutUnopened(tidied.text));
      if (this.#complaints.length === 0) this.#complaints.push(...before.slice(0, 1));
    }
    if (tidied.controls && this.#hasElement()) {
      const message = "The text has control characters. They were read as blanks.";
      this.#complain(0, "warning", "control-character", message);
    }
    return { items: this.#items, complaints: this.#complaints };
  }

  #parseTidied(text: string): void {
    this.#items = [];
    this.#complaints = [];
    this.#open = [];
    this.#depth = 0;
    this.#errors = 0;
    this.#reported = undefined;
    this.#isCrossed = false;
    this.#isStopped = false;
    this.#starting = undefined;
    this.#endedRecord = false;
    try {
      for (let at = 0; at < text.length && !this.#isStopped; at += FEED) {
        this.#parser.write(text.slice(at, at + FEED));
      }
      if (!this.#isStopped) this.#parser.close();
    } catch {
      this.#giveUp();
    }
    if (this.#isStopped) this.#parser = this.#newParser();
    if (this.#open.length > 0) {
      this.#complainUnclosed();
      this.#finishRecord();
    } else this.#reportOpenTag();
  }

  #newParser(): FragmentParser {
    const parser: FragmentParser = new SaxesParser(PARSER_OPTIONS);
    const addText = (text: string) => {
      this.#open.at(-1)?.children.push(text);
    };
    parser.on("opentagstart", ({ name }) => {
      // The character behind the name has been read, which may be the end of the line.
      const line = parser.line - (parser.column === 0 ? 2 : 1);
      this.#starting = { name: withoutPrefix(name), line };
    });
    parser.on("opentag", ({ name, attributes }) => this.#openTag(name, attributes));
    parser.on("closetag", () => this.#closeTag());
    parser.on("text", addText);
    parser.on("cdata", addText);
    parser.on("error", ({ message }) => this.#fail(message.replace(/^\d+:\d+: /, "")));
    return parser;
  }

  #openTag(fullName: string, attributes: Record<string, string>): void {
    const line = this.#starting?.line ?? this.#parser.line - 1;
    this.#starting = undefined;
    this.#depth += 1;
    if (this.#depth > this.#deepest && !this.#isStopped) this.#giveUpDepth();
    if (this.#isStopped) return;
    const name = withoutPrefix(fullName);
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      if (!this.#isRecord(name)) {
        if (this.#isTitle(name)) {
          const message = `\`<${name}>\` stands outside of a record: the beginning of a record is missing before it. It was not read.`;
          this.#complain(line, "warning", "outside-record", message);
        }
        return;
      }
      this.#begin = line;
      this.#recordName = name;
      if (this.#reported === "outside") this.#reported = undefined;
    }
    const element: OpenElement = { name, attributes: plainNames(attributes), children: [] };
    parent?.children.push(element);
    this.#open.push(element);
  }

  #giveUpDepth(): void {
    const message = `Elements lie inside of each other more than ${this.#deepest} levels deep. The record was not read; ${howToRaise("depth")}.`;
    this.#items.push({ kind: "unreadable", line: this.#begin, code: "too-deep", message });
    this.#open = [];
    this.#isStopped = true;
  }

  #closeTag(): void {
    this.#depth -= 1;
    this.#endedRecord = this.#open.length === 1;
    if (this.#endedRecord) this.#finishRecord();
    else this.#open.pop();
  }

  #finishRecord(): void {
    const [element] = this.#open;
    if (element !== undefined) this.#items.push({ kind: "element", line: this.#begin, element });
    this.#open = [];
    this.#reported = undefined;
  }

  #fail(message: string): void {
    if (this.#isStopped) return;
    this.#errors += 1;
    if (this.#errors > MOST_ERRORS) throw new Error("too many errors");
    const line = this.#parser.line - 1;
    const isOutside = this.#open.length === 0;
    if (message.startsWith("unexpected close tag")) {
      this.#isCrossed = true;
      if (isOutside && this.#endedRecord) this.#complainUnclosed();
    }
    const unopened = /^unmatched closing tag: (.+)\.$/.exec(message)?.[1];
    if (unopened !== undefined && isOutside && this.#isRecord(withoutPrefix(unopened))) {
      const message = `\`</${unopened}>\` closes a record, but no \`<${unopened}>\` opens one before it.`;
      this.#items.push({ kind: "unreadable", line, code: "unopened", message });
    }
    if (isOutside && this.#isHarmless(message)) return;
    // Unclosed tags are reported at the end.
    if (message.startsWith("unclosed tag") || this.#reported !== undefined) return;
    const begins = this.#starting !== undefined && this.#isRecord(this.#starting.name);
    this.#reported = isOutside && !begins ? "outside" : "record";
    const consequence =
      this.#reported === "outside"
        ? "This is outside of the records that were read: one may be missing here."
        : "The record was read as far as it could be.";
    const text = message.replace(/\.?$/, "").slice(0, 100);
    const complaint = `The XML is not well-formed (${text}). ${consequence}`;
    this.#complain(line, "error", "not-well-formed", complaint);
  }

  /** Whether a fault outside of records swallows nothing. */
  #isHarmless(message: string): boolean {
    if (HARMLESS_OUTSIDE.test(message)) return true;
    return IN_DECLARATION.test(message) && this.#parser.position < LONGEST_DECLARATION;
  }

  #complainUnclosed(): void {
    const message = `The record that begins here has no closing \`</${this.#recordName}>\`. It was read as far as it goes.`;
    this.#complain(this.#begin, "error", "unclosed", message);
  }

  /** The parser has thrown: what stands behind this place goes unread, records among it. */
  #giveUp(): void {
    this.#isStopped = true;
    const message = `slr gave up reading here: the XML has more than ${MOST_ERRORS} faults. What follows was not read, up to the next place where a record is sure to begin.`;
    this.#complain(this.#parser.line - 1, "error", "not-well-formed", message);
  }

  /** Reports a tag of a record that never ends, so that all that follows would be a part of it. */
  #reportOpenTag(): void {
    const tag = this.#starting;
    if (tag === undefined || this.#isStopped || !this.#isRecord(tag.name)) return;
    const message = `The tag \`<${tag.name}\` that begins here has no end. It was not read, nor what follows it.`;
    this.#items.push({ kind: "unreadable", line: tag.line, code: "not-well-formed", message });
  }

  #hasElement(): boolean {
    return this.#items.some(({ kind }) => kind === "element");
  }

  #complain(line: number, severity: Problem["severity"], code: string, message: string): void {
    this.#complaints.push({ line, severity, code, message });
  }
}

function withoutPrefix(name: string): string {
  return name.includes(":") ? name.slice(name.indexOf(":") + 1) : name;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

function plainNames(attributes: Record<string, string>): Readonly<Record<string, string>> {
  let plain: Record<string, string> | undefined;
  for (const name in attributes) {
    plain ??= {};
    if (name !== "xmlns" && !name.startsWith("xmlns:")) {
      plain[withoutPrefix(name)] = attributes[name] ?? "";
    }
  }
  return plain ?? NO_ATTRIBUTES;
}

const CONTROL = "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]";
const HALF = "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const REFERENCE = "&(?!(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[\\da-fA-F]{1,6});)";
const NO_TAG = "<(?![A-Za-z_:/\\u0080-\\uffff])";
const UNTIDY = new RegExp(`${CONTROL}|${HALF}|${REFERENCE}|${NO_TAG}|\\]\\]>`);
const UNTIDY_PARTS = new RegExp(
  `${CONTROL}|${HALF}|${REFERENCE}(?:([A-Za-z]\\w{1,31});)?|${NO_TAG}|\\]\\]>`,
  "g",
);

/**
 * Makes XML of careless exporters parsable: a bare `&` and `<` become text, HTML's named characters
 * become characters, unknown names stay as they are, control characters become blanks.
 */
function tidy(text: string): { readonly text: string; readonly controls: boolean } {
  if (!UNTIDY.test(text)) return { text, controls: false };
  let controls = false;
  const tidied = outsideOfQuotations(text, (part) =>
    part.replace(UNTIDY_PARTS, (found: string, name?: string) => {
      if (found === "<") return "&lt;";
      if (found === "]]>") return "]]&gt;";
      if (!found.startsWith("&")) {
        controls = true;
        return " ";
      }
      const character = name === undefined ? undefined : NAMED_CHARACTERS.get(name);
      return character ?? `&amp;${found.slice(1)}`;
    }),
  );
  return { text: tidied, controls };
}

const QUOTATION_ENDS: Readonly<Record<string, string>> = {
  "<![CDATA[": "]]>",
  "<!--": "-->",
  "<?": "?>",
};

/**
 * Changes a text except in CDATA sections, comments and instructions; one without an end does not
 * count.
 */
function outsideOfQuotations(text: string, change: (part: string) => string): string {
  const opening = /<!\[CDATA\[|<!--|<\?/g;
  const endless = new Set<string>();
  let result = "";
  let at = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const close = QUOTATION_ENDS[match[0]] ?? "";
    const end = endless.has(close) ? -1 : text.indexOf(close, opening.lastIndex);
    if (end < 0) {
      endless.add(close);
      continue;
    }
    const behind = end + close.length;
    result += change(text.slice(at, match.index)) + text.slice(match.index, behind);
    at = behind;
    opening.lastIndex = behind;
  }
  return result + change(text.slice(at));
}

/** A record without closing tags that nothing opened: a parser would close everything for them. */
function withoutUnopened(text: string): string {
  const open: string[] = [];
  const counts = new Map<string, number>();
  let isOver = false;
  return text.replace(
    /<(\/?)([A-Za-z_][\w:.-]*)(?![\w:.-])[^<>]{0,2000}>/g,
    (tag: string, slash: string, name: string) => {
      if (isOver || tag.endsWith("/>")) return tag;
      const count = counts.get(name) ?? 0;
      if (slash === "") {
        open.push(name);
        counts.set(name, count + 1);
        return tag;
      }
      if (count === 0) return open.length === 0 ? tag : "";
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        counts.set(last, (counts.get(last) ?? 1) - 1);
        if (last === name) break;
      }
      isOver = open.length === 0;
      return tag;
    },
  );
}
