import { describe, expect, test } from "vitest";
import { exportOfText } from "../../src/formats/export-of-text.ts";

/** Two entries of each format, as its files hold them. */
const TWO: Readonly<Record<string, string>> = {
  ris: [1, 2].map((n) => `TY  - JOUR\nTI  - Frogs ${n}\nPY  - 2019\nER  - \n\n`).join(""),
  nbib: [1, 2].map((n) => `PMID- 3000${n}\nTI  - Toads ${n}\nDP  - 2018\n\n`).join(""),
  bibtex: [1, 2].map((n) => `@article{k${n},\n  title = {Newts ${n}},\n}\n\n`).join(""),
  enw: [1, 2].map((n) => `%0 Journal Article\n%T Eels ${n}\n%D 2016\n\n`).join(""),
  refworks: [1, 2].map((n) => `RT Journal Article\nA1 Park, E.\nT1 Carps ${n}\n\n`).join(""),
  cochrane: [1, 2].map((n) => `Record #${n} of 2\nID: CN-${n}\nTI: Trout ${n}\n\n`).join(""),
  "wos-plain": `FN Clarivate Analytics Web of Science\nVR 1.0\n${[1, 2].map((n) => `PT J\nTI Salmon ${n}\nER\n\n`).join("")}EF\n`,
  ovid: [1, 2].map((n) => `<${n}>\nTitle\n  Ducks ${n}.\nYear of Publication\n  2010\n\n`).join(""),
  noteexpress: [1, 2]
    .map((n) => `{Reference Type}: Journal Article\n{Title}: Swans ${n}\n\n`)
    .join(""),
  csv: "Authors,Title,Year,DOI\nRey A,Perch 1,2012,10.1000/c1\nRey A,Perch 2,2012,10.1000/c2\n",
  "semicolon table": "Title;Authors;Year\nGeese 1;Adams I;2011\nGeese 2;Adams I;2011\n",
  "other columns": "Year,Title,Abstract\n2010,Cods 1,Cold\n2010,Cods 2,Cold\n",
  "csl-json": `[${[1, 2].map((n) => `{"id":"${n}","type":"article-journal","title":"Crows ${n}","issued":{"date-parts":[[2008]]}}`).join(",")}]\n`,
  "pubmed-xml": `<?xml version="1.0"?>\n<PubmedArticleSet>\n${[1, 2].map((n) => `<PubmedArticle><MedlineCitation><PMID>${n}</PMID><Article><ArticleTitle>Owls ${n}</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n`).join("")}</PubmedArticleSet>\n`,
  "endnote-xml": `<xml><records>${[1, 2].map((n) => `<record><ref-type>17</ref-type><titles><title>Jays ${n}</title></titles></record>`).join("")}</records></xml>\n`,
};

async function read(text: string) {
  let entries = 0;
  const errors: string[] = [];
  let warnings = 0;
  for await (const batch of exportOfText({ path: "all.txt", text }).read()) {
    entries += batch.entries.length;
    for (const { severity, code, line } of batch.problems)
      if (severity === "error") errors.push(`${line} ${code}`);
      else warnings += 1;
    for (const entry of batch.entries)
      if (entry.kind === "unreadable") errors.push(`${entry.line} ${entry.problem.code}`);
  }
  return { entries, errors, warnings };
}

const NAMES = Object.keys(TWO);

describe("two exports in one file", () => {
  test.each(NAMES)("of one format are read, %s", async (name) => {
    expect(await read(TWO[name]! + TWO[name]!)).toMatchObject({ entries: 4, errors: [] });
  });

  test.each(NAMES)("of two formats are an error, or read whole: %s first", async (first) => {
    for (const second of NAMES.filter((name) => name !== first)) {
      const whole = await read(TWO[first]! + TWO[second]!);
      // RIS reads records of NBIB without a type, and says so.
      if (whole.errors.length === 0) {
        expect([first, second].sort()).toEqual(["nbib", "ris"]);
        expect(whole.entries).toBe(4);
        expect(whole.warnings).toBeGreaterThan(0);
      }
      // Without a line end at the end of the first file, the lines around the seam are one.
      const { errors, warnings } = await read(TWO[first]!.trimEnd() + TWO[second]!);
      expect(errors.length + warnings, `${first}, then ${second}`).toBeGreaterThan(0);
    }
  });

  test("of one format, the first without a line end, are read or an error", async () => {
    for (const name of NAMES) {
      const { entries, errors } = await read(TWO[name]!.trimEnd() + TWO[name]!);
      if (entries !== 4) expect(errors, name).not.toEqual([]);
    }
    // The header stands behind the last cell of the first table, whose value is no longer its own.
    expect((await read(TWO.csv!.trimEnd() + TWO.csv!)).errors).toEqual(["3 csv/other-format"]);
  });

  test("say where the second begins", async () => {
    expect((await read(TWO.ris! + TWO.bibtex!)).errors).toEqual(["11 ris/other-format"]);
    expect((await read(TWO.csv! + TWO["other columns"]!)).errors).toEqual(["4 csv/other-format"]);
    // Which part is read depends on the format; the other one is named.
    expect((await read(TWO.bibtex! + TWO.ris!)).errors).toEqual(["1 ris/other-format"]);
  });
});

describe("one export", () => {
  test("of Cochrane in RIS has Cochrane's line above each entry", async () => {
    const head = (n: number) =>
      `Record #${n} of 2\nProvider: John Wiley & Sons, Ltd.\nContent: text/plain; charset="UTF-8"\n\n`;
    const entry = (n: number) => `${head(n)}TY  - JOUR\nTI  - Trout ${n}\nER  - \n\n`;
    expect(await read(entry(1) + entry(2))).toMatchObject({ entries: 2, errors: [] });
    // As text, further down, the same lines begin entries that are lost.
    expect((await read(entry(1) + entry(2) + TWO.cochrane!)).errors).toEqual([
      "17 ris/other-format",
    ]);
  });

  test("may hold the lines of others in its cells", async () => {
    const text = `Title,Abstract,Year\nOne,"We found\nPT J\nTitle,Authors,Year\n",2019\n`;
    expect(await read(text)).toMatchObject({ entries: 1, errors: [] });
  });

  test("may have rows whose cells are names of columns", async () => {
    const text = "A,B,Title,Why\n1,2,One,0.98,title,year,abstract\n";
    expect((await read(text)).errors).toEqual([]);
  });
});
