import type { Problem } from "../../core/records/problem.ts";
import { limitRepeats } from "../../core/records/repeats.ts";
import type { Attribution, Batch, Format, ParsedEntry, ReadOptions } from "../format.ts";
import { holdsEntry, LONGEST_ENTRY, type Piece, type RawEntry, splitEntries } from "./entries.ts";
import { type Remark, readFields } from "./fields.ts";
import { readWithLibrary } from "./library.ts";
import { originOfHeader } from "./origin.ts";
import { type Entry, type Parent, readParent, readRecord } from "./record.ts";

/** Strings and works with parts are remembered to the end of the file, so their number is bounded. */
const MOST_REMEMBERED = 100_000;

/** BibTeX and BibLaTeX: `@article{key, title = {…}, …}`. */
export const bibtex: Format<"bibtex"> = {
  id: "bibtex",
  recognizes(head) {
    // An abstract in another format may quote BibTeX.
    return !/^\s*[[{<]|^[\uFEFF\s]*TY {1,2}- |[\r\n]TY {1,2}- /.test(head) && holdsEntry(head);
  },
  async *read(chunks, options) {
    const reader = bibtexReader(options);
    for await (const pieces of splitEntries(chunks)) {
      const batch = reader.read(pieces);
      if (batch.entries.length > 0 || batch.problems.length > 0) yield batch;
    }
    const problems = reader.more();
    if (problems.length > 0) yield { entries: [], problems };
  },
};

function bibtexReader({ file }: ReadOptions) {
  const strings = new Map<string, string>();
  const parents = new Map<string, Parent>();
  const repeats = limitRepeats(file);
  let header: Attribution | undefined;
  let problems: Problem[] = [];

  return {
    read(pieces: readonly Piece[]): Batch {
      problems = [];
      const entries: ParsedEntry[] = [];
      for (const piece of pieces) {
        const entry = readPiece(piece);
        if (entry !== undefined) entries.push(entry);
      }
      return { entries, problems };
    },
    more: repeats.more,
  };

  function readPiece(piece: Piece): ParsedEntry | undefined {
    switch (piece.kind) {
      case "header":
        header = originOfHeader(piece.text);
        return undefined;
      case "commented":
        warn(
          "commented-entry",
          piece.line,
          "Unexpected entry inside of a comment, expected text. It was not read.",
        );
        return undefined;
      case "outside":
        warn(
          "outside-entry",
          piece.line,
          "Unexpected title outside of an entry, expected `@type{key,` before it. It was not read.",
        );
        return undefined;
      case "overlong":
        return unreadable(
          "entry-too-long",
          piece.line,
          `Unexpected \`@${piece.type}\` of more than ${LONGEST_ENTRY / 1024 / 1024} million characters, expected its closing brace before.`,
        );
      case "strings":
        readStrings(piece);
        return undefined;
      case "entry":
        return readEntry(piece);
    }
  }

  function readStrings(piece: RawEntry): void {
    const { fields, remarks } = readFields(piece.body, {
      braces: piece.braces,
      strings,
      keyed: false,
    });
    warnAll(piece, remarks);
    for (const { name, value } of fields) {
      if (strings.size < MOST_REMEMBERED) strings.set(name.toLowerCase(), value);
    }
  }

  function readEntry(piece: RawEntry): ParsedEntry {
    const { line, type, body, braces } = piece;
    const { key, fields, remarks } =
      readWithLibrary(piece) ?? readFields(body, { braces, strings, keyed: true });
    const entry: Entry = { type, key: key ?? "", fields };
    if (fields.length === 0 && remarks.length > 0) {
      return unreadable(
        "unreadable-entry",
        line,
        `Unexpected content of \`@${type}\`, expected \`name = {value}\`.`,
      );
    }
    const { record, attribution, badYear, identifies } = readRecord(entry, parents, header);
    if (!identifies) {
      return unreadable(
        "empty-entry",
        line,
        `Unexpected \`@${type}\` without title, abstract, author, venue and identifier, expected one of them.`,
      );
    }
    if (braces === "unclosed") {
      warn(
        "unclosed-entry",
        line,
        `Unexpected end of \`@${type}\`, expected a closing brace. What could be read was kept.`,
      );
    }
    warnAll(piece, remarks);
    if (badYear !== undefined) {
      warn("bad-year", line, `Unexpected year \`${badYear.slice(0, 40)}\`, expected four digits.`);
    }
    const parent = readParent(entry, record);
    if (parent !== undefined && parents.size < MOST_REMEMBERED) {
      parents.set(entry.key.toLowerCase(), parent);
    }
    return { kind: "record", line, record, attribution };
  }

  function warnAll(piece: RawEntry, remarks: readonly Remark[]): void {
    for (const { code, offset, text } of remarks) {
      const excerpt = text.replace(/\s+/g, " ").trim();
      warn(code, () => lineOf(piece, offset), MESSAGES[code](excerpt));
    }
  }

  function warn(code: string, line: number | (() => number), message: string): void {
    const kind = { severity: "warning", code: `bibtex/${code}` } as const;
    if (!repeats.admits(kind)) return;
    // Finding a line reads the entry from its start, so only what is listed may ask for it.
    const place = typeof line === "number" ? line : line();
    problems.push({ ...kind, file, line: place, message });
  }

  function unreadable(code: string, line: number, message: string): ParsedEntry {
    return {
      kind: "unreadable",
      line,
      problem: { severity: "error", code: `bibtex/${code}`, file, line, message },
    };
  }
}

const MESSAGES = {
  "undefined-string": (text) =>
    `Unexpected \`${text}\`, expected a value in braces or the name of an \`@string\` above. It was kept as text.`,
  "unclosed-value": (text) =>
    `Unexpected end of the value that \`${text}\` opens, expected \`${text === "{" ? "}" : text}\`. It was ended at the next field.`,
  "skipped-text": (text) => `Unexpected \`${text}\`, expected \`name = {value}\`. It was left out.`,
} as const satisfies Record<Remark["code"], (text: string) => string>;

/** The line of a place in an entry's body. */
function lineOf({ body, bodyLine }: RawEntry, offset: number): number {
  return bodyLine + (body.slice(0, offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}
