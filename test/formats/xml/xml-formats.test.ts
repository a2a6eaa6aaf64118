import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import type { Format } from "../../../src/formats/format.ts";
import { biboRdf } from "../../../src/formats/xml/bibo-rdf.ts";
import { endnoteXml } from "../../../src/formats/xml/endnote-xml.ts";
import { mods } from "../../../src/formats/xml/mods.ts";
import { pubmedXml } from "../../../src/formats/xml/pubmed-xml.ts";
import { unixrefXml } from "../../../src/formats/xml/unixref-xml.ts";
import { zoteroRdf } from "../../../src/formats/xml/zotero-rdf.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";

const FORMATS: readonly Format[] = [endnoteXml, pubmedXml, mods, zoteroRdf, biboRdf, unixrefXml];

describe.each(FORMATS)("the format $id", (format) => {
  behavesLikeAFormat(format, `fixtures/formats/${format.id}`);
});

async function recordOf(format: Format, text: string): Promise<BibRecord> {
  const { entries } = await readText(format, text);
  const [entry] = entries;
  if (entry?.kind !== "record") throw new Error(`no record in ${text}`);
  return entry.record;
}

describe("fields of EndNote XML", () => {
  const of = (fields: string) =>
    recordOf(
      endnoteXml,
      `<xml><records><record><titles><title>T</title></titles>${fields}</record></records></xml>`,
    );

  test.each<[string, string, keyof BibRecord, unknown]>([
    [
      "the journal once, though two places have it",
      "<titles><secondary-title>J</secondary-title></titles><periodical><full-title>J</full-title></periodical>",
      "venue",
      "J",
    ],
    [
      "no venue for a book in a series",
      '<ref-type name="Book">6</ref-type><titles><secondary-title>S</secondary-title></titles>',
      "venue",
      undefined,
    ],
    ["the type by its number", "<ref-type>47</ref-type>", "type", "conference paper"],
    [
      "a more exact type",
      '<ref-type name="Journal Article">17</ref-type><work-type>Review</work-type>',
      "type",
      "review",
    ],
    ["the issue where there is no number", "<issue>3</issue>", "issue", "3"],
    [
      "a PMID only of PubMed",
      "<accession-num>12345678</accession-num><remote-database-name>Embase</remote-database-name>",
      "pmid",
      undefined,
    ],
    [
      "the year of the date",
      "<dates><pub-dates><date>May 2001</date></pub-dates></dates>",
      "year",
      2001,
    ],
    [
      "editors where nobody else is named",
      "<contributors><secondary-authors><author>Roe, R</author></secondary-authors></contributors>",
      "authors",
      [{ family: "Roe", given: "R" }],
    ],
  ])("%s", async (_, fields, name, expected) => {
    expect((await of(fields))[name]).toEqual(expected);
  });
});

describe("fields of PubMed XML", () => {
  const of = (article: string, citation = "") =>
    recordOf(
      pubmedXml,
      `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle>${article}</Article>${citation}</MedlineCitation></PubmedArticle></PubmedArticleSet>`,
    );

  test.each([
    ["Review", "review"],
    ["Clinical Trial", "article"],
    ["Published Erratum", "erratum"],
    ["Retraction of Publication", "retraction"],
    ["Retracted Publication", "article"],
    ["Editorial", "editorial"],
    ["Preprint", "preprint"],
  ])("a journal article that is also a %s is of the type %s", async (name, type) => {
    const list = `<PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>${name}</PublicationType></PublicationTypeList>`;
    expect((await of(list)).type).toBe(type);
  });

  test("the date of an article online counts where the issue has none", async () => {
    expect((await of("<ArticleDate><Year>2020</Year></ArticleDate>")).year).toBe(2020);
  });
});

test("very many values very deep inside of a record make no endless one", async () => {
  const names = Array.from({ length: 100 }, (_, n) => `n${n}${"n".repeat(1000)}`);
  const opened = names.map((name) => `<${name}>`).join("");
  const closed = names
    .toReversed()
    .map((name) => `</${name}>`)
    .join("");
  const values = "<a>1</a>".repeat(20_000);
  const { original } = await recordOf(
    mods,
    `<mods><titleInfo><title>Tea</title></titleInfo>${opened}${values}${closed}</mods>`,
  );
  expect(original.length).toBe(20_001);
  expect(original.at(-1)).toEqual(["a", "1"]);
});

test("a journal of Zotero costs each of its items the same, however much it says", async () => {
  const issns = "<dc:identifier>ISSN 1234-5679</dc:identifier>".repeat(20_000);
  const journal = `<bib:Journal rdf:about="#j">${issns}<dc:title>${"Frogs ".repeat(500_000)}</dc:title></bib:Journal>`;
  const item =
    '<bib:Article rdf:about="#a"><z:itemType>journalArticle</z:itemType><dc:title>Toads</dc:title><dcterms:isPartOf rdf:resource="#j"/></bib:Article>';
  const text = `<rdf:RDF>${journal}${item.repeat(500)}</rdf:RDF>`;
  const { entries } = await readText(zoteroRdf, text);
  expect(entries.length).toBe(500);
  expect(entries.at(-1)).toMatchObject({ record: { issn: ["1234-5679"] } });
});

