import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csv } from "../../../src/formats/tables/csv.ts";
import { behavesLikeAFormat, inChunks, once, readAll, readText } from "../contract.ts";

describe("csv", () => {
  behavesLikeAFormat(csv, "fixtures/formats/csv", {
    "own-columns.csv": {
      columns: { title: "Naam van het stuk", authors: "wie", year: "Wanneer", id: "Code" },
    },
    "column-that-does-not-exist.csv": { columns: { title: "Title", abstract: "Samenvatting" } },
  });
});

/** Titles of the records, and codes of what is no record. */
async function outline(text: string): Promise<readonly string[]> {
  const { entries } = await readText(csv, text, "table.csv");
  return entries.map((entry) =>
    entry.kind === "record" ? (entry.record.title ?? "") : `${entry.line} ${entry.problem.code}`,
  );
}

describe("what is no table of records", () => {
  test.each([
    ["RIS", "TY  - JOUR\nTI  - Title, abstract\nER  - \n"],
    ["BibTeX", "@article{a,\n  title = {A, b},\n  author = {Doe, J},\n}\n"],
    ["NBIB", "PMID- 1\nTI  - Title, year\n"],
    ["JSON", '[\n{"title": "A", "year": 2001},\n{"title": "B"}\n]'],
    ["XML", "<records>\n<title>a</title>, year\n</records>"],
    ["HTML", "<!DOCTYPE html>\n<table><tr><td>title, year</td></tr></table>"],
    [
      "prose",
      "Dear Ann,\nthe list has columns for the title, the year, and the abstract.\nBest, Jo",
    ],
    ["prose with a list", "Fields: title, authors, year.\nSend it to me, please."],
    ["a git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"],
    [
      "Rayyan's log",
      "created_at,user_id,user_email,article_id,key,value\n2024-01-01,1,a@b.example,1,included,1\n",
    ],
    ["PubMed's abstracts", "1. Frog J. 2020 Feb;63(2):103.\n\nA title.\n\nDoe J, Roe R.\n"],
    ["WoS plain text", "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI Title\nER\n"],
    ["a table without titles", "name,value\na,1\n"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(csv.recognizes(text, { file: "some.csv" })).toBe(false);
  });

  test("each row of a file without a header is an unreadable entry", async () => {
    expect(await outline("a,b\n\nc,d\n")).toEqual(["1 csv/no-header", "3 csv/no-header"]);
  });
});

describe("the protocol's columns", () => {
  test("a table that nobody knows is recognized by them", () => {
    const text = "Nr,Naam,Wie\n1,Thee,Doe\n";
    expect(csv.recognizes(text, { file: "t.csv" })).toBe(false);
    expect(csv.recognizes(text, { file: "t.csv", columns: { title: "Naam" } })).toBe(true);
  });

  test("a column that does not exist is an error that names those that do", async () => {
    const options = { file: "t.csv", columns: { abstract: "Samenvatting", titel: "Title" } };
    const { problems } = await readAll(csv, once("Title,Year\nTea,2001\n"), options);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        "csv/unknown-column",
        'Unexpected column "Samenvatting" for abstract, expected one of "Title", "Year".',
      ],
      ["csv/unknown-field", expect.stringContaining('Unexpected field "titel", expected one of')],
    ]);
  });

  test("a named column beats the one that slr would take", async () => {
    const options = { file: "t.csv", columns: { title: "Short title" } };
    const { entries } = await readAll(csv, once("Title,Short title\nLong,Short\n"), options);
    expect(entries[0]).toMatchObject({ record: { title: "Short" } });
  });
});

