import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeMembers } from "../../../src/core/dedupe/merge.ts";
import { otherValues } from "../../../src/core/overviews/other-values.ts";
import { type BibRecord, RECORD_TYPES } from "../../../src/core/records/model.ts";
import type { Problem } from "../../../src/core/records/problem.ts";
import { readZipDirectory, unzip } from "../../../src/formats/containers/zip.ts";
import type { Batch } from "../../../src/formats/format.ts";
import { BINARY_FORMATS, FORMATS } from "../../../src/formats/index.ts";
import { readWorkbook } from "../../../src/formats/tables/workbook.ts";
import { decodeMarkup } from "../../../src/formats/text/markup.ts";
import type { ExportedRecord } from "../../../src/outputs/records/exported-record.ts";
import { RECORD_FORMATS, type RecordFormat } from "../../../src/outputs/records/record-formats.ts";
import { xlsxWriter } from "../../../src/outputs/records/xlsx-writer.ts";
import type { Column } from "../../../src/outputs/text/csv-table.ts";
import { once } from "../../formats/contract.ts";
import { fullRecord } from "../example-results.ts";

/** Each format of `slr export` with the format of `slr screen` that must recognise it, and what it cannot carry. */
const ROUND_TRIPS: Readonly<Record<string, { readonly readBy: string; readonly loses: Losses }>> = {
  ris: { readBy: "ris", loses: ["mesh"] },
  bib: {
    readBy: "bibtex",
    loses: ["mesh", "accession", "braces in links", "reports only in arXiv"],
  },
  csv: { readBy: "csv", loses: [] },
  xlsx: { readBy: "xlsx", loses: [] },
  json: { readBy: "csl-json", loses: ["mesh", "accession", "absent type"] },
  "endnote-xml": { readBy: "endnote-xml", loses: ["mesh"] },
  nbib: { readBy: "nbib", loses: ["url", "accession"] },
};

type Losses = readonly (keyof typeof WITHOUT)[];

const words = (...more: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom("Sleep", "été", "睡眠", "Ünal", "x"),
      fc.array(
        fc.constantFrom(
          "in",
          "the",
          "Łódź",
          "中文",
          "𝛼",
          "A&B",
          "5%",
          "#1",
          "$5",
          "a_b",
          "x^2",
          "~9",
          "C:\\temp",
          '"quoted"',
          "it's",
          "``so''",
          "--",
          "e\u0301",
          "=1+1",
          "@home",
          ...more,
        ),
        { maxLength: 6 },
      ),
      fc.constantFrom("lab", "ö", "結果", "end."),
    )
    .map(([first, middle, last]) => [first, ...middle, last].join(" "));

/** Any letters and signs, but for blanks, controls and what no text file can hold. */
const anyWord = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 6 })
  .map((text) => text.replace(/[\p{C}\p{Z}\s]/gu, ""));

/** A text as readers give it: they decode what was markup. */
const decodedText = (text: string) => decodeMarkup(text, { tex: true });

/** What markup, tags and records are made of. */
const prose = fc
  .tuple(
    words(
      "{b}",
      "}{",
      "p < 0.05",
      "a<b>c",
      "<i>vivo</i>",
      "&amp;",
      "&lt;",
      "]]>",
      "_x0041_",
      "\\emph{x}",
      "TY  - JOUR",
      "ER  - ",
      "PMID- 1",
      "@article{a,",
      "a, b; c",
      "1 | 2",
    ),
    anyWord,
  )
  .map(([text, word]) => decodedText(`${text} ${word} end`.replace(/\s+/g, " ")));

/** Text of several lines. A format of lines may make one line of it. */
const paragraphs = fc
  .array(prose, { minLength: 1, maxLength: 3 })
  .chain((lines) => fc.constantFrom("\n", "\r\n", "\n\n").map((end) => lines.join(end)));

