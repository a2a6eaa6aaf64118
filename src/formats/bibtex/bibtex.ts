import { addAll } from "../../core/records/add-all.ts";
import { howToRaise, inMillions, raised } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import { finishEntry } from "../fields/finish.ts";
import type { Attribution, Batch, Format, ParsedEntry } from "../format.ts";
import { bibtexMarks } from "../marks.ts";
import { holdsEntry, LONGEST_ENTRY, type Piece, type RawEntry, splitEntries } from "./entries.ts";
import { type Defect, LONGEST_EXPANSION, readFields } from "./fields.ts";
import { readWithLibrary } from "./library.ts";
import { originOfHeader } from "./origin.ts";
import {
  type BibtexEntry,
  crossrefOf,
  isOnlyParent,
  type Parent,
  readContent,
  readParent,
} from "./record.ts";

/** Strings and works with parts are kept to the end of the file, so their number is limited. */
const MOST_REMEMBERED = 100_000;

/** What values of `@string` may add to the entries of a file: a short file could become a long one. */
const MOST_EXPANSION = 64 * LONGEST_EXPANSION;

/** How many characters of entries may wait for the entries that they name. */
const MOST_WAITING = 32 * 1024 * 1024;

/** BibTeX and BibLaTeX: `@article{key, title = {…}, …}`. */
export const bibtex: Format<"bibtex"> = {
  id: "bibtex",
  marks: bibtexMarks,
  telltale: {
    line: /^[ \t]{0,20}@(?!comment|string|preamble)[a-z]{2,40}\s{0,3}\{[^\s,{}="#%']{0,200},\s{0,20}(?:$|[\w-]{2,40}\s{0,20}=)/i,
    isAnywhere: true,
  },
  recognizes(head) {
    // An abstract in another format may quote BibTeX.
    return !/^\s*[[{<]|^[\uFEFF\s]*TY {1,2}- |[\r\n]TY {1,2}- /.test(head) && holdsEntry(head);
  },
  async *read(chunks, { file, limits }) {
    const longest = raised(LONGEST_ENTRY, "entry", limits);
    const state: FileState = {
      file,
      longest,
      strings: new Map(),
      expansion: { left: MOST_EXPANSION },
      parents: new Map(),
      named: new Set(),
      waiting: [],
      waitingSize: 0,
      header: undefined,
      problems: [],
      asides: [],
    };
    for await (const pieces of splitEntries(chunks, longest)) {
      const batch = readPieces(state, pieces);
      if (batch.entries.length > 0 || batch.problems.length > 0) yield batch;
    }
    const last = release(state, { all: true });
    if (last.entries.length > 0 || last.problems.length > 0) yield last;
  },
};

/** The values kept from a file while its entries are read. */
interface FileState {
  readonly file: string;
  /** The most characters of an entry. */
  readonly longest: number;
  /** Values of `@string`, by name in lower case. */
  readonly strings: Map<string, string>;
  /** How many characters values of `@string` may still add to entries. */
  readonly expansion: { left: number };
  /** Works with parts, by key in lower case. */
  readonly parents: Map<string, Parent>;
  /** Keys in lower case that entries name in `crossref`. */
  readonly named: Set<string>;
  /** The entries read since the first one that waits for another, in the order of the file. */
  waiting: Waiting[];
  waitingSize: number;
  /** The producer that the text before the first entry names. */
  header: Attribution | undefined;
  /** Problems of the current batch. */
  problems: Problem[];
  /** Lines of works in the current batch that are in the file only for their parts. */
  asides: number[];
}

/** An entry that has been read, or will be once the work that `crossref` names is known. */
interface Waiting {
  readonly size: number;
  /** Whether a later entry decides about it. */
  waits(): boolean;
  /** The entry; nothing for a work that is in the file only for its parts. */
  finish(): ParsedEntry | undefined;
}

/**
 * In BibTeX a work stands below its parts. Entries come out in the order of the file, so all of
 * them wait, beginning with the first that names a later work.
 */
function readPieces(state: FileState, pieces: readonly Piece[]): Batch {
  state.problems = [];
  for (const piece of pieces) {
    const read = readPiece(state, piece);
    if (read === undefined) continue;
    state.waiting.push(read);
    state.waitingSize += read.size;
  }
  return release(state, { all: state.waitingSize > MOST_WAITING });
}

function release(state: FileState, { all }: { readonly all: boolean }): Batch {
  const { waiting } = state;
  const stop = all ? -1 : waiting.findIndex((entry) => entry.waits());
  const ready = stop < 0 ? waiting : waiting.slice(0, stop);
  state.waiting = stop < 0 ? [] : waiting.slice(stop);
  for (const { size } of ready) state.waitingSize -= size;
  const entries = ready.flatMap((entry) => entry.finish() ?? []);
  const { problems, asides } = state;
  state.problems = [];
  state.asides = [];
  return { entries, problems, asides };
}

/** An entry that waits for nothing. */
function ready(entry: ParsedEntry): Waiting {
  return { size: 0, waits: () => false, finish: () => entry };
}

function readPiece(state: FileState, piece: Piece): Waiting | undefined {
  switch (piece.kind) {
    case "header":
      state.header = originOfHeader(piece.text);
      return undefined;
    case "commented":
      warn(
        state,
        "commented-entry",
        piece.line,
        "An entry inside of a comment was not read. Take the comment away if it belongs to the export.",
      );
      return undefined;
    case "outside":
      warn(
        state,
        "outside-entry",
        piece.line,
        "A title outside of an entry was not read; `@type{key,` is missing before it.",
      );
      return undefined;
    case "damaged":
      return ready(
        unreadable(
          state,
          "damaged-opening",
          piece.line,
          `\`${piece.opening}\` opens no entry; one begins like \`@article{key,\`. It is counted and not read.`,
        ),
      );
    case "overlong":
      return ready(
        unreadable(
          state,
          "entry-too-long",
          piece.line,
          `\`@${piece.type}\` has more than ${inMillions(state.longest)}; is its closing brace missing? If not, ${howToRaise("entry")}.`,
        ),
      );
    case "strings":
      readStrings(state, piece);
      return undefined;
    case "entry":
      return readEntry(state, piece);
  }
}

function readStrings(state: FileState, piece: RawEntry): void {
  const { strings, expansion } = state;
  const { fields, defects } = readFields(piece.body, {
    braces: piece.braces,
    strings,
    keyed: false,
    expansion,
  });
  warnAll(state, piece, defects);
  for (const { name, value } of fields) {
    if (strings.size < MOST_REMEMBERED) strings.set(name.toLowerCase(), value);
  }
}

function readEntry(state: FileState, piece: RawEntry): Waiting {
  const { line, type, body, braces } = piece;
  const { strings, parents, named, header, expansion } = state;
  const { key, fields, defects } =
    readWithLibrary(piece) ?? readFields(body, { braces, strings, keyed: true, expansion });
  const read: BibtexEntry = { type, key: key ?? "", fields };
  if (fields.length === 0 && defects.length > 0) {
    const message = `\`@${type}\` holds no fields that can be read; they look like \`name = {value}\`.`;
    return ready(unreadable(state, "unreadable-entry", line, message));
  }
  const own = read.key.toLowerCase();
  const parent = readParent(read, () => readContent(read, parents, header).fields);
  if (parent !== undefined && own !== "" && parents.size < MOST_REMEMBERED)
    parents.set(own, parent);
  const whole = crossrefOf(read);
  if (whole !== undefined && named.size < MOST_REMEMBERED) named.add(whole);
  const onlyParent = isOnlyParent(read);
  return {
    size: body.length,
    waits: () => (whole !== undefined && !parents.has(whole)) || (onlyParent && !named.has(own)),
    finish: () => {
      if (!onlyParent || !named.has(own)) return finish(state, piece, read, defects);
      const message = `\`@${type}{${read.key}\` is here for the entries that name it in \`crossref\`. They have its title and year; it is no hit of its own and not counted as an entry.`;
      warn(state, "parent-entry", line, message);
      state.asides.push(line);
      return undefined;
    },
  };
}

function finish(
  state: FileState,
  piece: RawEntry,
  read: BibtexEntry,
  defects: readonly Defect[],
): ParsedEntry {
  const { line, type, braces } = piece;
  const { file, parents, header } = state;
  const { entry, problems } = finishEntry(readContent(read, parents, header), {
    wasTex: true,
    id: "bibtex",
    file,
    line,
    called: `\`@${type}\``,
    wantsTitle: false,
  });
  if (entry.kind !== "record") return entry;
  if (braces === "unclosed") {
    const message = `The closing brace of \`@${type}\` is missing. What could be read was kept.`;
    warn(state, "unclosed-entry", line, message);
  }
  warnAll(state, piece, defects);
  addAll(state.problems, problems);
  return entry;
}

function warnAll(state: FileState, piece: RawEntry, defects: readonly Defect[]): void {
  const lineOf = lineFinder(piece);
  for (const { code, offset, text } of defects) {
    const excerpt = text.replace(/\s+/g, " ").trim();
    warn(state, code, lineOf(offset), MESSAGES[code](excerpt));
  }
}

function warn({ file, problems }: FileState, code: string, line: number, message: string): void {
  problems.push({ severity: "warning", code: `bibtex/${code}`, file, line, message });
}

function unreadable({ file }: FileState, code: string, line: number, message: string): ParsedEntry {
  const problem = { severity: "error", code: `bibtex/${code}`, file, line, message } as const;
  return { kind: "unreadable", line, problem };
}

const MESSAGES = {
  "undefined-string": (text) =>
    `\`${text}\` is neither a value in braces nor the name of an \`@string\` above. It was kept as text.`,
  "long-string": (text) =>
    `The value of the \`@string\` \`${text}\` was not put in: with it the entry would grow by more than ${inMillions(LONGEST_EXPANSION)}, or the file by more than ${inMillions(MOST_EXPANSION)}. Its name was kept; write the value out.`,
  "unclosed-value": (text) =>
    `The value that \`${text}\` opens has no closing \`${text === "{" ? "}" : text}\`. It was ended at the next field.`,
  "missing-comma": (text) =>
    `The comma between the key \`${text}\` and the first field is missing. Both were read.`,
  "skipped-text": (text) =>
    `\`${text}\` is no field of the form \`name = {value}\`. It was left out.`,
} as const satisfies Record<Defect["code"], (text: string) => string>;

/**
 * Finds the line of a place in an entry's body. Places in ascending order cost one pass over the
 * body.
 */
function lineFinder({ body, bodyLine }: RawEntry): (offset: number) => number {
  let from = 0;
  let line = bodyLine;
  return (offset) => {
    if (offset < from) [from, line] = [0, bodyLine];
    line += body.slice(from, offset).match(/\r\n|\n|\r/g)?.length ?? 0;
    from = offset;
    return line;
  };
}
