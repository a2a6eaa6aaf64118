import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { BibRecord } from "../../core/records/model.ts";
import { findArxivId } from "../../core/records/normalize.ts";
import {
  byAnd,
  byBar,
  byCapitals,
  byComma,
  byCommaToStop,
  byGuess,
  byPairs,
  bySemicolon,
  type SplitAuthors,
} from "../fields/authors.ts";
import { pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { literalIn } from "../fields/literals.ts";
import { pagesOf } from "../fields/numbers.ts";
import type { Attribution } from "../format.ts";
import type { ColumnMap } from "./columns.ts";

/** The value of the first column of this name in a row, if it is not empty. */
export type CellNamed = (name: string) => string | undefined;

/**
 * A program or website that writes tables: how its header is recognised and what its columns
 * contain.
 */
export interface Producer {
  readonly name: string;
  /** Sets of column names, each of which identifies this producer. */
  readonly marks: readonly (readonly string[])[];
  /** Columns that this producer never writes. */
  readonly lacks?: readonly string[];
  /** The table has these columns and no other. */
  readonly exact?: true;
  /** For a table whose header shows nothing: the names of the producer's downloads. */
  readonly fileName?: RegExp;
  readonly attribution: Attribution;
  /** The producer has records of many databases, so each record's own evidence decides. */
  readonly keeps?: true;
  /** Its own columns; an empty list: it has no such column, whatever the name suggests. */
  readonly columns: ColumnMap;
  readonly authors: SplitAuthors;
  /** Fields that the row gives in prose, if they have no column or an empty one. */
  readonly derive?: (cell: CellNamed) => Partial<Omit<BibRecord, "original">>;
  /** The reason why a row is not an entry: an attachment, a notice. */
  readonly notAnEntry?: (cell: CellNamed, cells: readonly string[]) => string | undefined;
  /** What to export instead, if this table lacks data that screening needs. */
  readonly advice?: string;
}

/** The tags of Web of Science as names of columns. */
const WOS_TAGS: ColumnMap = {
  title: ["ti"],
  abstract: ["ab"],
  authors: ["af", "au", "ba", "gp", "ca"],
  year: ["py"],
  date: ["ea"],
  venue: ["so"],
  type: ["dt"],
  language: ["la"],
  doi: ["di", "d2"],
  pmid: ["pm"],
  issn: ["sn", "ei"],
  volume: ["vl"],
  issue: ["is"],
  pages: [],
  firstPage: ["bp"],
  lastPage: ["ep"],
  articleNumber: ["ar"],
  url: [],
  keywords: ["de", "id"],
  accession: ["ut"],
  citations: ["tc", "z9"],
};

/** The producers of tables; the first one whose marks are in the header is chosen. */
export const PRODUCERS: readonly Producer[] = [
  {
    name: "Web of Science",
    marks: [
      ["pt", "au", "ti", "so"],
      ["au", "ti", "so", "ut", "di"],
      ["af", "ti", "so", "ut"],
    ],
    // bibliometrix writes these tags too, whatever it has read.
    lacks: ["db", "sr"],
    attribution: searched("Web of Science"),
    columns: { ...WOS_TAGS, database: [] },
    authors: bySemicolon,
  },
  {
    name: "Web of Science",
    marks: [["utuniquewosid"], ["articletitle", "sourcetitle", "publicationtype"]],
    attribution: searched("Web of Science"),
    columns: {
      title: ["articletitle"],
      authors: ["authorfullnames", "authors", "bookauthors", "groupauthors", "bookgroupauthors"],
      year: ["publicationyear", "year"],
      date: ["earlyaccessdate"],
      venue: ["sourcetitle"],
      type: ["documenttype"],
      doi: ["doi", "bookdoi"],
      pages: [],
      url: ["doilink"],
      keywords: ["authorkeywords", "keywordsplus"],
      accession: ["utuniquewosid"],
      citations: ["timescitedwoscore", "timescitedalldatabases"],
      database: [],
    },
    authors: bySemicolon,
  },
  {
    name: "The Lens",
    marks: [["lensid"]],
    attribution: searched("The Lens"),
    columns: {
      venue: ["sourcetitle"],
      date: ["datepublished"],
      url: ["externalurl", "sourceurls"],
      keywords: ["keywords", "fieldsofstudy"],
      accession: ["lensid"],
      citations: ["citingworkscount"],
      database: [],
    },
    authors: bySemicolon,
  },
  {
    name: "Embase.com",
    marks: [
      ["authornames", "emtreemedicalindexterms"],
      ["authornames", "pui"],
      ["embaseaccessionid"],
      ["embaselink", "medlinepmid"],
    ],
    attribution: { ...searched("Embase"), producer: "Embase.com" },
    columns: {
      title: ["title", "originaltitle"],
      abstract: ["abstract", "originalabstract"],
      authors: ["authornames"],
      venue: ["sourcetitle"],
      type: ["publicationtype"],
      url: ["embaselink", "fulltextlink", "openurllink"],
      keywords: [
        "authorkeywords",
        "keywords",
        "emtreedrugindextermsmajorfocus",
        "emtreedrugindexterms",
        "emtreemedicalindextermsmajorfocus",
        "emtreemedicalindexterms",
      ],
      accession: ["embaseaccessionid", "pui"],
      database: [],
    },
    authors: byComma,
    derive: (cell) => ofEmbaseSource(cell("source") ?? ""),
  },
  {
    name: "Scopus",
    marks: [
      ["sourcetitle", "eid"],
      ["sourcetitle", "authorsid"],
      ["sourcetitle", "authorfullnames"],
      ["sourcetitle", "citedby", "link"],
      ["sourcetitle", "source", "documenttype"],
      ["languageoforiginaldocument"],
      ["來源出版物名稱", "eid"],
      ["來源出版物名稱", "文獻類型"],
      ["施引文獻", "文獻類型"],
    ],
    attribution: searched("Scopus"),
    columns: {
      title: ["title", "名稱", "文獻標題", "書名"],
      abstract: ["abstract", "摘要"],
      authors: ["authorfullnames", "authors", "作者"],
      year: ["year", "年份"],
      venue: ["sourcetitle", "來源出版物名稱", "abbreviatedsourcetitle"],
      type: ["documenttype", "文獻類型"],
      language: ["languageoforiginaldocument", "原始文獻語言"],
      volume: ["volume", "卷"],
      issue: ["issue", "期"],
      pages: [],
      firstPage: ["pagestart", "起始頁碼"],
      lastPage: ["pageend", "結束頁碼"],
      articleNumber: ["artno", "文獻編號"],
      url: ["link", "連結"],
      keywords: ["authorkeywords", "indexkeywords", "作者關鍵字", "索引關鍵字"],
      accession: ["eid"],
      citations: ["citedby", "施引文獻"],
      database: [],
    },
    // The EID is also in the link, for exports without a column of its own.
    derive: (cell) => eidOf(cell("link") ?? cell("連結") ?? ""),
    // Until 2022 Scopus put commas between `Family I.`.
    authors: (cell) => (/;|\(\d{5,}\)/.test(cell) ? bySemicolon(cell) : scopusBefore2023(cell)),
    advice:
      'This export of Scopus has no abstracts. Export it again: in the dialog choose "Abstract", under "Abstract & keywords".',
  },
  {
    // The fields of Scopus's interface, as pybliometrics, rscopus and others make tables of them.
    name: "Scopus",
    marks: [
      ["eid", "publicationname", "coverdate"],
      ["identifier", "publicationname", "coverdate"],
      ["eid", "title", "subtypedescription"],
      ["eid", "title", "authkeywords"],
    ],
    attribution: searched("Scopus"),
    columns: {
      title: ["title"],
      abstract: ["description", "abstract"],
      authors: ["authornames", "author", "creator"],
      year: ["year"],
      date: ["coverdate", "coverdisplaydate"],
      venue: ["publicationname"],
      type: ["subtypedescription", "aggregationtype"],
      doi: ["doi"],
      pmid: ["pubmedid"],
      issn: ["issn", "eissn"],
      volume: ["volume"],
      issue: ["issueidentifier"],
      pages: ["pagerange"],
      firstPage: ["startingpage"],
      lastPage: ["endingpage"],
      articleNumber: ["articlenumber"],
      // `prism:url` is an address of the interface, which wants a key.
      url: [],
      keywords: ["authkeywords"],
      accession: ["eid"],
      citations: ["citedbycount"],
      database: [],
    },
    authors: bySemicolon,
  },
  {
    name: "IEEE Xplore",
    marks: [
      ["documenttitle", "pdflink"],
      ["documenttitle", "ieeeterms"],
      ["documenttitle", "dateaddedtoxplore"],
      ["publicationtitle", "documentidentifier"],
    ],
    attribution: searched("IEEE Xplore"),
    columns: {
      title: ["documenttitle", "title"],
      year: ["publicationyear", "year"],
      date: ["onlinedate", "issuedate", "dateaddedtoxplore"],
      venue: ["publicationtitle"],
      type: ["documentidentifier"],
      url: ["pdflink"],
      keywords: [
        "authorkeywords",
        "ieeeterms",
        "inspeccontrolledterms",
        "inspecnoncontrolledterms",
        "controlledterms",
        "uncontrolledterms",
      ],
      mesh: ["meshterms"],
      citations: ["articlecitationcount", "citingpapercount"],
      database: [],
    },
    authors: bySemicolon,
  },
  {
    name: "ACM Digital Library",
    marks: [
      ["title", "confloc", "publisherloc"],
      ["title", "articleno", "issueno", "numpages"],
    ],
    attribution: searched("ACM Digital Library"),
    columns: {
      authors: ["author"],
      venue: ["journal", "booktitle"],
      articleNumber: ["articleno"],
      issue: ["issueno"],
      accession: ["id"],
      database: [],
    },
    authors: byAnd,
  },
  {
    // What is left of an ACM export once its BibTeX has gone through a converter.
    name: "ACM Digital Library",
    marks: [["title", "proceedingstitle", "urls", "citations", "itemtype"]],
    lacks: ["journal", "folders", "labels"],
    attribution: searched("ACM Digital Library"),
    columns: { venue: ["proceedingstitle"], citations: ["citations"], database: [] },
    authors: byComma,
  },
  {
    name: "PubMed",
    marks: [["pmid", "title", "citation", "firstauthor"]],
    attribution: searched("PubMed"),
    columns: {
      authors: ["authors", "firstauthor"],
      venue: ["journalbook"],
      date: ["createdate"],
      accession: ["pmid"],
      database: [],
    },
    authors: byCommaToStop,
    derive: (cell) => ofCitation(cell("citation") ?? ""),
    advice:
      "This export of PubMed has no abstracts. Export it again: on the result page choose Save, then Format: PubMed.",
  },
  {
    name: "PubMed",
    marks: [["title", "shortdetails", "entrezuid"]],
    attribution: searched("PubMed"),
    columns: {
      authors: ["description"],
      year: [],
      date: ["shortdetails"],
      venue: [],
      type: [],
      doi: ["details"],
      pmid: ["entrezuid"],
      url: [],
      accession: ["entrezuid"],
      database: [],
    },
    authors: byCommaToStop,
    derive: (cell) => ofCitation(cell("details") ?? ""),
    advice:
      "This export of PubMed has no abstracts. Export it again: on the result page choose Save, then Format: PubMed.",
  },
  {
    name: "SpringerLink",
    marks: [["itemtitle", "itemdoi"]],
    attribution: searched("SpringerLink"),
    columns: {
      venue: ["publicationtitle", "bookseriestitle"],
      type: ["contenttype"],
      database: [],
    },
    authors: byCapitals,
  },
  {
    // Its API and its downloads.
    name: "Europe PMC",
    marks: [
      ["title", "authorstring", "pubyear"],
      ["title", "externalid", "authorlist", "journaltitle"],
    ],
    attribution: searched("Europe PMC"),
    columns: {
      authors: ["authorstring", "authorlist"],
      venue: ["journaltitle", "journalinfojournaltitle"],
      volume: ["journalvolume", "volume"],
      pages: ["pageinfo"],
      issn: ["journalissn", "issn"],
      citations: ["citedbycount", "citationcount"],
      accession: ["externalid", "id"],
      database: [],
    },
    authors: byCommaToStop,
    derive: (cell) =>
      cell("source") === "MED" ? defined({ pmid: pmidOf(cell("externalid") ?? "") }) : {},
  },
  {
    name: "Semantic Scholar",
    marks: [
      ["paperid", "externalids", "title"],
      ["paperid", "corpusid", "title"],
    ],
    attribution: searched("Semantic Scholar"),
    columns: {
      venue: ["venue", "publicationvenue", "journal"],
      type: ["publicationtypes"],
      keywords: ["fieldsofstudy"],
      citations: ["citationcount"],
      accession: ["paperid"],
      database: [],
    },
    authors: byGuess,
    derive: (cell) => ofIdentifiers(cell("externalids") ?? ""),
  },
  {
    name: "Dimensions",
    marks: [["publicationid", "title", "pubyear"]],
    attribution: searched("Dimensions"),
    columns: {
      venue: ["sourcetitleanthologytitle", "sourcetitle", "anthologytitle"],
      year: ["pubyear"],
      date: ["publicationdate", "publicationdateonline", "publicationdateprint"],
      type: ["publicationtype", "documenttype"],
      url: ["dimensionsurl", "sourcelinkout"],
      mesh: ["meshterms"],
      accession: ["publicationid"],
      citations: ["timescited"],
      database: [],
    },
    authors: bySemicolon,
  },
  {
    name: "OpenAlex",
    marks: [
      ["idsopenalex"],
      ["authorshipsauthordisplayname"],
      ["displayname", "publicationyear", "citedbycount"],
      ["title", "publicationyear", "referencedworkscount"],
    ],
    attribution: searched("OpenAlex"),
    columns: {
      title: ["title", "displayname"],
      authors: ["authorshipsauthordisplayname", "authorshipsrawauthorname", "authors"],
      year: ["publicationyear"],
      date: ["publicationdate"],
      venue: [
        "primarylocationsourcedisplayname",
        "hostvenuedisplayname",
        "locationssourcedisplayname",
      ],
      type: ["type", "typecrossref"],
      doi: ["doi", "idsdoi"],
      pmid: ["idspmid", "pmid"],
      pmcid: ["idspmcid", "pmcid"],
      issn: ["primarylocationsourceissn", "primarylocationsourceissnl"],
      volume: ["bibliovolume"],
      issue: ["biblioissue"],
      pages: [],
      firstPage: ["bibliofirstpage"],
      lastPage: ["bibliolastpage"],
      url: ["primarylocationlandingpageurl"],
      keywords: ["keywordsdisplayname", "conceptsdisplayname"],
      mesh: ["meshdescriptorname"],
      accession: ["idsopenalex", "id"],
      citations: ["citedbycount"],
      database: [],
    },
    authors: byBar,
  },
  {
    name: "Cochrane Library",
    marks: [["centralid"], ["cochranereviewgroupcode"]],
    attribution: { database: "Cochrane Library", kind: "database", producer: "Cochrane Library" },
    keeps: true,
    columns: {
      venue: ["source"],
      database: ["databasename"],
      accession: ["centralid", "cochraneid"],
    },
    authors: bySemicolon,
  },
  {
    name: "EBSCOhost",
    marks: [["plink"], ["articletitle", "journaltitle", "accessionnumber", "doctype"]],
    attribution: { producer: "EBSCOhost" },
    keeps: true,
    columns: {
      title: ["articletitle", "title"],
      authors: ["author", "authors"],
      venue: ["journaltitle"],
      date: ["publicationdate"],
      url: ["plink"],
      keywords: ["keywords", "subjects"],
    },
    authors: bySemicolon,
  },
  {
    name: "Publish or Perish",
    marks: [
      ["title", "gsrank", "querydate"],
      ["title", "cites", "articleurl", "citesurl"],
    ],
    attribution: { producer: "Publish or Perish" },
    keeps: true,
    columns: {
      venue: ["source"],
      url: ["articleurl", "citesurl", "citationurl", "fulltexturl"],
      citations: ["cites"],
    },
    authors: byComma,
  },
  {
    name: "Google Scholar",
    marks: [["authors", "title", "publication", "volume", "number", "pages", "year", "publisher"]],
    exact: true,
    attribution: searched("Google Scholar"),
    columns: { venue: ["publication"], database: [] },
    authors: bySemicolon,
  },
  {
    name: "Zotero",
    marks: [
      ["key", "itemtype", "abstractnote"],
      ["key", "itemtype", "publicationtitle"],
    ],
    attribution: { producer: "Zotero" },
    keeps: true,
    columns: {
      authors: ["author"],
      venue: ["publicationtitle", "conferencename", "journalabbreviation"],
      type: ["itemtype"],
      arxiv: ["extra", "archivelocation"],
      keywords: ["manualtags", "automatictags"],
      accession: ["callnumber"],
      database: ["librarycatalog"],
      archive: ["archive"],
    },
    authors: bySemicolon,
    notAnEntry: (cell) => {
      const type = cell("itemtype") ?? "";
      return /^(?:attachment|note|annotation)$/i.test(type) ? `Zotero's ${type}` : undefined;
    },
  },
  {
    name: "Rayyan",
    marks: [["key", "title", "pubmedid", "pmcid"]],
    attribution: { producer: "Rayyan" },
    keeps: true,
    columns: { accession: ["key"], database: [] },
    authors: byAnd,
  },
  {
    name: "Covidence",
    marks: [
      ["title", "covidence", "ref"],
      ["title", "covidence", "study"],
    ],
    attribution: { producer: "Covidence" },
    keeps: true,
    columns: { accession: ["accessionnumber"] },
    authors: (cell) => (cell.includes(";") ? bySemicolon(cell) : byGuess(cell)),
  },
  {
    name: "ASReview",
    marks: [
      ["title", "recordid", "asreviewranking"],
      ["title", "asreviewlabel"],
      ["title", "asreviewprior"],
    ],
    attribution: { producer: "ASReview" },
    keeps: true,
    columns: { database: ["database", "source"] },
    authors: byGuess,
  },
  {
    // Its data frame, and the files of its Shiny app: the tags of Web of Science for every database.
    name: "bibliometrix",
    marks: [
      ["au", "ti", "db"],
      ["au", "ti", "sr"],
    ],
    attribution: { producer: "bibliometrix" },
    keeps: true,
    columns: { ...WOS_TAGS, pages: ["pp"], database: ["db"] },
    authors: bySemicolon,
  },
  {
    name: "Abstrackr",
    marks: [["title", "internalid", "sourceid"]],
    attribution: { producer: "Abstrackr" },
    keeps: true,
    columns: { accession: ["sourceid"] },
    authors: (cell) => cell.split(/\n\s*(?:and\s+)?|(?<!\s)\s+and\s+|;/),
    notAnEntry: (_, cells) =>
      cells.length === 1 && /not yet labell?ed/i.test(cells[0] ?? "")
        ? "Abstrackr's note between two lists"
        : undefined,
  },
  {
    name: "slr",
    marks: [["record", "title", "sources", "accessionnumber", "box"]],
    attribution: { producer: "slr" },
    keeps: true,
    columns: { accession: ["accessionnumber"], database: [] },
    // slr writes a person's family name first, with a comma behind it; what has none is a group.
    authors: (cell) =>
      bySemicolon(cell).map((name) => (name.includes(",") ? name : `{${name.trim()}}`)),
  },
  {
    name: "RefWorks",
    marks: [["referencetype", "titleprimary"]],
    attribution: { producer: "RefWorks" },
    keeps: true,
    columns: {
      authors: ["authorsprimary", "authorssecondary"],
      year: ["pubyear"],
      date: ["pubdatefreefrom"],
      venue: ["periodicalfull", "titlesecondary", "periodicalabbrev"],
      pages: [],
      lastPage: ["otherpages"],
      url: ["url", "links"],
      database: ["database", "datasource"],
    },
    authors: bySemicolon,
  },
  {
    name: "BVS",
    marks: [["title", "descriptors", "publicationcountry"]],
    attribution: { database: "BVS", kind: "database", producer: "BVS" },
    keeps: true,
    columns: { url: ["fulltexturl"], accession: ["id"], database: ["database"] },
    authors: bySemicolon,
    derive: (cell) => ofBvsSource(cell("source") ?? ""),
  },
  {
    name: "SciELO",
    marks: [["id", "title", "languages", "fulltexturl"]],
    lacks: ["descriptors"],
    attribution: searched("SciELO"),
    columns: { url: ["fulltexturl"], accession: ["id"], database: [] },
    authors: byPairs,
    derive: (cell) => ofBvsSource(cell("source") ?? ""),
  },
  {
    name: "ClinicalTrials.gov",
    marks: [
      ["nctnumber", "studytitle"],
      ["nctnumber", "title"],
    ],
    attribution: {
      database: "ClinicalTrials.gov",
      kind: "register",
      producer: "ClinicalTrials.gov",
    },
    columns: {
      title: ["studytitle", "title"],
      abstract: ["briefsummary"],
      authors: [],
      year: [],
      date: [
        ...["firstposted", "studyfirstposted", "firstsubmitted", "studyfirstsubmitted"],
        ...["startdate", "studystart", "resultsfirstposted", "lastupdateposted"],
      ],
      type: [],
      url: ["studyurl", "url"],
      keywords: ["conditions", "interventions"],
      accession: ["nctnumber"],
      database: [],
    },
    authors: byBar,
    derive: () => ({ type: "registration" }),
  },
  {
    name: "Paperpile",
    marks: [
      ["itemtype", "title", "publicationyear", "urls"],
      ["itemtype", "title", "folders"],
    ],
    attribution: { producer: "Paperpile" },
    keeps: true,
    columns: { venue: ["fulljournal", "journal", "proceedingstitle", "booktitle"] },
    authors: byComma,
  },
  {
    // Its header could be anybody's; its downloads carry its name.
    name: "ResearchRabbit",
    marks: [["title", "authors"]],
    fileName: /research[-_ ]?rabbit/i,
    attribution: { kind: "citation-searching", producer: "ResearchRabbit" },
    columns: { database: [] },
    authors: byComma,
  },
];

/** A table from an unknown program. */
export const GENERIC: Producer = {
  name: "",
  marks: [],
  attribution: {},
  keeps: true,
  columns: { database: ["database", "databasename", "nameofdatabase", "sourcedatabase", "source"] },
  authors: byGuess,
};

/** The producer whose marks are in a header of these column names. */
export function producerOf(names: readonly string[], file: string): Producer | undefined {
  const present = new Set(names.filter((name) => name !== ""));
  return PRODUCERS.find(
    ({ marks, lacks, exact, fileName }) =>
      (fileName === undefined || fileName.test(file)) &&
      !lacks?.some((name) => present.has(name)) &&
      marks.some(
        (mark) =>
          mark.every((name) => present.has(name)) && (!exact || mark.length === present.size),
      ),
  );
}

function searched(database: string): Attribution {
  return { database, kind: "database", producer: database };
}

/** `Gao X., Ni W.`; a comma before initials alone belongs to the name: `Smith J., Jr.` does not split. */
function scopusBefore2023(cell: string): readonly string[] {
  return cell.split(/,\s+(?!(?:Jr|Sr|I{2,3}|IV)\b)/);
}

function eidOf(link: string): Partial<BibRecord> {
  return defined({ accession: /[?&]eid=(2-s2\.0-\d+)/.exec(link)?.[1] });
}

/** `Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014`. */
function ofEmbaseSource(source: string): Partial<BibRecord> {
  const match =
    /^(.{1,300}?)\s\((\d{4})\)(?:\s(\w[^\s:(]{0,20}))?(?::([^\s(]{1,20}))?(?:\s\(([^()]{1,40})\))?/.exec(
      source,
    );
  if (match === null) return {};
  const [, venue, year, volume, issue, pages] = match;
  const given = { venue, volume, issue, pages: pages === undefined ? undefined : pagesOf(pages) };
  return { ...defined(given), year: Number(year) };
}

/** NLM's `Eur J Med Genet. 2020 Feb;63(2):103640. doi: 10.1016/….` */
function ofCitation(citation: string): Partial<BibRecord> {
  const venue = /^([^.]{1,200})\. \d{4}/.exec(citation)?.[1];
  const place = /;([^\s;:(]{0,20})(?:\(([^()]{1,40})\))?:([^\s;:]{1,40}?)\.(?:\s|$)/.exec(citation);
  const doi = /doi: \S/.test(citation) ? findDoi(citation) : undefined;
  return defined({
    venue,
    volume: place?.[1] === "" ? undefined : place?.[1],
    issue: place?.[2],
    pages: place?.[3],
    doi,
  });
}

/** Semantic Scholar's `{'DOI': '10.1000/a', 'PubMed': '1234', 'ArXiv': '2301.00001'}`. */
function ofIdentifiers(cell: string): Partial<BibRecord> {
  const ids = literalIn(cell);
  if (typeof ids !== "object" || ids === null) return {};
  const text = (name: string) => {
    const value = new Map(Object.entries(ids)).get(name);
    return typeof value === "string" ? value : undefined;
  };
  return defined({
    doi: findDoi(text("DOI") ?? ""),
    pmid: pmidOf(text("PubMed") ?? ""),
    pmcid: pmcidOf(text("PubMedCentral") ?? ""),
    arxiv: findArxivId(`arXiv:${text("ArXiv") ?? ""}`),
  });
}

/** BVS's `J Psychiatr Res;139: 179-184, 2021 07.` and SciELO's `Interdisciplinaria; 40(1); 63-80`. */
function ofBvsSource(source: string): Partial<BibRecord> {
  const match =
    /; ?(\d{1,6})? ?(?:\(([^()]{1,20})\))? ?[:;] ?([\w.-]{1,20}-[\w.-]{1,20}) ?(?:,|$)/.exec(
      source.replace(/\s+/g, " "),
    );
  return defined({ volume: match?.[1], issue: match?.[2], pages: match?.[3] });
}

/** The object without its `undefined` members, which an optional field may not hold. */
function defined(
  fields: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}
