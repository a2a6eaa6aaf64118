import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { noteexpress } from "../../../src/formats/tagged/noteexpress.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";
import { losesNoEntry } from "./tagged-laws.ts";

async function recordOf(...lines: readonly string[]): Promise<BibRecord> {
  const text = ["{Reference Type}: Journal Article", "{Title}: T", ...lines].join("\n");
  const { entries } = await readText(noteexpress, text);
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "record") throw new Error("expected one record");
  return entry.record;
}

describe("NoteExpress", () => {
  behavesLikeAFormat(noteexpress, "fixtures/formats/noteexpress");
  losesNoEntry(noteexpress, {
    lines: [
      "{Reference Type}: Book",
      "{Title}: #",
      "{Author}: #",
      "{Abstract}: text",
      "wrapped",
      "",
      "{x}",
    ],
    opens: /^\{Reference Type\}: /,
    identifies: /^\{(?:Title|Author)\}/,
  });

  test.each([
    ["its first line", "\n{Reference Type}: Journal Article\n", true],
    ["JSON", '{"Reference Type": "Journal Article"}', false],
    ["a text with braces", "{Title}: A\n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(noteexpress.recognizes(head, { file: "a" })).toBe(expected);
  });

  test.each([
    ["唐伦;赵培培;", ["唐伦", "赵培培"]],
    ["谢昕,王小增", ["谢昕", "王小增"]],
    ["Jo Doe;;Al Roe", ["Doe, Jo", "Roe, Al"]],
    ["Doe, Jo;;Roe, Al", ["Doe, Jo", "Roe, Al"]],
  ])("authors in %s", async (text, names) => {
    const { authors } = await recordOf(`{Author}: ${text}`);
    expect(authors.map(({ family, given }) => (given ? `${family}, ${given}` : family))).toEqual(
      names,
    );
  });

  test("the format alone names no database", async () => {
    const { entries } = await readText(noteexpress, "{Reference Type}: Book\n{Title}: A\n");
    expect(entries.map((e) => e.kind === "record" && e.attribution)).toEqual([{}]);
  });
});
