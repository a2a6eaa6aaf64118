import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/core/records/problem.ts";
import type { TableLines } from "../../src/core/records/table-lines.ts";
import { readPlainTable } from "../../src/formats/review-files/plain-table.ts";
import {
  quoteProblems,
  readDecisions,
  readPairs,
  readRetrievals,
  readStudies,
} from "../../src/formats/review-files/review-tables.ts";
import { lostTokens } from "./violations.ts";

/** `npm run bench:law` sets how many tables of each kind; the suite takes few. */
const TABLES = Number(process.env.SLR_LAW_FILES ?? 150);

interface Random {
  readonly below: (limit: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

interface ReadTable {
  readonly rows: readonly { readonly line: number }[];
  readonly problems: readonly Problem[];
  readonly lines?: TableLines;
}

interface Kind {
  readonly header: readonly string[];
  /** The cells of a row; one of them holds the token. */
  readonly row: (token: string, random: Random) => readonly string[];
  readonly read: (text: string) => ReadTable;
}

const key = (random: Random) => random.pick(["abcd2345", "doi:10.1000/a1", "Scopus#3", "pmid:31"]);
const day = (random: Random) => random.pick(["", "2024-05-01T09:00:00Z", "2.6.2024 9:00"]);

function atLines({
  rows,
  ...rest
}: Omit<ReadTable, "rows"> & {
  readonly rows: readonly { readonly place: { readonly line: number } }[];
}): ReadTable {
  return { ...rest, rows: rows.map(({ place: { line } }) => ({ line })) };
}

/** Every table that people keep, with rows as people write them. */
const KINDS: Readonly<Record<string, Kind>> = {
  decisions: {
    header: "record stage verdict reason resolves note decided_at title".split(" "),
    row: (token, random) => [
      key(random),
      random.pick(["title-abstract", "Full text"]),
      random.pick(["include", "Exclude", "maybe"]),
      random.pick(["", "E1; E2"]),
      random.pick(["", "yes"]),
      token,
      day(random),
      random.pick(["", "A title, with a comma"]),
    ],
    read: (text) => atLines(readDecisions(text, "t", "ada")),
  },
  duplicates: {
    header: "a b verdict by decided_at title_a year_a".split(" "),
    row: (token, random) => [
      key(random),
      key(random),
      random.pick(["same", "Different"]),
      "bo",
      day(random),
      token,
      random.pick(["", "2019"]),
    ],
    read: (text) => atLines(readPairs(text, "t")),
  },
  retrieval: {
    header: "record status title file note".split(" "),
    row: (token, random) => [
      key(random),
      random.pick(["sought", "Not retrieved"]),
      token,
      random.pick(["", "a.pdf"]),
      random.pick(["", "asked; no answer"]),
    ],
    read: (text) => atLines(readRetrievals(text, "t")),
  },
  studies: {
    header: "study record synthesis".split(" "),
    row: (token, random) => [token, key(random), random.pick(["", "qualitative"])],
    read: (text) => atLines(readStudies(text, "t")),
  },
  "a mapped table": {
    header: "Paper Vote Remark Who".split(" "),
    row: (token, random) => [
      random.pick(["One", "Two, or three"]),
      random.pick(["y", "n"]),
      token,
      "ada",
    ],
    read: (text) => {
      const table = readPlainTable(text);
      return {
        rows: table.rows,
        problems: quoteProblems(table, "t", "maps"),
        lines: {
          file: "t",
          lines: table.lines,
          besides: table.besides,
          read: table.rows.reduce((sum, { lines }) => sum + lines, 0),
          reported: table.doubts.length,
        },
      };
    },
  },
};

/** Behind the token, as notes and titles go on. */
const TAILS = ["", ", and more", ' 5" tall', ' "said" so', "\nthen\n\nmore", "; no", "\tx", "'s"];

function written(cells: readonly string[], delimiter: string, random: Random): string {
  return cells
    .map((cell) => {
      // A person forgets the quotes now and then, or leaves one.
      if (random.below(40) === 0) return random.pick([`"${cell}`, `${cell}"`, cell]);
      return /["\n\r]/.test(cell) || cell.includes(delimiter) || random.below(9) === 0
        ? `"${cell.replaceAll('"', '""')}"`
        : cell;
    })
    .join(delimiter);
}

function tableOf({ header, row }: Kind, random: Random): string {
  const delimiter = random.pick([",", ";", "\t"]);
  const end = random.pick(["\n", "\r\n", "\r"]);
  const lines = [header.join(delimiter)];
  for (let n = 1 + random.below(12); n > 0; n--) {
    const cells = row(`r${lines.length}z${random.pick(TAILS)}`, random);
    lines.push(written(cells, delimiter, random));
    if (random.below(8) === 0) lines.push(random.pick(["", "  ", delimiter.repeat(3)]));
  }
  const text = lines.join(end).replaceAll(/\r\n|\n|\r/g, end);
  return `${random.pick(["", "\ufeff"])}${text}${random.pick(["", end])}`;
}

function hasHeader(text: string, { header }: Kind): boolean {
  const [first] = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  return [",", ";", "\t"].some((delimiter) => first === header.join(delimiter));
}

/** What is wrong with the reading of a table. */
function faults(text: string, { rows, problems, lines }: ReadTable): string[] {
  const wrong = lostTokens(text, rows, problems);
  if (lines !== undefined && lines.lines !== lines.besides + lines.read + lines.reported)
    wrong.push(`lines: ${JSON.stringify(lines)}`);
  return wrong;
}

describe.each(Object.entries(KINDS))("each line of %s is read or reported", (name, kind) => {
  test("with quotes, line breaks and delimiters in cells", async () => {
    const { damagedText, randomOf } = await import(
      new URL("../../bench/mutations.js", import.meta.url).href
    );
    let whole = 0;
    for (let n = 0; n < TABLES; n++) {
      const random = randomOf("tables", name, n);
      const text = tableOf(kind, random);
      expect(faults(text, kind.read(text)), text).toEqual([]);
      // The damages of bench/fuzz.js.
      const damaged: string = damagedText(text, tableOf(kind, random), random);
      // Where the header is another, a token may stand in a column that nobody reads.
      if (!hasHeader(damaged, kind)) continue;
      whole += 1;
      expect(faults(damaged, kind.read(damaged)), JSON.stringify(damaged)).toEqual([]);
    }
    expect(whole).toBeGreaterThan(TABLES / 4);
  }, 3_600_000);
});
