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
