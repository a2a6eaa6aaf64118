import { toJSON } from "bibtex-parse-js";
import type { RawEntry } from "./entries.ts";
import type { EntryBody } from "./fields.ts";

/**
 * The guarded call of bibtex-parse-js. The library throws on much of what real exports contain,
 * loops on some of it, and misreads quoted values, concatenation, repeated fields and entries
 * without a key. So it gets one entry at a time, and only in a form that it reads correctly.
 */

const QUOTE = 34;
const HASH = 35;
const PERCENT = 37;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const BRACE = /[{}]|\\[\\{}]/g;
const NUMBER_OR_MONTH =
  /(?:\d{1,15}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?= *(?:,|$))/iy;

/**
 * The fields as bibtex-parse-js reads them; `undefined` if it cannot be trusted with this entry.
 */
export function readWithLibrary(entry: RawEntry): EntryBody | undefined {
  if (entry.braces !== "balanced") return undefined;
  const body = entry.body.slice(0, endOf(entry.body));
  const plain = plainBody(body);
  if (plain === undefined) return undefined;
  const { key, names, values } = plain;
  // A repeated name would keep only its last value, and `__proto__` none.
  if (new Set(names).size !== names.length || names.includes("__proto__")) return undefined;
  const read = values ?? valuesByLibrary(`@${entry.type}{${body},\n}\n`, key, names);
  if (read === undefined) return undefined;
  return { key, fields: names.map((name, at) => ({ name, value: read[at]! })), defects: [] };
}

/** The values of an entry whose shape the library can be trusted with. */
function valuesByLibrary(
  text: string,
  key: string,
  names: readonly string[],
): readonly string[] | undefined {
  const parsed = parsedEntry(text);
  const tags = parsed?.entryTags;
  if (tags === undefined || parsed?.citationKey !== key) return undefined;
  if (Object.keys(tags).length !== names.length) return undefined;
  const values: string[] = [];
  for (const name of names) {
    const value = Object.hasOwn(tags, name) ? tags[name] : undefined;
    if (value === undefined || !isBalanced(value)) return undefined;
    values.push(value);
  }
  return values;
}

function parsedEntry(text: string) {
  try {
    const parsed = toJSON(text);
    return parsed.length === 1 ? parsed[0] : undefined;
  } catch {
    // It throws errors and strings. The lenient parser reports the fault, with a line.
    return undefined;
  }
}

/** A body such as `key, a = {…}, b = 12, c = jan`. */
interface PlainBody {
  readonly key: string;
  readonly names: readonly string[];
  /**
   * The values, if each stands there as the library would read it: digits, or braces without
   * braces and backslashes in them. As most entries are so, most need no library, which takes
   * several times as long; a test holds these values to the library's.
   */
  readonly values: readonly string[] | undefined;
}

/**
 * The parts of a body that has a key, values in braces that balance, bare numbers and months.
 * `undefined` for every other shape.
 */
function plainBody(body: string): PlainBody | undefined {
  const length = body.length;
  const names: string[] = [];
  let values: string[] | undefined = [];
  let i = afterBlanks(body, 0);
  const start = i;
  while (i < length && isNameCharacter(body.charCodeAt(i))) i++;
  if (i === start || body.charCodeAt(i) !== COMMA) return undefined;
  const key = body.slice(start, i);
  for (;;) {
    i = afterBlanks(body, i + 1);
    const start = i;
    while (i < length && isNameCharacter(body.charCodeAt(i))) i++;
    if (i === start) return undefined;
    names.push(body.slice(start, i));
    i = afterBlanks(body, i);
    if (body.charCodeAt(i) !== EQUALS) return undefined;
    i = afterBlanks(body, i + 1);
    const value = i;
    if (body.charCodeAt(i) === OPEN_BRACE) {
      i = afterBraces(body, i);
      if (i < 0) return undefined;
    } else {
      NUMBER_OR_MONTH.lastIndex = i;
      if (!NUMBER_OR_MONTH.test(body)) return undefined;
      i = NUMBER_OR_MONTH.lastIndex;
    }
    const plain = values && plainValue(body.slice(value, i));
    if (plain === undefined) values = undefined;
    else values?.push(plain);
    i = afterBlanks(body, i);
    if (i === length) return { key, names, values };
    if (body.charCodeAt(i) !== COMMA) return undefined;
  }
}

/** A value as it stands; `undefined` if the library has to say what it is. */
function plainValue(written: string): string | undefined {
  // The library lower-cases months, and skips blanks behind an opening brace.
  if (!written.startsWith("{")) return /^\d+$/.test(written) ? written : undefined;
  const value = written.slice(1, -1);
  return /^[ \t\r\n]|[{}\\]/.test(value) ? undefined : value;
}

/** Index after the brace that closes the one at `open`; -1 if none does or if one is escaped. */
function afterBraces(body: string, open: number): number {
  let depth = 0;
  // The engine's search through an abstract is faster than a loop.
  BRACE.lastIndex = open;
  for (let match = BRACE.exec(body); match !== null; match = BRACE.exec(body)) {
    const brace = match[0];
    if (brace === "{") depth++;
    else if (brace === "}" && --depth === 0) return BRACE.lastIndex;
    else if (brace.length === 2 && brace !== "\\\\") return -1;
  }
  return -1;
}

/** The length without blanks and commas at the end. */
function endOf(body: string): number {
  let end = body.length;
  while (end > 0 && (isBlank(body.charCodeAt(end - 1)) || body.charCodeAt(end - 1) === COMMA))
    end--;
  return end;
}

function afterBlanks(body: string, index: number): number {
  let i = index;
  while (i < body.length && isBlank(body.charCodeAt(i))) i++;
  return i;
}

/** The characters that the library skips as blanks; it knows no others. */
function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function isNameCharacter(code: number): boolean {
  return !(
    isBlank(code) ||
    code === COMMA ||
    code === EQUALS ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE ||
    code === QUOTE ||
    code === HASH ||
    code === PERCENT ||
    code === BACKSLASH ||
    code === 0xa0 ||
    code === 0xfeff
  );
}

function isBalanced(value: string): boolean {
  if (!value.includes("{") && !value.includes("}")) return true;
  return afterBraces(`{${value}}`, 0) === value.length + 2;
}
