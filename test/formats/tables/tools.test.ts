import { expect, test } from "vitest";
import type { ParsedEntry } from "../../../src/formats/format.ts";
import { csv } from "../../../src/formats/tables/csv.ts";
import { readText } from "../contract.ts";

/** The records of a table with where they come from. */
async function recordsOf(text: string) {
  const { entries } = await readText(csv, text, "a.csv");
  return entries.flatMap((entry: ParsedEntry) =>
    entry.kind === "record" ? [{ ...entry.record, ...entry.attribution }] : [],
  );
}

const REY_AND_KUHN = [
  { family: "Rey", given: "Anna" },
  { family: "Kuhn", given: "Bert" },
];

test("rispy's names, which ASReview's data sets have, are understood", async () => {
  expect(
    await recordsOf(
      "record_id,type_of_reference,first_authors,primary_title,notes_abstract,publication_year,alternate_title3,number,start_page,end_page,urls,name_of_database,included\n" +
        "1,JOUR,\"['Rey, Anna', 'Kuhn, Bert']\",Prices of frogs,A text on prices.,2015///,Frog Journal,3,5,9,https://a.example.org/1,ERIC,1\n",
    ),
  ).toMatchObject([
    {
      title: "Prices of frogs",
      abstract: "A text on prices.",
      authors: REY_AND_KUHN,
      year: 2015,
      venue: "Frog Journal",
      issue: "3",
      pages: "5-9",
      type: "article",
      database: "ERIC",
    },
  ]);
});

test("Web of Science's tags need no column of publication types", async () => {
  expect(
    await recordsOf(
      "AU,AF,TI,SO,DT,AB,PY,VL,IS,BP,EP,DI,UT\n" +
        '"Rey, A; Kuhn, B","Rey, Anna; Kuhn, Bert",Tags of frogs,FROG JOURNAL,Article,On tags.,2018,12,3,45,56,10.1000/tag.1,WOS:000123456700001\n',
    ),
  ).toMatchObject([
    {
      title: "Tags of frogs",
      abstract: "On tags.",
      authors: REY_AND_KUHN,
      pages: "45-56",
      year: 2018,
      database: "Web of Science",
    },
  ]);
});

test.each([
  ["SCOPUS", "Scopus"],
  ["ISI", "Web of Science"],
  ["PUBMED", "PubMed"],
])("bibliometrix keeps the database of each record: %s", async (written, database) => {
  expect(
    await recordsOf(
      '"AU","TI","SO","AB","DE","PY","DI","PP","DB","SR"\n' +
        `"REY A;KUHN B","TAGS OF FROGS","FROG JOURNAL","ON TAGS.","FROGS;TAGS",2018,"10.1000/tag.1","45-56","${written}","REY A, 2018, FROG J"\n`,
    ),
  ).toMatchObject([
    {
      title: "TAGS OF FROGS",
      abstract: "ON TAGS.",
      keywords: ["FROGS", "TAGS"],
      pages: "45-56",
      producer: "bibliometrix",
      database,
    },
  ]);
});

test.each([
  [
    "pybliometrics",
    "eid,doi,pubmed_id,title,subtype,subtypeDescription,creator,author_names,coverDate,publicationName,issn,volume,issueIdentifier,pageRange,description,authkeywords,citedby_count",
    '2-s2.0-85000000001,10.1000/pyb.1,30000001,Frogs by interface,ar,Article,Rey A.,"Rey, Anna;Kuhn, Bert",2019-05-01,Frog Journal,12345679,4,2,10-19,On frogs.,frogs | ponds,7',
  ],
  [
    "Scopus's interface",
    "dc:identifier,eid,prism:doi,dc:title,dc:creator,prism:coverDate,prism:publicationName,prism:issn,prism:volume,prism:issueIdentifier,prism:pageRange,dc:description,authkeywords,citedby-count,subtypeDescription,author_names",
    'SCOPUS_ID:85000000001,2-s2.0-85000000001,10.1000/pyb.1,Frogs by interface,Rey A.,2019-05-01,Frog Journal,12345679,4,2,10-19,On frogs.,frogs | ponds,7,Article,"Rey, Anna;Kuhn, Bert"',
  ],
])("%s is Scopus, with abstract, authors and journal", async (_, header, row) => {
  expect(await recordsOf(`${header}\n${row}\n`)).toMatchObject([
    {
      title: "Frogs by interface",
      abstract: "On frogs.",
      authors: REY_AND_KUHN,
      year: 2019,
      venue: "Frog Journal",
      issue: "2",
      pages: "10-19",
      keywords: ["frogs", "ponds"],
      type: "article",
      doi: "10.1000/pyb.1",
      database: "Scopus",
    },
  ]);
});

