/**
 * Finds where entries begin, by the raw text alone, for the guard to compare with what a format has
 * read. Nothing here knows how the formats read, so that their faults are not repeated.
 */

/** Looks for the marks of entries in the lines of one file, in order. */
export interface MarkFinder {
  /**
   * How many entries begin on a line; `maybe` for a line that may or may not be one, such as a
   * remark between rows.
   */
  readonly find: (line: string) => number | "maybe";
  /**
   * How many entries begin in a further piece of a line that is too long for one text. Absent for
   * marks that stand at the beginning of a line.
   */
  readonly findOn?: (piece: string) => number;
  /**
   * For formats without lines to go by: how many entries there may be, by each way to count them.
   */
  readonly totals?: () => readonly number[];
  /** True if lines above the first entry can look like one: the header of a table. */
  readonly hasHeader?: boolean;
  /** Whether the next line goes on with a value that an earlier line opened: nothing begins there. */
  readonly inValue?: () => boolean;
}

/** A line that files of one format have, and no other file: an entry begins there, or a table. */
export interface Telltale {
  readonly line: RegExp;
  /** Says no to lines that only look like one. */
  readonly confirms?: (line: string) => boolean;
  /** True for a line that can stand above an entry of another format, as it does in RIS of Cochrane. */
  readonly isSeparator?: boolean;
  /** True if entries of the format can begin in the middle of a line. */
  readonly isAnywhere?: boolean;
}

/**
 * A title of a record of JSON in any of its formats; in a table its quotation marks would be doubled.
 * What stands before the name is looked at last: a pattern that begins with the name is found in half of
 * the time.
 */
