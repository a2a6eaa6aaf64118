import type { Problem } from "../core/records/problem.ts";
import type { Format } from "./format.ts";
import { FORMATS } from "./index.ts";
import type { Telltale } from "./marks.ts";
import { TEXT_FORMAT_NAMES } from "./names.ts";

/**
 * Two exports in one file, as `cat scopus.ris pubmed.nbib > all.txt` makes them. A file is read in one
 * format, so the entries of the other are lost, or become parts of other entries: slr says so.
 */

/** Lines of another format. */
interface Foreign {
  /** As messages name the format. */
  readonly name: string;
  readonly telltale: Telltale;
  first: number | undefined;
  count: number;
  /** Separators below which no entry has begun yet. */
  waiting: number[];
}

/** So many lines are remembered. */
const MOST_LINES = 1000;
/** At most as many lines below a separator, the entry begins that belongs to it. */
const HEAD_LINES = 5;
/** The beginning of the first line of an export. */
const BEGINNING =
  /TY {2}- [A-Z]|PMID- \d|%0 [A-Z]|RT [A-Z]|\{Reference Type\}|Record #1 |FN (?:Clar|Thom|ISI)|PT [A-Z]$|<1(?:\. ?)?>$|@[A-Za-z]{2,40}\{|<(?:\?xml|xml|records|PubmedArticleSet|rdf:RDF|(?:mods:)?modsCollection)[\s>]/;
/**
 * The last line of an export without a line end, and behind it the first of another. What stands in
 * quotation marks or parentheses is a part of a text. Looked for only where a beginning is somewhere in
 * the line, which takes a fraction of the time to find out.
 */
const SEAM = new RegExp(`[^\\s"'\`(]\\s?(?=${BEGINNING.source})`);

/** Looks for lines of other formats in a file that is read in this one. */
export function foreignLines(format: Format, file: string) {
  const others = otherTelltales(format);
  const headers: number[] = [];
  const seams: number[] = [];
  /** Lines of seams and headers that the format itself has seen. */
  const told = new Set<number>();
  let firstEntry = Number.POSITIVE_INFINITY;

  return {
    /** Takes the next line of the file that is not inside of a value. */
    see(line: string, number: number): void {
      const seam = BEGINNING.test(line) ? SEAM.exec(line) : null;
      const behind = seam === null ? undefined : line.slice(seam.index + seam[0].length);
      const isThere = (telltale: Telltale) =>
        matches(telltale, line) || (behind !== undefined && matches(telltale, behind));
      for (const other of others) {
        if (!isThere(other.telltale)) continue;
        // Every line of a table is an entry, so none belongs to a separator.
        if (other.telltale.isSeparator === true && format.id !== "csv") other.waiting.push(number);
        else remember(other, number);
      }
      const own = format.telltale;
      if (
        behind !== undefined &&
        own.isAnywhere !== true &&
        matches(own, behind) &&
        seams.length < MOST_LINES
      )
        seams.push(number);
      if (format.id === "csv" && headers.length < MOST_LINES && matches(own, line))
        headers.push(number);
    },
    /** An entry begins on this line, and belongs to the separators above it. */
    entry(line: number): void {
      firstEntry = Math.min(firstEntry, line);
      // What is left of an entry may begin on the next line.
      for (const seam of seams) if (seam === line || seam + 1 === line) told.add(seam);
      for (const other of others) {
        if (other.waiting.length === 0) continue;
        const above = other.waiting.filter((separator) => separator < line);
        const nearest = above.at(-1) ?? 0;
        for (const separator of above)
          if (separator !== nearest || line - separator > HEAD_LINES) remember(other, separator);
        other.waiting = other.waiting.slice(above.length);
      }
    },
    /** The format itself says what begins on this line. */
    aside(line: number): void {
      told.add(line);
    },
    problems(): readonly Problem[] {
      for (const other of others) for (const line of other.waiting) remember(other, line);
      const found = others.flatMap(({ name, count, first }) =>
        first === undefined ? [] : otherFormat(format, name, count, first),
      );
      // A table's own header is the last above its rows; each other one begins another table.
      const untold = headers.filter((line) => !told.has(line));
      const own = untold.findLast((line) => line < firstEntry);
      const second = untold.find((line) => line !== own);
      const seam = seams.find((line) => !told.has(line));
      if (second !== undefined) found.push(secondHeader(format, second));
      if (seam !== undefined) found.push(seamInside(format, seam));
      return found.map((problem) => ({ ...problem, file }));
    },
  };
}

function matches({ line: pattern, confirms }: Telltale, line: string): boolean {
  return pattern.test(line) && (confirms === undefined || confirms(line));
}

function remember(foreign: Foreign, line: number): void {
  foreign.count += 1;
  foreign.first = Math.min(foreign.first ?? line, line);
}

/** The telltales of other formats, each once: all kinds of JSON have the same. */
function otherTelltales({ telltale: own }: Format): Foreign[] {
  const names = new Map<Telltale, string>();
  for (const { id, telltale } of FORMATS)
    if (telltale !== own) names.set(telltale, TEXT_FORMAT_NAMES[id]);
  return [...names].map(([telltale, name]) => ({
    name,
    telltale,
    first: undefined,
    count: 0,
    waiting: [],
  }));
}

const APART = "Save each export in a file of its own.";

function otherFormat({ id }: Format, name: string, count: number, line: number): Problem {
  const lines = count === 1 ? "This line looks" : `This line and ${count - 1} more look`;
  const message = `${lines} like ${name}, and slr read the file as ${TEXT_FORMAT_NAMES[id]}: two exports seem to be joined in one file, and entries of one of them are lost. ${APART}`;
  return { severity: "error", code: `${id}/other-format`, line, message };
}

function secondHeader({ id }: Format, line: number): Problem {
  const message = `This line looks like the header of another table: two tables seem to be joined in one file, and slr read the rows of one under the header of the other, or not at all. ${APART}`;
  return { severity: "error", code: `${id}/other-format`, line, message };
}

function seamInside({ id }: Format, line: number): Problem {
  const message = `In the middle of this line another entry seems to begin: two exports seem to be joined without a line end between them, and an entry may be lost. ${APART}`;
  return { severity: "error", code: `${id}/other-format`, line, message };
}
