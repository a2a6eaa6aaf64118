import type { Braces } from "./entries.ts";

/** Reads the fields of an entry's body leniently: everything that can be understood is kept. */

/** A field with its name as written and its value without delimiters, with LaTeX still in it. */
export interface BibtexField {
  readonly name: string;
  readonly value: string;
}

/** A part of a body that is not BibTeX, and was read nevertheless or skipped. */
export interface Defect {
  readonly code:
    | "undefined-string"
    | "long-string"
    | "unclosed-value"
    | "skipped-text"
    | "missing-comma";
  /** Index in the body. */
  readonly offset: number;
  readonly text: string;
}

export interface EntryBody {
  readonly key: string | undefined;
  readonly fields: readonly BibtexField[];
  readonly defects: readonly Defect[];
}

interface Options {
  readonly braces: Braces;
  /** Values of `@string`, by name in lower case. */
  readonly strings: ReadonlyMap<string, string>;
  /** False for `@string`, which has no key. */
  readonly keyed: boolean;
  /** What strings may still add to the entries of the file; reading takes from it. */
  readonly expansion?: { left: number };
}

// `@string{a = b # b}` doubles the value; twenty of them in a row must not fill the memory.
export const LONGEST_EXPANSION = 1024 * 1024;

const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$/i;
// All patterns are bounded, because a body may be one run of eight million blanks.
const KEY = /[^,={}"\r\n]{0,500}/y;
/** A key and the name of a field, without a comma between them. */
const KEY_AND_NAME = /^(\S(?:[^\n]{0,400}?\S)?)([\s;:.]{1,40})[A-Za-z][\w-]{0,60}\s*$/;
const WEIRD_KEY = /[^,=\r\n]{1,500}(?=,)/y;
const KEY_GOES_ON = /[^,={}"\r\n]{0,200}[^\s,={}"][^,={}"\r\n]{0,200},/y;
const NAME = /[^=,{}"\r\n]{1,200}/y;
const BARE = /[^,#{}"\r\n]{1,2000}/y;
// An abstract may contain `, p = 0.05`, so after a comma only a delimited value counts.
const FIELD_BEGINS =
  /(?:[\r\n}"]\s{0,200}[A-Za-z][^\s=,{}"]{0,80}\s{0,40}=\s{0,40}(?:["{]|\w{1,40}\s{0,40}(?:[,})#]|$))|,\s{0,200}[A-Za-z][^\s=,{}"]{0,80}\s{0,40}=\s{0,40}["{])/g;
const AFTER_VALUE = /\s{0,400}(?:$|[#,%})]|[A-Za-z][\w:+.-]{0,80}\s{0,40}=)/y;
const AFTER_QUOTE =
  /\s{0,400}(?:$|[#%})]|,\s{0,400}(?:$|[,%})]|[A-Za-z][^=,{}"\r\n]{0,80}=)|[A-Za-z][\w:+.-]{0,80}\s{0,40}=)/y;

const QUOTE = 34;
const HASH = 35;
const PERCENT = 37;
const CLOSE_PAREN = 41;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** The position of the reader in a body, and the damage found so far. */
interface BodyCursor {
  readonly body: string;
  readonly length: number;
  readonly braces: Braces;
  readonly strings: ReadonlyMap<string, string>;
  readonly defects: Defect[];
  i: number;
  /** How many characters the values of strings may still add. */
  budget: number;
  /**
   * After the first value without an end, every value ends at the latest where the next field
   * begins. Otherwise each such value would be read to the end of the body.
   */
  damaged: boolean;
  escapesHelp: boolean;
}

/** Reads `key, name = value, …`. Never throws; time is linear in the body. */
export function readFields(
  body: string,
  { braces, strings, keyed, expansion }: Options,
): EntryBody {
  const fields: BibtexField[] = [];
  const defects: Defect[] = [];
  const cursor: BodyCursor = {
    body,
    length: body.length,
    braces,
    strings,
    defects,
    i: 0,
    budget: Math.min(LONGEST_EXPANSION, expansion?.left ?? LONGEST_EXPANSION),
    damaged: braces === "unclosed",
    escapesHelp: true,
  };
  const budget = cursor.budget;
  const key = keyed ? readKey(cursor) : undefined;
  for (;;) {
    skipSeparators(cursor);
    if (cursor.i >= cursor.length) break;
    const start = cursor.i;
    const name = readName(cursor);
    if (name === undefined) skipToField(cursor, start);
    else {
      fields.push({ name, value: readValue(cursor) });
      const end = cursor.i;
      if (!matches(cursor, AFTER_VALUE, end)) skipToField(cursor, end);
    }
  }
  if (expansion !== undefined) expansion.left -= budget - cursor.budget;
  return { key, fields, defects };
}

/** Skips the text before the next field, and reports it. */
function skipToField(cursor: BodyCursor, from: number): void {
  cursor.i = nextField(cursor, from);
  const text = cursor.body.slice(from, Math.min(cursor.i, from + 40));
  defect(cursor, "skipped-text", from, text);
}

function readKey(cursor: BodyCursor): string | undefined {
  skipBlanks(cursor);
  const start = cursor.i;
  let text = take(cursor, KEY);
  const stop = cursor.body.charCodeAt(cursor.i);
  if (stop === EQUALS) {
    // `rey2003 author = {…}`: the comma after the key is missing.
    const [, key = "", gap = ""] = KEY_AND_NAME.exec(text) ?? [];
    cursor.i = start + key.length + gap.length;
    if (key === "") return undefined;
    defect(cursor, "missing-comma", start, key);
    return key;
  }
  if (stop === COMMA) {
    cursor.i++;
    // Scopus: `Kenny20103,17,`.
    if (text.trim() !== "" && matches(cursor, KEY_GOES_ON, cursor.i))
      text += `,${take(cursor, KEY_GOES_ON).slice(0, -1)}`;
  } else if (stop === OPEN_BRACE || stop === CLOSE_BRACE || stop === QUOTE) {
    cursor.i = start;
    text = take(cursor, WEIRD_KEY);
  }
  return text.trim() === "" ? undefined : text.trim();
}

function readName(cursor: BodyCursor): string | undefined {
  const name = take(cursor, NAME);
  skipBlanks(cursor);
  if (name.trim() === "" || cursor.body.charCodeAt(cursor.i) !== EQUALS) return undefined;
  cursor.i++;
  return name.trim().replace(/\s+/g, " ");
}

function readValue(cursor: BodyCursor): string {
  let value = "";
  for (;;) {
    skipBlanks(cursor);
    const code = cursor.body.charCodeAt(cursor.i);
    if (code === OPEN_BRACE) value += readBraced(cursor);
    else if (code === QUOTE) value += readQuoted(cursor);
    else if (code === BACKSLASH && cursor.body.charCodeAt(cursor.i + 1) === OPEN_BRACE)
      value += readEscapedBraced(cursor);
    else value += readBare(cursor);
    const end = cursor.i;
    skipBlanks(cursor);
    if (cursor.body.charCodeAt(cursor.i) !== HASH) {
      cursor.i = end;
      return value;
    }
    cursor.i++;
  }
}

/** `\{value\}`: a program escaped the braces of BibTeX as if they were text. */
function readEscapedBraced(cursor: BodyCursor): string {
  cursor.i++;
  return readBraced(cursor)
    .replace(/(?<!\\)\\$/, "")
    .replace(/\\([\\{}])/g, (whole, character) => (character === "\\" ? whole : character));
}

function readBraced(cursor: BodyCursor): string {
  const open = cursor.i;
  let end = valueLimit(cursor, open);
  let close = closeOfBraces(cursor, open, end, cursor.braces === "escaped");
  if (
    close >= 0 &&
    cursor.escapesHelp &&
    cursor.braces === "balanced" &&
    !matches(cursor, AFTER_VALUE, close + 1)
  ) {
    // `{a \} b}`: perhaps the escaped braces are text.
    const other = closeOfBraces(cursor, open, end, true);
    if (other > close && matches(cursor, AFTER_VALUE, other + 1)) close = other;
    else cursor.escapesHelp = false;
  }
  if (close < 0 && !cursor.damaged) {
    cursor.damaged = true;
    end = valueLimit(cursor, open);
    close = closeOfBraces(cursor, open, end, cursor.braces === "escaped");
  }
  if (close >= 0) {
    cursor.i = close + 1;
    return cursor.body.slice(open + 1, close);
  }
  defect(cursor, "unclosed-value", open, "{");
  cursor.i = end;
  return cursor.body.slice(open + 1, trimmedEnd(cursor, open + 1, end));
}

function readQuoted(cursor: BodyCursor): string {
  const open = cursor.i;
  let end = valueLimit(cursor, open);
  let close = closeOfQuote(cursor, open, end);
  if (close < 0 && !cursor.damaged) {
    cursor.damaged = true;
    end = valueLimit(cursor, open);
    close = closeOfQuote(cursor, open, end);
  }
  if (close >= 0) {
    cursor.i = close + 1;
    return cursor.body.slice(open + 1, close);
  }
  // Unbalanced braces hide the quote that closes the value.
  const last = lastQuote(cursor, open, end);
  if (last > open && matches(cursor, AFTER_QUOTE, last + 1)) {
    cursor.i = last + 1;
    return cursor.body.slice(open + 1, last);
  }
  defect(cursor, "unclosed-value", open, '"');
  cursor.i = end;
  return cursor.body.slice(open + 1, trimmedEnd(cursor, open + 1, end));
}

/** A number, the name of a string or a month, or text that somebody forgot to quote. */
function readBare(cursor: BodyCursor): string {
  const start = cursor.i;
  const word = take(cursor, BARE).trim();
  // `year = 2000)` at the end of an entry that has no end.
  const text = cursor.damaged ? word.replace(/[)\s]{1,9}$/, "") : word;
  if (text === "" || /^\d/.test(text)) return text;
  const known = cursor.strings.get(text.toLowerCase());
  if (known !== undefined) {
    if (known.length > cursor.budget) {
      defect(cursor, "long-string", start, text.slice(0, 40));
      return text;
    }
    cursor.budget -= known.length;
    return known;
  }
  if (!MONTH.test(text)) defect(cursor, "undefined-string", start, text.slice(0, 40));
  return text;
}

/** Index of the brace that closes the one at `open`, or -1. */
function closeOfBraces(cursor: BodyCursor, open: number, end: number, escapes: boolean): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    const code = cursor.body.charCodeAt(at);
    if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE && --depth === 0) return at;
    else if (code === BACKSLASH && escapes) at++;
  }
  return -1;
}

/**
 * A quote closes only outside braces and where the value can end, because exports do not escape
 * quotes.
 */
function closeOfQuote(cursor: BodyCursor, open: number, end: number): number {
  let depth = 0;
  for (let at = open + 1; at < end; at++) {
    const code = cursor.body.charCodeAt(at);
    if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE) depth = Math.max(0, depth - 1);
    else if (code === QUOTE && depth === 0 && matches(cursor, AFTER_QUOTE, at + 1)) return at;
  }
  return -1;
}

function lastQuote(cursor: BodyCursor, open: number, end: number): number {
  for (let at = end; at > open; at--) if (cursor.body.charCodeAt(at) === QUOTE) return at;
  return -1;
}

function valueLimit(cursor: BodyCursor, open: number): number {
  return cursor.damaged ? nextField(cursor, open + 1) : cursor.length;
}

/**
 * Index after the value that ends before the next field: after its `,`, its line end or its brace.
 */
function nextField(cursor: BodyCursor, from: number): number {
  FIELD_BEGINS.lastIndex = from;
  const match = FIELD_BEGINS.exec(cursor.body);
  if (match === null) return cursor.length;
  // A brace or a quote still belongs to the value.
  return /["}]/.test(match[0].charAt(0)) ? match.index + 1 : match.index;
}

/** Removes the text after an unclosed value: blanks, commas, braces that close nothing in it. */
function trimmedEnd(cursor: BodyCursor, start: number, end: number): number {
  let surplus = 0;
  for (let at = start; at < end; at++) {
    const code = cursor.body.charCodeAt(at);
    if (code === CLOSE_BRACE) surplus++;
    else if (code === OPEN_BRACE) surplus--;
  }
  let last = end;
  for (; last > start; last--) {
    const code = cursor.body.charCodeAt(last - 1);
    if (code === CLOSE_BRACE && surplus > 0) surplus--;
    else if (code !== COMMA && !isBlank(code)) break;
  }
  return last;
}

function skipBlanks(cursor: BodyCursor): void {
  while (cursor.i < cursor.length && isBlank(cursor.body.charCodeAt(cursor.i))) cursor.i++;
}

/** Skips blanks, commas, stray closing delimiters, and comments up to the end of their line. */
function skipSeparators(cursor: BodyCursor): void {
  for (; cursor.i < cursor.length; cursor.i++) {
    const code = cursor.body.charCodeAt(cursor.i);
    if (code === PERCENT) {
      while (
        cursor.i < cursor.length &&
        cursor.body.charCodeAt(cursor.i) !== 10 &&
        cursor.body.charCodeAt(cursor.i) !== 13
      )
        cursor.i++;
    } else if (code !== COMMA && code !== CLOSE_BRACE && code !== CLOSE_PAREN && !isBlank(code)) {
      return;
    }
  }
}

function take(cursor: BodyCursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.i;
  const text = pattern.exec(cursor.body)?.[0] ?? "";
  cursor.i += text.length;
  return text;
}

function matches(cursor: BodyCursor, pattern: RegExp, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(cursor.body);
}

function defect(cursor: BodyCursor, code: Defect["code"], offset: number, text: string): void {
  cursor.defects.push({ code, offset, text });
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
