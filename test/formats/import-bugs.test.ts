import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../src/core/records/model.ts";
import { adviceFor, detectFormat } from "../../src/formats/index.ts";
import { decodeText } from "../../src/formats/text/decode.ts";
import { decodingProblems } from "../../src/formats/text/decoding-problem.ts";
import { once, readAll, textOf } from "./contract.ts";

/**
 * Bugs that other tools had, or have, when they import exports. The number is that of the row in our
 * list of them; the comment behind each title says in which tool's tracker it is told.
 */

interface Imported {
  readonly format: string;
  readonly records: readonly BibRecord[];
  readonly titles: readonly (string | undefined)[];
  /** Codes of problems and of unreadable entries, with the line of each. */
  readonly problems: readonly string[];
}

/** What slr makes of a file, given only its bytes. */
async function importOf(content: string | Uint8Array, file = "export.txt"): Promise<Imported> {
  const text = typeof content === "string" ? content : await textOf(content);
  const format = detectFormat(text.slice(0, 65_536), { file });
  if (format === undefined) throw new Error(`not recognised: ${text.slice(0, 40)}`);
  const { entries, problems } = await readAll(format, once(text), { file });
  const records = entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
  const unreadable = entries.flatMap((entry) => (entry.kind === "record" ? [] : [entry.problem]));
  return {
    format: format.id,
    records,
    titles: records.map(({ title }) => title),
    problems: [...unreadable, ...problems].map(({ code, line }) => `${line} ${code}`),
  };
}

const lines = (...all: readonly string[]) => `${all.join("\n")}\n`;

/** A line in an RIS record. */
const ris = (title: string, ...more: readonly string[]) =>
  lines("TY  - JOUR", `TI  - ${title}`, ...more, "ER  - ", "");

describe("Text around records", () => {
  test("#1 tags and a search strategy behind ER do not end the import", async () => {
    // rispy#61, Ovid
    const { titles, problems, records } = await importOf(
      lines(
        "1. ",
        "TY  - JOUR",
        "TI  - One",
        "ER  - ",
        "NL  - http://ovid.example/1",
        "C1  - stray",
        "",
        "1. exp sleep/ or insomnia.ti,ab.",
        "2. 1 and trial.pt.",
        "",
        "2. ",
        "TY  - JOUR",
        "TI  - Two",
        "ER  - ",
      ),
    );
    expect(titles).toEqual(["One", "Two"]);
    // What is outside is neither a record nor part of one, and is said.
    expect(JSON.stringify(records)).not.toMatch(/stray|ovid\.example|insomnia/);
    expect(problems).toEqual(["1 ris/outside-record"]);
  });

  test("#2 Cochrane's `Record #1 of 2`, `Provider:` and `Content:` are outside text", async () => {
    // rispy#30
    const header = (n: number) =>
      lines(
        `Record #${n} of 2`,
        "Provider: John Wiley & Sons, Ltd.",
        'Content: text/plain; charset="UTF-8"',
        "",
      );
    const { format, titles, problems } = await importOf(
      header(1) + ris("One") + header(2) + ris("Two"),
    );
    expect([format, titles]).toEqual(["ris", ["One", "Two"]]);
    expect(problems).toEqual(["1 ris/outside-record"]);
  });

  test("#4 Embase's and Ovid's `Link to …` behind each record does not stop the import", async () => {
    // asreview#1521
    const link = "Link to the Ovid Full Text or citation: http://ovidsp.example/x\n\n";
    const { titles, records, problems } = await importOf(
      ris("One") + link + ris("Two") + link + ris("Three"),
    );
    expect(titles).toEqual(["One", "Two", "Three"]);
    expect(records.map(({ url }) => url)).toEqual([undefined, undefined, undefined]);
    expect(problems).toEqual(["5 ris/outside-record"]);
  });

  test("#14 CINAHL's fields are where they belong, and a query between records is none", async () => {
    // synthesisr#15
    const { records, problems } = await importOf(
      lines(
        "TY  - JOUR",
        "AU  - Doe, Jane",
        "T1  - One",
        "JF  - Nursing",
        "Y1  - 2015///2015 Winter",
        "VL  - 7",
        "IS  - 2",
        "SP  - 10",
        "EP  - 19",
        "SN  - 0000-0019",
        "N2  - Text.",
        "DB  - CINAHL Complete",
        "UR  - https://search.ebscohost.example/login.aspx?db=ccm&AN=1",
        "ER  - ",
        "",
        "Query: (MH sleep) AND PT trial",
        "",
        "TY  - JOUR",
        "T1  - Two",
        "ER  - ",
      ),
    );
    expect(records).toMatchObject([
      {
        title: "One",
        abstract: "Text.",
        authors: [{ family: "Doe", given: "Jane" }],
        year: 2015,
        venue: "Nursing",
        volume: "7",
        issue: "2",
        pages: "10-19",
        issn: ["0000-0019"],
      },
      { title: "Two" },
    ]);
    expect(problems).toEqual(["16 ris/outside-record"]);
  });
});

