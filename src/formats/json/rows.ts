import { howToRaise, inMillions, type Limits, raised } from "../../core/records/limits.ts";
import { lineFeeds } from "../text/lines.ts";
import { RowSearch } from "./row-search.ts";

/**
 * Extracts records from JSON that arrives in chunks: the objects at one path of the document, each
 * as a text of its own. A document may be larger than a string. A fault in one object costs only
 * that object, and memory does not grow with the file.
 */

/** An object at the wanted path, or something else there. Lines count from 1. */
export type FoundRow =
  | { readonly line: number; readonly text: string; readonly inArray: boolean }
  | { readonly line: number; readonly unreadable: string }
  | { readonly line: number; readonly cutOff: string };

export interface RowBatch {
  readonly rows: readonly FoundRow[];
  /** Keys of the objects around the rows, for a message if there are no rows. */
  readonly keys: ReadonlySet<string>;
}

/** The path from the document to its rows; arrays are passed through. `*` is any name. */
export type RowPath = readonly string[];

/** Far above any real record. */
export const LONGEST_ROW = 32 * 1024 * 1024;

const DEEPEST = 256;
const LONGEST_KEY = 1000;
const MOST_KEYS = 50;

/** Finds the rows at a path. */
export async function* readRows(
  chunks: AsyncIterable<string>,
  path: RowPath,
  limits?: Limits,
): AsyncGenerator<RowBatch> {
  const scanner = new RowScanner(path, limits);
  for await (const chunk of lineFeeds(chunks)) {
    const rows = scanner.scan(chunk);
    if (rows.length > 0) yield { rows, keys: scanner.keys };
  }
  yield { rows: scanner.end(), keys: scanner.keys };
}

/** What may come next, in the words of a message. */
type Expected = "a value" | "a value or ]" | "a name or }" | "a name" | "`:`" | "a comma or an end";

interface Container {
  readonly kind: "{" | "[";
  /** How many names of the path lead here; -1 outside the path. */
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

/**
 * Reads JSON token by token and yields the objects at a path. The text has LF as line ends and
 * arrives in chunks cut anywhere.
 */
export class RowScanner {
  /** Names in the objects around the rows. */
  readonly keys = new Set<string>();
  readonly #path: RowPath;
  readonly #longest: number;
  readonly #deepest: number;
  readonly #search = new RowSearch();
  #mode: "reading" | "searching" | "given up" = "reading";
  #line = 1;

  // The grammar: the reader's position in the document.
  #stack: Container[] = [DOCUMENT];
  #expected: Expected = "a value";
  #inString: "name" | "value" | undefined;
  #isEscaped = false;
  #inLiteral = false;
  #name = "";

  // The rows.
  #row: OpenRow | undefined;
  /** The containers around the last row; rows after a broken one are inside the same ones. */
  #around: readonly Container[] | undefined;
  /** Whether a value that is not an object has just been reported at this place. */
  #isReported = false;
  #found: FoundRow[] = [];

  constructor(path: RowPath, limits?: Limits) {
    this.#path = path;
    this.#longest = raised(LONGEST_ROW, "entry", limits);
    this.#deepest = raised(DEEPEST, "depth", limits);
  }

