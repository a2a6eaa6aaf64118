import { SaxesParser } from "saxes";
import type { Problem } from "../../core/records/problem.ts";
import { NAMED_CHARACTERS } from "../text/markup.ts";
import type { XmlElement } from "./elements.ts";
import type { RecordTags } from "./records.ts";

/** One piece of XML, with one record in it, to the record's element. */

/** A record's element, or the traces of an entry. Lines count from 0, from the piece's beginning. */
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
  /** What cost no entry. */
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
// Each error costs time; who has so many has no XML.
const MOST_ERRORS = 1000;
const FEED = 64 * 1024;

/** Prepares the parsing of pieces. */
export function pieceParser({
  isRecord,
  isTitle = () => false,
  decoration,
}: Pick<RecordTags, "isRecord" | "isTitle" | "decoration">): (text: string) => ParsedPiece {
  let items: Found[] = [];
  let complaints: Complaint[] = [];
  /** The open elements of the record that is being read, the record first. */
  let open: OpenElement[] = [];
  let begin = 0;
  let depth = 0;
  let errors = 0;
  let stop = false;
  /** Something was closed that had not been opened last. */
  let crossed = false;
  let parser = newParser();

  return (text) => {
    const tidied = tidy(decoration === undefined ? text : text.replace(decoration, ""));
    parse(tidied.text);
    if (crossed && items.some(({ kind }) => kind === "element")) {
      const before = complaints;
      parse(withoutUnopened(tidied.text));
      if (complaints.length === 0) complaints.push(...before.slice(0, 1));
    }
    if (tidied.controls && items.some(({ kind }) => kind === "element")) {
      complain(
        0,
        "warning",
        "control-character",
        "Unexpected control characters, expected text. They were read as blanks.",
      );
    }
    return { items, complaints };
  };

  function parse(text: string): void {
    items = [];
    complaints = [];
    open = [];
    depth = 0;
    errors = 0;
    crossed = false;
    stop = false;
    try {
      for (let at = 0; at < text.length && !stop; at += FEED) {
        parser.write(text.slice(at, at + FEED));
      }
      if (!stop) parser.close();
    } catch {
      // The parser has given up, or was made to.
      stop = true;
    }
    if (stop) parser = newParser();
    if (open.length > 0) {
      complain(
        begin,
        "error",
        "unclosed",
        `Unexpected end of the record that begins here, expected \`</${open[0]?.name}>\`. It was read as far as it goes.`,
      );
      finish();
    }
  }

  function newParser(): SaxesParser<{ fragment: true; xmlns: false }> {
    const fresh = new SaxesParser<{ fragment: true; xmlns: false }>({
      fragment: true,
      xmlns: false,
    });
    fresh.on("opentag", ({ name, attributes }) => openTag(name, attributes));
    fresh.on("closetag", closeTag);
    fresh.on("text", addText);
    fresh.on("cdata", addText);
    fresh.on("error", ({ message }) => fail(message.replace(/^\d+:\d+: /, "")));
    return fresh;
  }

  function openTag(fullName: string, attributes: Record<string, string>): void {
    depth += 1;
    if (depth > DEEPEST) {
      if (!stop) {
        const message = `Unexpected elements inside of each other, more than ${DEEPEST} levels deep, expected a record.`;
        items.push({ kind: "unreadable", line: begin, code: "too-deep", message });
      }
      open = [];
      stop = true;
    }
    if (stop) return;
    const name = withoutPrefix(fullName);
    const parent = open.at(-1);
    if (parent === undefined) {
      if (!isRecord(name)) {
        if (isTitle(name)) {
          const message = `Unexpected \`<${name}>\` outside of a record, expected the beginning of one before it. It was not read.`;
          complain(parser.line - 1, "warning", "outside-record", message);
        }
        return;
      }
      begin = parser.line - 1;
    }
    const element: OpenElement = { name, attributes: plainNames(attributes), children: [] };
    parent?.children.push(element);
    open.push(element);
  }

  function closeTag(): void {
    depth -= 1;
    if (open.length === 1) finish();
    else open.pop();
  }

  function finish(): void {
    const [element] = open;
    if (element !== undefined) items.push({ kind: "element", line: begin, element });
    open = [];
  }

  function addText(text: string): void {
    open.at(-1)?.children.push(text);
  }

  function fail(message: string): void {
    errors += 1;
    if (errors > MOST_ERRORS) throw new Error("too many errors");
    const line = parser.line - 1;
    if (message.startsWith("unexpected close tag")) crossed = true;
    const unopened = /^unmatched closing tag: (.+)\.$/.exec(message)?.[1];
    if (unopened !== undefined && open.length === 0 && isRecord(withoutPrefix(unopened))) {
      const message = `Unexpected \`</${unopened}>\`, expected \`<${unopened}>\` before it.`;
      items.push({ kind: "unreadable", line, code: "unopened", message });
    }
    // What is wrong outside of records costs nothing; unclosed tags are reported at the end.
    if (open.length === 0 || message.startsWith("unclosed tag") || complaints.length > 0) return;
    const text = message.replace(/\.?$/, "").slice(0, 100);
    complain(
      line,
      "error",
      "not-well-formed",
      `Unexpected XML that is not well-formed (${text}). The record was read as far as it could be.`,
    );
  }

  function complain(
    line: number,
    severity: Problem["severity"],
    code: string,
    message: string,
  ): void {
    complaints.push({ line, severity, code, message });
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
 * XML that a parser can take where exporters were careless: a bare `&` and `<` are text, HTML's
 * named characters are characters, names that nobody knows stay as they are, controls are blanks.
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

/** Changes a text except in CDATA sections, comments and instructions; one without an end is none. */
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

/** A record without the closing tags that nothing opened: for them a parser would close everything. */
function withoutUnopened(text: string): string {
  const open: string[] = [];
  const counts = new Map<string, number>();
  let isOver = false;
  return text.replace(
    /<(\/?)([A-Za-z_][\w:.-]*)[^<>]{0,2000}>/g,
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