describe("Tags and their values", () => {
  test("#3 an empty tag does not become part of the value before it", async () => {
    // rispy#62: `9 SP  -`
    const { records } = await importOf(
      ris("One", "VL  - 12", "IS  - 9", "SP  -", "EP  - ", "DO  -", "PY  - 2016"),
    );
    expect(records).toMatchObject([{ volume: "12", issue: "9", year: 2016 }]);
    expect(records[0]).not.toHaveProperty("pages");
    expect(records[0]).not.toHaveProperty("doi");
  });

  test.each([
    ["a blank before the dash", "ER-positive tumours grew."],
    ["a blank around it", "ER - positive tumours grew."],
    ["another word", "ERBB2 was measured."],
    ["two blanks", "ER  -positive tumours grew."],
  ])("#13 a line of an abstract that begins with ER ends no record: %s", async (_, wrapped) => {
    // synthesisr#16 and #27: 729 records became 730
    const { records } = await importOf(
      ris("One", "AB  - We looked at tumours.", wrapped, "KW  - cancer") + ris("Two"),
    );
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({
      abstract: `We looked at tumours. ${wrapped}`,
      keywords: ["cancer"],
    });
  });

  test("#17 `CONCLUSIONS:` on a wrapped line of MEDLINE is text, not a tag CONC", async () => {
    // revtools#30
    const { format, records } = await importOf(
      lines(
        "PMID- 12345678",
        "TI  - One",
        "AB  - METHODS: We did.",
        "CONCLUSIONS: It works.",
        "      And on.",
        "AU  - Doe J",
      ),
    );
    expect(format).toBe("nbib");
    expect(records).toMatchObject([
      {
        abstract: "METHODS: We did. CONCLUSIONS: It works. And on.",
        authors: [{ family: "Doe", given: "J" }],
      },
    ]);
  });

  test.each([
    "10.1000/Abc",
    "doi:10.1000/abc",
    "DOI 10.1000/abc",
    "https://doi.org/10.1000/abc",
    "http://dx.doi.org/10.1000/ABC.",
  ])("#23 a DOI counts with and without a prefix: %s", async (doi) => {
    // JabRef#6530
    const { records } = await importOf(ris("One", `DO  - ${doi}`));
    expect(records).toMatchObject([{ doi: "10.1000/abc" }]);
  });

  test("#23 one abstract in both N2 and AB is one abstract", async () => {
    // JabRef#1647, also where one of them is cut short
    for (const second of ["The whole text.", "The whole"]) {
      const { records } = await importOf(ris("One", "N2  - The whole text.", `AB  - ${second}`));
      expect(records).toMatchObject([{ abstract: "The whole text." }]);
    }
  });

  test("#23 the year is that of publication, never Y2, when somebody looked", async () => {
    // JabRef#6065 and #4816
    const { records } = await importOf(
      ris("One", "Y2  - 2021/05/04", "PY  - 2010", "DA  - 2011/03") +
        ris("Two", "Y2  - 2021/05/04", "DA  - 2012/03/01") +
        ris("Three", "Y2  - 2021/05/04"),
    );
    expect(records.map(({ year }) => year)).toEqual([2010, 2012, undefined]);
  });

  test.each([
    ["Scopus' T2", ["T2  - Journal A"]],
    ["Elsevier's JO", ["JO  - Journal A", "T3  - A special issue"]],
    ["T2 before a series in T3", ["T3  - A series", "T2  - Journal A"]],
    ["JF before its abbreviation", ["J2  - J A", "JA  - J. A.", "JF  - Journal A"]],
  ])("#24 the journal is found: %s", async (_, fields) => {
    // JabRef#1074, #2506, #296
    const { records } = await importOf(ris("One", ...fields));
    expect(records).toMatchObject([{ venue: "Journal A" }]);
  });

  test("#12 EndNote's label in LB decides nothing and stays in the original", async () => {
    // asreview#2067
    const { records, problems } = await importOf(ris("One", "LB  - 1", "ID  - 4711"));
    expect(records).toMatchObject([
      { title: "One", original: expect.arrayContaining([["LB", "1"]]) },
    ]);
    expect(problems).toEqual([]);
    // No field of a record is said by it.
    const { original: _, ...fields } = records[0] as BibRecord;
    expect(fields).toEqual({
      title: "One",
      type: "article",
      authors: [],
      issn: [],
      keywords: [],
      mesh: [],
    });
  });

  test("#11 a label in the notes leaves the notes as they were", async () => {
    // asreview#944 and #1155
    const { records } = await importOf(
      ris("One", "N1  - read twice", "N1  - ASReview_relevant", "N1  - PMID: 12345678"),
    );
    expect(records[0]?.pmid).toBe("12345678");
    expect(records[0]?.original.filter(([tag]) => tag === "N1")).toEqual([
      ["N1", "read twice"],
      ["N1", "ASReview_relevant"],
      ["N1", "PMID: 12345678"],
    ]);
  });
});

