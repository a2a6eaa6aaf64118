import { describe, expect, test } from "vitest";
import { type Piece, splitEntries } from "../../../src/formats/bibtex/entries.ts";
import { inChunks } from "../contract.ts";

async function split(text: string, longest?: number): Promise<readonly Piece[]> {
  const results: Piece[][] = [];
  for (const size of [1, 5, Math.max(1, text.length)]) {
    const pieces: Piece[] = [];
    for await (const batch of splitEntries(inChunks(text, size), longest)) pieces.push(...batch);
    results.push(pieces);
  }
  // Where the chunks are cut changes nothing.
  expect(results[0]).toEqual(results[2]);
  expect(results[1]).toEqual(results[2]);
  return (results[2] ?? []).filter((piece) => piece.kind !== "header");
}

/** `line:body` of each entry. */
async function bodies(text: string): Promise<readonly string[]> {
  const pieces = await split(text);
  return pieces.map((piece) => ("body" in piece ? `${piece.line}:${piece.body}` : piece.kind));
}

describe("an entry", () => {
  test.each([
    ["in braces", "@a{k, t = {x {y} z}}", ["1:k, t = {x {y} z}"]],
    ["in parentheses", '@a(k, t = "x) y", u = {)})', ['1:k, t = "x) y", u = {)}']],
    ["with blanks in its head", "@ Article {\n k, t = 1}", ["1:\n k, t = 1"]],
    [
      "glued to the one before",
      "@a{k, t = 1}@B{l, t = 2},@c{m, t = 3}",
      ["1:k, t = 1", "1:l, t = 2", "1:m, t = 3"],
    ],
    ["behind a byte order mark", "\uFEFF@a{k, t = 1}", ["1:k, t = 1"]],
    ["without fields", "@misc{k}\n@misc{}", ["1:k", "2:"]],
    ["without key", "@misc{ t = {x}}", ["1: t = {x}"]],
    ["of a known type without anything like a field", "@book{some words}", ["1:some words"]],
  ])("%s is found", async (_, text, expected) => {
    expect(await bodies(text)).toEqual(expected);
  });

  test.each([
    "me@example.com",
    "me@article{x}",
    "@somebody (2020, p. 3)",
    "@somebody",
    "@article",
    "@ {x}",
    "@@@",
    "\\@ifundefined{url}{}",
  ])("%s is none", async (text) => {
    expect(await bodies(text)).toEqual([]);
  });

  test("has the line of its @, with every kind of line end", async () => {
    const pieces = await split("x\r\ny\rz\n@a{k, t = 1}\r\r\n\n@a{\rl, t = 2}");
    expect(pieces).toMatchObject([
      { line: 4, bodyLine: 4 },
      { line: 7, bodyLine: 7 },
    ]);
  });
});

describe("an entry that does not close", () => {
  const next = "@article{next, t = {x}}";

  test.each([
    ["at a line that begins an entry", `@a{k, t = {x\n${next}`],
    ["at an entry glued to a brace", `@a{k, t = {x}${next}`],
    ["at a string", `@a{k, t = {x\n@string{s = "x"}`],
    ["at an entry of an unknown type with a field", "@a{k, t = {x\n@web_page{l, t = {x}}"],
    ["at an entry in parentheses", "@a{k, t = {x\n@article(l, t = {x})"],
  ])("ends %s", async (_, text) => {
    const pieces = await split(text);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]).toMatchObject({ braces: "unclosed" });
    expect(pieces[1]).toMatchObject({ braces: "balanced" });
  });

  test("ends with the file", async () => {
    expect(await split("@a{k, t = {x")).toMatchObject([{ body: "k, t = {x", braces: "unclosed" }]);
  });

  test("does not end at an @ in a value", async () => {
    expect(await bodies("@a{k, t = {x @ y, me@example.org, @home (1),\n@see that}}")).toHaveLength(
      1,
    );
  });
});

describe("braces", () => {
  test.each([
    ["escaped in pairs", "@a{k, t = {\\{x\\}}}", "balanced"],
    ["an escaped one that opens", "@a{k, t = {\\{x}}", "escaped"],
    ["an escaped one that closes", "@a{k, t = {x\\}y}, u = {z}}", "balanced"],
    ["one too many", "@a{k, t = {x}}, u = {z}}", "balanced"],
  ])("%s do not end the entry too early or too late", async (_, text, braces) => {
    expect(await split(`${text}\n@a{l, t = 1}`)).toMatchObject([
      { body: text.slice(3, -1), braces },
      { body: "l, t = 1" },
    ]);
  });
});

describe("comments", () => {
  test.each([
    ["with braces inside", "@comment{x {y} z}@a{k, t = 1}", ["1:k, t = 1"]],
    ["without braces", "@comment x\n@a{k, t = 1}", ["2:k, t = 1"]],
    [
      "that do not close",
      "@comment{x\n@a{k, t = 1}\n@comment{y\n@a{l, t = 2}",
      ["2:k, t = 1", "4:l, t = 2"],
    ],
    ["around an entry", "@comment{\n@a{k, t = 1}\n}\n@a{l, t = 2}", ["commented", "4:l, t = 2"]],
    ["with a percent sign", "%% @a{k,\n% t = 1}\n@a{l, t = 2}", ["commented", "3:l, t = 2"]],
    ["that are a number", "100% @a{k, t = 1}", ["1:k, t = 1"]],
  ])("%s are not entries", async (_, text, expected) => {
    expect(await bodies(text)).toEqual(expected);
  });

  test("a preamble is none either", async () => {
    expect(await bodies('@preamble{"\\@ifundefined{url}{x}{}" # "y"}\n@a{k, t = 1}')).toEqual([
      "2:k, t = 1",
    ]);
  });
});

test("an entry over the cap is named, and the next one is found", async () => {
  const long = `@a{k, t = {${"x".repeat(100)}}}`;
  expect(await split(`${long}\n@a{l, t = 1}`, 50)).toMatchObject([
    { kind: "overlong", line: 1, type: "a" },
    { kind: "entry", line: 2 },
  ]);
  const endless = `@a{k, t = {${"x\n".repeat(100)}`;
  expect(await split(`${endless}@article{l, t = 1}`, 50)).toMatchObject([
    { kind: "overlong", line: 1 },
    { kind: "entry", line: 101 },
  ]);
});

test("the text before the first entry is kept", async () => {
  const pieces: Piece[] = [];
  for await (const batch of splitEntries(inChunks("Scopus\nEXPORT DATE\n@a{k, t = 1}\nx", 4)))
    pieces.push(...batch);
  expect(pieces[0]).toEqual({ kind: "header", text: "Scopus\nEXPORT DATE\n" });
});
