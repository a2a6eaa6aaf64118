import { describe, expect, test } from "vitest";
import type { Format } from "../../../src/formats/format.ts";
import { cochrane } from "../../../src/formats/tagged/cochrane.ts";
import { enw } from "../../../src/formats/tagged/enw.ts";
import { nbib } from "../../../src/formats/tagged/nbib.ts";
import { noteexpress } from "../../../src/formats/tagged/noteexpress.ts";
import { ovid } from "../../../src/formats/tagged/ovid/ovid.ts";
import { refworks } from "../../../src/formats/tagged/refworks.ts";
import { ris } from "../../../src/formats/tagged/ris/ris.ts";
import { wosPlain } from "../../../src/formats/tagged/wos-plain.ts";
import { once, readAll } from "../contract.ts";

async function read(format: Format, text: string) {
  const { entries, problems } = await readAll(format, once(text), { file: "a.txt" });
  return {
    records: entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : [])),
    entries: entries.length,
    codes: problems.map(({ code, line }) => `${code}:${line}`),
  };
}

const titlesOf = (records: readonly { readonly title?: string }[]) =>
  records.map(({ title }) => title);
const familiesOf = (records: readonly { readonly authors: readonly { family?: string }[] }[]) =>
  records.flatMap(({ authors }) => authors.map(({ family }) => family));

describe("a tag without the blank that belongs behind it", () => {
  test("NBIB: `PMID-2` begins a record", async () => {
    const { records, codes } = await read(
      nbib,
      "PMID- 1\nTI  - One title here\nAU  - Doe J\n\nPMID-2\nTI  -Another title\nSTAT-MEDLINE\n",
    );
    expect(records.map(({ pmid }) => pmid)).toEqual(["1", "2"]);
    expect(titlesOf(records)).toEqual(["One title here", "Another title"]);
    expect(codes).toEqual([]);
  });

  test("NBIB: words with a dash in a text that lost its blanks are no tags", async () => {
    const { records } = await read(
      nbib,
      "PMID- 1\nTI  - One\nAB  - Of tumours with\nBRAF-mutant and\nSTAT-3 and\nPMID-like\nCRDT-cells we know.\n",
    );
    expect(records[0]?.abstract).toBe(
      "Of tumours with BRAF-mutant and STAT-3 and PMID-like CRDT-cells we know.",
    );
  });

  test("RefWorks: Chinese text may follow a tag", async () => {
    const { records } = await read(
      refworks,
      "RT Journal Article\nSR 1\nA1林行众\nT1深度学习研究\nJF计算机学报\nYR 2020\nAB首先分析网络的\nIP地址和结构\nSN 1000-1239\n",
    );
    expect(familiesOf(records)).toEqual(["林行众"]);
    expect(records[0]).toMatchObject({
      title: "深度学习研究",
      venue: "计算机学报",
      abstract: "首先分析网络的 IP地址和结构",
      issn: ["1000-1239"],
    });
  });

  test("EndNote's tags: Chinese text and a type may follow a tag, `%CI` is none", async () => {
    const { records, entries } = await read(
      enw,
      "%0 Journal Article\n%A林行众\n%T深度学习\n%X The 95\n%CI was wide\n\n%0Journal Article\n%A Doe, J.\n%T Second\n",
    );
    expect(entries).toBe(2);
    expect(familiesOf(records)).toEqual(["林行众", "Doe"]);
    expect(titlesOf(records)).toEqual(["深度学习", "Second"]);
    expect(records[0]?.abstract).toBe("The 95 %CI was wide");
  });

  test("Web of Science: Chinese text may follow a tag", async () => {
    const { records } = await read(
      wosPlain,
      "FN Clarivate\nVR 1.0\nPT J\nAU林行众\nTI深度学习\n   研究\nPY 2020\nER\nEF\n",
    );
    expect(familiesOf(records)).toEqual(["林行众"]);
    expect(titlesOf(records)).toEqual(["深度学习 研究"]);
  });

  test("Cochrane and Ovid: text may follow a colon or a dash", async () => {
    const library = await read(
      cochrane,
      "Record #1 of 1\nID: CD000001\nAU:Doe J\nTI:A review\nAB: Of\nTI:this is text\n",
    );
    expect(library.records[0]).toMatchObject({ title: "A review", abstract: "Of TI:this is text" });
    const platform = await read(ovid, "<1. >\nTI  -A study\nAU  - Doe J\nAB  - Of\nT2 -weighted\n");
    expect(platform.records[0]).toMatchObject({ title: "A study", abstract: "Of T2 -weighted" });
  });

  test("RIS: a record may have no blank before its dashes, and prose has such words", async () => {
    const { records, codes } = await read(
      ris,
      "TY  - JOUR\nTI  - One\nAB  - Images are\nT2-weighted and\nER-positive\nER  - \nTY- JOUR\nTI- Two\nAU- Doe, J.\nER-\n",
    );
    expect(titlesOf(records)).toEqual(["One", "Two"]);
    expect(records[0]?.abstract).toBe("Images are T2-weighted and ER-positive");
    expect(familiesOf(records)).toEqual(["Doe"]);
    expect(codes).toEqual([]);
  });
});

