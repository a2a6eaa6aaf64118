import { toJSON } from "bibtex-parse-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Braces, RawEntry } from "../../../src/formats/bibtex/entries.ts";
import { readFields } from "../../../src/formats/bibtex/fields.ts";
import { readWithLibrary } from "../../../src/formats/bibtex/library.ts";

const strings = new Map([["inv", "Invented"]]);

function read(body: string, braces: Braces = "balanced") {
  const { key, fields, defects } = readFields(body, { braces, strings, keyed: true });
  return {
    key,
    fields: fields.map(({ name, value }) => [name, value]),
    defects: defects.map(({ code }) => code),
  };
}

function entry(body: string): RawEntry {
  return { kind: "entry", line: 1, type: "article", body, bodyLine: 1, braces: "balanced" };
}

describe("the lenient parser", () => {
  test.each<[string, string, string | undefined, string[][]]>([
    [
      "braces, quotes, numbers",
      'k, a = {x}, b = "y", c = 12',
      "k",
      [
        ["a", "x"],
        ["b", "y"],
        ["c", "12"],
      ],
    ],
    [
      "no blanks at all",
      "k,a={x},b={y}",
      "k",
      [
        ["a", "x"],
        ["b", "y"],
      ],
    ],
    ["nested braces", "k, a = {{x {y}} z}", "k", [["a", "{x {y}} z"]]],
    [
      "strings in any case, and months",
      "k, a = INV, b = jan",
      "k",
      [
        ["a", "Invented"],
        ["b", "jan"],
      ],
    ],
    ["concatenation", 'k, a = "x " # inv # { y} # 3', "k", [["a", "x Invented y3"]]],
    ["no key", "a = {x}", undefined, [["a", "x"]]],
    ["an empty key", ", a = {x}", undefined, [["a", "x"]]],
    ["a key with a comma", "Kenny20103,17,\n a = {x}", "Kenny20103,17", [["a", "x"]]],
    [
      "a key with blanks and accents",
      "SALAZAR SÍLVA’18, a = {x}",
      "SALAZAR SÍLVA’18",
      [["a", "x"]],
    ],
    ["a key with braces", '{\\"O}z20, a = {x}', '{\\"O}z20', [["a", "x"]]],
    ["a key without comma", "k\n a = {x}", "k", [["a", "x"]]],
    ["only a key", "k", "k", []],
    [
      "blanks and odd characters in names",
      "k, funding_text 1 = {x}, author+an:y = {z}",
      "k",
      [
        ["funding_text 1", "x"],
        ["author+an:y", "z"],
      ],
    ],
    [
      "commas before names and behind values",
      "k\n, a = {x}\n, , b = {y},,",
      "k",
      [
        ["a", "x"],
        ["b", "y"],
      ],
    ],
    [
      "a missing comma",
      "k, a = {x}\n b = {y}",
      "k",
      [
        ["a", "x"],
        ["b", "y"],
      ],
    ],
    [
      "a percent sign in a value and as a comment",
      "k, % note\n a = {50% of x}, % more\n b = {y}",
      "k",
      [
        ["a", "50% of x"],
        ["b", "y"],
      ],
    ],
    [
      "quotes inside of quotes",
      'k, a = "x "y" z", b = "w"',
      "k",
      [
        ["a", 'x "y" z'],
        ["b", "w"],
      ],
    ],
    [
      "braces that hide a quote",
      'k, a = "{"}q{"}", b = {y}',
      "k",
      [
        ["a", '{"}q{"}'],
        ["b", "y"],
      ],
    ],
    [
      "empty values",
      'k, a = {}, b = "", c = , d = {x}',
      "k",
      [
        ["a", ""],
        ["b", ""],
        ["c", ""],
        ["d", "x"],
      ],
    ],
    [
      "repeated fields",
      "k, a = {x}, A = {y}",
      "k",
      [
        ["a", "x"],
        ["A", "y"],
      ],
    ],
    [
      "a number that is none",
      "k, a = 2020a, b = 1--2",
      "k",
      [
        ["a", "2020a"],
        ["b", "1--2"],
      ],
    ],
    [
      "names that objects have",
      "k, __proto__ = {x}, constructor = {y}",
      "k",
      [
        ["__proto__", "x"],
        ["constructor", "y"],
      ],
    ],
  ])("reads %s", (_, body, key, fields) => {
    expect(read(body)).toEqual({ key, fields, defects: [] });
  });

  test.each<[string, string, string[][], string]>([
    ["an undefined string", "k, a = FOO", [["a", "FOO"]], "undefined-string"],
    [
      "text between values",
      "k, a = {x} y z, b = {w}",
      [
        ["a", "x"],
        ["b", "w"],
      ],
      "skipped-text",
    ],
    ["a field without value", "k, a, b\n c = {w}", [["c", "w"]], "skipped-text"],
    [
      "a quote that does not end",
      'k, a = "x,\n b = {y}',
      [
        ["a", "x"],
        ["b", "y"],
      ],
      "unclosed-value",
    ],
    [
      "a brace that does not end",
      "k, a = {x,\n b = {y}",
      [
        ["a", "x"],
        ["b", "y"],
      ],
      "unclosed-value",
    ],
  ])("keeps the rest around %s, and says so", (_, body, fields, code) => {
    expect(read(body)).toMatchObject({ fields, defects: [code] });
  });

  test("ends a value of an entry that does not close at the next field", () => {
    const body = "k,\n a = {x, p = 0.05 {y},\n year = 2000,\n b = {z}\n}\n";
    expect(read(body, "unclosed").fields).toEqual([
      ["a", "x, p = 0.05 {y}"],
      ["year", "2000"],
      ["b", "z"],
    ]);
  });
});

