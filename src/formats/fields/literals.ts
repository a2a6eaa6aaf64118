/**
 * Lists and objects as programs print them into one cell: JSON, Python (pandas writes its lists so),
 * R's `c("a", "b")`, numpy's arrays without commas.
 */

const DEEPEST = 12;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: " ", r: "\n", b: " ", f: " " };
const WORD = /[A-Za-z_][\w.]{0,60}/y;
const NUMBER = /[-+]?(?:\d[\d_.]{0,30}(?:[eE][-+]?\d{1,4})?|inf)/y;
const BLANK = /[\s,;]/;

/** Where the reader is in a text. */
interface Cursor {
  readonly text: string;
  i: number;
}

/** What is no printed value ends the reading. */
class NotPrinted extends Error {}

/**
 * The list or object that a text prints; nothing where it is no such text. One that was cut, as
 * spreadsheets cut cells after 32,767 characters, holds what is whole.
 */
export function literalIn(text: string): unknown {
  const whole = text.trim();
  if (!/^(?:[[{(]|[A-Za-z_][\w.]{0,40}\()|^(?=(['"]))\1.*\1$/s.test(whole)) return undefined;
  const cursor: Cursor = { text: whole, i: 0 };
  try {
    const values: unknown[] = [];
    while (cursor.i < whole.length) {
      values.push(valueAt(cursor, 0));
      skipBlanks(cursor);
    }
    const [first] = values;
    // `"a", "b"` and `{…}; {…}` are lists without brackets; a text in quotes alone is a text.
    if (values.length > 1) return values;
    return typeof first === "string" ? undefined : first;
  } catch (error) {
    if (error instanceof NotPrinted) return undefined;
    throw error;
  }
}

function valueAt(cursor: Cursor, depth: number): unknown {
  if (depth > DEEPEST) throw new NotPrinted();
  const sign = cursor.text.charAt(cursor.i);
  if (sign === "[" || sign === "(") {
    cursor.i += 1;
    return listAt(cursor, sign === "[" ? "]" : ")", depth);
  }
  if (sign === "{") return braces(cursor, depth);
  if (sign === '"' || sign === "'") {
    const text = textAt(cursor);
    if (text === undefined) throw new NotPrinted();
    return text;
  }
  const number = taken(cursor, NUMBER);
  if (number !== undefined) return number;
  const word = taken(cursor, WORD);
  if (word === undefined) throw new NotPrinted();
  if (cursor.text.charAt(cursor.i) === "(") return call(cursor, word, depth);
  // Python writes the kind of a text before it: `u'a'`.
  if (/^[ubr]{1,2}$/i.test(word) && /['"]/.test(cursor.text.charAt(cursor.i)))
    return valueAt(cursor, depth + 1);
  if (/^(?:null|None|nan|NaN|NA|NULL|undefined)$/.test(word)) return null;
  if (/^(?:true|false)$/i.test(word)) return word.toLowerCase();
  throw new NotPrinted();
}

/** The items to the closing bracket; commas between them may be missing. */
function listAt(cursor: Cursor, end: string, depth: number): readonly unknown[] {
  const items: unknown[] = [];
  for (;;) {
    skipBlanks(cursor);
    if (isCut(cursor)) return items;
    if (cursor.text.charAt(cursor.i) === end) {
      cursor.i += 1;
      return items;
    }
    items.push(valueAt(cursor, depth + 1));
  }
}

/** An object, or a set of texts. */
function braces(cursor: Cursor, depth: number): unknown {
  cursor.i += 1;
  const members = new Map<string, unknown>();
  const items: unknown[] = [];
  for (;;) {
    skipBlanks(cursor);
    if (isCut(cursor)) break;
    if (cursor.text.charAt(cursor.i) === "}") {
      cursor.i += 1;
      break;
    }
    const name = valueAt(cursor, depth + 1);
    skipBlanks(cursor, /\s/);
    if (cursor.text.charAt(cursor.i) !== ":") {
      items.push(name);
      continue;
    }
    cursor.i += 1;
    skipBlanks(cursor, /\s/);
    if (isCut(cursor)) break;
    if (typeof name === "string") members.set(name, valueAt(cursor, depth + 1));
    else valueAt(cursor, depth + 1);
  }
  return items.length > 0 ? items : Object.fromEntries(members);
}

/** `c("a", "b")`, `array(['a'], dtype=object)`, `Author(name='Jane Doe')`. */
function call(cursor: Cursor, name: string, depth: number): unknown {
  cursor.i += 1;
  const items: unknown[] = [];
  const members = new Map<string, unknown>();
  for (;;) {
    skipBlanks(cursor);
    if (isCut(cursor)) break;
    if (cursor.text.charAt(cursor.i) === ")") {
      cursor.i += 1;
      break;
    }
    const argument = /([A-Za-z_][\w.]{0,60})\s?=\s?/y;
    argument.lastIndex = cursor.i;
    const named = argument.exec(cursor.text);
    if (named !== null) {
      cursor.i = argument.lastIndex;
      members.set(named[1] ?? "", argumentAt(cursor, depth));
    } else items.push(valueAt(cursor, depth + 1));
  }
  if (name === "c" || name === "list") return items.length > 0 ? items : [...members.values()];
  const [first] = items;
  if (first !== undefined && typeof first !== "string") return first;
  return members.size > 0 ? Object.fromEntries(members) : items;
}

/** The value of a named argument: a type such as `object` is a word. */
function argumentAt(cursor: Cursor, depth: number): unknown {
  const type = /(?:object|str|dtype)(?=[,)\s])/y;
  return taken(cursor, type) ?? valueAt(cursor, depth + 1);
}

/** A text in quotes, nothing where it does not end. */
function textAt(cursor: Cursor): string | undefined {
  const { text } = cursor;
  const quote = text.charAt(cursor.i);
  let result = "";
  for (let at = cursor.i + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") {
      at += 1;
      const code = /u([\da-f]{4})|x([\da-f]{2})/iy;
      code.lastIndex = at;
      const found = code.exec(text);
      if (found !== null) {
        result += String.fromCharCode(Number.parseInt(found[1] ?? found[2] ?? "", 16));
        at += found[0].length - 1;
      } else {
        const escaped = text.charAt(at);
        result += ESCAPES[escaped] ?? escaped;
      }
    } else if (character === quote) {
      cursor.i = at + 1;
      return result;
    } else result += character;
  }
  return undefined;
}

/** Whether the text ends here, or inside of the text in quotes that begins here. */
function isCut(cursor: Cursor): boolean {
  const { text, i } = cursor;
  if (i >= text.length) return true;
  if (!/['"]/.test(text.charAt(i))) return false;
  const from = { text, i };
  if (textAt(from) !== undefined) return false;
  cursor.i = text.length;
  return true;
}

function taken(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.i;
  const found = pattern.exec(cursor.text)?.[0];
  cursor.i += found?.length ?? 0;
  return found;
}

function skipBlanks(cursor: Cursor, blank = BLANK): void {
  while (cursor.i < cursor.text.length && blank.test(cursor.text.charAt(cursor.i))) cursor.i += 1;
}
