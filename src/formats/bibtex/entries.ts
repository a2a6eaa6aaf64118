/** Finds where the entries of a BibTeX file begin and end, in text that arrives in chunks. */

/** Longest body of an entry, in UTF-16 code units. Scopus with all references reaches 100,000. */
export const LONGEST_ENTRY = 8 * 1024 * 1024;

/** How the end of a body was found: by all braces, by all except `\{` and `\}`, or not at all. */
export type Braces = "balanced" | "escaped" | "unclosed";

/** An entry, or an `@string`, as it is written in the file. */
export interface RawEntry {
  readonly kind: "entry" | "strings";
  readonly line: number;
  /** As written: `ARTICLE`. */
  readonly type: string;
  /** The text between the delimiters. */
  readonly body: string;
  /** Line on which the body begins. */
  readonly bodyLine: number;
  readonly braces: Braces;
}

/** A piece of a BibTeX file. */
export type Piece =
  | RawEntry
  | { readonly kind: "overlong"; readonly line: number; readonly type: string }
  /** An entry that somebody commented out, with `%` before it or `@comment` around it. */
  | { readonly kind: "commented"; readonly line: number }
  /** An entry whose opening is damaged, such as `@article\\(key,` or `article{key,`. */
  | { readonly kind: "damaged"; readonly line: number; readonly opening: string }
  /** The text of a body without an entry: the rest of one whose beginning is lost. */
  | { readonly kind: "outside"; readonly line: number }
  /** The text before the first entry, which may name the producer. */
  | { readonly kind: "header"; readonly text: string };

/** The entry types of BibTeX and BibLaTeX, and the commands. */
const ENTRY_TYPES =
  `article artwork audio bibnote book bookinbook booklet collection comment commentary conference
  data dataset electronic image inbook incollection inproceedings inreference jurisdiction
  legislation legal letter manual mastersthesis misc movie music mvbook mvcollection mvproceedings
  mvreference online patent performance periodical phdthesis preamble proceedings reference report
  review set software standard string suppbook suppcollection suppperiodical techreport thesis
  unpublished video www xdata`.split(/\s+/);
const KNOWN_TYPES: ReadonlySet<string> = new Set(ENTRY_TYPES);

