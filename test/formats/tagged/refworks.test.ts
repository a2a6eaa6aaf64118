import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { refworks } from "../../../src/formats/tagged/refworks.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";
import { losesNoEntry } from "./tagged-laws.ts";

async function recordsOf(text: string): Promise<readonly BibRecord[]> {
  const { entries } = await readText(refworks, text);
  return entries.map((entry) => {
    if (entry.kind !== "record") throw new Error("expected records");
    return entry.record;
  });
}

describe("RefWorks tagged", () => {
  behavesLikeAFormat(refworks, "fixtures/formats/refworks");
  losesNoEntry(refworks, {
    lines: [
      "RT Generic",
      "T1 #",
      "A1 #, A",
      "AB text",
      "wrapped",
      "",
      "RT PCR was",
      "YR 2000",
      "K1 word",
    ],
    opens: /^RT (?!PCR\b)[A-Z]/,
    identifies: /^(?:T1|A1) (?!.*\bRT\b)/,
  });

  test.each([
    ["RefWorks' legend", "Refworks Export Tagged Format\n\nTag legend\n", true],
    ["HighWire's order", "RT Journal Article\nSR Electronic\nT1 A\n", true],
    ["authors first", "RT Journal Article\rA1 Doe, J\r", true],
    ["prose", "RT PCR was done.\nIt was good.\n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(refworks.recognizes(head, { file: "a" })).toBe(expected);
  });

  test("`RT PCR` in a wrapped abstract opens no record; a reference type does, without a blank line too", async () => {
    const text = "RT Generic\nT1 A\nAB We used\nRT PCR and more.\nRT Book, Whole\nT1 B\n";
    expect(
      (await recordsOf(text)).map(({ title, abstract, type }) => [title, abstract, type]),
    ).toEqual([
      ["A", "We used RT PCR and more.", undefined],
      ["B", undefined, "book"],
    ]);
  });

  test("`RT PCR` outside of a record does not swallow the type of the record below it", async () => {
    const { entries } = await readText(refworks, "RT PCR was\nRT Book, Whole\nT1 B\n");
    expect(entries).toMatchObject([
      { kind: "unreadable", line: 1 },
      { kind: "record", line: 2, record: { title: "B", type: "book" } },
    ]);
  });

  test.each([
    [["SP 5", "OP 9"], "5-9"],
    [["OP 1-12"], "1-12"],
    [["SP e4"], "e4"],
  ])("pages of %j", async (lines, pages) => {
    expect((await recordsOf(["RT Journal Article", "T1 A", ...lines].join("\n")))[0]?.pages).toBe(
      pages,
    );
  });

  test("RefWorks is a program: what it kept has the database that its record names", async () => {
    const legend = "Refworks Export Tagged Format\n\n";
    const { entries } = await readText(
      refworks,
      `${legend}RT Generic\nT1 A\nDB Embase\n\nRT Generic\nT1 B\n`,
    );
    expect(entries.map((e) => e.kind === "record" && e.attribution)).toEqual([
      { database: "Embase", kind: "database", producer: "RefWorks" },
      { producer: "RefWorks" },
    ]);
  });
});