const person = fc.record({
  family: fc.constantFrom(
    "Doe",
    "van der Berg",
    "O'Neill",
    "Łukasz",
    "Müller-Lüdenscheidt",
    "王",
    "{Brace}",
    "A&B",
  ),
  given: fc.constantFrom("Jane", "J. P.", "Anna B.", "É.", "小明", "John, Jr"),
});
const group = fc
  .constantFrom("World Health Organization", "Consortium", "R&D <Group> of {X}", "WHO, Geneva")
  .filter((family) => !family.includes(","))
  .map((family) => ({ family }));

const digits = (min: number, max: number) =>
  fc
    .tuple(
      fc.constantFrom(..."123456789"),
      fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min - 1, maxLength: max - 1 }),
    )
    .map((parts) => parts.join(""));

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.uniqueArray(arbitrary, { maxLength: 3 });

/** A record as a reader would give it. */
const record: fc.Arbitrary<BibRecord> = fc
  .record({
    title: prose,
    abstract: some(paragraphs),
    // ResearchRabbit writes each author twice, so RIS cannot say that two have one name.
    authors: fc.uniqueArray(fc.oneof(person, group), { maxLength: 4, selector: JSON.stringify }),
    year: some(fc.integer({ min: 1500, max: 2099 })),
    venue: some(words("<i>vivo</i>", "&amp;", "{b}", "a, b").map(decodedText)),
    type: some(fc.constantFrom(...RECORD_TYPES)),
    language: some(fc.constantFrom("en", "de", "el", "zh", "klingon")),
    doi: some(
      fc.constantFrom(
        "10.1000/abc_(1)",
        "10.1002/(sici)1097-0258(19970130)16:2<155::aid-sim497>3.0.co;2-d",
        "10.1000/a%b#c~d",
        "10.48550/arxiv.2001.01234",
      ),
    ),
    pmid: some(digits(1, 8)),
    pmcid: some(digits(4, 8).map((id) => `PMC${id}`)),
    arxiv: some(fc.constantFrom("2001.01234", "cs/0112017", "math.gt/0309136")),
    issn: list(fc.constantFrom("1234-567X", "0000-0019", "1932-8494")),
    volume: some(fc.constantFrom("12", "S1", "12 Suppl 3", "2020")),
    issue: some(fc.constantFrom("3", "3-4", "Suppl", "7_1")),
    pages: some(fc.constantFrom("12-34", "e1234", "S12-S19", "123", "1-1.e3")),
    url: some(
      fc.constantFrom(
        "https://example.org/a_b?x={1}&y=~2%20#c",
        "http://example.org/",
        "https://example.org/ü/(1)",
      ),
    ),
    keywords: list(words("Models, Theoretical", "<b>", "{b}").map(decodedText)),
    mesh: list(fc.constantFrom("Humans", "Models, Theoretical", "Stroke/therapy")),
    accession: some(fc.constantFrom("2-s2.0-85000000001", "WOS:000000000000001", "L2001")),
  })
  // A 10.48550 DOI is an arXiv id, also for the reader.
  .map(({ doi, arxiv, ...rest }) => ({
    ...rest,
    doi,
    arxiv: doi?.startsWith("10.48550/") ? "2001.01234" : arxiv,
  }))
  .map((fields) => present(fields));

/** A record with the fields that have a value. */
function present(fields: object): BibRecord {
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...LISTS, ...Object.fromEntries(stated) };
}

const LISTS = { authors: [], issn: [], keywords: [], mesh: [], original: [] };

const exported = (record: BibRecord, at: number): ExportedRecord => ({
  key: `abcd234${at + 2}`,
  record,
  sources: ["Scopus", "Web of Science"],
  box: "included",
  reasons: [],
  votes: [],
});

/** The bytes that `slr export` writes. */
function bytesOf(format: RecordFormat, records: readonly BibRecord[]): Uint8Array {
  return bytesOfReports(format, records.map(exported));
}