  /** Reads on; returns the rows that the chunk completes. */
  scan(chunk: string): readonly FoundRow[] {
    this.#found = [];
    let text = chunk;
    let at = 0;
    let rowFrom = 0;
    let before = this.#search.takeUp(chunk);
    while (at < text.length && this.#mode !== "given up") {
      if (this.#mode === "searching") {
        text = this.#search.held + text.slice(at);
        before = "";
        const start = this.#findRow(text);
        if (start === undefined) return this.#found;
        at = start;
        rowFrom = start;
      }
      const last = this.#row;
      at = this.#readOn(text, at, rowFrom);
      if (this.#row !== undefined && this.#row !== last) rowFrom = at - 1;
      if (this.#isSearching()) this.#line -= this.#search.lookBack(before + text.slice(0, at));
    }
    if (this.#row !== undefined) keep(this.#row, text.slice(rowFrom), this.#longest);
    return this.#found;
  }

  /** Ends the document; returns the problem of an unfinished row, or of missing rows. */
  end(): readonly FoundRow[] {
    this.#found = [];
    if (this.#mode !== "reading") return this.#found;
    const row = this.#row;
    const line = this.#line;
    if (row !== undefined) {
      const where = line === row.line ? "" : `, in line ${line}`;
      const unreadable = `The file ends inside the object that begins here${where}. If the export was cut off, export it again.`;
      this.#found.push({ line: row.line, unreadable });
    } else if (this.#stack.length > 1) {
      const close = this.#stack.at(-1)?.kind === "{" ? "}" : "]";
      const cutOff = `The file ends without a closing \`${close}\`, so records may be missing behind this place. If the export was cut off, export it again.`;
      this.#found.push({ line, cutOff });
    }
    return this.#found;
  }

  /** The part of the unfinished row read so far, and whether the row is in an array. */
  open(): { readonly text: string; readonly inArray: boolean } | undefined {
    const row = this.#row;
    if (row === undefined) return undefined;
    return { text: row.parts.join(""), inArray: isArray(this.#stack[row.depth - 1]) };
  }

  /**
   * Reads a stretch of a string, a character of a literal, a blank or a token; returns the position
   * after it.
   */
  #readOn(text: string, at: number, rowFrom: number): number {
    if (this.#inString !== undefined) return this.#readString(text, at);
    const code = text.charCodeAt(at);
    if (this.#inLiteral) {
      if (isLiteral(code)) return at + 1;
      this.#inLiteral = false;
      this.#expected = this.#afterValue();
    }
    if (code === 10) this.#line += 1;
    if (code === 10 || code === 32 || code === 9 || code === 0xfeff) return at + 1;
    return this.#readToken(text, at, code, rowFrom);
  }

  /**
   * Reads a token that is not a blank; returns the position after it, or the same one if the row is
   * broken.
   */
  #readToken(text: string, at: number, code: number, rowFrom: number): number {
    const top = this.#stack.at(-1);
    if (top === undefined) return at + 1;
    switch (code) {
      case 0x7b /* { */:
        return this.#openContainer("{", top, text, at);
      case 0x5b /* [ */:
        return this.#openContainer("[", top, text, at);
      case 0x7d /* } */:
        return this.#closeContainer("{", top, text, at, rowFrom);
      case 0x5d /* ] */:
        return this.#closeContainer("[", top, text, at, rowFrom);
      case 0x2c /* , */:
        if (this.#expected !== "a comma or an end" && this.#stack.length > 1)
          return this.#break(text, at);
        this.#expected = top.kind === "{" ? "a name" : "a value";
        return at + 1;
      case 0x3a /* : */:
        if (this.#expected !== "`:`") return this.#break(text, at);
        this.#expected = "a value";
        return at + 1;
      case 0x22 /* " */:
        if (this.#expected === "a name" || this.#expected === "a name or }") {
          this.#inString = "name";
          this.#name = "";
          return at + 1;
        }
        if (!this.#wantsValue()) return this.#break(text, at);
        this.#scalar(top);
        this.#inString = "value";
        return at + 1;
      default:
        if (!this.#wantsValue() || !isLiteral(code)) return this.#break(text, at);
        this.#scalar(top);
        this.#inLiteral = true;
        return at + 1;
    }
  }

  #openContainer(kind: Container["kind"], top: Container, text: string, at: number): number {
    // A comma that is missing between rows does no harm.
    const isNext =
      this.#row === undefined && top.kind === "[" && this.#expected === "a comma or an end";
    if (!this.#wantsValue() && !isNext) return this.#break(text, at);
    if (this.#stack.length > this.#deepest) return this.#break(text, at);
    const matched = this.#row === undefined ? this.#matchedBy(top) : -1;
    if (kind === "{" && this.#row === undefined && matched === this.#path.length) {
      this.#around = [...this.#stack];
      const depth = this.#stack.length;
      this.#row = { line: this.#line, depth, parts: [], size: 0, firstName: undefined };
    }
    this.#stack.push({ kind, matched: this.#row === undefined ? matched : -1 });
    this.#expected = kind === "{" ? "a name or }" : "a value or ]";
    this.#isReported = false;
    return at + 1;
  }

  #closeContainer(
    kind: Container["kind"],
    top: Container,
    text: string,
    at: number,
    rowFrom: number,
  ): number {
    const atStart = kind === "{" ? "a name or }" : "a value or ]";
    const mayEnd = this.#expected === "a comma or an end" || this.#expected === atStart;
    if (top.kind !== kind || !mayEnd || this.#stack.length === 1) return this.#break(text, at);
    this.#stack.pop();
    this.#expected = this.#afterValue();
    if (this.#row !== undefined && this.#stack.length === this.#row.depth) {
      keep(this.#row, text.slice(rowFrom, at + 1), this.#longest);
      this.#finishRow(this.#row);
    }
    return at + 1;
  }

  /** Reads on in a string; returns the position after the text read. */
  #readString(text: string, from: number): number {
    let at = from;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      this.#addToName(text.slice(at, at + 1));
      at += 1;
    }
    STRING_MARK.lastIndex = at;
    const mark = STRING_MARK.exec(text);
    const end = mark?.index ?? text.length;
    if (this.#inString === "name") this.#addToName(text.slice(at, end));
    if (mark === null) return end;
    if (mark[0] === "\n") return this.#break(text, end);
    if (mark[0] === "\\") {
      this.#addToName("\\");
      this.#isEscaped = true;
      return end + 1;
    }
    if (this.#inString === "value") this.#expected = this.#afterValue();
    else {
      this.#expected = "`:`";
      this.#finishName();
    }
    this.#inString = undefined;
    return end + 1;
  }

  #addToName(text: string): void {
    if (this.#inString === "name" && this.#name.length < LONGEST_KEY) this.#name += text;
  }

  #finishName(): void {
    this.#name = unescaped(this.#name);
    const row = this.#row;
    if (row !== undefined) {
      if (this.#stack.length === row.depth + 1) row.firstName ??= this.#name;
    } else if ((this.#stack.at(-1)?.matched ?? -1) >= 0 && this.keys.size < MOST_KEYS) {
      this.keys.add(this.#name);
    }
  }

  /** How many names of the path lead to a value inside a container. */
  #matchedBy({ kind, matched }: Container): number {
    if (kind === "[" || matched < 0) return matched;
    const wanted = this.#path[matched];
    return wanted === this.#name || wanted === "*" ? matched + 1 : -1;
  }

  #wantsValue(): boolean {
    return this.#expected === "a value" || this.#expected === "a value or ]";
  }

  #afterValue(): Expected {
    return this.#stack.length === 1 ? "a value" : "a comma or an end";
  }

  /** A string, a number or a word among rows is an entry that nobody can read. */
  #scalar(top: Container): void {
    if (this.#row !== undefined || top.kind !== "[" || top.matched !== this.#path.length) return;
    this.#around = [...this.#stack];
    this.#isReported = true;
    const unreadable = "This value among the records is no object in braces.";
    this.#found.push({ line: this.#line, unreadable });
  }

  #finishRow({ line, size, parts, firstName }: OpenRow): void {
    if (firstName !== undefined) this.#search.learn(firstName);
    this.#found.push(
      size > this.#longest
        ? {
            line,
            unreadable: `This object is longer than ${inMillions(this.#longest)}. It was not read; ${howToRaise("entry")}.`,
          }
        : { line, text: parts.join(""), inArray: isArray(this.#stack.at(-1)) },
    );
    this.#row = undefined;
  }

  /** The text is not JSON at this place: gives up the row and looks for the next one. */
  #break(text: string, at: number): number {
    const row = this.#row;
    const message = this.#complaint(text.charAt(at));
    if (row !== undefined) {
      if (row.firstName !== undefined) this.#search.suppose(row.firstName);
      this.#found.push({ line: row.line, unreadable: message });
    } else if (this.#around === undefined) {
      const unreadable = `${message} Nothing behind it could be read.`;
      this.#found.push({ line: this.#line, unreadable });
    } else if (!this.#isReported) this.#found.push({ line: this.#line, unreadable: message });
    this.#row = undefined;
    this.#inString = undefined;
    this.#inLiteral = false;
    this.#isEscaped = false;
    this.#isReported = true;
    this.#mode = this.#around === undefined ? "given up" : "searching";
    return at;
  }

  /** What a message says about a character that cannot be where it is. */
  #complaint(character: string): string {
    const shown = character === "\n" ? "line end" : `\`${character}\``;
    const isDeep = this.#stack.length > this.#deepest;
    const wanted =
      this.#inString !== undefined
        ? 'the `"` that closes a text'
        : isDeep
          ? `no more than ${this.#deepest} levels (${howToRaise("depth")})`
          : this.#expected;
    const isHere = this.#row === undefined || this.#line === this.#row.line;
    const where = isHere ? "" : ` in line ${this.#line}`;
    return `Unexpected ${shown}${where}, expected ${wanted}: this is no JSON that can be read.`;
  }

  // The compiler treats a field that was compared as constant, but not a call.
  #isSearching(): boolean {
    return this.#mode === "searching";
  }

  /** Where a row begins after the broken part. */
  #findRow(text: string): number | undefined {
    const { start, lines } = this.#search.find(text);
    this.#line += lines;
    if (start === undefined) return undefined;
    this.#stack = [...(this.#around ?? this.#stack)];
    this.#expected = "a value";
    this.#mode = "reading";
    return start;
  }
}

function keep(row: OpenRow, text: string, longest: number): void {
  row.size += text.length;
  if (row.size <= longest) row.parts.push(text);
  else row.parts.length = 0;
}

/** Nobody wrote the array around the document. */
function isArray(container: Container | undefined): boolean {
  return container?.kind === "[" && container !== DOCUMENT;
}

/** The document is treated as an array without brackets, because it may be one object per line. */
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
