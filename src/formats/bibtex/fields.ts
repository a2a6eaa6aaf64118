import type { Braces } from "./entries.ts";

/** The fields of an entry's body, read leniently: what can be understood is kept. */

/** A field with its name as written and its value without delimiters, LaTeX still in it. */
export interface BibtexField {
  readonly name: string;
  readonly value: string;
}

/** Something in a body that is not BibTeX, and was read all the same or skipped. */
export interface Defect {
  readonly code: "undefined-string" | "unclosed-value" | "skipped-text";
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
}

// `@string{a = b # b}` doubles; twenty of them in a row must not fill the memory.
const LONGEST_EXPANSION = 1024 * 1024;

const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$/i;
// All patterns are bounded: a body may be one run of eight million blanks.
const KEY = /[^,={}"\r\n]{0,500}/y;
const WEIRD_KEY = /[^,=\r\n]{1,500}(?=,)/y;
const KEY_GOES_ON = /[^,={}"\r\n]{0,200}[^\s,={}"][^,={}"\r\n]{0,200},/y;
const NAME = /[^=,{}"\r\n]{1,200}/y;
const BARE = /[^,#{}"\r\n]{1,2000}/y;
// An abstract may say `, p = 0.05`: behind a comma only a delimited value counts.
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

/** Reads `key, name = value, …`. Never throws; time is linear in the body. */
export function readFields(body: string, { braces, strings, keyed }: Options): EntryBody {
  const length = body.length;
  const fields: BibtexField[] = [];
  const defects: Defect[] = [];
  let i = 0;
  let budget = LONGEST_EXPANSION;
  // Once a value has not closed, every value ends at the latest where the next field begins.
  // Otherwise each unclosed value would be read to the end of the body.
  let damaged = braces === "unclosed";
  let escapesHelp = true;

  const key = keyed ? readKey() : undefined;
  for (;;) {
    skipSeparators();
    if (i >= length) break;
    const start = i;
    const name = readName();
    if (name === undefined) {
      i = nextField(start);
      defect("skipped-text", start, body.slice(start, Math.min(i, start + 40)));
    } else {
      fields.push({ name, value: readValue() });
      const end = i;
      if (!matches(AFTER_VALUE, i)) {
        i = nextField(i);
        defect("skipped-text", end, body.slice(end, Math.min(i, end + 40)));
      }
    }
  }
  return { key, fields, defects };

  function readKey(): string | undefined {
    skipBlanks();
    const start = i;
    let text = take(KEY);
    const stop = body.charCodeAt(i);
    if (stop === EQUALS) {
      i = start;
      return undefined;
    }
    if (stop === COMMA) {
      i++;
      // Scopus: `Kenny20103,17,`.
      if (text.trim() !== "" && matches(KEY_GOES_ON, i))
        text += `,${take(KEY_GOES_ON).slice(0, -1)}`;
    } else if (stop === OPEN_BRACE || stop === CLOSE_BRACE || stop === QUOTE) {
      i = start;
      text = take(WEIRD_KEY);
    }
    return text.trim() === "" ? undefined : text.trim();
  }

  function readName(): string | undefined {
    const name = take(NAME);
    skipBlanks();
    if (name.trim() === "" || body.charCodeAt(i) !== EQUALS) return undefined;
    i++;
    return name.trim().replace(/\s+/g, " ");
  }

  function readValue(): string {
    let value = "";
    for (;;) {
      skipBlanks();
      const code = body.charCodeAt(i);
      if (code === OPEN_BRACE) value += readBraced();
      else if (code === QUOTE) value += readQuoted();
      else value += readBare();
      const end = i;
      skipBlanks();
      if (body.charCodeAt(i) !== HASH) {
        i = end;
        return value;
      }
      i++;
    }
  }

  function readBraced(): string {
    const open = i;
    let end = valueLimit(open);
    let close = closeOfBraces(open, end, braces === "escaped");
    if (close >= 0 && escapesHelp && braces === "balanced" && !matches(AFTER_VALUE, close + 1)) {
      // `{a \} b}`: perhaps the escaped braces are text.
      const other = closeOfBraces(open, end, true);
      if (other > close && matches(AFTER_VALUE, other + 1)) close = other;
      else escapesHelp = false;
    }
    if (close < 0 && !damaged) {
      damaged = true;
      end = valueLimit(open);
      close = closeOfBraces(open, end, braces === "escaped");
    }
    if (close >= 0) {
      i = close + 1;
      return body.slice(open + 1, close);
    }
    defect("unclosed-value", open, "{");
    i = end;
    return body.slice(open + 1, trimmedEnd(open + 1, end));
  }

  function readQuoted(): string {
    const open = i;
    let end = valueLimit(open);
    let close = closeOfQuote(open, end);
    if (close < 0 && !damaged) {
      damaged = true;
      end = valueLimit(open);
      close = closeOfQuote(open, end);
    }
    if (close >= 0) {
      i = close + 1;
      return body.slice(open + 1, close);
    }
    // Braces that do not balance hide the quote that closes.
    const last = lastQuote(open, end);
    if (last > open && matches(AFTER_QUOTE, last + 1)) {
      i = last + 1;
      return body.slice(open + 1, last);
    }
    defect("unclosed-value", open, '"');
    i = end;
    return body.slice(open + 1, trimmedEnd(open + 1, end));
  }

  /** A number, the name of a string or a month, or text that somebody forgot to quote. */
  function readBare(): string {
    const start = i;
    const word = take(BARE).trim();
    // `year = 2000)` at the end of an entry without end.
    const text = damaged ? word.replace(/[)\s]{1,9}$/, "") : word;
    if (text === "" || /^\d/.test(text)) return text;
    const known = strings.get(text.toLowerCase());
    if (known !== undefined && known.length <= budget) {
      budget -= known.length;
      return known;
    }
    if (!MONTH.test(text)) defect("undefined-string", start, text.slice(0, 40));
    return text;
  }

  /** Index of the brace that closes the one at `open`, or -1. */
  function closeOfBraces(open: number, end: number, escapes: boolean): number {
    let depth = 0;
    for (let at = open; at < end; at++) {
      const code = body.charCodeAt(at);
      if (code === OPEN_BRACE) depth++;
      else if (code === CLOSE_BRACE && --depth === 0) return at;
      else if (code === BACKSLASH && escapes) at++;
    }
    return -1;
  }

  /** A quote closes outside of braces, and only where the value can end: exports do not escape quotes. */
  function closeOfQuote(open: number, end: number): number {
    let depth = 0;
    for (let at = open + 1; at < end; at++) {
      const code = body.charCodeAt(at);
      if (code === OPEN_BRACE) depth++;
      else if (code === CLOSE_BRACE) depth = Math.max(0, depth - 1);
      else if (code === QUOTE && depth === 0 && matches(AFTER_QUOTE, at + 1)) return at;
    }
    return -1;
  }

  function lastQuote(open: number, end: number): number {
    for (let at = end; at > open; at--) if (body.charCodeAt(at) === QUOTE) return at;
    return -1;
  }

  function valueLimit(open: number): number {
    return damaged ? nextField(open + 1) : length;
  }

  /** Index behind the value that ends before the next field: of its `,`, its line end, its brace. */
  function nextField(from: number): number {
    FIELD_BEGINS.lastIndex = from;
    const match = FIELD_BEGINS.exec(body);
    if (match === null) return length;
    // A brace or a quote still belongs to the value.
    return /["}]/.test(match[0].charAt(0)) ? match.index + 1 : match.index;
  }

  /** Without what stands behind an unclosed value: blanks, commas, braces that close nothing in it. */
  function trimmedEnd(start: number, end: number): number {
    let surplus = 0;
    for (let at = start; at < end; at++) {
      const code = body.charCodeAt(at);
      if (code === CLOSE_BRACE) surplus++;
      else if (code === OPEN_BRACE) surplus--;
    }
    let last = end;
    for (; last > start; last--) {
      const code = body.charCodeAt(last - 1);
      if (code === CLOSE_BRACE && surplus > 0) surplus--;
      else if (code !== COMMA && !isBlank(code)) break;
    }
    return last;
  }

  function skipBlanks(): void {
    while (i < length && isBlank(body.charCodeAt(i))) i++;
  }

  /** Blanks, commas, stray closing delimiters, and comments up to the end of their line. */
  function skipSeparators(): void {
    for (; i < length; i++) {
      const code = body.charCodeAt(i);
      if (code === PERCENT) {
        while (i < length && body.charCodeAt(i) !== 10 && body.charCodeAt(i) !== 13) i++;
      } else if (code !== COMMA && code !== CLOSE_BRACE && code !== CLOSE_PAREN && !isBlank(code)) {
        return;
      }
    }
  }

  function take(pattern: RegExp): string {
    pattern.lastIndex = i;
    const text = pattern.exec(body)?.[0] ?? "";
    i += text.length;
    return text;
  }

  function matches(pattern: RegExp, index: number): boolean {
    pattern.lastIndex = index;
    return pattern.test(body);
  }

  function defect(code: Defect["code"], offset: number, text: string): void {
    defects.push({ code, offset, text });
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
