import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { cochrane } from "../../../src/formats/tagged/cochrane.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";
import { losesNoEntry } from "./tagged-laws.ts";

async function recordOf(...lines: readonly string[]): Promise<BibRecord> {
  const { entries } = await readText(cochrane, ["Record #1 of 1", "TI: T", ...lines].join("\r"));
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "record") throw new Error("expected one record");
  return entry.record;
}

describe("Cochrane Library text", () => {
  behavesLikeAFormat(cochrane, "fixtures/formats/cochrane");
  losesNoEntry(cochrane, {
    lines: [
      "Record #1 of 9",
      "TI: #",
      "AU: #, A",
      "AB: text",
      "wrapped",
      "",
      "AIMS: to",
      "ID: CD000001",
    ],
    opens: /^Record #/,
    identifies: /^(?:TI|AU)/,
  });

  test.each([
    ["its first lines", "Record #1 of 271\rID: CD000001\rAU: Doe J\r", true],
    ["the library's RIS", "Record #1 of 2\nProvider: John Wiley\n\nTY  -  JOUR\n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(cochrane.recognizes(head, { file: "a" })).toBe(expected);
  });

  test.each([
    ["CD000001", "Doe Jane A", "Doe, Jane A"],
    ["CD000001", "Buchleitner Ana Maria", "Buchleitner, Ana Maria"],
    ["CD000001", "van Laarhoven Cornelis JHM", "van Laarhoven, Cornelis JHM"],
    ["CD000001", "Roqué i Figuls Marta", "Roqué i Figuls, Marta"],
    ["CD000001", "Doe, Jane", "Doe, Jane"],
    ["CN-00000001", "van Doe JA", "van Doe, JA"],
    ["CN-00000001", "Jane Doe", "Doe, Jane"],
  ])("author in %s: %s", async (id, text, name) => {
    const { authors } = await recordOf(`ID: ${id}`, `AU: ${text}`);
    expect(authors.map(({ family, given }) => `${family}, ${given}`)).toEqual([name]);
  });

  test.each([
    ["CD000001", "Cochrane Database of Systematic Reviews"],
    ["CN-00000001", "CENTRAL"],
    ["HTA-2001", "Cochrane Library"],
  ])("%s is of %s", async (id, database) => {
    const { entries } = await readText(cochrane, `Record #1 of 1\nID: ${id}\nTI: T\n`);
    expect(entries.map((e) => e.kind === "record" && e.attribution)).toEqual([
      { database, kind: "database" },
    ]);
  });
});
