import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cslJson } from "../../../src/formats/json/csl-json.ts";
import { json } from "../../../src/formats/json/json.ts";
import { type FoundRow, LONGEST_ROW, readRows } from "../../../src/formats/json/rows.ts";
import { inChunks, once, readAll, readText } from "../contract.ts";

async function rowsOf(text: string, path: readonly string[] = [], size = 0): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  const chunks = size === 0 ? once(text) : inChunks(text, size);
  for await (const batch of readRows(chunks, path)) rows.push(...batch.rows);
  return rows;
}

async function textsOf(text: string, path: readonly string[] = []): Promise<unknown[]> {
  return (await rowsOf(text, path)).map((row) => ("text" in row ? JSON.parse(row.text) : row));
}

describe("the rows of a JSON document", () => {
  test.each<[string, string, readonly string[]]>([
    ["an array", '[{"a":1},{"a":2}]', []],
    ["lines", '{"a":1}\n{"a":2}\n', []],
    ["an array in an object", '{"x":[{"b":0}],"y":{"z":[{"a":1},{"a":2}]}}', ["y", "z"]],
    ["arrays in the objects of an array", '{"p":[{"e":[{"a":1}]},{"e":[{"a":2}]}]}', ["p", "e"]],
    ["values of any name", '{"10.1/x":[{"a":1}],"10.1/y":{"a":2}}', ["*"]],
    ["names with escapes", '{"\\u0070":[{"a":1},{"a":2}]}', ["p"]],
    ["a missing comma", '[{"a":1} {"a":2}]', []],
  ])("are found in %s", async (_, text, path) => {
    expect(await textsOf(text, path)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("of any documents are what JSON.parse finds, however the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue())),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 2),
        async (objects, size, indent) => {
          const text = JSON.stringify({ before: [{ x: "}]" }], rows: objects }, undefined, indent);
          const rows = await rowsOf(text, ["rows"], size);
          expect(rows.map((row) => "text" in row && JSON.parse(row.text))).toEqual(
            JSON.parse(JSON.stringify(objects)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test("have the lines on which they begin", async () => {
    const rows = await rowsOf('[\n{"a":\n1},\r\n{"a":2},\r3]');
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5]);
  });

  test("a change of one character in a row costs no other row, and no entry", async () => {
    const item = (id: string) =>
      `{"id":"${id}","type":"article-journal","title":"T ${id}","author":[{"family":"Doe"}],"issued":{"date-parts":[[2001]]}}`;
    const ids = ["a", "b", "c", "d", "e"];
    const whole = item("c");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.constantFrom("", '"', "{", "}", "[", "]", ",", ":", "\\", "x", "1", "\n", "\0"),
        fc.constantFrom(",", ",\n"),
        async (at, inserted, separator) => {
          const middle = whole.slice(0, at) + inserted + whole.slice(at + 1);
          const text = `[${ids.map((id) => (id === "c" ? middle : item(id))).join(separator)}]`;
          const { entries } = await readText(cslJson, text);
          const titles = entries.flatMap((e) => (e.kind === "record" ? [e.record.title] : []));
          expect(
            titles.filter((title) => title !== "T c" && /^T [a-e]$/.test(title ?? "")),
          ).toEqual(["T a", "T b", "T d", "T e"]);
          expect(entries.length).toBeGreaterThanOrEqual(5);
        },
      ),
      { numRuns: 1000, seed: 4 },
    );
  });

  test.each(["\v", "\f", "\u00a0", "\u2028"])(
    "a character that is no blank of JSON at the beginning of a row ends the row, not the search: %j",
    async (character) => {
      const rows = await rowsOf(`[{${character}"a":1},{"a":2}]`);
      expect(rows.map((row) => ("text" in row ? row.text : Object.keys(row)))).toEqual([
        ["line", "unreadable"],
        '{"a":2}',
      ]);
    },
  );

  test("a row longer than the cap is unreadable, and the others are read", async () => {
    async function* long(): AsyncGenerator<string> {
      yield '[{"title":"one"},{"title":"';
      for (let n = 0; n <= LONGEST_ROW / 1e6 + 1; n += 1) yield "tea ".repeat(250_000);
      yield '"},{"title":"two"}]';
    }
    const { entries } = await readAll(json, long(), { file: "a" });
    expect(entries.map((e) => (e.kind === "record" ? e.record.title : "unreadable"))).toEqual([
      "one",
      "unreadable",
      "two",
    ]);
  });

  test("Python's NaN and raw tabs are no reason to lose a record", async () => {
    const { entries } = await readText(json, '[{"title":"A\tNaN","year":NaN,"x":-Infinity}]');
    expect(entries[0]).toMatchObject({ kind: "record", record: { title: "A NaN" } });
  });

  test("a document without the array that slr.yaml names says which names it has", async () => {
    const options = { file: "a.json", rows: "papers.items" };
    const { entries, problems } = await readAll(json, once('{"results":[{"title":"A"}]}'), options);
    expect(entries).toEqual([]);
    expect(problems[0]).toMatchObject({ code: "json/no-rows", severity: "error" });
    expect(problems[0]?.message).toContain("`papers.items`");
    expect(problems[0]?.message).toContain("`results`");
  });

  test.each([
    ["levels", "[".repeat(100_000)],
    ["objects", '{"a":'.repeat(100_000)],
    ["beginnings", '{"title":'.repeat(100_000)],
    ["quotes", '"'.repeat(250_000)],
    ["backslashes", `"${"\\".repeat(250_001)}`],
    ["commas", ",".repeat(250_000)],
    ["brackets", "[]".repeat(125_000)],
    ["braces", "{}".repeat(50_000)],
    ["blanks", " ".repeat(500_000)],
    ["letters", "x".repeat(500_000)],
    ["NULs", "\0".repeat(250_000)],
    ["broken rows", '{"title":"a"b},'.repeat(20_000)],
    ["a name without an end", `{"${"a".repeat(500_000)}`],
  ])("%s cost time that grows with the file only", async (_, rubbish) => {
    const text = `[{"title":"one"},${rubbish}`;
    for (const path of [[], ["a", "b"]]) await rowsOf(text, path, 65_536);
    const { entries } = await readAll(json, inChunks(text, 65_536), { file: "a" });
    expect(entries[0]).toMatchObject({ kind: "record", record: { title: "one" } });
    for (const head of [rubbish, text].map((all) => all.slice(0, 65_536))) {
      json.recognizes(head, { file: "a" });
    }
  });
});