describe("a title outside of a record, whose beginning is damaged", () => {
  test.each<[Format, string]>([
    [
      pubmedXml,
      "<PubmedArticleSet>\n<Pub<Article><ArticleTitle>Lost</ArticleTitle></Article>\n<PubmedArticle><ArticleTitle>Kept</ArticleTitle></PubmedArticle></PubmedArticleSet>",
    ],
    [
      endnoteXml,
      "<xml><records>\n<rec><titles><title>Lost</title></titles>\n<record><titles><title>Kept</title></titles></record></records></xml>",
    ],
    [
      mods,
      "<modsCollection>\n<mod><titleInfo><title>Lost</title></titleInfo></mod>\n<mods><titleInfo><title>Kept</title></titleInfo></mods></modsCollection>",
    ],
  ])("is reported with its line: $id", async (format, text) => {
    const { entries, problems } = await readText(format, text);
    expect(entries.map((entry) => entry.kind === "record" && entry.record.title)).toEqual(["Kept"]);
    expect(problems.map(({ code, line }) => `${line} ${code}`)).toContain(
      `2 ${format.id}/outside-record`,
    );
  });
});

describe("damage between records", () => {
  const books = (between: string) =>
    `<rdf:RDF xmlns:bibo="http://purl.org/ontology/bibo/">
<bibo:Book rdf:about="#1"><dcterms:title>First</dcterms:title></bibo:Book>
${between}
<bibo:Book rdf:about="#2"><dcterms:title>Second</dcterms:title></bibo:Book>
</rdf:RDF>`;

  test.each([
    ["a tag without its end", "<bibo:Book rdf:about='#x>", 3],
    ["a name that is none", "<bibo:Bo/ok></bibo:Book>", 3],
    ["an attribute without a value", "<bibo:Journal lost></bibo:Journal>", 3],
  ])("%s is reported", async (_, between, line) => {
    const { entries, problems } = await readText(biboRdf, books(between));
    const unreadable = entries.flatMap((entry) =>
      entry.kind === "unreadable" ? entry.problem : [],
    );
    expect([...problems, ...unreadable]).toContainEqual(
      expect.objectContaining({ code: "bibo-rdf/not-well-formed", line }),
    );
  });

  test("a tag that swallows all that follows is an entry that could not be read", async () => {
    const { entries } = await readText(biboRdf, books("<bibo:Book\nrdf:about='#x>"));
    expect(entries).toMatchObject([{ kind: "record" }, { kind: "unreadable", line: 3 }]);
  });

  test("a comment without its end swallows nothing", async () => {
    const { entries, problems } = await readText(biboRdf, books("<!-- a comment"));
    expect([...entries, ...problems]).toMatchObject([{ kind: "record" }, { kind: "record" }]);
  });

  test.each(['<?xml version="1.0" encoding=""?>', "<?xml version=1.0?>", '<?xml encoding="a">'])(
    "a declaration that is damaged costs nothing: %s",
    async (declaration) => {
      const { entries, problems } = await readText(biboRdf, declaration + books(""));
      expect([...entries, ...problems]).toMatchObject([{ kind: "record" }, { kind: "record" }]);
    },
  );

  test("a record begins on the line where its tag begins", async () => {
    const { entries } = await readText(biboRdf, books("<bibo:Book\nrdf:about='#x'\n/>"));
    expect(entries.map(({ line }) => line)).toEqual([2, 3, 6]);
  });

  test("the first fault of each record is reported, and of what lies between them", async () => {
    const fault = "<a b></a>";
    const book = `<bibo:Book>${fault}${fault}</bibo:Book>`;
    const text = books(`${book}\n${fault}\n${book}`);
    const { problems } = await readText(biboRdf, text);
    expect(problems.filter(({ code }) => code.endsWith("formed")).map(({ line }) => line)).toEqual([
      3, 4, 5,
    ]);
  });

  test("a record that ends with the file only is reported with its line", async () => {
    const { problems } = await readText(biboRdf, books('<bibo:Book rdf:about="#x">'));
    expect(problems).toMatchObject([{ code: "bibo-rdf/unclosed", line: 3 }]);
  });

  test("more faults than slr reads on behind are reported, and where they end", async () => {
    const { problems } = await readText(biboRdf, books("<a b></a>\n".repeat(1001)));
    expect(problems.at(-1)).toMatchObject({ code: "bibo-rdf/not-well-formed", line: 1003 });
  });

  test.each([endnoteXml, pubmedXml, mods, zoteroRdf, unixrefXml])(
    "files of $id one behind the other are read without a word",
    async (format) => {
      const folder = new URL(`../../../fixtures/formats/${format.id}/`, import.meta.url);
      const [name = ""] = readdirSync(folder).filter((file) => /\.(?:xml|rdf)$/.test(file));
      const text = readFileSync(new URL(name, folder), "utf8");
      const once = await readText(format, text);
      const twice = await readText(format, `${text}\n${text}`);
      expect(twice.entries.length).toBe(2 * once.entries.length);
      expect(twice.problems.map(({ code }) => code).sort()).toEqual(
        [...once.problems, ...once.problems].map(({ code }) => code).sort(),
      );
    },
  );
});
