import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../src/core/records/model.ts";
import { bibtexWriter } from "../../src/outputs/records/bibtex-writer.ts";
import { cslJsonWriter } from "../../src/outputs/records/csl-json-writer.ts";
import type { KeyedReport } from "../../src/outputs/records/report-fields.ts";
import { risWriter } from "../../src/outputs/records/ris-writer.ts";
import { writeRows } from "../../src/outputs/text/row-writer.ts";
import { fullRecord } from "./example-results.ts";

const BARE: BibRecord = {
  title: "Bare",
  authors: [],
  issn: [],
  keywords: [],
  mesh: [],
  original: [],
};

test("a value in RIS stays on its line, or it would be another field", () => {
  const abstract = "One\r\nER  - \nTY  - JOUR\u2028two";
  const file = [...writeRows(risWriter(), [{ key: "k", record: { ...BARE, abstract } }])].join("");
  expect(file).toBe("TY  - GEN\nID  - k\nTI  - Bare\nAB  - One ER  -  TY  - JOUR two\nER  - \n\n");
});

describe("BibTeX keys", () => {
  const keys = (reports: readonly KeyedReport[]) =>
    [...writeRows(bibtexWriter(), reports)].map((entry) => /^@\w+\{([^,]*),/.exec(entry)?.[1]);
  const report = (family: string, year: number, title: string): KeyedReport => ({
    key: "abcd2345",
    record: { ...BARE, authors: [{ family }], year, title },
  });

  test("are family name, year and first word, and never clash", () => {
    expect(
      keys([
        report("Łukasz-Müller", 2020, "The deep-learning survey"),
        report("Łukasz-Müller", 2020, "Deep sea"),
        report("Łukasz-Müller", 2020, "Deepa"),
        report("Łukasz-Müller", 2020, "Deep space"),
      ]),
    ).toEqual([
      "lukaszmuller2020deep",
      "lukaszmuller2020deepa",
      "lukaszmuller2020deepaa",
      "lukaszmuller2020deepb",
    ]);
  });

  test("a report that has no Latin letter to make one from has its record's key", () => {
    expect(keys([{ key: "abcd2345", record: { ...BARE, title: "中文" } }])).toEqual(["abcd2345"]);
  });

  test("thirty of a kind go past z", () => {
    const made = keys(Array.from({ length: 30 }, () => report("Doe", 2020, "Same")));
    expect(new Set(made).size).toBe(30);
    expect(made.slice(25, 29)).toEqual([
      "doe2020samey",
      "doe2020samez",
      "doe2020sameaa",
      "doe2020sameab",
    ]);
  });
});

describe("CSL-JSON", () => {
  test("is one list of items with the record's key as id", () => {
    const reports = ["a", "b"].map((key) => ({
      key,
      record: key === "a" ? fullRecord : BARE,
      study: "a",
      sources: ["Scopus"],
    }));
    const items = JSON.parse([...writeRows(cslJsonWriter(), reports)].join(""));
    expect(items[0]).toMatchObject({
      id: "a",
      type: "article-journal",
      genre: "review",
      author: [
        { family: "van der Łukasz", given: "Anna B." },
        { family: "Smith", given: "John, Jr" },
        { literal: "World Health Organization" },
      ],
      issued: { "date-parts": [[2020]] },
      "container-title": "Journal of Sleep & Exercise",
      page: "45-67",
      DOI: "10.1000/abc_(1)",
      PMID: "12345678",
    });
    expect(items[1]).toEqual({
      id: "b",
      type: "document",
      title: "Bare",
      custom: { study: "a", sources: ["Scopus"] },
    });
  });

  test("nothing included is an empty list", () => {
    expect([...writeRows(cslJsonWriter(), [])].join("")).toBe("[]\n");
  });
});