function bytesOfReports(format: RecordFormat, rows: readonly ExportedRecord[]): Uint8Array {
  const writer = format.writer();
  const pieces = [writer.begin, ...rows.map((row) => writer.record(row)), writer.end()];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

interface ReadBack {
  readonly formats: readonly string[];
  readonly records: readonly BibRecord[];
  readonly problems: readonly Problem[];
}

/** What slr reads from such bytes, and every format that would. */
async function readBack(format: RecordFormat, bytes: Uint8Array): Promise<ReadBack> {
  const options = { file: `records.${format.extension ?? format.name}` };
  const [binary] = BINARY_FORMATS.filter((one) => one.recognizes(bytes.slice(0, 65_536)));
  if (binary !== undefined) {
    const { problems, read } = await binary.open(() => once(bytes), options);
    return { formats: [binary.id], ...(await collect(read(), problems)) };
  }
  const text = Buffer.from(bytes).toString();
  const readers = FORMATS.filter((one) => one.recognizes(text.slice(0, 65_536), options));
  const formats = readers.map(({ id }) => id);
  const [reader] = readers;
  if (reader === undefined) return { formats, records: [], problems: [] };
  return { formats, ...(await collect(reader.read(once(text), options), [])) };
}

async function collect(
  batches: AsyncIterable<Batch>,
  before: readonly Problem[],
): Promise<Omit<ReadBack, "formats">> {
  const records: BibRecord[] = [];
  const problems = [...before];
  for await (const batch of batches) {
    problems.push(...batch.problems);
    for (const entry of batch.entries) {
      if (entry.kind === "record") records.push(entry.record);
      else problems.push(entry.problem);
    }
  }
  return { records, problems };
}

/** A record as it must come back, but for what its format cannot carry. */
function carried(record: BibRecord, loses: Losses): object {
  const { original: _, citations: __, ...fields } = record;
  return loses.reduce((fields, lost) => WITHOUT[lost](fields), onOneLine(fields));
}

type Fields = Omit<BibRecord, "original" | "citations">;

/** Where a line ends, and how many blanks stand between words, is no part of what a text says. */
function onOneLine(fields: Fields): Fields {
  return mapTexts(fields, (text) => text.replace(/\s+/g, " "));
}

function mapTexts(fields: Fields, change: (text: string) => string): Fields {
  const { title, abstract, venue } = fields;
  const texts = Object.entries({ title, abstract, venue }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, change(text)]],
  );
  return { ...fields, ...Object.fromEntries(texts) };
}

/** What a format cannot carry, and what becomes of it. */
const WITHOUT = {
  /** Reference managers keep headings among the keywords. */
  mesh: ({ keywords, mesh, ...rest }) => ({
    ...rest,
    keywords: [...new Set([...keywords, ...mesh])],
    mesh: [],
  }),
  accession: ({ accession: _, ...rest }) => rest,
  url: ({ url: _, ...rest }) => rest,
  /** Braces in a link end a value of BibTeX, so they are percent-encoded, which is the same link. */
  "braces in links": ({ url, ...rest }) =>
    url === undefined ? rest : { ...rest, url: url.replaceAll("{", "%7B").replaceAll("}", "%7D") },
  /** In BibTeX an eprint that appeared nowhere else is a preprint in arXiv. */
  "reports only in arXiv": ({ arxiv, venue, type, doi, ...rest }) => {
    if (arxiv === undefined) return present({ ...rest, venue, type, doi });
    const isElsewhere = (venue ?? doi?.replace(/^10\.48550\/.*/, "") ?? "") !== "";
    return present({
      ...rest,
      doi,
      arxiv,
      venue: venue ?? "arXiv",
      type: isElsewhere ? type : "preprint",
    });
  },
  /** Each item of CSL has a type; `document` is one that says as little. */
  "absent type": ({ type, ...rest }) => ({ ...rest, type: type ?? "other" }),
} as const satisfies Record<string, (fields: Fields) => Fields>;

