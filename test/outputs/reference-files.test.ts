import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Author, type BibRecord, RECORD_TYPES } from "../../src/core/model.ts";
import { bibtex } from "../../src/formats/bibtex.ts";
import { csv } from "../../src/formats/csv.ts";
import type { Format } from "../../src/formats/format.ts";
import { ris } from "../../src/formats/ris.ts";
import { bibtexWriter } from "../../src/outputs/bibtex-writer.ts";
import { cslJsonWriter } from "../../src/outputs/csl-json-writer.ts";
import type { ExportedRecord } from "../../src/outputs/exported-record.ts";
import { RECORD_FORMATS } from "../../src/outputs/record-formats.ts";
import { type RecordWriter, writeRecords } from "../../src/outputs/record-writer.ts";
import type { KeyedReport } from "../../src/outputs/report-fields.ts";
import { risWriter } from "../../src/outputs/ris-writer.ts";
import { fullRecord } from "./example-results.ts";

async function readBack(format: Format, pieces: Iterable<string>) {
  async function* chunks() {
    yield* pieces;
  }
  const records: BibRecord[] = [];
  const problems: unknown[] = [];
  for await (const batch of format.read(chunks(), { file: "included" })) {
    problems.push(...batch.problems);
    for (const entry of batch.entries) {
      if (entry.kind === "record") records.push(entry.record);
      else problems.push(entry.problem);
    }
  }
  return { records, problems };
}

const BARE: BibRecord = {
  title: "Bare",
  authors: [],
  issn: [],
  keywords: [],
  mesh: [],
  original: [],
};

const word = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzéłüßç中文"),
  minLength: 2,
  maxLength: 9,
});
const sign = fc.constantFrom(..."&%$#_{}~^\\'\"`-<>@=|()[].,:/*+?!§");
const text = fc
  .array(fc.oneof({ arbitrary: word, weight: 3 }, sign), { minLength: 1, maxLength: 12 })
  .map((parts) => `Study ${parts.join(" ")} end`);
const name = word.map((each) => each.charAt(0).toUpperCase() + each.slice(1));
const author: fc.Arbitrary<Author> = fc.oneof(
  fc.record({ family: name, given: name }),
  fc.record({ family: fc.tuple(name, name).map((two) => two.join(" ")), given: name }),
  fc.record({ family: name }),
  fc.record({ family: fc.constantFrom("World Health Organization", "Department of A & B_C") }),
);
const record: fc.Arbitrary<BibRecord> = fc.record({
  title: text,
  abstract: text,
  authors: fc.uniqueArray(author, { maxLength: 4, selector: (each) => JSON.stringify(each) }),
  year: fc.integer({ min: 1800, max: 2030 }),
  venue: text,
  type: fc.constantFrom(...RECORD_TYPES),
  doi: word.map((each) => `10.1000/${encodeURIComponent(each).toLowerCase().replace(/%/g, "_")}`),
  volume: fc.nat(99).map(String),
  pages: fc.constantFrom("12-34", "e123", "S1-S9", "7"),
  issn: fc.constant([]),
  keywords: fc.constant([]),
  mesh: fc.constant([]),
  original: fc.constant([]),
});

/** Reports as `slr export --format csv` writes them. */
function csvOfExport(): RecordWriter<KeyedReport> {
  const format = RECORD_FORMATS.find(({ name }) => name === "csv");
  const writer = format?.writer() as RecordWriter<ExportedRecord>; // CSV is text
  const aside = { sources: [], box: "included", reasons: [], votes: [] } as const;
  return { ...writer, record: (report) => writer.record({ ...report, ...aside }) };
}

const WRITERS = [
  ["CSV", csv, csvOfExport],
  ["RIS", ris, risWriter],
  ["BibTeX", bibtex, bibtexWriter],
] as const;

describe.each(WRITERS)("%s", (_, format, write) => {
  test("is read back with the same title, authors, year, DOI and abstract", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 4 }), async (records) => {
        const reports = records.map((each, index) => ({ key: `key${index}`, record: each }));
        const back = await readBack(format, writeRecords(write(), reports));
        expect(back.problems).toEqual([]);
        expect(back.records.map(identity)).toEqual(records.map(identity));
      }),
      { numRuns: 200 },
    );
  });

  test("is recognized as its format", () => {
    const file = [...writeRecords(write(), [{ key: "abcd2345", record: fullRecord }])].join("");
    expect(format.recognizes(file, { file: "included" })).toBe(true);
  });

  test("a full record comes back with its identifiers, type, pages and venue", async () => {
    const { records } = await readBack(
      format,
      writeRecords(write(), [{ key: "abcd2345", record: fullRecord }]),
    );
    const { type, venue, volume, issue, pages, pmid, pmcid, arxiv, issn, language } =
      records[0] ?? BARE;
    expect({ type, venue, volume, issue, pages, pmid, pmcid, arxiv, issn, language }).toEqual({
      type: "review",
      venue: "Journal of Sleep & Exercise",
      volume: "12",
      issue: "3",
      pages: "45-67",
      pmid: "12345678",
      pmcid: "PMC7654321",
      arxiv: "2001.01234",
      issn: ["1234-567X"],
      language: "en",
    });
  });

  test.each(RECORD_TYPES)("the type %s comes back", async (type) => {
    const report = { key: "k", record: { ...BARE, venue: "Somewhere", type } };
    const { records } = await readBack(format, writeRecords(write(), [report]));
    expect(records[0]?.type).toBe(type);
  });

  test("an absent field is absent", async () => {
    const { records } = await readBack(
      format,
      writeRecords(write(), [{ key: "abcd2345", record: BARE }]),
    );
    expect(records).toHaveLength(1);
    const { original, accession, ...fields } = records[0] ?? BARE;
    expect(fields).toEqual({ title: "Bare", authors: [], issn: [], keywords: [], mesh: [] });
  });
});

function identity({ title, authors, year, doi, abstract }: BibRecord) {
  return { title, authors, year, doi, abstract };
}

test("a value in RIS stays on its line, or it would be another field", () => {
  const abstract = "One\r\nER  - \nTY  - JOUR\u2028two";
  const file = [...writeRecords(risWriter(), [{ key: "k", record: { ...BARE, abstract } }])].join(
    "",
  );
  expect(file).toBe("TY  - GEN\nID  - k\nTI  - Bare\nAB  - One ER  -  TY  - JOUR two\nER  - \n\n");
});

describe("BibTeX keys", () => {
  const keys = (reports: readonly KeyedReport[]) =>
    [...writeRecords(bibtexWriter(), reports)].map((entry) => /^@\w+\{([^,]*),/.exec(entry)?.[1]);
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
    const items = JSON.parse([...writeRecords(cslJsonWriter(), reports)].join(""));
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
    expect([...writeRecords(cslJsonWriter(), [])].join("")).toBe("[]\n");
  });
});