describe("bibtex-parse-js", () => {
  test.each([
    "k, a = {x}",
    "k,a={x},b={y {z}},",
    "k, a = 12, b = jan, c = {50% \\& \\\\ more}\n",
    "key:1/2-3,\n\tauthor = {A and B},\n\tyear = 2020\n",
  ])("reads %j, and as the lenient parser does", (body) => {
    expect(readWithLibrary(entry(body))).toEqual(
      readFields(body, { braces: "balanced", strings, keyed: true }),
    );
  });

  test.each([
    ["quotes", 'k, a = "x"'],
    ["concatenation", "k, a = {x} # {y}"],
    ["a string", "k, a = inv"],
    ["no key", "a = {x}"],
    ["an empty key", ", a = {x}"],
    ["a key with a blank", "k l, a = {x}"],
    ["an escaped brace", "k, a = {\\{x}"],
    ["a comment", "k, % x\n a = {y}"],
    ["a name with a blank", "k, a b = {x}"],
    ["a repeated name", "k, a = {x}, a = {y}"],
    ["a name that objects have", "k, __proto__ = {x}"],
    ["no field", "k,"],
    ["only a key", "k"],
    ["a field without value", "k, a = , b = {x}"],
    ["a missing comma", "k, a = {x} b = {y}"],
    ["an open brace", "k, a = {x"],
    ["nothing", ""],
  ])("is not given an entry with %s", (_, body) => {
    expect(readWithLibrary(entry(body))).toBeUndefined();
  });

  test("agrees with the lenient parser on every entry that it reads", () => {
    const part = fc.constantFrom(
      "k",
      ",",
      " ",
      "\n",
      "a",
      "b",
      "=",
      "{",
      "}",
      "1",
      "jan",
      "x",
      "\\",
      "%",
      "#",
      '"',
      "a = {x}, ",
    );
    const body = fc.array(part, { maxLength: 25 }).map((parts) => `k, ${parts.join("")}`);
    fc.assert(
      fc.property(body, (text) => {
        const fields = readWithLibrary(entry(text));
        if (fields === undefined) return;
        const own = readFields(text, { braces: "balanced", strings, keyed: true });
        // The library drops the blanks before a value.
        const trimmed = own.fields.map(({ name, value }) => ({ name, value: value.trimStart() }));
        expect(fields).toEqual({ ...own, fields: trimmed });
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});

test("an entry of plain values is read as bibtex-parse-js reads it", () => {
  const value = fc
    .array(fc.constantFrom("a", " ", "\n", "é", ",", "=", "%", "@", '"', "#", "1"), {
      maxLength: 6,
    })
    .map((parts) => `{${parts.join("")}}`);
  const field = fc.tuple(
    fc.constantFrom("a", "B", "c-d", "1", "é"),
    fc.constantFrom(" = ", "=", "\n=\t"),
    fc.oneof(value, fc.constantFrom("12", "007", "jan", "{}", "{x {Y}}")),
  );
  const body = fc
    .array(field, { minLength: 1, maxLength: 4 })
    .map((fields) => `k:1, ${fields.map((parts) => parts.join("")).join(",\n")}`);
  fc.assert(
    fc.property(body, (text) => {
      const read = readWithLibrary(entry(text));
      if (read === undefined) return;
      const [parsed] = toJSON(`@article{${text},\n}\n`);
      expect(read.key).toBe(parsed?.citationKey);
      expect(Object.fromEntries(read.fields.map(({ name, value }) => [name, value]))).toEqual(
        parsed?.entryTags,
      );
    }),
    { numRuns: 200 },
  );
});

describe("a comma that is missing behind the key", () => {
  test.each([
    ["a blank instead", "rey2003 author={Rey, A}, title={T}"],
    ["a semicolon instead", "rey2003; author={Rey, A}, title={T}"],
    ["a line end instead", "rey2003\n  author={Rey, A}, title={T}"],
    ["a quoted value", 'rey2003 author="Rey, A", title={T}'],
  ])("loses neither the key nor the first field: %s", (_, body) => {
    const options = { braces: "balanced", strings: new Map(), keyed: true } as const;
    const { key, fields, defects } = readFields(body, options);
    expect(key).toBe("rey2003");
    expect(fields).toEqual([
      { name: "author", value: "Rey, A" },
      { name: "title", value: "T" },
    ]);
    expect(defects.length).toBeLessThanOrEqual(1);
    for (const { code } of defects) expect(code).toBe("missing-comma");
  });

  test("an entry without a key has none", () => {
    const options = { braces: "balanced", strings: new Map(), keyed: true } as const;
    expect(readFields("author = {Rey, A}", options)).toEqual({
      key: undefined,
      fields: [{ name: "author", value: "Rey, A" }],
      defects: [],
    });
  });
});
