import type { Problem } from "../../core/records/problem.ts";
import { limitRepeats, type RepeatLimit } from "../../core/records/repeats.ts";
import { finishEntry } from "../fields/finish.ts";
import type { Attribution, Batch, Format, ParsedEntry } from "../format.ts";
import { bibtexMarks } from "../marks.ts";
import { holdsEntry, LONGEST_ENTRY, type Piece, type RawEntry, splitEntries } from "./entries.ts";
import { type Defect, readFields } from "./fields.ts";
import { readWithLibrary } from "./library.ts";
import { originOfHeader } from "./origin.ts";
import { type BibtexEntry, type Parent, readContent, readParent } from "./record.ts";

/** Strings and works with parts are remembered to the end of the file, so their number is bounded. */
const MOST_REMEMBERED = 100_000;

/** BibTeX and BibLaTeX: `@article{key, title = {…}, …}`. */
export const bibtex: Format<"bibtex"> = {
  id: "bibtex",
  marks: bibtexMarks,
  recognizes(head) {
    // An abstract in another format may quote BibTeX.
    return !/^\s*[[{<]|^[\uFEFF\s]*TY {1,2}- |[\r\n]TY {1,2}- /.test(head) && holdsEntry(head);
  },
  async *read(chunks, { file }) {
    const repeats = limitRepeats(file);
    const state: FileState = {
      file,
      strings: new Map(),
      parents: new Map(),
      repeats,
      header: undefined,
      problems: [],
    };
    for await (const pieces of splitEntries(chunks)) {
      const batch = readPieces(state, pieces);
      if (batch.entries.length > 0 || batch.problems.length > 0) yield batch;
    }
    const problems = repeats.more();
    if (problems.length > 0) yield { entries: [], problems };
  },
};

/** What is remembered of a file while its entries are read. */
interface FileState {
  readonly file: string;
  /** Values of `@string`, by name in lower case. */
  readonly strings: Map<string, string>;
  /** Works with parts, by key in lower case. */
  readonly parents: Map<string, Parent>;
  readonly repeats: RepeatLimit;
  /** What the text before the first entry says of who wrote the file. */
  header: Attribution | undefined;
  /** Problems of the batch at hand. */
  problems: Problem[];
}

function readPieces(state: FileState, pieces: readonly Piece[]): Batch {
  state.problems = [];
  const entries = pieces.flatMap((piece) => readPiece(state, piece) ?? []);
  return { entries, problems: state.problems };
}

function readPiece(state: FileState, piece: Piece): ParsedEntry | undefined {
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
    case "overlong":
      return unreadable(
        state,
        "entry-too-long",
        piece.line,
        `\`@${piece.type}\` has more than ${LONGEST_ENTRY / 1024 / 1024} million characters; is its closing brace missing?`,
      );
    case "strings":
      readStrings(state, piece);
      return undefined;
    case "entry":
      return readEntry(state, piece);
  }
}

function readStrings(state: FileState, piece: RawEntry): void {
  const { strings } = state;
  const { fields, defects } = readFields(piece.body, {
    braces: piece.braces,
    strings,
    keyed: false,
  });
  warnAll(state, piece, defects);
  for (const { name, value } of fields) {
    if (strings.size < MOST_REMEMBERED) strings.set(name.toLowerCase(), value);
  }
}

function readEntry(state: FileState, piece: RawEntry): ParsedEntry {
  const { line, type, body, braces } = piece;
  const { file, strings, parents, header } = state;
  const { key, fields, defects } =
    readWithLibrary(piece) ?? readFields(body, { braces, strings, keyed: true });
  const read: BibtexEntry = { type, key: key ?? "", fields };
  if (fields.length === 0 && defects.length > 0) {
    const message = `\`@${type}\` holds no fields that can be read; they look like \`name = {value}\`.`;
    return unreadable(state, "unreadable-entry", line, message);
  }
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
  for (const problem of problems) if (state.repeats.admits(problem)) state.problems.push(problem);
  const parent = readParent(read, entry.record);
  if (parent !== undefined && parents.size < MOST_REMEMBERED) {
    parents.set(read.key.toLowerCase(), parent);
  }
  return entry;
}

function warnAll(state: FileState, piece: RawEntry, defects: readonly Defect[]): void {
  for (const { code, offset, text } of defects) {
    const excerpt = text.replace(/\s+/g, " ").trim();
    warn(state, code, () => lineOf(piece, offset), MESSAGES[code](excerpt));
  }
}

function warn(
  { file, repeats, problems }: FileState,
  code: string,
  line: number | (() => number),
  message: string,
): void {
  const kind = { severity: "warning", code: `bibtex/${code}` } as const;
  if (!repeats.admits(kind)) return;
  // Finding a line reads the entry from its start, so only what is listed may ask for it.
  const place = typeof line === "number" ? line : line();
  problems.push({ ...kind, file, line: place, message });
}

function unreadable({ file }: FileState, code: string, line: number, message: string): ParsedEntry {
  const problem = { severity: "error", code: `bibtex/${code}`, file, line, message } as const;
  return { kind: "unreadable", line, problem };
}

const MESSAGES = {
  "undefined-string": (text) =>
    `\`${text}\` is neither a value in braces nor the name of an \`@string\` above. It was kept as text.`,
  "unclosed-value": (text) =>
    `The value that \`${text}\` opens has no closing \`${text === "{" ? "}" : text}\`. It was ended at the next field.`,
  "missing-comma": (text) =>
    `The comma between the key \`${text}\` and the first field is missing. Both were read.`,
  "skipped-text": (text) =>
    `\`${text}\` is no field of the form \`name = {value}\`. It was left out.`,
} as const satisfies Record<Defect["code"], (text: string) => string>;

/** The line of a place in an entry's body. */
function lineOf({ body, bodyLine }: RawEntry, offset: number): number {
  return bodyLine + (body.slice(0, offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}
