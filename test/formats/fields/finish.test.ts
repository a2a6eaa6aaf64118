import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { detectFormat } from "../../../src/formats/index.ts";
import { readText } from "../contract.ts";

async function recordOf(text: string): Promise<BibRecord> {
  const format = detectFormat(text, { file: "test" });
  if (format === undefined) throw new Error(`No format reads ${text}`);
  const { entries } = await readText(format, text);
  const [entry] = entries;
  if (entry?.kind !== "record") throw new Error(`No record in ${text}`);
  return entry.record;
}

const TITLE = "Pond frogs &amp;amp; &lt;i&gt;toads&lt;/i&gt; at CO<sub>2</sub> (p < 0.05)";
const AUTHOR = "M&uuml;ller, J&#246;rg";
const KEYWORDS = "R&amp;D; <i>Rana</i>";

/** One record, written by the exporters of every format that forget to decode. */
const EXPORTS: Readonly<Record<string, string>> = {
  RIS: `TY  - JOUR\nTI  - ${TITLE}\nAU  - ${AUTHOR}\nKW  - ${KEYWORDS}\nPY  - 2019\nER  - \n`,
  ENW: `%0 Journal Article\n%T ${TITLE}\n%A ${AUTHOR}\n%K ${KEYWORDS}\n%D 2019\n`,
  RefWorks: `RT Journal Article\nT1 ${TITLE}\nA1 ${AUTHOR}\nK1 ${KEYWORDS}\nYR 2019\n`,
  PubMed: `PMID- 123\nTI  - ${TITLE}\nFAU - ${AUTHOR}\nOT  - R&amp;D\nOT  - <i>Rana</i>\nDP  - 2019\n`,
  "Web of Science": `FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU ${AUTHOR}\nTI ${TITLE}\nDE ${KEYWORDS}\nPY 2019\nUT WOS:000000000000001\nER\n\nEF\n`,
  BibTeX: `@article{a, title = {${TITLE}}, author = {${AUTHOR}}, keywords = {${KEYWORDS}}, year = 2019}\n`,
  CSV: `Title,Authors,Keywords,Year\n"${TITLE}","${AUTHOR}","${KEYWORDS}",2019\n`,
  "CSL-JSON": JSON.stringify([
    {
      id: "a",
      type: "article-journal",
      title: TITLE,
      author: [{ family: "M&uuml;ller", given: "J&#246;rg" }],
      keyword: KEYWORDS,
      issued: { "date-parts": [[2019]] },
    },
  ]),
};

describe("every format decodes the markup that an exporter left", () => {
  test.each(Object.entries(EXPORTS))("%s", async (_, text) => {
    const record = await recordOf(text);
    expect(record.title).toBe("Pond frogs & toads at CO₂ (p < 0.05)");
    expect(record.authors).toEqual([{ family: "Müller", given: "Jörg" }]);
    expect(record.keywords).toEqual(["R&D", "Rana"]);
  });

  test.each(["RIS", "ENW", "PubMed", "BibTeX", "CSV"])(
    "%s keeps what was written as it was written",
    async (name) => {
      const record = await recordOf(EXPORTS[name] ?? "");
      expect(record.original.map(([, value]) => value)).toContain(TITLE);
    },
  );
});

test.each([
  [
    "CSL-JSON",
    JSON.stringify([
      {
        id: "a",
        type: "article-journal",
        title: "Ponds",
        author: [
          { family: "Organization", given: "World Health" },
          { family: "Doe", given: "Jane" },
          { literal: "et al." },
        ],
      },
    ]),
  ],
  [
    "PubMed XML",
    '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Ponds</ArticleTitle><AuthorList><Author><LastName>Organization</LastName><ForeName>World Health</ForeName></Author><Author><LastName>Doe</LastName><ForeName>Jane</ForeName></Author><Author><CollectiveName>others</CollectiveName></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  ],
])("in %s, too, groups stand in their order and others are nobody", async (_, text) => {
  expect((await recordOf(text)).authors).toEqual([
    { family: "World Health Organization" },
    { family: "Doe", given: "Jane" },
  ]);
});

test("a brace that is left of BibTeX does not end a venue", async () => {
  const { venue } = await recordOf(
    "TY  - JOUR\nTI  - Ponds\nT2  - Psychology \\& Health}\nER  - \n",
  );
  expect(venue).toBe("Psychology & Health");
});