describe("Damaged and odd records", () => {
  test("#6 one broken record among many costs nothing but a message with its line", async () => {
    // asreview#332: 13,000 records refused because of one
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => ris(`Title ${from + at}`)).join("");
    const { titles, problems } = await importOf(
      `${many(0, 200)}${lines("TY  - JOUR", "garbage \u0000 without a tag", "ER  - ", "")}${many(200, 400)}`,
    );
    expect(titles).toEqual(Array.from({ length: 400 }, (_, at) => `Title ${at}`));
    expect(problems).toEqual(["801 ris/empty-entry", "802 ris/outside-record"]);
  });

  test("#8 empty and odd values make no crash, and a bad year is said", async () => {
    // asreview#1503: ".str accessor"
    const { records, problems } = await importOf(
      lines("TY  - JOUR", "TI  - One", "AB  - ", "AU  - ", "KW  - ", "PY  - 20l6", "ER  - ", "") +
        ris("Two", "PY  - ", "AB  - 42"),
    );
    expect(records).toMatchObject([
      { title: "One", authors: [], keywords: [] },
      { title: "Two", abstract: "42" },
    ]);
    expect(records.map(({ year }) => year)).toEqual([undefined, undefined]);
    expect(problems).toEqual(["6 ris/bad-year"]);
  });

  test.each([
    ["a byte order mark", "\uFEFF"],
    ["an invisible mark and blank lines", "\uFEFF\n\n"],
    ["Cochrane's text", "Database: x\n\n"],
  ])("#15 the first record keeps its type behind %s", async (_, before) => {
    // synthesisr#20
    const bytes = new TextEncoder().encode(before + ris("One") + ris("Two"));
    const { titles, records } = await importOf(bytes);
    expect(titles).toEqual(["One", "Two"]);
    expect(records.map(({ type }) => type)).toEqual(["article", "article"]);
  });

  test("#16 TY need not be the first tag", async () => {
    // CiteSource#27
    const { records, problems } = await importOf(
      lines(
        "DB  - Embase",
        "AU  - Doe, Jane",
        "TY  - JOUR",
        "TI  - One",
        "ER  - ",
        "",
        "AU  - Roe, John",
        "TI  - Two",
        "TY  - CONF",
        "ER  - ",
      ),
    );
    expect(records).toMatchObject([
      { title: "One", type: "article", authors: [{ family: "Doe", given: "Jane" }] },
      { title: "Two", type: "conference paper", authors: [{ family: "Roe", given: "John" }] },
    ]);
    expect(problems).toEqual([]);
  });

  test("#16 Ovid's own choice of tags is read like everybody's", async () => {
    // CiteSource#212
    const { records } = await importOf(
      lines(
        "TY  - JOUR",
        "DB  - Ovid MEDLINE(R) ALL <1946 to May 06, 2023>",
        "AN  - 12345678",
        "A1  - Doe, Jane",
        "T1  - One",
        "JF  - Journal A",
        "Y1  - 2020//",
        "VL  - 7",
        "IS  - 2",
        "SP  - 10",
        "EP  - 19",
        "N2  - Text.",
        "DO  - https://dx.doi.org/10.1000/abc",
        "ER  - ",
      ),
    );
    expect(records).toMatchObject([
      {
        title: "One",
        authors: [{ family: "Doe", given: "Jane" }],
        venue: "Journal A",
        year: 2020,
        volume: "7",
        issue: "2",
        pages: "10-19",
        abstract: "Text.",
        doi: "10.1000/abc",
        pmid: "12345678",
      },
    ]);
  });

  test.each([
    ["RIS before the next TY", lines("TY  - JOUR", "TI  - One", "") + ris("Two"), "ris"],
    ["RIS at the end", ris("One") + lines("TY  - JOUR", "TI  - Two"), "ris"],
    [
      "MEDLINE, which has no end",
      lines("PMID- 1", "TI  - One", "", "PMID- 2", "TI  - Two"),
      "nbib",
    ],
  ])("#18 a record without its end is a record: %s", async (_, text, format) => {
    // revtools#37
    const found = await importOf(text);
    expect([found.format, found.titles]).toEqual([format, ["One", "Two"]]);
    expect(found.problems.filter((problem) => !problem.endsWith(" ris/missing-end"))).toEqual([]);
    expect(found.problems).toHaveLength(format === "ris" ? 1 : 0);
  });

  test("#18 the format is seen though the first record has hundreds of authors", async () => {
    // revtools#44: only 200 lines were looked at
    const authors = Array.from({ length: 900 }, (_, at) => `AU  - Doe${at}, Jane`);
    const { format, titles, records } = await importOf(ris("One", ...authors) + ris("Two"));
    expect([format, titles]).toEqual(["ris", ["One", "Two"]]);
    expect(records[0]?.authors).toHaveLength(900);
  });

  test("#25 RIS inside of an abstract is text of the abstract", async () => {
    // academic-bloggers-toolkit#428, Wiley's "RIS within RIS"
    const { records } = await importOf(
      lines(
        "TY  - JOUR",
        "TI  - One",
        "AB  - Text.",
        "TY  - JOUR",
        "TI  - Quoted",
        "ER  - ",
        "DO  - 10.1000/one",
        "ER  - ",
        "",
      ) + ris("Two"),
    );
    expect(records.map(({ title, doi }) => [title, doi])).toEqual([
      ["One", "10.1000/one"],
      ["Two", undefined],
    ]);
    expect(records[0]?.abstract).toContain("Quoted");
  });

  test("#25 Citavi's tags and blank lines inside of a field make no crash", async () => {
    // zotero/translators#2884
    const { records } = await importOf(
      ris("One", "M4  - Citavi", "U3  - Cited By: 4", "", "Export Date: 1 May 2020", "PY  - 2019"),
    );
    expect(records).toMatchObject([{ title: "One", year: 2019, citations: 4 }]);
  });

  test("#25 lines that go on are more text in N1 and AB, further keywords in KW", async () => {
    // academic-bloggers-toolkit#389, JabRef and EndNote
    const { records } = await importOf(
      ris("One", "N1  - a note", "of two lines", "AB  - First", "second.", "KW  - sleep", "rest"),
    );
    expect(records).toMatchObject([{ abstract: "First second.", keywords: ["sleep", "rest"] }]);
    expect(records[0]?.original).toContainEqual(["N1", "a note\nof two lines"]);
  });

  test("#25 a line break in a BibTeX title is a blank between two words", async () => {
    // openjournals/joss#1449: "inthe"
    for (const end of ["\n", "\r\n", "\r"]) {
      const { titles } = await importOf(`@article{a,${end}title = {Sleep in${end}the lab},${end}}`);
      expect(titles).toEqual(["Sleep in the lab"]);
    }
  });
});

