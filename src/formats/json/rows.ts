import { countLines, lineFeeds } from "../text/lines.ts";

/**
 * Records out of JSON that arrives in chunks: the objects at one place of the document, each as a
 * text of its own. A document may be larger than a string; what is broken in one object costs that
 * object, and memory does not grow with the file.
 */

/** An object at the wanted place, or something there that is none. Lines count from 1. */
export type FoundRow =
  | { readonly line: number; readonly text: string; readonly inArray: boolean }
  | { readonly line: number; readonly unreadable: string }
  | { readonly line: number; readonly cutOff: string };

export interface RowBatch {
  readonly rows: readonly FoundRow[];
  /** Keys of the objects around the rows, for a message where there are no rows. */
  readonly keys: ReadonlySet<string>;
}

/** Names on the way from the document to its rows; arrays on the way are passed through. `*` is any name. */
export type RowPath = readonly string[];

/** Far above any real record. */
export const LONGEST_ROW = 32 * 1024 * 1024;

const DEEPEST = 256;
const LONGEST_KEY = 1000;
const MOST_KEYS = 50;

/**
 * The beginning of an object up to its first name: there a row may begin behind a broken one. Its
 * blanks are those of the scanner, which else would break at the same place again.
 */
const OBJECT_START = /\{[ \t\n\ufeff]{0,200}"([^"\\\n]{1,100})"[ \t\n\ufeff]{0,200}:/g;
const LONGEST_START = 1000;

/** Finds the rows at a path. */
export async function* readRows(
  chunks: AsyncIterable<string>,
  path: RowPath,
): AsyncGenerator<RowBatch> {
  const scanner = rowScanner(path);
  for await (const chunk of lineFeeds(chunks)) {
    const rows = scanner.scan(chunk);
    if (rows.length > 0) yield { rows, keys: scanner.keys };
  }
  yield { rows: scanner.end(), keys: scanner.keys };
}

/** What may come next; as a message says it. */
type Expected = "a value" | "a value or ]" | "a name or }" | "a name" | "`:`" | "a comma or an end";

interface Container {
  readonly kind: "{" | "[";
  /** How many names of the path lead here; -1 beside the path. */
  readonly matched: number;
}

interface OpenRow {
  readonly line: number;
  /** How many containers are open around it. */
  readonly depth: number;
  readonly parts: string[];
  size: number;
  /** The name that it begins with. */
  firstName: string | undefined;
}

export interface RowScanner {
  readonly keys: ReadonlySet<string>;
  scan(chunk: string): readonly FoundRow[];
  end(): readonly FoundRow[];
  /** What has been read of the row that is not complete, and whether it stands in an array. */
  open(): { readonly text: string; readonly inArray: boolean } | undefined;
}