test("Scopus's API, flattened by pandas, begins with @_fa and names all authors beside the first", async () => {
  const authors =
    "[{'authname': 'Rey A.', 'surname': 'Rey', 'given-name': 'Anna'}, {'authname': 'Kuhn B.', 'surname': 'Kuhn', 'given-name': 'Bert'}]";
  expect(
    await recordsOf(
      "@_fa,prism:url,dc:identifier,eid,dc:title,dc:creator,prism:publicationName,prism:coverDate,prism:doi,citedby-count,pubmed-id,author\n" +
        `true,https://api.example.org/1,SCOPUS_ID:85012345678,2-s2.0-85012345678,Prices of frogs,Rey A.,Frog Journal,2019-05-01,10.1000/a,7,12345678,"${authors}"\n`,
    ),
  ).toMatchObject([
    {
      title: "Prices of frogs",
      authors: REY_AND_KUHN,
      year: 2019,
      venue: "Frog Journal",
      doi: "10.1000/a",
      pmid: "12345678",
      accession: "2-s2.0-85012345678",
      database: "Scopus",
    },
  ]);
});

test("Semantic Scholar's API, as a data frame, holds journal and identifiers as dicts", async () => {
  expect(
    await recordsOf(
      "paperId,externalIds,url,title,venue,year,publicationTypes,journal,authors\n" +
        "abc,\"{'DOI': '10.1000/a', 'PubMed': '12345678', 'ArXiv': '2301.00001'}\",https://a.example.org,Prices of frogs,,2019,\"['JournalArticle']\",\"{'name': 'Frog Journal', 'volume': '12'}\",\"[{'authorId': '1', 'name': 'Anna Rey'}, {'authorId': '2', 'name': 'Bert Kuhn'}]\"\n",
    ),
  ).toMatchObject([
    {
      authors: REY_AND_KUHN,
      venue: "Frog Journal",
      doi: "10.1000/a",
      pmid: "12345678",
      arxiv: "2301.00001",
      database: "Semantic Scholar",
    },
  ]);
});

test("Europe PMC's downloads name PubMed's number by its source", async () => {
  expect(
    await recordsOf(
      "SOURCE,EXTERNAL_ID,PMCID,DOI,TITLE,AUTHOR_LIST,JOURNAL_TITLE,PUBLICATION_YEAR\n" +
        'MED,12345678,PMC123456,10.1000/a,Prices of frogs,"Rey A, Kuhn B.",Frog J,2019\n',
    ),
  ).toMatchObject([
    {
      authors: [
        { family: "Rey", given: "A" },
        { family: "Kuhn", given: "B" },
      ],
      pmid: "12345678",
      pmcid: "PMC123456",
      venue: "Frog J",
      database: "Europe PMC",
    },
  ]);
});

test("of several links in a cell any may name the arXiv number or the DOI", async () => {
  expect(
    await recordsOf(
      'Title,Authors,Year,Links\nPrices of frogs,Rey A,2019,"https://a.example.org/1 https://arxiv.org/abs/2006.12166v3"\nPrices of toads,Rey A,2019,"https://a.example.org/2 https://doi.org/10.1000/a"\n',
    ),
  ).toMatchObject([
    { url: "https://a.example.org/1", arxiv: "2006.12166" },
    { url: "https://a.example.org/2", doi: "10.1000/a" },
  ]);
});