describe("problems", () => {
  test("a year that is no year keeps its record and says so", async () => {
    const { entries, problems } = await readText(
      csv,
      "title,authors,year\nTea,Doe,20l9\n",
      "scopus.csv",
    );
    expect(entries).toMatchObject([{ kind: "record", line: 2 }]);
    expect(problems).toEqual([
      {
        severity: "warning",
        code: "csv/bad-year",
        file: "scopus.csv",
        line: 2,
        message: 'Unexpected year "20l9", expected four digits. The record has no year.',
      },
    ]);
  });

  test("each row of fifty with one fault has a problem of its own", async () => {
    const rows = Array.from({ length: 53 }, (_, n) => `Tea ${n},Doe,20l9\n`).join("");
    const { problems } = await readText(csv, `title,authors,year\n${rows}`, "t.csv");
    expect(problems.map(({ code, line }) => [code, line])).toEqual(
      Array.from({ length: 53 }, (_, n) => ["csv/bad-year", n + 2]),
    );
  });

  test("PubMed's CSV is warned about, for it has no abstracts", async () => {
    const header = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year";
    const { problems } = await readText(csv, `${header}\n1,Tea,Doe J,,Doe J,Tea J,2001\n`);
    expect(problems).toMatchObject([{ code: "csv/no-abstracts", line: 1 }]);
  });
});

test("a row that nobody can read inside of a record is an entry behind it", async () => {
  const { entries } = await readText(
    csv,
    '"TITLE","Ferns"\n"SOURCE","Fern J"\n"DOI","10.1000/a"\n"ABSTRACT","never closed\n',
  );
  expect(entries.map(({ kind, line }) => [kind, line])).toEqual([
    ["record", 1],
    ["unreadable", 4],
  ]);
});

describe("what stands before the header", () => {
  const table = "Title,Authors,Year\nTea,Doe J,2001\n";

  test("is reported where it is as wide as the header: a table whose columns nobody knows", async () => {
    const { entries, problems } = await readText(csv, `Titl e,Wie,Jahr\nLost,Roe R,2002\n${table}`);
    expect(entries).toHaveLength(1);
    expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual([
      "1 csv/row-before-header",
    ]);
  });

  test.each(["About the data: 3 records", "Exported,2024-01-01,", "Notice,,"])(
    "is a notice where it fills fewer cells: %s",
    async (notice) => {
      const { entries, problems } = await readText(csv, `${notice}\n${table}`);
      expect([entries.length, problems]).toEqual([1, []]);
    },
  );
});

describe("quotes that are never closed", () => {
  test("cost the row that they stand in and no other, in the middle of a file", async () => {
    const text = 'title,abstract,year\n"A","a",1\n"B","b,2\n"C","c",3\n"D","d",4\n';
    expect(await outline(text)).toEqual(["A", "3 csv/unclosed-quote", "C", "D"]);
  });

  test("cost no later row at the end of a file, several lines in cells included", async () => {
    const text = 'title,abstract,year\nA,a,1\nB,"b,2\nC,c\nD,d,4\nE,e,5';
    expect(await outline(text)).toEqual(["A", "3 csv/unclosed-quote", "D", "E"]);
  });

  test("are found in a file that is larger than what one row may be", async () => {
    const row = `"Title","${"word ".repeat(200)}",2001\n`;
    const unquoted = `Title,${"word ".repeat(200)},2001\n`;
    const before = `title,abstract,year\n${row.repeat(10)}`;
    const text = `${before}"Broken","never closed,2001\n${unquoted.repeat(5000)}`;
    const { entries } = await readAll(csv, inChunks(text, 100_000), { file: "t.csv" });
    expect(entries).toHaveLength(5011);
    expect(entries.filter(({ kind }) => kind === "unreadable")).toMatchObject([
      { line: 12, problem: { code: "csv/unclosed-quote" } },
    ]);
    expect(entries.at(-1)?.line).toBe(5012);
  });

  test("a quoted cell of several lines with quotes inside is left alone", async () => {
    const text = 'title,abstract,year\nA,"one\ntwo with "inner" quotes",2001\nB,b,2002\n';
    expect(await outline(text)).toEqual(["A", "B"]);
  });

  test("many of them take no more time than their text deserves", async () => {
    const text = `title,abstract,year\n${'"A","a,1\n"B","b",2\n'.repeat(4000)}`;
    const entries = await outline(text);
    expect(entries).toHaveLength(8000);
    expect(entries.filter((entry) => entry === "B")).toHaveLength(4000);
  });
});