// Every pattern looks at a limited stretch, so that no character costs more than a constant: at
// most LOOKAHEAD to the right or LOOKBEHIND to the left.
const LOOKAHEAD = 1024;
const LOOKBEHIND = 128;
const HEAD = /@\s{0,16}([A-Za-z][\w+-]{0,63})\s{0,16}(\\?\{|\()/y;
const KEY_FOLLOWS = /\s{0,16}[^\s={}"(),][^={}"(),\r\n]{0,200},/y;
const PLAIN_KEY_FOLLOWS = /\s{0,16}[^\s={}"(),]{1,200}\s{0,16},/y;
const FIELD_FOLLOWS =
  /\s{0,200}(?:[^\s={}"][^={}"\r\n]{0,200},\s{0,100}|[^\s={}",]{1,200}\s{0,100},\s{0,100}|,\s{0,100})?[A-Za-z][^\s=,{}"]{0,80}\s{0,60}=/y;
const FIELDS_GO_ON = /\s{0,200},\s{0,200}[A-Za-z][\w:+.-]{0,80}\s{0,40}=\s{0,40}(?:["{\w]|\\\{)/y;
const ENTRIES_GO_ON = /\s{0,400}[,;]?\s{0,400}(?:@|$)/y;
const COMMENTED = /(?:^|[\r\n])[ \t%]*%[ \t]*$/;
/**
 * A title field at the beginning of a line or after another field; prose does not look like this.
 */
const TITLE_SET = /(?<=(?:^|[\r\n,])[ \t]{0,20})title[ \t]{0,60}=[ \t]{0,20}(?:["{]|\\\{)/gi;
/** The opening of an entry without its `@`. */
const SIGN_MISSING = new RegExp(
  `(?<=^|[\\r\\n])[ \\t]{0,8}(?:${ENTRY_TYPES.join("|")})[ \\t]{0,2}\\\\?\\{[^\\s={}"(),]{1,60},`,
  "gi",
);
/** Longer than either pattern needs, and with its blanks shorter than the text that is kept. */
const LONGEST_MARK = 100;
/** An `@` at the beginning of a line that a field follows, as if an entry opened there. */
const DAMAGED =
  /@(?!\s{0,16}(?:comment|preamble|string)\b)([^=@\r\n]{0,300}?)\s{0,40}(?:,|[\r\n])\s{0,100}[A-Za-z][\w-]{0,80}\s{0,40}=\s{0,40}(?:["{]|\\\{)/iy;
const LONGEST_HEADER = 2000;

const QUOTE = 34;
const CLOSE_PAREN = 41;
const AT_SIGN = 64;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
/** All characters that say where an entry in braces ends. */
const MARK = /[{}\\@]/g;

interface Head {
  readonly type: string;
  readonly paren: boolean;
  /** Whether its delimiter is `\{`. */
  readonly escaped: boolean;
  /** Index of the `@`. */
  readonly sign: number;
  /** Index of the first character after the delimiter. */
  readonly start: number;
}

/** An entry whose end has not been seen yet. */
interface Opened {
  readonly type: string;
  readonly command: "entry" | "strings" | "preamble" | "comment";
  readonly paren: boolean;
  /** Whether its delimiter is `\{`; then `\{` and `\}` are braces like any other. */
  readonly escaped: boolean;
  readonly line: number;
  readonly bodyLine: number;
  start: number;
  /** Index up to which the body has been read. */
  at: number;
  /** Open braces; those of the entry itself are one of them. */
  depth: number;
  /**
   * Open braces if `\{` and `\}` are text. BibTeX counts them as braces, but not all exports do.
   */
  textDepth: number;
  /** Whether the place is inside a quoted value of an entry in parentheses. */
  quoted: boolean;
  /** Whether it is a comment with an entry in it. */
  holdsEntry: boolean;
}

interface Closing {
  readonly end: number;
  readonly next: number;
  readonly braces: Braces;
}

/** True if an entry begins a line of the text and no comment hides it. */
export function holdsEntry(text: string): boolean {
  for (let sign = text.indexOf("@"); sign >= 0; sign = text.indexOf("@", sign + 1)) {
    if (!isLineStart(characterBefore(text, sign))) continue;
    const head = headAt(text, sign);
    if (head !== undefined && isEntry(text, head)) return true;
  }
  return false;
}

/**
 * Splits BibTeX into its pieces. An entry that does not close ends where the next one begins, so no
 * other entry is lost. Memory is limited by the longest entry, time is linear in the text, and the
 * result does not depend on where the chunks are cut.
 */
export async function* splitEntries(
  chunks: AsyncIterable<string>,
  longest: number = LONGEST_ENTRY,
): AsyncGenerator<readonly Piece[]> {
  const splitter = entrySplitter(longest);
  let waiting: string[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (chunk === "") continue;
    waiting.push(chunk);
    size += chunk.length;
    // Joining copies the held text. It waits until the text has doubled, so that copying stays
    // linear.
    if (size < splitter.held()) continue;
    const pieces = splitter.read(waiting.join(""), false);
    waiting = [];
    size = 0;
    if (pieces.length > 0) yield pieces;
  }
  const pieces = splitter.read(waiting.join(""), true);
  if (pieces.length > 0) yield pieces;
}

interface SplitterState {
  readonly longest: number;
  /** The held text; every index counts from its start. */
  text: string;
  ended: boolean;
  at: number;
  opened: Opened | undefined;
  line: number;
  counted: number;
  header: string | undefined;
  /** Start of the text outside entries that has not been searched for what is left of entries. */
  unsearched: number;
  /** Whether the loss of the next title outside entries has been told already. */
  titleTold: boolean;
  /**
   * A comment that does not close is only a word. So are comments inside it; otherwise each of them
   * would be read to the end again.
   */
  wordsUntil: number;
}

function entrySplitter(longest: number) {
  const state: SplitterState = {
    longest,
    text: "",
    ended: false,
    at: 0,
    opened: undefined,
    line: 1,
    counted: 0,
    header: "",
    unsearched: 0,
    titleTold: false,
    wordsUntil: 0,
  };
  return {
    held: () => state.text.length,
    read: (chunk: string, last: boolean) => readChunk(state, chunk, last),
  };
}

function readChunk(state: SplitterState, chunk: string, last: boolean): readonly Piece[] {
  state.text += chunk;
  state.ended = last;
  const pieces: Piece[] = [];
  for (;;) {
    state.opened ??= nextEntry(state, pieces);
    const { opened } = state;
    if (opened === undefined) break;
    const closing = closingOf(state, opened);
    if (closing === "unknown") break;
    if (closing === "never") {
      state.wordsUntil = opened.at;
      state.at = opened.start;
    } else {
      const piece = pieceOf(state, opened, closing);
      if (piece !== undefined) pieces.push(piece);
      state.at = closing.next;
      state.unsearched = state.at;
      state.titleTold = false;
    }
    state.opened = undefined;
  }
  letGo(state);
  return pieces;
}

function nextEntry(state: SplitterState, pieces: Piece[]): Opened | undefined {
  for (;;) {
    const sign = state.text.indexOf("@", state.at);
    skipTo(state, sign < 0 ? state.text.length : sign, pieces);
    if (sign < 0 || mustWait(state, sign)) return undefined;
    const head = headAt(state.text, sign);
    const command = head === undefined ? "entry" : commandOf(head.type);
    if (
      head === undefined ||
      !isEntry(state.text, head) ||
      (command === "comment" && sign < state.wordsUntil)
    ) {
      const opening = damagedOpening(state.text, sign);
      if (opening !== undefined) {
        pieces.push({ kind: "damaged", line: lineAt(state, sign), opening });
        state.titleTold = true;
      }
      skipTo(state, sign + 1, pieces);
    } else if (COMMENTED.test(state.text.slice(Math.max(0, sign - LOOKBEHIND), sign))) {
      pieces.push({ kind: "commented", line: lineAt(state, sign) });
      skipTo(state, head.start, pieces);
      // Its title is not a second loss.
      state.titleTold = true;
    } else {
      if (state.header !== undefined) pieces.push({ kind: "header", text: state.header });
      state.header = undefined;
      const { type, paren, escaped, start } = head;
      const depth = paren ? 0 : 1;
      return {
        type,
        command,
        paren,
        escaped,
        line: lineAt(state, sign),
        bodyLine: lineAt(state, start),
        start,
        at: start,
        depth,
        textDepth: depth,
        quoted: false,
        holdsEntry: false,
      };
    }
  }
}

/** Where the entry ends; `never` for a comment without an end, `unknown` if more text must come. */
function closingOf(state: SplitterState, entry: Opened): Closing | "unknown" | "never" {
  const isComment = entry.command === "comment";
  const limit = entry.start + state.longest;
  const stop = isComment ? Math.min(state.text.length, limit) : state.text.length;
  let i = entry.at;
  let width = 1;
  for (; i < stop; i += width) {
    if (!entry.paren) i = nextMark(state.text, i, stop);
    if (i === stop) break;
    width = entry.escaped && isEscapedBrace(state.text, i) ? 2 : 1;
    const code = state.text.charCodeAt(i + width - 1);
    if (code === OPEN_BRACE) {
      entry.depth++;
      entry.textDepth++;
    } else if (code === CLOSE_BRACE) {
      if (entry.paren) entry.depth = Math.max(0, entry.depth - 1);
      else if (entry.depth > 1 && entry.textDepth > 1) {
        entry.depth--;
        entry.textDepth--;
      } else {
        if (mustWait(state, i)) break;
        const braces = closeBrace(state, entry, i + width);
        if (braces !== undefined) return { end: i, next: i + width, braces };
      }
    } else if (code === BACKSLASH) {
      if (i + 1 === state.text.length && !state.ended) break;
      i++;
      const next = state.text.charCodeAt(i);
      if (next === OPEN_BRACE) entry.depth++;
      // If this brace would close the entry, it was state.text, and the braces before it as well.
      else if (next === CLOSE_BRACE && --entry.depth <= 0) entry.depth = entry.textDepth;
    } else if (code === AT_SIGN) {
      if (mustWait(state, i)) break;
      if (isNextEntry(state.text, i)) {
        if (!isComment) return { end: i, next: i, braces: "unclosed" };
        entry.holdsEntry = true;
      }
    } else if (entry.paren && entry.depth === 0) {
      if (code === QUOTE) entry.quoted = !entry.quoted;
      else if (code === CLOSE_PAREN) {
        if (mustWait(state, i)) break;
        const closes = entry.quoted
          ? matches(ENTRIES_GO_ON, state.text, i + 1)
          : !matches(FIELDS_GO_ON, state.text, i + 1);
        if (closes) return { end: i, next: i + 1, braces: "balanced" };
      }
    }
  }
  entry.at = Math.min(i, state.text.length);
  if (isComment) return entry.at >= limit || (state.ended && i >= stop) ? "never" : "unknown";
  if (!state.ended || i < stop) return "unknown";
  return { end: state.text.length, next: state.text.length, braces: "unclosed" };
}

/** The place of the next character that says where an entry in braces ends, or `stop`. */
function nextMark(text: string, from: number, stop: number): number {
  MARK.lastIndex = from;
  return MARK.test(text) ? Math.min(MARK.lastIndex - 1, stop) : stop;
}

/** Counts a brace that may close the entry, and returns how it does, if it does. */
function closeBrace(state: SplitterState, entry: Opened, after: number): Braces | undefined {
  entry.depth--;
  entry.textDepth--;
  if (entry.depth > 0) {
    return entry.textDepth <= 0 && matches(ENTRIES_GO_ON, state.text, after)
      ? "escaped"
      : undefined;
  }
  if (entry.command === "comment" || !matches(FIELDS_GO_ON, state.text, after)) return "balanced";
  // One brace too many: the fields after it belong to this entry.
  entry.depth = Math.max(1, entry.textDepth);
  entry.textDepth = entry.depth;
  return undefined;
}

function pieceOf(state: SplitterState, entry: Opened, { end, braces }: Closing): Piece | undefined {
  const { command, line, type, start, bodyLine } = entry;
  if (command === "preamble") return undefined;
  if (command === "comment") return entry.holdsEntry ? { kind: "commented", line } : undefined;
  if (end - start > state.longest) return { kind: "overlong", line, type };
  return { kind: command, line, type, body: state.text.slice(start, end), bodyLine, braces };
}

function isEscapedBrace(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== BACKSLASH) return false;
  const next = text.charCodeAt(index + 1);
  return next === OPEN_BRACE || next === CLOSE_BRACE;
}

/** A pattern must see the same text wherever the chunks are cut. */
function mustWait(state: SplitterState, index: number): boolean {
  return !state.ended && state.text.length - index < LOOKAHEAD;
}

function skipTo(state: SplitterState, index: number, pieces: Piece[]): void {
  searchTo(state, index, pieces);
  if (state.header !== undefined && state.header.length < LONGEST_HEADER) {
    state.header += state.text.slice(
      state.at,
      Math.min(index, state.at + LONGEST_HEADER - state.header.length),
    );
  }
  state.at = index;
}

/** The opening of a damaged entry at an `@`, if a line begins with one there. */
function damagedOpening(text: string, sign: number): string | undefined {
  if (!isLineStart(characterBefore(text, sign))) return undefined;
  DAMAGED.lastIndex = sign;
  const match = DAMAGED.exec(text);
  return match === null ? undefined : `@${match[1]}`;
}

/**
 * Looks for what is left of entries in text outside entries; text that is cut off is searched
 * again.
 */
function searchTo(state: SplitterState, index: number, pieces: Piece[]): void {
  const start = Math.max(0, state.unsearched - LOOKBEHIND + LONGEST_MARK);
  const text = state.text.slice(start, index);
  const marks = [SIGN_MISSING, TITLE_SET].flatMap((pattern) => {
    pattern.lastIndex = state.unsearched - start;
    const found = [];
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
      found.push({ at: match.index, end: pattern.lastIndex, opening: match[0].trimStart() });
    return found.map((mark) => ({ ...mark, isOpening: pattern === SIGN_MISSING }));
  });
  for (const { at, opening, isOpening } of marks.sort((a, b) => a.at - b.at)) {
    const line = lineAt(state, start + at + (isOpening ? text.slice(at).search(/\S/) : 0));
    if (isOpening) pieces.push({ kind: "damaged", line, opening: opening.replace(/,$/, "") });
    else if (!state.titleTold) pieces.push({ kind: "outside", line });
    state.titleTold = true;
  }
  const ended = Math.max(0, ...marks.map(({ end }) => start + end));
  state.unsearched = Math.max(state.unsearched, ended, index - LONGEST_MARK);
}

/** The line of a character. Indexes must not decrease. */
function lineAt(state: SplitterState, index: number): number {
  // In variables of this call, because they are read for each character.
  const { text } = state;
  let { line, counted } = state;
  for (; counted < index; counted++) {
    const code = text.charCodeAt(counted);
    if (code === 13 || (code === 10 && text.charCodeAt(counted - 1) !== 13)) line++;
  }
  state.line = line;
  state.counted = counted;
  return line;
}

/** Drops the text that has been read. Text that is too long for an entry is not kept. */
function letGo(state: SplitterState): void {
  const tooLong =
    state.opened !== undefined && state.opened.at - state.opened.start > state.longest;
  const needed =
    state.opened === undefined ? state.at : tooLong ? state.opened.at : state.opened.start;
  let cut = needed - LOOKBEHIND;
  if (state.text.charCodeAt(cut) === 10) cut--;
  if (cut <= 0) return;
  lineAt(state, cut);
  state.text = state.text.slice(cut);
  state.at -= cut;
  state.counted -= cut;
  state.wordsUntil -= cut;
  state.unsearched = Math.max(0, state.unsearched - cut);
  if (state.opened !== undefined) {
    state.opened.at -= cut;
    state.opened.start -= cut;
  }
}

function commandOf(type: string): Opened["command"] {
  const lower = type.toLowerCase();
  if (lower === "string") return "strings";
  return lower === "comment" || lower === "preamble" ? lower : "entry";
}

function headAt(text: string, sign: number): Head | undefined {
  HEAD.lastIndex = sign;
  const match = HEAD.exec(text);
  if (match === null) return undefined;
  const [, type = "", delimiter] = match;
  return {
    type,
    paren: delimiter === "(",
    escaped: delimiter === "\\{",
    sign,
    start: HEAD.lastIndex,
  };
}

/** Distinguishes `@article{key,` outside entries from `me@example.com` and `@somebody (2020)`. */
function isEntry(text: string, { type, paren, sign, start }: Head): boolean {
  if (matches(FIELD_FOLLOWS, text, start)) return true;
  if (/[\w.+-]/.test(text.charAt(sign - 1))) return false;
  if (KNOWN_TYPES.has(type.toLowerCase())) return !paren || matches(KEY_FOLLOWS, text, start);
  return !paren && matches(KEY_FOLLOWS, text, start);
}

/** True if an `@` inside an entry shows that the entry was never closed. */
function isNextEntry(text: string, sign: number): boolean {
  const before = characterBefore(text, sign);
  const beginsLine = isLineStart(before);
  if (!beginsLine && before !== "}" && before !== ")" && before !== ",") return false;
  const head = headAt(text, sign);
  if (head === undefined) return false;
  const command = commandOf(head.type);
  if (command === "comment" || command === "preamble") return false;
  if (matches(FIELD_FOLLOWS, text, head.start)) return true;
  return (
    beginsLine &&
    !head.paren &&
    KNOWN_TYPES.has(head.type.toLowerCase()) &&
    matches(PLAIN_KEY_FOLLOWS, text, head.start)
  );
}

/** The last non-blank character before an index; empty at the start of the text. */
function characterBefore(text: string, index: number): string {
  const first = Math.max(0, index - LOOKBEHIND);
  for (let i = index - 1; i >= first; i--) {
    const character = text.charAt(i);
    if (character !== " " && character !== "\t" && character !== "\uFEFF") return character;
  }
  return first === 0 ? "" : " ";
}

function isLineStart(before: string): boolean {
  return before === "" || before === "\n" || before === "\r";
}

function matches(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
