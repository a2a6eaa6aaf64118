import { describe, expect, test } from "vitest";
import { adviceFor, BINARY_FORMATS, detectFormat, FORMATS } from "../../src/formats/index.ts";
import { FORMAT_NAME, FORMAT_NAMES, type TextFormatId } from "../../src/formats/names.ts";

const EXAMPLES: Readonly<Record<TextFormatId, string>> = {
  ris: "TY  - JOUR\nTI  - A study\nER  - \n",
  bibtex: "@article{a2020,\n  title = {A study},\n  year = {2020}\n}\n",
  "endnote-xml": '<?xml version="1.0" ?><xml><records><record><rec-number>1</rec-number></record>',
  "pubmed-xml":
    '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet>\n<PubmedArticle>',
  mods: '<?xml version="1.0"?><modsCollection><mods>',
  "zotero-rdf":
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">',
  "bibo-rdf": '<?xml version="1.0"?>\n<rdf:RDF xmlns:bibo="http://purl.org/ontology/bibo/">',
  "unixref-xml": "<doi_records><doi_record><crossref>",
  "csl-json": '[{"type": "article-journal", "title": "A", "issued": {"date-parts": [[2020]]}}]',
  "crossref-json": '{"status":"ok","message-type":"work-list","message":{"items":[]}}',
  "openalex-json": '{"meta":{},"results":[{"id":"https://openalex.org/W1","display_name":"A"}]}',
  "eppi-json": '{"CodeSets":[],"References":[{"ItemId":1,"Title":"A"}]}',
  json: '{"total": 1, "papers": [{"title": "A study", "year": 2020}]}',
  csv: "Title,Authors,Year,DOI\nA study,A. Doe,2020,10.9999/1\n",
  nbib: "\nPMID- 30776994\nOWN - NLM\nTI  - A study\n",
  "wos-plain": "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI A study\nER\nEF\n",
  ovid: "<1. >\nVN  - Ovid Technologies\nTI  - A study\n",
  cochrane: "Record #1 of 271\nID: CD000001\nAU: Doe J\n",
  noteexpress: "{Reference Type}: Journal Article\n{Title}: A study\n",
  refworks: "RT Journal Article\nSR Electronic\nID 1\nT1 A study\n",
  enw: "%0 Journal Article\n%T A study\n",
};

describe("detectFormat", () => {
  test("formats have ids and names of their own", () => {
    expect(FORMATS.map(({ id }) => id).sort()).toEqual(Object.keys(EXAMPLES).sort());
    expect(new Set(FORMAT_NAMES).size).toBe(FORMATS.length + BINARY_FORMATS.length);
  });

  test("the order of detection is the order of the names", () => {
    const ids = [...FORMATS, ...BINARY_FORMATS].map(({ id }) => id);
    expect(ids.map((id) => FORMAT_NAME[id])).toEqual(FORMAT_NAMES);
  });

  test.each(Object.entries(EXAMPLES))(
    "%s is recognised by its content, whatever the file is called",
    (id, text) => {
      for (const file of ["export.ris", "export.bib", "export.csv", "export.txt"]) {
        expect(detectFormat(text, { file })?.id).toBe(id);
        expect(adviceFor(text)).toBeUndefined();
      }
    },
  );

  test.each(Object.entries(EXAMPLES))("%s is recognised by no other format", (id, text) => {
    const ids = FORMATS.filter((format) => format.recognizes(text, { file: "a" })).map((f) => f.id);
    expect(ids).toEqual([id]);
  });

  test("prose is in no format", () => {
    const text = "Dear reader,\nthis is a letter, and no export; it has a title, too.\n";
    expect(detectFormat(text, { file: "a.csv" })).toBeUndefined();
    expect(adviceFor(text)).toBeUndefined();
  });
});

describe("adviceFor", () => {
  test.each([
    ["XML", '<?xml version="1.0"?><other/>'],
    ["web page", "<!DOCTYPE html><html><body>Please log in</body></html>"],
    ["JSON", '[{"type": "article-journal"}]'],
    ["JSON", '{"title": "A review of mine", "criteria": ["a", "b"]}'],
    ["JSON", '{"status": "ok"}'],
    [
      "abstract text",
      "1. J Invent. 2020;1(1):1-2. doi: 10.9999/1.\n\nA study.\n\nPMID: 12345678\n",
    ],
    ["PMIDs", "12345678\n23456789\n"],
    ["Rayyan", "created_at,user_id,user_email,article_id,key,value\n"],
  ])("names the format and the way out: %s, %j", (name, head) => {
    expect(adviceFor(head)).toContain(name);
    expect(detectFormat(head, { file: "a.csv" })).toBeUndefined();
  });

  test("has nothing to say about an empty file: a search may find nothing", () => {
    expect(adviceFor(" \n")).toBeUndefined();
    expect(detectFormat(" \n", { file: "a.csv" })).toBeUndefined();
  });

  test("Cochrane's RIS begins like its text, and is read", () => {
    const head =
      "Record #1 of 2\nProvider: John Wiley & Sons, Ltd.\n\nTY  -  JOUR\nTI  -  A\nER  - \n";
    expect(adviceFor(head)).toBeUndefined();
    expect(detectFormat(head, { file: "a" })?.id).toBe("ris");
  });

  test("Ovid's RIS begins with a counter, and is read though it has a PMID", () => {
    const head = "1. \nTY  - JOUR\nTI  - A\nN1  - PMID: 12345678\nER  - \n";
    expect(adviceFor(head)).toBeUndefined();
    expect(detectFormat(head, { file: "a" })?.id).toBe("ris");
  });

  test("takes no time for 64 KB of anything", () => {
    for (const piece of [
      "<",
      "1. a ",
      "RT A\n",
      "12345\n",
      " ",
      "[",
      "%",
      "<xml",
      "Record #1 of 1 ",
    ]) {
      const advice = adviceFor(piece.repeat(Math.ceil(65_536 / piece.length)));
      expect(["undefined", "string"]).toContain(typeof advice);
    }
  });
});
