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

const XML = (type: string, authors = "") =>
  `<?xml version="1.0"?><xml><records><record><ref-type name="${type}">21</ref-type><contributors>${authors}<secondary-authors><author>Rey, Anna</author></secondary-authors></contributors><titles><title>Ponds</title></titles></record></records></xml>`;
const PERSON = (family: string) =>
  `<rdf:Seq><rdf:li><foaf:Person><foaf:surname>${family}</foaf:surname></foaf:Person></rdf:li></rdf:Seq>`;
const RDF = (people: string) =>
  `<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="f" xmlns:dc="d"><bib:Recording rdf:about="#1"><z:itemType>audioRecording</z:itemType>${people}<dc:title>Ponds</dc:title></bib:Recording></rdf:RDF>`;
const MODS = (...names: readonly (readonly [family: string, role: string])[]) =>
  `<?xml version="1.0"?><mods><titleInfo><title>Ponds</title></titleInfo>${names.map(([family, role]) => `<name><namePart type="family">${family}</namePart><role><roleTerm>${role}</roleTerm></role></name>`).join("")}</mods>`;

test.each([
  [
    "a performer, as Zotero writes RIS",
    "TY  - SOUND\nTI  - Ponds\nAU  - Doe\nA2  - Rey, Anna\nER  - \n",
  ],
  ["a photographer in RIS", "TY  - ART\nTI  - Ponds\nAU  - Doe\nA2  - Rey, Anna\nER  - \n"],
  ["an adviser in RIS", "TY  - THES\nTI  - Ponds\nAU  - Doe\nA2  - Rey, Anna\nER  - \n"],
  ["a director of a series in ENW", "%0 Film or Broadcast\n%T Ponds\n%A Doe\n%E Rey, Anna\n"],
  ["a translator in ENW", "%0 Book\n%T Ponds\n%A Doe\n%? Rey, Anna\n"],
  [
    "a director in EndNote XML",
    XML("Film or Broadcast", "<authors><author>Doe</author></authors>"),
  ],
  [
    "a performer in Zotero RDF",
    RDF(`<bib:authors>${PERSON("Doe")}</bib:authors><z:performers>${PERSON("Rey")}</z:performers>`),
  ],
  ["a photographer in MODS", MODS(["Doe", "author"], ["Rey", "photographer"])],
  [
    "a photographer in BibLaTeX",
    "@book{p1,\n title = {Ponds},\n author = {Doe},\n editor = {Rey, Anna},\n editortype = {photographer}}\n",
  ],
])("%s is neither author nor editor beside an author", async (_, text) => {
  const records = await recordsOf(text);
  expect(records).toMatchObject([{ title: "Ponds", authors: [{ family: "Doe" }] }]);
  expect(imprintOf(records, records[0]!).editors).toEqual([]);
  expect(JSON.stringify(records[0]!.original)).toContain("Rey");
});

test.each([
  ["the performer of a recording in RIS", "TY  - SOUND\nTI  - Ponds\nA2  - Rey\nER  - \n"],
  [
    "the performer of a recording in Zotero RDF",
    RDF(`<z:performers>${PERSON("Rey")}</z:performers>`),
  ],
  ["the photographer of a picture in MODS", MODS(["Rey", "pht"], ["Roe", "edt"])],
])("%s stands in for authors where there are none", async (_, text) => {
  expect(await recordsOf(text)).toMatchObject([{ authors: [{ family: "Rey" }] }]);
});

test.each([
  ["an adviser in RIS", "TY  - THES\nTI  - Ponds\nA2  - Rey, Anna\nER  - \n"],
  ["an assignee in EndNote XML", XML("Patent")],
  ["a translator in ENW", "%0 Book\n%T Ponds\n%? Rey, Anna\n"],
])("%s never does", async (_, text) => {
  expect(await recordsOf(text)).toMatchObject([{ title: "Ponds", authors: [] }]);
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