describe("rows that are too long", () => {
  test("end where they end, also a little behind the limit", async () => {
    const text = `title,year\n${"x".repeat(4 * 1024 * 1024 + 100)},1\nTea,2001\nCoffee,2002\n`;
    expect(await outline(text)).toEqual(["2 csv/row-too-long", "Tea", "Coffee"]);
  });

  test("are unreadable, and the row after them is not", async () => {
    const text = `title,year\n${"x".repeat(5_000_000)},1\nTea,2001\n`;
    const { entries } = await readAll(csv, inChunks(text, 70_000), { file: "t.csv" });
    expect(entries).toMatchObject([
      { kind: "unreadable", line: 2, problem: { code: "csv/row-too-long" } },
      { kind: "record", line: 3 },
    ]);
  });
});

test("a quoted cell that is longer than a row may be names the limit, and costs its row alone", async () => {
  const text = `title,year\n"${"frogs ".repeat(1_000_000)}",1\nTea,2001\n`;
  const { entries } = await readAll(csv, inChunks(text, 70_000), { file: "t.csv" });
  expect(entries).toMatchObject([
    { kind: "unreadable", line: 2, problem: { code: "csv/unclosed-quote" } },
    { kind: "record", line: 3 },
  ]);
  const [first] = entries;
  expect(first?.kind === "unreadable" && first.problem.message).toBe(
    'The quote that opens here is not closed within 4 million characters: a second " is missing behind the cell, or the cell is longer. The row was not read; slr.yaml can raise this limit (limits: entry).',
  );
});

describe("lines", () => {
  test("count on behind a header of several lines", async () => {
    const { entries } = await readText(csv, '"Title","Year\n(of print)"\n\nTea,2001\n');
    expect(entries).toMatchObject([{ line: 4, record: { title: "Tea" } }]);
  });

  test("count on behind cells of several lines, with any line ends", async () => {
    const text = 'title,abstract\r\nA,"one\rtwo\r\nthree"\rB,b\nC,c';
    const { entries } = await readText(csv, text);
    expect(entries.map(({ line }) => line)).toEqual([2, 5, 6]);
  });
});

describe("laws", () => {
  test("any text gives entries and problems, throws nothing and hangs nowhere", async () => {
    const alphabet = fc.constantFrom(
      ",",
      ";",
      "\t",
      '"',
      "\n",
      "\r",
      " ",
      "a",
      "title",
      "=",
      "😀",
      "2",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(alphabet, { maxLength: 80 }),
        fc.boolean(),
        async (parts, headed) => {
          const text = (headed ? "title,year\n" : "") + parts.join("");
          const whole = await readText(csv, text);
          expect(await readAll(csv, inChunks(text, 3), { file: "test" })).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("every row that says something is one entry, at its line, with its cells", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom('"', "a\nb", ",", ";", "\t", "x,y", "", " "),
    );
    const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(",", ";", "\t"), async (table, delimiter) => {
        const header = ["title", "abstract", "notes"];
        const body = table.map((cells) => cells.map((c) => c.replace(/\r\n?/g, "\n")));
        const lines = [header, ...body].map((cells) =>
          cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter),
        );
        const { entries } = await readText(csv, `${lines.join("\n")}\n`);
        let line = 2;
        const expected = body.flatMap((cells) => {
          const at = line;
          line += 1 + cells.join("").split("\n").length - 1;
          return cells.some((c) => c.trim() !== "") ? [{ line: at, cells }] : [];
        });
        expect(entries.map((entry) => entry.line)).toEqual(expected.map((row) => row.line));
        for (const [n, entry] of entries.entries()) {
          if (entry.kind !== "record") continue;
          const filled = expected[n]?.cells.filter((c) => c.trim() !== "");
          expect(entry.record.original.map(([, value]) => value)).toEqual(filled);
        }
      }),
      { numRuns: 200 },
    );
  });
});
