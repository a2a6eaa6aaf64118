import { expect, test } from "vitest";
import { literalIn } from "../../../src/formats/fields/literals.ts";

test.each([
  ['["a", {"b": [1, null, true]}]', ["a", { b: ["1", null, "true"] }]],
  ["['it\\'s', \"O'Neil\", u'\\u00e9\\xe9']", ["it's", "O'Neil", "éé"]],
  ["{'a', 'b'}", ["a", "b"]],
  ["{}", {}],
  ["'a', 'b'", ["a", "b"]],
  ["[nan, None, 'a']", [null, null, "a"]],
  [
    "[('a', 1), ('b', 2)]",
    [
      ["a", "1"],
      ["b", "2"],
    ],
  ],
  ["['whole', 'cu", ["whole"]],
  ["{'a': 'whole', 'b': 'cu", { a: "whole" }],
])("%s is a printed value", (text, value) => {
  expect(literalIn(text)).toEqual(value);
});

test.each([
  "",
  "a",
  "'a'",
  "Doe, J",
  "{World Health Organization}",
  "(Doe)",
  "[Doe]",
  "'t Hooft, G and O'Neil, P",
  "[a: b]",
  "Doe (Roe), J",
])("%s is none", (text) => {
  expect(literalIn(text)).toBeUndefined();
});

test("a name is a name, whatever JavaScript does with it", () => {
  expect(Object.keys(literalIn('{"__proto__": "a", "b": "c"}') as object)).toEqual([
    "__proto__",
    "b",
  ]);
});

test.each(["[", "{'a':", '["', "c(", "f(x=", "(("])(
  "depth and length of %s cost nothing",
  (piece) => {
    const start = process.cpuUsage();
    literalIn(piece.repeat(100_000));
    expect(process.cpuUsage(start).user).toBeLessThan(1e6);
  },
);
