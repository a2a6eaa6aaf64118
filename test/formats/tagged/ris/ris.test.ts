import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../../src/core/records/model.ts";
import { ris } from "../../../../src/formats/tagged/ris/ris.ts";
import { behavesLikeAFormat, readText } from "../../contract.ts";

async function recordOf(...lines: readonly string[]): Promise<BibRecord> {
  const { entries } = await readText(ris, ["TY  - JOUR", "TI  - T", ...lines, "ER  - "].join("\n"));
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "record") throw new Error("expected one record");
  return entry.record;
}

describe("RIS", () => {
  behavesLikeAFormat(ris, "fixtures/formats/ris");

  describe("recognizes", () => {
    test.each([
      ["after a counter and a header", "Record #1 of 2\nProvider: X\n\nTY  -  JOUR\n"],
      ["without a blank behind the dash", "TY  -JOUR\n"],
      ["with one blank before the dash", "TY - JOUR\r"],
      ["indented", "   TY  - JOUR\n"],
      ["without a value", "TY  - \n"],
      ["with a type in words", "TY  - Journal Article\n"],
    ])("a file that begins %s", (_, head) => {
      expect(ris.recognizes(head, { file: "a" })).toBe(true);
    });

    test.each([
      ["NBIB", "PMID- 1\nTI  - A\n"],
      ["BibTeX", "@article{a, title = {TY  - JOUR}}"],
      ["CSV", "title,type\na,TY  - JOUR\n"],
      ["JSON", '[{"a":\n"TY  - JOUR"}]'],
      ["prose", "The tag\nTY  - opens a record, and ER ends it.\n"],
      ["nothing", ""],
    ])("not %s", (_, head) => {
      expect(ris.recognizes(head, { file: "a" })).toBe(false);
    });
  });

  test.each(["doe2020", "Doe_2020_Prices", "doe:prices:2020a", "doeprices2020ponds", "ref12"])(
    "the citation key %s is no accession number",
    async (key) => {
      expect((await recordOf(`ID  - ${key}`)).accession).toBeUndefined();
    },
  );

  test.each(["176404503", "lil-792750", "S2550-65872023000100132-ecu", "000-463-679-101-319"])(
    "%s, which a database wrote, is an accession number",
    async (number) => {
      expect((await recordOf(`ID  - ${number}`)).accession).toBe(number);
    },
  );

  test("the year of an event is that of its beginning", async () => {
    expect((await recordOf("PY  - Start date: 20171231, end date: 20180102")).year).toBe(2017);
    expect((await recordOf("DA  - 2019-12-30/2020-01-02")).year).toBe(2019);
  });

  describe("entries", () => {
    test("an entry without content is unreadable, at its line, and says which tags it had", async () => {
      const { entries } = await readText(ris, "\nTY  - JOUR\nPB  - Nobody\nER  - \n", "a.ris");
      expect(entries).toEqual([
        {
          kind: "unreadable",
          line: 2,
          problem: expect.objectContaining({ code: "ris/empty-entry", file: "a.ris", line: 2 }),
        },
      ]);
      expect(JSON.stringify(entries)).toContain("TY, PB");
    });

    test("outside text is one remark with its number of lines and where it begins", async () => {
      const text = "1. \nTY  - JOUR\nTI  - A\nER  - \nNL  - x\n\nLink to it\n2. \n";
      const { entries, problems } = await readText(ris, text);
      expect(entries).toHaveLength(1);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({ code: "ris/outside-record", line: 1 });
      expect(problems[0]?.message).toContain(
        '4 lines outside of records were left out, such as "1."',
      );
    });

    test("two records with their own `ER` stay two though the first one's abstract comes last", async () => {
      const text =
        "TY  - JOUR\nTI  - A\nAB  - a\nTY  - JOUR\nTI  - B\nAB  - b\nTY  - JOUR\nTI  - C\nER  - \n";
      const { entries, problems } = await readText(ris, text);
      expect(entries.map(({ line }) => line)).toEqual([1, 4, 7]);
      expect(problems.map(({ code, line }) => [code, line])).toEqual([
        ["ris/missing-end", 1],
        ["ris/missing-end", 4],
      ]);
    });

    test("tags that follow `ER` at once never go to the next record", async () => {
      const text = "TY  - JOUR\nTI  - A\nER  - \nAB  - tail\nTY  - JOUR\nTI  - B\nER  - \n";
      const { entries } = await readText(ris, text);
      expect(entries.map((e) => e.kind === "record" && e.record.abstract)).toEqual([
        undefined,
        undefined,
      ]);
    });

    test("`PMID` and unknown tags are tags; `ER-positive` and `HR - 2` in prose are not", async () => {
      const { pmid, abstract } = await recordOf(
        "AB  - a",
        "HR - 2",
        "ER-positive",
        "PMID  - 12345",
      );
      expect([pmid, abstract]).toEqual(["12345", "a HR - 2 ER-positive"]);
    });

    test("each of fifty records with one fault has a problem of its own", async () => {
      const { entries, problems } = await readText(
        ris,
        "TY  - JOUR\nPY  - x\nTI  - A\nER  -\n".repeat(50),
      );
      expect(entries).toHaveLength(50);
      expect(problems.map(({ line }) => line)).toEqual(
        Array.from({ length: 50 }, (_, n) => 4 * n + 2),
      );
    });

    test("an endless record is cut, and says so", async () => {
      async function* endless(): AsyncGenerator<string> {
        yield "TY  - JOUR\nTI  - A\n";
        for (let i = 0; i < 1100; i++) yield `KW  - ${"k".repeat(56)}\n`.repeat(1000);
      }
      const problems: string[] = [];
      for await (const batch of ris.read(endless(), { file: "a" })) {
        problems.push(...batch.problems.map(({ code }) => code));
        for (const entry of batch.entries) {
          expect(entry.kind === "record" && entry.record.original.length).toBeLessThan(200_000);
        }
      }
      expect(problems).toEqual(["ris/missing-end", "ris/record-too-long"]);
    });

    test("each entry of any text made of RIS lines is accounted for once", async () => {
      const line = fc.constantFrom(
        "TY  - JOUR",
        "TI  - A",
        "AU  - B, C",
        "AB  - text",
        "NL  - x",
        "wrapped",
        "",
        "ER  - ",
        "ER-positive",
      );
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
          const { entries } = await readText(ris, lines.join("\n"));
          const written = lines.filter((one) => one === "TI  - A").length;
          const tags = entries.flatMap((entry) =>
            entry.kind === "record" ? entry.record.original : [],
          );
          const read = tags.reduce(
            (sum, [tag, value]) =>
              sum + (tag === "TI" ? 1 : 0) + (value.match(/^TI {2}- A/gm)?.length ?? 0),
            0,
          );
          // Only tags glued to the back of an `ER` may be outside; a title there is a record.
          expect(read).toBe(written);
          const places = entries.map((entry) => entry.line);
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }),
        { numRuns: 500 },
      );
    });
  });

  describe("fields", () => {
    test.each([
      ["JF before JO and T2", ["T2  - c", "JO  - b", "JF  - a"], "a"],
      ["JO before T2", ["T2  - b", "JO  - a"], "a"],
      ["T2 before the abbreviations", ["J2  - b", "JA  - c", "T2  - a"], "a"],
      ["T3 never", ["T3  - series"], undefined],
    ])("venue: %s", async (_, lines, venue) => {
      expect((await recordOf(...lines)).venue).toBe(venue);
    });

    test("T2 of a book is a series, of a chapter the book", async () => {
      const text = (type: string) => `TY  - ${type}\nTI  - A\nT2  - B\nER  - \n`;
      const { entries } = await readText(ris, text("BOOK") + text("CHAP"));
      expect(entries.map((e) => e.kind === "record" && [e.record.type, e.record.venue])).toEqual([
        ["book", undefined],
        ["book chapter", "B"],
      ]);
    });

    test.each([
      [["SP  - 12", "EP  - 34"], "12-34"],
      [["SP  - 5-12"], "5-12"],
      [["SP  - No", "EP  - Specified"], undefined],
      [["SP  - pp 37-64"], "37-64"],
      [["C7  - e12292"], "e12292"],
      [["SP  - 1", "C7  - e1"], "1"],
    ])("pages of %j", async (lines, pages) => {
      expect((await recordOf(...lines)).pages).toBe(pages);
    });

    test.each([
      [["M3  - Erratum"], "erratum"],
      [["M3  - Review"], "review"],
      [["M3  - Article in Press"], "article"],
      [["M3  - 10.9999/1"], "article"],
      [[], "article"],
    ])("type with %j", async (lines, type) => {
      expect((await recordOf(...lines)).type).toBe(type);
    });

    test.each([
      [
        "a DOI of another report in the references of a note",
        ["N1  - References: A. doi: 10.9999/x"],
      ],
      ["a DOI of another report in the text of a note", ["N1  - This comments on 10.9999/x"]],
      ["what is none", ["DO  - not-a-doi"]],
    ])("doi: not %s", async (_, lines) => {
      expect((await recordOf(...lines)).doi).toBeUndefined();
    });

    test.each([
      ["UR  - https://onlinelibrary.wiley.com/doi/abs/10.9999/ele.1", "10.9999/ele.1"],
      ["UR  - https://example.org/store/10.9999/jts.2/asset/jts2.pdf?v=1", "10.9999/jts.2"],
      ["L2  - http://dx.doi.org/10.9999/a(b)1", "10.9999/a(b)1"],
      [
        "LK  - https://x.org/link?sid=E&id=doi:10.9999%2Fs41467-024-1&atitle=C",
        "10.9999/s41467-024-1",
      ],
      ["DO  - HTTPS://DX.DOI.ORG/10.9999/ABC", "10.9999/abc"],
    ])("doi in %s", async (line, doi) => {
      expect((await recordOf(line)).doi).toBe(doi);
    });

    test.each([
      [["U1  - 35957633 [PMID]"], "35957633"],
      [["DB  - Scopus", "C2  - 38580657"], "38580657"],
      [["C2  - 38580657"], undefined],
      [["DB  - Embase", "C5  - 38773066"], "38773066"],
      [["DP  - NLM", "AN  - 21553931"], "21553931"],
      [["AN  - 21553931"], undefined],
      [["C3  - PUBMED 12345678,EMBASE 1"], "12345678"],
      [["UR  - https://pubmed.ncbi.nlm.nih.gov/123456/"], "123456"],
      [["N1  - NLM UID: 101144770."], undefined],
    ])("pmid of %j", async (lines, pmid) => {
      expect((await recordOf(...lines)).pmid).toBe(pmid);
    });

    test("an abstract that is given twice counts once, and another language is kept", async () => {
      expect((await recordOf("AB  - One.", "N2  - One.", "AB  - Dos.")).abstract).toBe("One. Dos.");
    });

    test("names: AU and A1 in file order, else editors; several in one value; no `et al.`", async () => {
      const families = async (...lines: string[]) =>
        (await recordOf(...lines)).authors.map(({ family }) => family);
      expect(await families("A1  - A, B", "AU  - C, D", "A2  - E, F")).toEqual(["A", "C"]);
      expect(await families("A2  - E, F")).toEqual(["E"]);
      expect(await families("AU  - A, B; C, D", "AU  - et al.")).toEqual(["A", "C"]);
    });

    test("two authors of one name are two, unless all are doubled", async () => {
      expect((await recordOf("AU  - Li, W.", "AU  - Li, W.", "AU  - Xu, Y.")).authors).toHaveLength(
        3,
      );
      expect(
        (await recordOf("AU  - Li, W.", "AU  - Xu, Y.", "AU  - Li, W.", "AU  - Xu, Y.")).authors,
      ).toHaveLength(2);
    });

    test("placeholders are no data, and stay in the original", async () => {
      const record = await recordOf("AB  - [No abstract available]", "AN  - null", "IS  - NA");
      expect([record.abstract, record.accession, record.issue]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(record.original).toContainEqual(["AB", "[No abstract available]"]);
    });

    test("original has every tag and value in file order", async () => {
      const record = await recordOf("KW  - a", "b", "Q9  - unknown", "SP  -", "N1  - x", "y");
      expect(record.original).toEqual([
        ["TY", "JOUR"],
        ["TI", "T"],
        ["KW", "a"],
        ["KW", "b"],
        ["Q9", "unknown"],
        ["SP", ""],
        ["N1", "x\ny"],
      ]);
    });

    test.each([
      [["ID  - RefID:888-boisvert"], undefined],
      [["ID  - 889"], undefined],
      [["ID  - Kassin1997"], undefined],
      [["ID  - 2019-65183-001"], "2019-65183-001"],
      [["U2  - L2029880245"], "L2029880245"],
      [
        ["AN  - http://www.scopus.com/inward/record.url?eid=2-s2.0-84860307791&p=1"],
        "2-s2.0-84860307791",
      ],
      [["N1  - Accession Number: 176404503; Curry"], "176404503"],
    ])("accession of %j", async (lines, accession) => {
      expect((await recordOf(...lines)).accession).toBe(accession);
    });
  });

  describe("takes time that grows with the file only", () => {
    test.each([
      ["blanks", `TY  - JOUR\n${" ".repeat(1_500_000)}x\nER  - \n`],
      ["one line of tags", `TY  - JOUR\nAB  - ${"TY  - ".repeat(250_000)}\nER  - \n`],
      ["semicolons and ampersands", `TY  - JOUR\nKW  - ${"&a;".repeat(250_000)}\nER  - \n`],
      [
        "DOI beginnings",
        `TY  - JOUR\nN1  - ${"10.1234/".repeat(150_000)}\nUR  - ${"10.1234/a".repeat(150_000)}\nER  -`,
      ],
      ["notes", `TY  - JOUR\nN1  - ${"; doi: ".repeat(150_000)}\nER  - `],
      ["years", `TY  - JOUR\nPY  - ${"19999 ".repeat(150_000)}\nER  - `],
      ["records", "TY  - JOUR\n".repeat(60_000)],
      [
        "abstracts",
        `TY  - JOUR\n${Array.from({ length: 20_000 }, (_, i) => `AB  - ${i}\n`).join("")}ER  - `,
      ],
      ["brackets", `TY  - JOUR\nDO  - 10.1234/${")".repeat(150_000)}\nER  - `],
      ["continuation", `TY  - JOUR\nAB  - a\n${"b\n".repeat(150_000)}ER  - `],
    ])("%s", async (_, text) => {
      const { entries, problems } = await readText(ris, text);
      expect(entries.length + problems.length).toBeGreaterThan(0);
    });
  });
});