describe("a byte order mark in the middle, of a file that was appended to another", () => {
  test.each<[string, Format, string]>([
    ["NBIB", nbib, "PMID- 1\nTI  - One\n\n\ufeffPMID- 2\nTI  - Two\n"],
    ["RIS", ris, "TY  - JOUR\nTI  - One\nER  - \n\ufeffTY  - JOUR\nTI  - Two\nER  - \n"],
    ["RefWorks", refworks, "RT Journal\nT1 One\n\n\ufeffRT Journal\nT1 Two\n"],
    [
      "Cochrane",
      cochrane,
      "Record #1 of 1\nID: 1\nTI: One\n\ufeffRecord #1 of 1\nID: 2\nTI: Two\n",
    ],
    ["Web of Science", wosPlain, "PT J\nTI One\nER\n\ufeffPT J\nTI Two\nER\n"],
  ])("hides no record in %s", async (_, format, text) => {
    expect(titlesOf((await read(format, text)).records)).toEqual(["One", "Two"]);
  });
});

describe("a mark that stands there twice in a row", () => {
  test.each<[string, Format, string, string]>([
    ["ris", ris, "TY  - BOOK\nTY  - MAP\nTI  - Atlas\nER  - \n", "2"],
    ["enw", enw, "%0 Book\n%0 Map\n%T Atlas\n", "2"],
    ["refworks", refworks, "RT Book, Whole\nRT Map\nT1 Atlas\n", "2"],
    ["wos-plain", wosPlain, "PT B\nPT J\nTI Atlas\nER\n", "2"],
    [
      "noteexpress",
      noteexpress,
      "{Reference Type}: Book\n{Reference Type}: Map\n{Title}: Atlas\n",
      "2",
    ],
    ["nbib", nbib, "PMID- 1\nPMID- 1\nTI  - Atlas\n", "2"],
    ["cochrane", cochrane, "Record #1 of 1\nRecord #1 of 1\nID: 1\nTI: Atlas\n", "2"],
    ["ovid", ovid, "<1. >\n<1. >\nTI  - Atlas\n", "2"],
  ])("makes one entry in %s, with a warning", async (id, format, text, line) => {
    const { entries, records, codes } = await read(format, text);
    expect([entries, titlesOf(records)]).toEqual([1, ["Atlas"]]);
    expect(codes.filter((code) => code.includes("repeated-mark"))).toEqual([
      `${id}/repeated-mark:${line}`,
    ]);
  });

  test("keeps the first type", async () => {
    const { records } = await read(ris, "TY  - BOOK\nTY  - MAP\nTI  - Atlas\nER  - \n");
    expect(records[0]?.type).toBe("book");
  });

  test("is two records where the first has an end missing, or another number", async () => {
    expect(
      (await read(ris, "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n")).entries,
    ).toBe(2);
    expect((await read(ris, "TY  - JOUR\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n")).entries).toBe(
      2,
    );
    expect((await read(enw, "%0 Book\n%T One\n%0 Map\n%T Two\n")).entries).toBe(2);
    expect((await read(nbib, "PMID- 1\nPMID- 2\nTI  - Two\n")).entries).toBe(2);
    expect((await read(wosPlain, "PT J\nTI One\nPT J\nTI Two\nER\n")).entries).toBe(2);
  });
});