test("each format of `slr export` has its reader", () => {
  expect(Object.keys(ROUND_TRIPS).sort()).toEqual(RECORD_FORMATS.map(({ name }) => name).sort());
});

describe.each(RECORD_FORMATS)("$name", (format) => {
  const { readBy, loses } = ROUND_TRIPS[format.name] ?? { readBy: "", loses: [] };

  test("is recognised as its format alone, and read back with the same fields", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 3 }), async (records) => {
        const back = await readBack(format, bytesOf(format, records));
        expect(back.formats).toEqual([readBy]);
        expect(back.records.map((one) => carried(one, loses))).toEqual(
          records.map((one) => carried(one, loses)),
        );
        expect(back.problems).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? (format.binary ? 30 : 80)) },
    );
  });

  test("gives back a record that has every field", async () => {
    const { records } = await readBack(format, bytesOf(format, [fullRecord]));
    expect(records.map((one) => carried(one, loses))).toEqual([carried(fullRecord, loses)]);
  });

  test.each(RECORD_TYPES)("carries the type %s", async (type) => {
    const { records } = await readBack(format, bytesOf(format, [{ ...LISTS, title: "T", type }]));
    expect(records).toMatchObject([{ title: "T", type }]);
  });

  test("is written the same however often", () => {
    const write = () => bytesOf(format, [fullRecord, { ...LISTS, title: "T" }]);
    expect(write()).toEqual(write());
  });
});

/** Values of one report in several databases, without signs that a format would have to escape. */
const member = fc
  .record({
    record,
    doi: fc.constantFrom("10.1000/abc1", "10.1000/abc2"),
    pmid: some(fc.constantFrom("31415926", "27182818")),
    accession: some(fc.constantFrom("2-s2.0-85000000001", "WOS:000000000000001", "L2001")),
    url: some(fc.constantFrom("https://example.org/a", "https://example.org/b")),
    keywords: list(fc.constantFrom("sleep", "memory", "slow waves")),
    note: some(fc.constantFrom("Ask the authors", "Seen in 2021")),
  })
  .map(({ record: rest, note, ...own }) => ({
    fingerprint: JSON.stringify([rest, own, note]),
    record: present({
      ...rest,
      ...own,
      arxiv: undefined,
      original: note === undefined ? [] : [["N1", note]],
    }),
  }));

describe.each(RECORD_FORMATS)("a record of several entries in $name", (format) => {
  const { loses } = ROUND_TRIPS[format.name]!;

  test("loses nothing that an entry says, and is read back as before", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 2, maxLength: 4 }), async (members) => {
        const merged = mergeMembers(members);
        const whole = { merged, members: members.map((one, entry) => ({ ...one, entry })) };
        const entries = members.map((_, at) => ({ id: `Scopus#${at + 1}` as const }));
        const report = {
          ...exported(merged.record, 0),
          otherValues: otherValues(whole, { entries: entries as never }), // only ids are looked at
        };
        const bytes = bytesOfReports(format, [report]);
        const back = await readBack(format, bytes);
        const plain = { ...merged.record, original: [] };
        expect(back.records.map((one) => carried(one, loses))).toEqual([carried(plain, loses)]);

        const text = format.binary
          ? (await readWorkbook(bytes)).sheets[0]!.rows.flat().join("\n")
          : Buffer.from(bytes).toString();
        for (const { record: said } of members) {
          const { doi, pmid, accession, url, keywords, original } = said;
          for (const value of [
            doi,
            pmid,
            accession,
            url,
            ...keywords,
            ...original.map(([, v]) => v),
          ])
            if (value !== undefined) expect(text).toContain(value);
        }
      }),
      { numRuns: format.binary ? 20 : 50 },
    );
  });
});

