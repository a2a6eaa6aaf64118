import { describe, expect, test } from "vitest";
import { readPlainTable } from "../../../src/formats/review-files/plain-table.ts";
import {
  quoteProblems,
  readDecisions,
  readStudies,
} from "../../../src/formats/review-files/review-tables.ts";

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";
const row = (nth: number, note: string) =>
  `doi:10.1000/a${nth},title-abstract,exclude,,,${note},2024-01-0${nth}T00:00:00Z,,,,`;
const read = (...rows: string[]) =>
  readDecisions(`${[HEADER, ...rows].join("\n")}\n`, "decisions/ada.csv", "ada");
const seen = ({ rows, problems }: ReturnType<typeof read>) => ({
  notes: rows.map(({ note }) => note),
  problems: problems.map(({ line, code }) => `${line} ${code}`),
});

describe("in a table of people, lines are rows", () => {
  test("a quote that opens in one note and closes in a later one swallows no row", () => {
    expect(seen(read(row(1, '"see fig'), row(2, ""), row(3, ""), row(4, 'screen of 5"')))).toEqual({
      notes: ['"see fig', "", "", 'screen of 5"'],
      problems: ["2 decisions/stray-quote"],
    });
  });

  test("the same where rows are shorter than the header", () => {
    const short = (nth: number) => `doi:10.1000/a${nth},title-abstract,exclude`;
    expect(seen(read(`${short(1)},,,"see fig`, short(2), short(3), `${short(4)},,,of 5"`))).toEqual(
      {
        notes: ["", "", 'of 5"'],
        problems: ["2 decisions/unclosed-quote"],
      },
    );
  });

  test("the same where the verdict of a row in between is misspelt", () => {
    const { rows, problems } = read(row(1, '"x'), row(2, "").replace("exclude", "exclud"), 'y",');
    expect(rows).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test("text behind a closing quote belongs to its cell", () => {
    expect(seen(read(row(1, '"a" b'), row(2, 'c "d"'), row(3, '"an "inner" one, too"')))).toEqual({
      notes: ['"a" b', 'c "d"', 'an "inner" one, too'],
      problems: ["2 decisions/stray-quote", "4 decisions/stray-quote"],
    });
  });

  test("a quote that never closes costs its own line at most", () => {
    const { rows, problems } = read(
      'doi:10.1000/a1,title-abstract,exclude,,,"torn',
      row(2, "kept"),
    );
    expect(rows).toMatchObject([{ note: "kept", place: { line: 3 } }]);
    expect(problems).toMatchObject([{ code: "decisions/unclosed-quote", line: 2 }]);
  });

  test("a comma that no quotes enclose is a problem, because it moves the cells behind it", () => {
    expect(seen(read(row(1, "see a, b"), row(2, "kept")))).toEqual({
      notes: ["kept"],
      problems: ["2 decisions/too-many-cells"],
    });
    expect(seen(read(`${row(1, "empty cells at the end")},,,`)).problems).toEqual([]);
  });
});

describe("a note over several lines stays one note", () => {
  test.each([
    ["with a comma", 'one, two\nthree, "" four'],
    ["with as many commas as a row has", `one\n${",".repeat(10)}\ntwo`],
    ["with blank lines", "one\n\n\ntwo"],
  ])("%s", (_, note) => {
    const { rows, problems } = read(row(1, `"${note}"`), row(2, ""));
    expect(problems).toEqual([]);
    expect(rows.map((one) => one.note)).toEqual([note.replaceAll('""', '"'), ""]);
    expect(rows[1]!.place.line).toBe(3 + note.split("\n").length - 1);
  });

  test("in a table that slr.yaml maps, where the number of cells alone speaks", () => {
    const table = readPlainTable('title,verdict,note\n"A, b\nc, d, e",y,"x\ny"\n"F, g",n,\n');
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ["A, b\nc, d, e", "y", "x\ny"],
      ["F, g", "n", ""],
    ]);
  });

  test("line ends are the same whatever system wrote them", () => {
    const unix = `${HEADER}\n${row(1, '"a\nb"')}\n`;
    const notes = [unix, unix.replaceAll("\n", "\r\n")].map(
      (text) => readDecisions(text, "decisions/ada.csv", "ada").rows[0]!.note,
    );
    expect(notes).toEqual(["a\nb", "a\nb"]);
  });
});

test("in a mapped table, a quote that swallows whole rows is read as text", () => {
  const { rows } = readPlainTable('t,v,n\na,y,"see\nb,n,\nc,y,5"\n');
  expect(rows.map(({ cells }) => cells[0])).toEqual(["a", "b", "c"]);
});

test("in a mapped table, a line in a cell that could be a row is told", () => {
  const table = readPlainTable('t,v,n\na,y,"see\nb,n,x\nmore"\n');
  expect(table.rows).toHaveLength(1);
  expect(quoteProblems(table, "team.csv", "maps")).toMatchObject([
    { severity: "warning", code: "maps/row-in-cell", line: 2 },
  ]);
  // Two columns leave open what is prose with a comma.
  expect(quoteProblems(readPlainTable('t,n\na,"x\nwell, yes\ny"\n'), "t", "maps")).toEqual([]);
});

test("line ends that no table has are told, because the whole table is a header then", () => {
  for (const end of ["\u2028", "\v", "\u0085"]) {
    const { rows, problems } = readDecisions(`${HEADER}${end}${row(1, "x")}${end}`, "t", "ada");
    expect(rows).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(["decisions/line-ends"]);
  }
});

test("lines read, lines reported and lines passed over are all lines, whatever is in them", () => {
  // A small generator of its own: the same tables in every run.
  let state = 7;
  const pick = <T>(of: readonly T[]): T => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return of[Math.floor((state / 2147483648) * of.length)]!;
  };
  const pieces = ['"', '""', ",", "\n", "\r\n", "x", ";", "include", " ", `\n${row(1, "n")}\n`];
  for (let nth = 0; nth < 2000; nth += 1) {
    const body = Array.from({ length: 30 }, () => pick(pieces)).join("");
    for (const [header, reader] of [
      [HEADER, (text: string) => readDecisions(text, "f", "ada")],
      ["study,record", (text: string) => readStudies(text, "f")],
    ] as const) {
      const { lines, problems } = reader(`${header}\n${body}`);
      expect(lines.besides + lines.read + lines.reported, body).toBe(lines.lines);
      expect(problems.length > 0 || lines.reported === 0, body).toBe(true);
    }
  }
});

test("a table of opened quotes takes time in proportion to its lines", () => {
  for (const line of ['"x', '""x', '"""x', 'a,"x', '"a"b,"c']) {
    const { lines } = readPlainTable(`a,b,c\n${`${line}\n`.repeat(20_000)}`);
    expect(lines).toBe(20_001);
  }
});
