import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { wosPlain } from "../../../src/formats/tagged/wos-plain.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";
import { losesNoEntry } from "./tagged-laws.ts";

async function recordOf(...lines: readonly string[]): Promise<BibRecord> {
  const { entries } = await readText(wosPlain, ["PT J", "TI T", ...lines, "ER"].join("\n"));
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "record") throw new Error("expected one record");
  return entry.record;
}

describe("Web of Science plain text", () => {
  behavesLikeAFormat(wosPlain, "fixtures/formats/wos-plain");
  losesNoEntry(wosPlain, {
    lines: [
      "PT J",
      "TI #",
      "AU #, A",
      "   wrapped",
      "ER",
      "",
      "AB text",
      "ER stress",
      "EF",
      "outside",
    ],
    opens: /^PT [A-Z]$/,
    identifies: /^(?:TI|AU)/,
  });

  test.each([
    ["today's first line", "\nFN Clarivate Analytics Web of Science\nVR 1.0\n", true],
    ["ISI's", "FN ISI Export Format\rVR 1.0\r", true],
    ["a record without it", "PT J\nAU Doe, J\n", true],
    ["tab-delimited columns", "PT\tAU\tTI\nJ\tDoe\tA\n", false],
    ["prose", "PT J is not enough\n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(wosPlain.recognizes(head, { file: "a" })).toBe(expected);
  });

  test("bug 20 (bibliometrix#212): tab-delimited rows are another format, whatever option was meant", () => {
    expect(wosPlain.recognizes("PT\tAU\tBA\tTI\nJ\tDoe, J\t\tA\n", { file: "plaintext.txt" })).toBe(
      false,
    );
  });

  test("an empty result has no entries and no problems", async () => {
    const empty = await readText(wosPlain, "FN Clarivate Web of Science\nVR 1.0\nEF\n");
    expect(empty).toEqual({ entries: [], problems: [] });
  });

  test.each([
    [["DT Article; Proceedings Paper"], "article"],
    [["DT Proceedings Paper"], "conference paper"],
    [["DT Article; Book Chapter"], "book chapter"],
    [["DT Journal Article; Clinical Trial"], "article"],
    [["DT Journal Article; Review"], "review"],
    [["DT Review; Early Access"], "review"],
    [["DT Something New"], undefined],
  ])("type of %j", async (lines, type) => {
    expect((await recordOf(...lines)).type).toBe(type);
  });

  test.each([
    [["PY 2019", "EA JAN 2018"], 2019],
    [["PD SEP 1", "EA JAN 2018"], 2018],
    [["PD SEP 1"], undefined],
  ])("year of %j", async (lines, year) => {
    expect((await recordOf(...lines)).year).toBe(year);
  });

  test.each([
    [["BP 5", "EP 9", "PG 5"], "5-9"],
    [["AR e104", "PG 12"], "e104"],
    [["PG 12"], undefined],
  ])("pages of %j", async (lines, pages) => {
    expect((await recordOf(...lines)).pages).toBe(pages);
  });

  test("one author a line, one text of many lines, and both in the original", async () => {
    const record = await recordOf("AU Doe, J", "   Roe, R", "AB one", "   two", "DE a; b;", "   c");
    expect(record.authors.map(({ family }) => family)).toEqual(["Doe", "Roe"]);
    expect([record.abstract, record.keywords]).toEqual(["one two", ["a", "b", "c"]]);
    expect(record.original).toContainEqual(["AU", "Roe, R"]);
    expect(record.original).toContainEqual(["AB", "one\ntwo"]);
  });
});