describe("Formats and encodings", () => {
  test("#5 EndNote's ENW named .ris is read as what it is, Greek letters and all", async () => {
    // asreview#602: reported as an encoding error
    const bytes = new TextEncoder().encode(
      lines("%0 Journal Article", "%T Ύπνος", "%A Doe, J", ""),
    );
    const { format, titles, problems } = await importOf(bytes, "export.ris");
    expect([format, titles, problems]).toEqual(["enw", ["Ύπνος"], []]);
  });

  test("#7 PubMed's .txt is read, and its abstract text is refused with what to do", async () => {
    // asreview#871: an encoding error for both
    const bytes = new TextEncoder().encode(lines("PMID- 12345678", "TI  - TNF-α and β"));
    const { format, titles } = await importOf(bytes, "pubmed.txt");
    expect([format, titles]).toEqual(["nbib", ["TNF-α and β"]]);

    const text = lines("1. J Gait. 2020 Feb;63(2):103.", "", "A title.", "", "PMID: 12345678");
    expect(detectFormat(text, { file: "abstract.txt" })).toBeUndefined();
    expect(adviceFor(text)).toMatch(/PubMed's abstract text: in PubMed choose Save/);
  });

  test("#9 a table with semicolons is read", async () => {
    // asreview#302
    const { format, records } = await importOf(
      lines("title;abstract;year", "One;Text, with commas, in it;2019", '"Two; or three";;2020'),
      "export.csv",
    );
    expect(format).toBe("csv");
    expect(records).toMatchObject([
      { title: "One", abstract: "Text, with commas, in it", year: 2019 },
      { title: "Two; or three", year: 2020 },
    ]);
  });

  test("#9 malformed quotes cost no row", async () => {
    // asreview#1417
    const { records } = await importOf(
      lines(
        "title,abstract,year",
        'One,The "best" of them,2019',
        '"A "quoted" title",Text,2020',
        "Three,Text,2021",
      ),
      "export.csv",
    );
    expect(records).toMatchObject([
      { title: "One", abstract: 'The "best" of them', year: 2019 },
      { title: 'A "quoted" title', abstract: "Text", year: 2020 },
      { title: "Three", abstract: "Text", year: 2021 },
    ]);
  });

  test.each([
    [
      "Paperpile",
      "Item type,Authors,Title,Journal,Publication year,Abstract",
      "Journal Article,Doe J,One,Journal A,2019,Text.",
    ],
    [
      "ACM before 2016",
      '"type","id","author","editor","advisor","note","title","pages","article_no","num_pages","keywords","doi","journal","issue_date","volume","issue_no","description","month","year","issn","abstract"',
      "article,1,Jane Doe,,,,One,,,,,,Journal A,,,,,,2019,,Text.",
    ],
    ["Scopus in Chinese", "作者,标题,年份,來源出版物名稱,摘要", "Doe J.,One,2019,Journal A,Text."],
    [
      "a person",
      "Document Title;Summary;Publication Year;Source title",
      "One;Text.;2019;Journal A",
    ],
  ])("#10 titles and abstracts are found under the headers of %s", async (_, header, row) => {
    // asreview#255: "imported", but blank
    const { records } = await importOf(lines(header, row), "export.csv");
    expect(records).toMatchObject([
      { title: "One", abstract: "Text.", year: 2019, venue: "Journal A" },
    ]);
  });

  test("#10 a table whose columns nobody knows is not imported as blanks", () => {
    const text = lines("Naam,Samenvatting", "One,Text.");
    expect(detectFormat(text, { file: "export.csv" })).toBeUndefined();
    const columns = { title: "Naam", abstract: "Samenvatting" };
    expect(detectFormat(text, { file: "export.csv", columns })?.id).toBe("csv");
  });

  test("#19 double braces around a BibTeX value are no part of it", async () => {
    // revtools#2
    const { records } = await importOf(
      lines(
        "@article{ WOS:000000000000001,",
        "Author = {Doe, Jane and Roe, John},",
        "Title = {{Sleep in the",
        "   lab}},",
        "Journal = {{JOURNAL A}},",
        "Year = {{2019}},",
        "DOI = {{10.1000/abc}},",
        "}",
      ),
    );
    expect(records).toMatchObject([
      {
        title: "Sleep in the lab",
        venue: "JOURNAL A",
        year: 2019,
        doi: "10.1000/abc",
        authors: [
          { family: "Doe", given: "Jane" },
          { family: "Roe", given: "John" },
        ],
      },
    ]);
  });

  test("#19 bytes that are no UTF-8 are read as Windows-1252, and counted", async () => {
    // revtools#9: "invalid multibyte string"
    const bytes = Uint8Array.from(Buffer.from(ris("Caf\u00e9 au lait"), "latin1"));
    expect((await importOf(bytes)).titles).toEqual(["Café au lait"]);
    const decoded = decodeText(once(bytes));
    for await (const _ of decoded.chunks);
    expect(decodingProblems(decoded.decoding(), "a.ris", () => "name it")[0]?.message).toMatch(
      /^1 byte is not UTF-8.*windows-1252/,
    );
  });

  test("#19 EndNote's RIS keeps its columns apart: a database is no year", async () => {
    // revtools#34 and #48
    const { records } = await importOf(
      ris(
        "One",
        "DA  - 2019",
        "DB  - Embase",
        "Medline",
        "DP  - Ovid",
        "SN  - 1932-8494",
        "1932-8486",
      ),
    );
    expect(records).toMatchObject([{ title: "One", year: 2019, issn: ["1932-8494", "1932-8486"] }]);
  });

  test("#20 each export of Embase, Scopus and Web of Science is read as what it is", async () => {
    // bibliometrix#212, #44, #22: the user had to say which, and said it wrong
    const embase = await importOf(
      lines(
        '"Title","Author Names","Source","Publication Year","Abstract"',
        '"One","Doe J.","Journal A","2019","Text."',
      ),
    );
    expect([embase.format, embase.records[0]?.authors]).toEqual([
      "csv",
      [{ family: "Doe", given: "J." }],
    ]);
    const tabs = await importOf(
      lines("PT\tAU\tTI\tSO\tPY\tUT", "J\tDoe, J\tOne\tJournal A\t2019\tWOS:000000000000001"),
    );
    expect(tabs).toMatchObject({
      format: "csv",
      records: [{ title: "One", venue: "Journal A", year: 2019 }],
    });
    const plain = await importOf(
      lines(
        "FN Clarivate Analytics Web of Science",
        "VR 1.0",
        "PT J",
        "AU Doe, J",
        "TI One",
        "PY 2019",
        "ER",
        "",
        "EF",
      ),
    );
    expect(plain).toMatchObject({ format: "wos-plain", records: [{ title: "One", year: 2019 }] });
  });

  test("#20 what a column is missing for is absent, and no crash", async () => {
    // bibliometrix#339, #87: `replacement has 0 rows`
    const { records, problems } = await importOf(
      lines(
        'Authors,Title,Year,"Source title",EID',
        '"Doe, J.",One,2019,Journal A,2-s2.0-85000000001',
      ),
      "scopus.csv",
    );
    expect(records).toMatchObject([{ title: "One", accession: "2-s2.0-85000000001" }]);
    expect(records[0]).not.toHaveProperty("abstract");
    // It says that the export has no abstracts, and where.
    expect(problems).toEqual(["1 csv/no-abstracts"]);
  });

  test.each([
    ["with a byte order mark", "\uFEFF"],
    ["without", ""],
  ])(
    "#21 Web of Science's UTF-16 table is read %s, and a tab too many shifts nothing",
    async (_, mark) => {
      // litsearchr#23, nails#22
      const table = lines(
        "PT\tAU\tTI\tSO\tPY\tUT",
        "J\tDoe, J\tÜber sleep\tJournal A\t2019\tWOS:000000000000001\t",
        "J\tRoe, J\tTwo\tJournal B\t2020\tWOS:000000000000002\t",
      ).replaceAll("\n", "\r\n");
      const { format, records, problems } = await importOf(
        Buffer.from(mark + table, "utf16le"),
        "savedrecs.txt",
      );
      expect(format).toBe("csv");
      expect(records).toMatchObject([
        { title: "Über sleep", venue: "Journal A", year: 2019, accession: "WOS:000000000000001" },
        { title: "Two", venue: "Journal B", year: 2020, accession: "WOS:000000000000002" },
      ]);
      expect(problems).toEqual([]);
    },
  );

  test("#22 @online and types that nobody knows are records", async () => {
    // python-bibtexparser#143 and #280: silently dropped
    const { titles } = await importOf(
      lines(
        "@online{a, title = {One}, date = {2019-05-04}}",
        "@Electronic{b, title = {Two}}",
        "@podcast{c, title = {Three}}",
        "@inproceedings{d, title = {Four}}",
      ),
    );
    expect(titles).toEqual(["One", "Two", "Three", "Four"]);
  });

  test("#22 the name of a month is no string that somebody forgot to define", async () => {
    // python-bibtexparser#291
    const { records, problems } = await importOf(
      lines(
        "@article{a, title = {One}, year = 2019, month = jan}",
        '@article{b, title = "Two", month = 10 # "~" # dec, year = 2020}',
      ),
    );
    expect(records.map(({ year }) => year)).toEqual([2019, 2020]);
    expect(problems).toEqual([]);
  });
});
