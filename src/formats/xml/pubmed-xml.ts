import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import { findArxivId, findYear, joinPages, stated } from "../../core/records/normalize.ts";
import { databaseNamed } from "../fields/attribution.ts";
import type { EntryContent } from "../fields/finish.ts";
import { issnsOf, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import type { Format } from "../format.ts";
import { firstMarks } from "../marks.ts";
import { allAt, firstAt, leavesOf, textOf, textsAt, type XmlElement } from "./elements.ts";
import { beginsLikeXml, readXml } from "./read.ts";

/** PubMed's XML, from its website and its API (efetch): articles and books. */
export const pubmedXml: Format<"pubmed-xml"> = {
  id: "pubmed-xml",
  marks: firstMarks(/<Pubmed(?:Book)?Article(?=[\s/>])/g, /<MedlineCitation(?=[\s/>])/g),
  telltale: {
    line: /^\s{0,20}(?:<[?!][^<>]{0,300}>\s{0,20}){0,3}<PubmedArticleSet[\s>]/,
    isAnywhere: true,
  },
  recognizes: (head) => beginsLikeXml(head) && RECORD.test(head),
  read: (chunks, options) => readXml(chunks, options, TAGS, contentOf),
};

const RECORD = /<(?:PubmedArticle|PubmedBookArticle|MedlineCitation)[\s>]/;

// A citation without its article around it is MEDLINE's own XML, before PubMed.
const TAGS = {
  id: "pubmed-xml",
  begin:
    /<(?:PubmedArticle|PubmedBookArticle)(?=[\s/>])|(?<!<PubmedArticle[^<>]{0,200}>\s{0,500})<MedlineCitation(?=[\s/>])/g,
  isRecord: (name: string) =>
    name === "PubmedArticle" || name === "PubmedBookArticle" || name === "MedlineCitation",
  isTitle: (name: string) => name === "ArticleTitle" || name === "BookTitle",
};

function contentOf(record: XmlElement): EntryContent {
  return record.name === "PubmedBookArticle" ? bookDraft(record) : articleDraft(record);
}

function articleDraft(record: XmlElement): EntryContent {
  const citation = record.name === "MedlineCitation" ? record : firstAt(record, "MedlineCitation");
  const article = firstAt(citation ?? record, "Article") ?? record;
  const at = (...path: readonly string[]) => textOf(firstAt(article, ...path));
  const ids = allAt(record, "PubmedData", "ArticleIdList", "ArticleId");
  const journal = firstAt(article, "Journal", "JournalIssue") ?? article;
  const date = textOf(firstAt(journal, "PubDate"));
  const location = (kind: string) =>
    allAt(article, "ELocationID")
      .filter(({ attributes }) => attributes.EIdType === kind && attributes.ValidYN !== "N")
      .map(textOf)[0];
  const doi = findDoi(location("doi") ?? "") ?? findDoi(idOf(ids, "doi"));

  return {
    fields: {
      title: titleOf(at("ArticleTitle"), at("VernacularTitle")),
      abstract: abstractOf([
        ...allAt(article, "Abstract"),
        ...allAt(citation ?? record, "OtherAbstract"),
      ]),
      authors: authorsOf(firstAt(article, "AuthorList")),
      year: findYear(date) ?? findYear(at("ArticleDate")),
      venue: stated(at("Journal", "Title")) ?? stated(at("Journal", "ISOAbbreviation")),
      type: typeOf(textsAt(article, "PublicationTypeList", "PublicationType")),
      language: languageOf(at("Language")),
      doi,
      pmid: pmidOf(textOf(firstAt(citation ?? record, "PMID"))) ?? pmidOf(idOf(ids, "pubmed")),
      pmcid: pmcidOf(idOf(ids, "pmc")),
      arxiv: findArxivId(doi ?? ""),
      issn: unique(
        [
          ...textsAt(article, "Journal", "ISSN"),
          ...textsAt(citation ?? record, "MedlineJournalInfo", "ISSNLinking"),
        ].flatMap(issnsOf),
      ),
      volume: stated(textOf(firstAt(journal, "Volume"))),
      issue: stated(textOf(firstAt(journal, "Issue"))),
      pages: pagination(article) ?? stated(location("pii")?.match(/^e\d+$/i)?.[0]),
      url: undefined,
      keywords: unique(textsAt(citation ?? record, "KeywordList", "Keyword")),
      mesh: allAt(citation ?? record, "MeshHeadingList", "MeshHeading").map(headingOf),
      accession: undefined,
      citations: undefined,
      original: leavesOf(record),
    },
    attribution: databaseNamed("PubMed") ?? {},
    badYear: date === "" ? undefined : date,
  };
}

/** A book, or a chapter of one if it has a title of its own. */
function bookDraft(record: XmlElement): EntryContent {
  const document = firstAt(record, "BookDocument") ?? record;
  const at = (...path: readonly string[]) => textOf(firstAt(document, ...path));
  const ids = [
    ...allAt(document, "ArticleIdList", "ArticleId"),
    ...allAt(record, "PubmedBookData", "ArticleIdList", "ArticleId"),
  ];
  const chapter = titleOf(at("ArticleTitle"), at("VernacularTitle"));
  const book = stated(at("Book", "BookTitle"));
  const date = [at("Book", "PubDate"), at("ContributionDate"), at("Book", "BeginningDate")].find(
    (text) => text !== "",
  );
  const people = allAt(document, "AuthorList");
  const own = people.find(({ attributes }) => attributes.Type !== "editors") ?? people[0];
  return {
    fields: {
      title: chapter ?? book,
      abstract: abstractOf(allAt(document, "Abstract")),
      authors: authorsOf(own ?? firstAt(document, "Book", "AuthorList")),
      year: findYear(date ?? ""),
      venue: chapter === undefined ? undefined : book,
      type: chapter === undefined ? "book" : "book chapter",
      language: languageOf(at("Language")),
      doi: findDoi(idOf(ids, "doi")) ?? findDoi(at("Book", "ELocationID")),
      pmid: pmidOf(at("PMID")) ?? pmidOf(idOf(ids, "pubmed")),
      pmcid: pmcidOf(idOf(ids, "pmc")),
      arxiv: undefined,
      issn: [],
      volume: stated(at("Book", "Volume")),
      issue: undefined,
      pages: pagination(document),
      url: undefined,
      keywords: unique(textsAt(document, "KeywordList", "Keyword")),
      mesh: [],
      accession: stated(idOf(ids, "bookaccession")),
      citations: undefined,
      original: leavesOf(record),
    },
    attribution: databaseNamed("PubMed") ?? {},
    badYear: date,
  };
}

/** The article's own id; those of its references are in a list of their own. */
function idOf(ids: readonly XmlElement[], type: string): string {
  return textOf(ids.find(({ attributes }) => attributes.IdType === type));
}

/** The English title; if there is none (`[Not Available].`), the one in the article's language. */
function titleOf(title: string, vernacular: string): string | undefined {
  const english = /^\[?not available\]?\.?$/i.test(title) ? undefined : stated(title);
  return english ?? stated(vernacular);
}

/** The first abstract that is not empty; its parts with their labels: `METHODS: We …`. */
function abstractOf(abstracts: readonly XmlElement[]): string | undefined {
  for (const abstract of abstracts) {
    const parts = allAt(abstract, "AbstractText").flatMap((part) => {
      const text = textOf(part);
      const label = part.attributes.Label ?? "";
      if (text === "") return [];
      return label === "" || /^unlabell?ed$/i.test(label) ? text : `${label}: ${text}`;
    });
    const text = stated(parts.join(" "));
    if (text !== undefined) return text;
  }
  return undefined;
}

function authorsOf(list: XmlElement | undefined): readonly Author[] {
  if (list === undefined) return [];
  return allAt(list, "Author").flatMap((author): Author[] => {
    const at = (name: string) => stated(textOf(firstAt(author, name)));
    const family = at("LastName");
    const given = [at("ForeName") ?? at("FirstName") ?? at("Initials"), at("Suffix")]
      .filter((part) => part !== undefined)
      .join(" ");
    const group = at("CollectiveName");
    if (family !== undefined) return [given === "" ? { family } : { family, given }];
    return group !== undefined ? [{ family: group }] : given === "" ? [] : [{ family: given }];
  });
}

/** Types that say more about a record than that it is an article, the most important first. */
const TYPES: readonly (readonly [pattern: RegExp, type: RecordType])[] = [
  [/^retraction (?:of publication|notice)$/i, "retraction"],
  [/^(?:published erratum|corrected and republished article)$/i, "erratum"],
  [/^preprint$/i, "preprint"],
  [/^dataset$/i, "dataset"],
  [/^(?:meeting abstract|meeting abstracts)$/i, "conference abstract"],
  [/^editorial$/i, "editorial"],
  [/^(?:letter|comment)$/i, "letter"],
  [/^(?:systematic |scoping )?review$|^meta-analysis$/i, "review"],
  [/^(?:congress|consensus development conference)$/i, "conference paper"],
  [/^technical report$/i, "report"],
  [/^academic dissertation$/i, "thesis"],
];

/** PubMed gives several types, `Journal Article` nearly always. */
function typeOf(names: readonly string[]): RecordType | undefined {
  const found = TYPES.find(([pattern]) => names.some((name) => pattern.test(name)));
  return found?.[1] ?? (names.length > 0 ? "article" : undefined);
}

function pagination(article: XmlElement): string | undefined {
  const pages = firstAt(article, "Pagination");
  if (pages === undefined) return undefined;
  const at = (name: string) => textOf(firstAt(pages, name));
  return stated(pagesOf(at("MedlinePgn"))) ?? joinPages(at("StartPage"), at("EndPage"));
}

/** `Asthma/drug therapy`: the heading with its qualifiers, as MEDLINE writes it. */
function headingOf(heading: XmlElement): string {
  return [textOf(firstAt(heading, "DescriptorName")), ...textsAt(heading, "QualifierName")].join(
    "/",
  );
}
