import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delimiter } from "../../../src/formats/tables/dialect.ts";
import { plainRows } from "../../../src/formats/tables/plain-rows.ts";
import { type Row, readRows } from "../../../src/formats/tables/rows.ts";

async function read(
  chunks: readonly string[],
  delimiter: Delimiter,
  options?: { readonly plainFirst: boolean },
): Promise<readonly Row[]> {
  async function* text() {
    yield* chunks;
  }
  const rows: Row[] = [];
  for await (const batch of readRows(text(), { delimiter, quotes: true }, 3, 5, options))
    rows.push(...batch);
  return rows;
}

/** What tables are made of, well and badly. */
const PIECES = ["a", "é", "𝄞", "\ud83d", ",", ";", "\t", '"', '""', '","', "\n", '"\n"', " ", "x,"];

test("plain rows read directly are the rows of csv-parse, however the text is cut", async () => {
  const table = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(...([",", ";", "\t"] as const)),
      fc.integer({ min: 1, max: 20 }),
      async (pieces, delimiter, size) => {
        const text = pieces.join("");
        const chunks: string[] = [];
        // A chunk never ends with half a character, as decoders see to.
        for (let at = 0; at < text.length; ) {
          let end = at + size;
          if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end += 1;
          chunks.push(text.slice(at, end));
          at = end;
        }
        const expected = await read([text], delimiter, { plainFirst: false });
        expect(await read(chunks, delimiter)).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});

test("a well-formed table is read directly as a whole", () => {
  const text = 'a,"b, ""c""",\n\n"d\ne",f,é\n';
  const { rows, end, line, isOdd } = plainRows(text, ",", 1);
  expect(rows).toEqual([
    { line: 1, cells: ["a", 'b, "c"', ""] },
    { line: 2, cells: [""] },
    { line: 3, cells: ["d\ne", "f", "é"] },
  ]);
  expect({ end, line, isOdd }).toEqual({ end: text.length, line: 5, isOdd: false });
});

test.each([
  ["a blank before a quotation mark", 'a, "b"\n'],
  ["a quotation mark inside of a cell", 'a 5" disk,b\n'],
  ["text behind a closing quotation mark", '"a" b,c\n'],
  ["half a character", "\ud83d,b\n"],
])("%s is left to csv-parse", (_, odd) => {
  const { rows, end, isOdd } = plainRows(`a,b\n${odd}c,d\n`, ",", 1);
  expect({ rows: rows.length, end, isOdd }).toEqual({ rows: 1, end: 4, isOdd: true });
});
