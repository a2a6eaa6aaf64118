import { expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { imprintOf } from "../../../src/formats/imprint.ts";
import { detectFormat } from "../../../src/formats/index.ts";
import { readText } from "../contract.ts";

async function recordsOf(text: string): Promise<readonly BibRecord[]> {
  const format = detectFormat(text, { file: "a.txt" })!;
  const { entries } = await readText(format, text);
  return entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
}

const XML = (type: string) =>
  `<?xml version="1.0"?><xml><records><record><ref-type name="${type}">21</ref-type><contributors><secondary-authors><author>Rey, Anna</author></secondary-authors></contributors><titles><title>Ponds</title></titles></record></records></xml>`;
const RDF = (kind: string) =>
  `<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="f" xmlns:dc="d"><bib:Recording rdf:about="#1"><z:itemType>audioRecording</z:itemType><${kind}><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Rey</foaf:surname><foaf:givenName>Anna</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></${kind}><dc:title>Ponds</dc:title></bib:Recording></rdf:RDF>`;

test.each([
  [
    "the performer of a recording, as Zotero writes RIS",
    "TY  - SOUND\nTI  - Ponds\nA2  - Rey, Anna\nER  - \n",
  ],
  ["the photographer of a picture in RIS", "TY  - ART\nTI  - Ponds\nA2  - Rey, Anna\nER  - \n"],
  ["the adviser of a thesis in RIS", "TY  - THES\nTI  - Ponds\nA2  - Rey, Anna\nER  - \n"],
  ["the director of a series in ENW", "%0 Film or Broadcast\n%T Ponds\n%E Rey, Anna\n"],
  ["a translator in ENW", "%0 Book\n%T Ponds\n%? Rey, Anna\n"],
  ["the director of a series in EndNote XML", XML("Film or Broadcast")],
  ["a performer in Zotero RDF", RDF("z:performers")],
  ["a contributor in Zotero RDF", RDF("bib:contributors")],
  [
    "the photographer of a book in BibLaTeX",
    "@book{p1,\n title = {Ponds},\n editor = {Rey, Anna},\n editortype = {photographer}}\n",
  ],
])("%s is neither author nor editor", async (_, text) => {
  const records = await recordsOf(text);
  expect(records).toMatchObject([{ title: "Ponds", authors: [] }]);
  expect(imprintOf(records, records[0]!).editors).toEqual([]);
  expect(JSON.stringify(records[0]!.original)).toContain("Rey");
});

test.each([
  ["RIS", "TY  - BOOK\nTI  - Ponds\nA2  - Rey, Anna\nER  - \n"],
  ["ENW", "%0 Edited Book\n%T Ponds\n%E Rey, Anna\n"],
  ["EndNote XML", XML("Book")],
  ["BibTeX", "@book{p1,\n title = {Ponds},\n editor = {Rey, Anna}}\n"],
])("the editor of a book stands in for its authors in %s", async (_, text) => {
  expect(await recordsOf(text)).toMatchObject([{ authors: [{ family: "Rey", given: "Anna" }] }]);
});

test("editors who stood in the name of a book are editors in what is exported", async () => {
  const records = await recordsOf(
    "TY  - CHAP\nTI  - Prices\nAU  - Rey, Anna\nT2  - In: Doe J, Roe R, editors. Ponds\nER  - \n",
  );
  expect(records).toMatchObject([{ venue: "Ponds" }]);
  expect(imprintOf(records, records[0]!).editors).toEqual([
    { family: "Doe", given: "J" },
    { family: "Roe", given: "R" },
  ]);
});