describe("the record's key", () => {
  const KEY = { ris: "ID", bib: "slr-record", csv: "record", xlsx: "record", json: "id" } as const;
  const PLACES: Readonly<Record<string, string>> = { ...KEY, "endnote-xml": "label", nbib: "OID" };

  test.each(RECORD_FORMATS)(
    "stays with it in $name, and is no accession number",
    async (format) => {
      const bare = { ...LISTS, title: "T" };
      const { records } = await readBack(format, bytesOf(format, [bare, fullRecord]));
      expect(records[0]).not.toHaveProperty("accession");
      const keys = records.map(({ original }) =>
        original.find(([tag]) => tag === PLACES[format.name])?.[1].replace("slr: ", ""),
      );
      expect(keys).toEqual(["abcd2342", "abcd2343"]);
    },
  );
});

describe("NBIB", () => {
  const format = RECORD_FORMATS.find(({ name }) => name === "nbib");

  test("has names in full and with initials, groups apart, and languages in three letters", async () => {
    if (format === undefined) throw new Error("no NBIB");
    const [record] = (await readBack(format, bytesOf(format, [fullRecord]))).records;
    const values = (tag: string) =>
      record?.original.flatMap(([name, value]) => (name === tag ? [value] : []));
    expect(["FAU", "AU", "CN", "LA"].map(values)).toEqual([
      ["van der Łukasz, Anna B.", "Smith, John, Jr"],
      ["van der Łukasz AB", "Smith JJ"],
      ["World Health Organization"],
      ["eng"],
    ]);
  });
});

describe("XLSX", () => {
  const COLUMNS: readonly Column<readonly [string, number]>[] = [
    ["title", ([title]) => title],
    ["year", ([, year]) => year],
  ];

  function workbook(rows: readonly (readonly [string, number])[]) {
    const writer = xlsxWriter(COLUMNS);
    const pieces = [writer.begin, ...rows.map((row) => writer.record(row)), writer.end()];
    return { bytes: Buffer.concat(pieces), losses: writer.losses?.() };
  }

  const rowsOf = async (bytes: Uint8Array) => (await readWorkbook(bytes)).sheets[0]?.rows;

  test("holds every text and number as it is, over any number of pieces", async () => {
    const text = fc
      .array(fc.constantFrom("a", "é", "中", "<", "&amp;", '"', "]]>", "_x0041_", "\t", "b\nc"))
      .map((parts) => `t${parts.join("")}t`);
    const few = fc.array(fc.tuple(text, fc.nat(3000)), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(few, fc.nat(400), async (few, times) => {
        const rows = Array.from({ length: times }, () => few).flat();
        expect(await rowsOf(workbook(rows).bytes)).toEqual([
          ["title", "year"],
          ...rows.map(([title, year]) => [title, String(year)]),
        ]);
      }),
      { numRuns: 20 },
    );
  });

  test("marks what looks like a formula as text, for when somebody edits it", async () => {
    const { bytes } = workbook([["=1+1", 2020]]);
    const entry = readZipDirectory(bytes).find(({ name }) => name === "xl/worksheets/sheet1.xml");
    if (entry === undefined) throw new Error("no sheet");
    const pieces: Uint8Array[] = [];
    for await (const piece of unzip(bytes, entry)) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toContain(
      '<c r="A2" t="inlineStr" s="1"><is><t xml:space="preserve">=1+1</t>',
    );
  });

  test("keeps what looks like a formula as text, and cuts what Excel cannot hold", async () => {
    const { bytes, losses } = workbook([
      ["=1+1", 2020],
      ["x".repeat(40_000), 2021],
    ]);
    expect(await rowsOf(bytes)).toEqual([
      ["title", "year"],
      ["=1+1", "2020"],
      [`${"x".repeat(32_766)}…`, "2021"],
    ]);
    expect(losses).toEqual([
      "1 cell longer than the 32767 characters that Excel allows; slr cut the text there.",
    ]);
  });
});