/** A scanner for text whose line ends are LF, given in chunks cut anywhere. */
export function rowScanner(path: RowPath): RowScanner {
  const keys = new Set<string>();
  /** The first names of rows so far. */
  const firstNames = new Set<string>();
  let stack: Container[] = [DOCUMENT];
  let expected: Expected = "a value";
  let inString: "name" | "value" | undefined;
  let isEscaped = false;
  let inLiteral = false;
  let name = "";
  let line = 1;
  let row: OpenRow | undefined;
  /** The containers around the last row; a broken one is followed by rows inside of the same. */
  let around: readonly Container[] | undefined;
  /** Whether what is no object has just been reported at this place. */
  let reported = false;
  let mode: "reading" | "searching" | "given up" = "reading";
  let carry = "";
  /** A row behind a broken place ends its first name behind this place in what is searched. */
  let least = 0;
  /** The last characters of the chunk before. */
  let behind = "";
  let out: FoundRow[] = [];

  return { keys, scan, end, open };

  function scan(chunk: string): readonly FoundRow[] {
    out = [];
    let text = chunk;
    let at = 0;
    let rowFrom = 0;
    let before = behind;
    behind = (behind + chunk).slice(-LONGEST_START);
    while (at < text.length && mode !== "given up") {
      if (mode === "searching") {
        text = carry + text.slice(at);
        at = findStart(text);
        before = "";
        if (mode === "searching") return out;
        rowFrom = at;
      }
      if (inString !== undefined) {
        at = readString(text, at);
        if (isSearching()) lookBack(before + text.slice(0, at));
        continue;
      }
      const code = text.charCodeAt(at);
      if (inLiteral) {
        if (isLiteral(code)) {
          at += 1;
          continue;
        }
        inLiteral = false;
        expected = afterValue();
      }
      if (code === 10) line += 1;
      if (code === 10 || code === 32 || code === 9 || code === 0xfeff) {
        at += 1;
        continue;
      }
      const last = row;
      at = readToken(text, at, code, rowFrom);
      if (row !== undefined && row !== last) rowFrom = at - 1;
      if (isSearching()) lookBack(before + text.slice(0, at));
    }
    if (row !== undefined) keep(row, text.slice(rowFrom));
    return out;
  }

  /** Reads a token that is no blank; gives the place behind it, the same where the row is broken. */
  function readToken(text: string, at: number, code: number, rowFrom: number): number {
    const top = stack.at(-1);
    if (top === undefined) return at + 1;
    const wantsValue = expected === "a value" || expected === "a value or ]";
    switch (code) {
      case 0x7b /* { */:
      case 0x5b /* [ */:
        {
          // A comma that is missing between rows costs nothing.
          const isNext = row === undefined && top.kind === "[" && expected === "a comma or an end";
          if (!wantsValue && !isNext) return broken(text, at);
          if (stack.length > DEEPEST) return broken(text, at);
          const matched = row === undefined ? matchedBy(top) : -1;
          const kind = code === 0x7b ? "{" : "[";
          if (kind === "{" && row === undefined && matched === path.length) {
            around = [...stack];
            row = { line, depth: stack.length, parts: [], size: 0, firstName: undefined };
          }
          stack.push({ kind, matched: row === undefined ? matched : -1 });
          expected = kind === "{" ? "a name or }" : "a value or ]";
          reported = false;
          return at + 1;
        }
      case 0x7d /* } */:
      case 0x5d /* ] */:
        {
          const kind = code === 0x7d ? "{" : "[";
          const mayEnd =
            expected === "a comma or an end" ||
            (kind === "{" ? expected === "a name or }" : expected === "a value or ]");
          if (top.kind !== kind || !mayEnd || stack.length === 1) return broken(text, at);
          stack.pop();
          expected = afterValue();
          if (row !== undefined && stack.length === row.depth) {
            keep(row, text.slice(rowFrom, at + 1));
            finishRow(row);
          }
          return at + 1;
        }
      case 0x2c /* , */:
        if (expected !== "a comma or an end" && stack.length > 1) return broken(text, at);
        expected = top.kind === "{" ? "a name" : "a value";
        return at + 1;
      case 0x3a /* : */:
        if (expected !== "`:`") return broken(text, at);
        expected = "a value";
        return at + 1;
      case 0x22 /* " */:
        if (expected === "a name" || expected === "a name or }") {
          inString = "name";
          name = "";
          return at + 1;
        }
        if (!wantsValue) return broken(text, at);
        scalar(top);
        inString = "value";
        return at + 1;
      default:
        if (!wantsValue || !isLiteral(code)) return broken(text, at);
        scalar(top);
        inLiteral = true;
        return at + 1;
    }
  }

  /** Reads on in a string; gives the place behind what was read. */
  function readString(text: string, from: number): number {
    let at = from;
    if (isEscaped) {
      isEscaped = false;
      if (inString === "name") addToName(text.slice(at, at + 1));
      at += 1;
    }
    STRING_MARK.lastIndex = at;
    const mark = STRING_MARK.exec(text);
    const end = mark?.index ?? text.length;
    if (inString === "name") addToName(text.slice(at, end));
    if (mark === null) return end;
    if (mark[0] === "\n") return broken(text, end);
    if (mark[0] === "\\") {
      if (inString === "name") addToName("\\");
      isEscaped = true;
      return end + 1;
    }
    if (inString === "value") expected = afterValue();
    else {
      expected = "`:`";
      nameRead();
    }
    inString = undefined;
    return end + 1;
  }

  function addToName(text: string): void {
    if (name.length < LONGEST_KEY) name += text;
  }

  function nameRead(): void {
    name = unescaped(name);
    if (row !== undefined) {
      if (stack.length === row.depth + 1) row.firstName ??= name;
    } else if ((stack.at(-1)?.matched ?? -1) >= 0 && keys.size < MOST_KEYS) keys.add(name);
  }

  /** How many names of the path lead to a value that stands in a container. */
  function matchedBy({ kind, matched }: Container): number {
    if (kind === "[" || matched < 0) return matched;
    const wanted = path[matched];
    return wanted === name || wanted === "*" ? matched + 1 : -1;
  }

  function afterValue(): Expected {
    return stack.length === 1 ? "a value" : "a comma or an end";
  }

  /** A string, a number or a word: among rows it is an entry that nobody can read. */
  function scalar(top: Container): void {
    if (row !== undefined || top.kind !== "[" || top.matched !== path.length) return;
    around = [...stack];
    reported = true;
    out.push({ line, unreadable: "Unexpected value, expected an object in braces." });
  }

  /** The array around the document is none that somebody wrote. */
  function isArray(container: Container | undefined): boolean {
    return container?.kind === "[" && container !== DOCUMENT;
  }

  function keep(open: OpenRow, text: string): void {
    open.size += text.length;
    if (open.size <= LONGEST_ROW) open.parts.push(text);
    else open.parts.length = 0;
  }

  function finishRow(open: OpenRow): void {
    const { line: begin, size, parts, firstName } = open;
    if (firstName !== undefined && firstNames.size < MOST_KEYS) firstNames.add(firstName);
    const limit = LONGEST_ROW / 1024 / 1024;
    out.push(
      size > LONGEST_ROW
        ? { line: begin, unreadable: `Unexpected object of more than ${limit} MB.` }
        : { line: begin, text: parts.join(""), inArray: isArray(stack.at(-1)) },
    );
    row = undefined;
  }

  /** The text is no JSON at a place: gives up the row, and looks for the next one. */
  function broken(text: string, at: number): number {
    const character = text.charAt(at);
    const shown = character === "\n" ? "line end" : `\`${character}\``;
    const isDeep = stack.length > DEEPEST;
    const wanted =
      inString !== undefined
        ? 'the `"` that closes a text'
        : isDeep
          ? `no more than ${DEEPEST} levels`
          : expected;
    const where = row === undefined || line === row.line ? "" : ` in line ${line}`;
    const message = `Unexpected ${shown}${where}, expected ${wanted}: this is no JSON that can be read.`;
    if (row !== undefined) {
      if (row.firstName !== undefined && firstNames.size === 0) firstNames.add(row.firstName);
      out.push({ line: row.line, unreadable: message });
    } else if (around === undefined) {
      out.push({ line, unreadable: `${message} Nothing behind it could be read.` });
    } else if (!reported) out.push({ line, unreadable: message });
    row = undefined;
    inString = undefined;
    inLiteral = false;
    isEscaped = false;
    reported = true;
    mode = around === undefined ? "given up" : "searching";
    return at;
  }

  function isSearching(): boolean {
    return mode === "searching";
  }

  /**
   * A text without its closing `"` swallows the beginning of the next row, up to the next `"`: the
   * search begins a little before the broken place.
   */
  function lookBack(text: string): void {
    carry = text.slice(-LONGEST_START);
    least = carry.length;
    line -= countLines(carry);
  }

  /** Where a row begins behind what is broken; keeps what may be a beginning that is cut. */
  function findStart(text: string): number {
    OBJECT_START.lastIndex = 0;
    for (let match = OBJECT_START.exec(text); match !== null; match = OBJECT_START.exec(text)) {
      if (OBJECT_START.lastIndex <= least) continue;
      if (firstNames.size > 0 && !firstNames.has(match[1] ?? "")) continue;
      line += countLines(text.slice(0, match.index));
      stack = [...(around ?? stack)];
      expected = "a value";
      mode = "reading";
      return match.index;
    }
    const rest = Math.max(0, text.length - LONGEST_START);
    line += countLines(text.slice(0, rest));
    carry = text.slice(rest);
    least = Math.max(0, least - rest);
    return text.length;
  }

  function open(): ReturnType<RowScanner["open"]> {
    if (row === undefined) return undefined;
    return { text: row.parts.join(""), inArray: isArray(stack[row.depth - 1]) };
  }

  function end(): readonly FoundRow[] {
    out = [];
    if (mode !== "reading") return out;
    if (row !== undefined) {
      const where = line === row.line ? "" : ` in line ${line}`;
      const unreadable = `Unexpected end of the file${where}, expected the end of the object that begins here. Was the export cut off?`;
      out.push({ line: row.line, unreadable });
    } else if (stack.length > 1) {
      const open = stack.at(-1)?.kind === "{" ? "}" : "]";
      const message = `Unexpected end of the file, expected \`${open}\`. Was the export cut off? Records behind this place are missing.`;
      out.push({ line, cutOff: message });
    }
    return out;
  }
}

/** Around the document an array without brackets: a document may also be one object a line. */
const DOCUMENT: Container = { kind: "[", matched: 0 };

const STRING_MARK = /["\\\n]/g;

/** A character of a number or a word, such as `-1.5e3`, `null` and Python's `NaN`. */
function isLiteral(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x2d ||
    code === 0x2b ||
    code === 0x2e
  );
}

function unescaped(name: string): string {
  if (!name.includes("\\")) return name;
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}