export const JSON_TELLTALE: Telltale = {
  line: /"(?:title|Title|display_name)"(?<=(?:^|[[{,])\s{0,20}"\w{1,20}")\s{0,3}:\s{0,3}["[]/,
};

/** The root element of RDF, whatever its items are. */
export const RDF_TELLTALE: Telltale = {
  line: /^\s{0,20}(?:<[?!][^<>]{0,300}>\s{0,20}){0,3}<rdf:RDF[\s>]/,
  isAnywhere: true,
};

/** A mark that is a whole line. */
export function lineMarks(mark: RegExp): () => MarkFinder {
  return () => ({ find: (line) => (mark.test(line) ? 1 : 0) });
}

/** A mark that can be anywhere in a line; the pattern is global. */
export function textMarks(mark: RegExp): () => MarkFinder {
  const find = (line: string) => line.match(mark)?.length ?? 0;
  return () => ({ find, findOn: find });
}

/**
 * Marks that can be anywhere in a line. Entries have the one that comes first in the file; behind it
 * the others are parts of entries. The patterns are global.
 */
export function firstMarks(...marks: readonly RegExp[]): () => MarkFinder {
  return () => {
    let opener: RegExp | undefined;
    const find = (line: string) => {
      opener ??= marks
        .filter((mark) => line.search(mark) >= 0)
        .sort((a, b) => line.search(a) - line.search(b))[0];
      return opener === undefined ? 0 : (line.match(opener)?.length ?? 0);
    };
    return { find, findOn: find };
  };
}

/**
 * Wrapped text is indented by six blanks, a damaged mark by fewer. PubMed begins records with
 * `PMID`, PubMed Central with `PMC`, ERIC with `OWN`: the file's first tag says which.
 */
export function nbibMarks(): MarkFinder {
  let opener: string | undefined;
  return {
    find(line) {
      const match =
        /^\ufeff?\s{0,3}(?:(PMID)\s{0,3}[-:]?\s{0,3}\d{1,9}|(PMC) {0,2}[-:] {0,2}PMC\d{1,12}|(OWN) {0,2}[-:] ?[A-Z]{1,12})\s{0,40}$/.exec(
          line,
        );
      const tag = match?.slice(1).find((one) => one !== undefined);
      if (tag === undefined) return 0;
      opener ??= tag;
      return tag === opener ? 1 : 0;
    },
  };
}

/**
 * `%0` begins a record; if records have none, a paragraph with a title is one: `%T` of a paragraph
 * without `%0`.
 */
export function enwMarks(): MarkFinder {
  let typed = false;
  let titled = false;
  return {
    find(line) {
      if (line.trim() === "") {
        typed = false;
        titled = false;
        return 0;
      }
      if (/^\s*%0(?:\s|[A-Z])/.test(line)) {
        // A title above its type belongs to the same record.
        const isFirst = !titled || typed;
        typed = true;
        return isFirst ? 1 : 0;
      }
      if (!/^\s*%T\s/.test(line) || typed || titled) return 0;
      titled = true;
      return 1;
    },
  };
}

const BIBTEX_HEAD = /(?:^|[})][,;]?)[ \t\ufeff]*@[ \t]*([A-Za-z][\w+-]*)[ \t]*(?:\\?\{|\()/g;
const COMMANDS = new Set(["comment", "string", "preamble"]);

/** `@article{` at the beginning of a line, or behind the end of another entry. */
export function bibtexMarks(): MarkFinder {
  const find = (line: string) => {
    if (!line.includes("@")) return 0;
    let count = 0;
    for (const [, type = ""] of line.matchAll(BIBTEX_HEAD))
      if (!COMMANDS.has(type.toLowerCase())) count += 1;
    return count;
  };
  return { find, findOn: find };
}

/** Rows of a table: lines, except those inside a value in quotation marks. */
export function rowMarks(): MarkFinder {
  let quoted = false;
  let mostTabs = 0;
  let hasCells = false;
  return {
    hasHeader: true,
    inValue: () => quoted,
    find(line) {
      const begins = !quoted && /[^\s,;|]/.test(line);
      if (quoted || line.includes('"')) quoted = quotedBehind(line, quoted);
      // Between tabs a quotation mark is often only a character; a line with all tabs is a whole
      // row.
      const tabs = line.split("\t").length - 1;
      mostTabs = Math.max(mostTabs, tabs);
      if (tabs > 0 && tabs === mostTabs) quoted = false;
      if (!begins) return 0;
      hasCells ||= CELLS.test(line);
      return hasCells && !CELLS.test(line) ? "maybe" : 1;
    },
    findOn(piece) {
      // A letter stands before it, so a quotation mark at its start opens no value.
      if (quoted || piece.includes('"')) quoted = quotedBehind(`a${piece}`, quoted);
      return 0;
    },
  };
}

const CELLS = /[,;\t|]|^"/;

/** Tells whether a line ends inside a value that a quotation mark opened. */
function quotedBehind(line: string, quotedBefore: boolean): boolean {
  let quoted = quotedBefore;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
    const next = line.charAt(at + 1);
    if (quoted) {
      if (next === '"') at += 1;
      else if (next === "" || /[,;\t|\s]/.test(next)) quoted = false;
    } else if (at === 0 || /[,;\t|]/.test(line.charAt(at - 1))) quoted = true;
  }
  return quoted;
}

/** JSON: the objects of each array by its name, and those outside all arrays. */
export function objectMarks(): MarkFinder {
  const counts = new Map<string, number>();
  let inOutermost = 0;
  const open: string[] = [];
  let inString = false;
  let escaped = false;
  let text = "";
  /** The string before a colon: the name of the value that follows. */
  let name = "";

  function read(character: string): void {
    if (inString) {
      if (escaped) escaped = false;
      else if (character === "\\") escaped = true;
      else if (character === '"') inString = false;
      else if (text.length < 100) text += character;
      return;
    }
    switch (character) {
      case '"':
        inString = true;
        text = "";
        break;
      case ":":
        name = text;
        break;
      case "[":
        open.push(`[${open.length} ${name}`);
        break;
      case "{": {
        const parent = open.at(-1) ?? "";
        if (!parent.startsWith("{")) counts.set(parent, (counts.get(parent) ?? 0) + 1);
        else if (open.length === 1) inOutermost += 1;
        open.push("{");
        name = "";
        break;
      }
      case "]":
      case "}":
        open.pop();
        break;
    }
  }
  const find = (line: string) => {
    for (let at = 0; at < line.length; at++) read(line.charAt(at));
    return 0;
  };
  return {
    find,
    findOn: find,
    totals() {
      // Lists under names that are keys, such as DOIs, count together as one list.
      const atDepth = new Map<string, number>();
      for (const [list, count] of counts) {
        const depth = list.split(" ", 1)[0] ?? "";
        atDepth.set(depth, (atDepth.get(depth) ?? 0) + count);
      }
      // The entries of a map are objects and lists of objects under names that are their keys.
      const inMap = inOutermost + (atDepth.get("[1") ?? 0);
      return [...counts.values(), ...atDepth.values(), inMap];
    },
  };
}
