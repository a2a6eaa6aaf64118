import { fold } from "../../core/records/normalize.ts";

/**
 * The possible content of a column: the fields of a record, and the parts from which some fields
 * are made.
 */
export const FIELDS = [
  "title",
  "abstract",
  "authors",
  "year",
  "date",
  "venue",
  "type",
  "language",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "issn",
  "volume",
  "issue",
  "pages",
  "firstPage",
  "lastPage",
  "articleNumber",
  "url",
  "keywords",
  "mesh",
  "accession",
  "citations",
  "database",
  "archive",
] as const;
export type TableField = (typeof FIELDS)[number];

/** Which columns hold a field, best first. Names are as `columnName` writes them. */
export type ColumnMap = Readonly<Partial<Record<TableField, readonly string[]>>>;

/** Fields that slr.yaml may map to a column, under their names in `BibRecord`; `id` is the accession number. */
export const MAPPABLE: Readonly<Record<string, TableField>> = {
  title: "title",
  abstract: "abstract",
  authors: "authors",
  year: "year",
  venue: "venue",
  type: "type",
  language: "language",
  doi: "doi",
  pmid: "pmid",
  pmcid: "pmcid",
  arxiv: "arxiv",
  issn: "issn",
  volume: "volume",
  issue: "issue",
  pages: "pages",
  url: "url",
  keywords: "keywords",
  mesh: "mesh",
  accession: "accession",
  id: "accession",
  citations: "citations",
};

/**
 * A column's name without case, accents, blanks and punctuation: `Author(s)` and `AUTHORS` are
 * `authors`. Names of Dublin Core and PRISM lose their prefix: `dc:title`, and R's `dc.title`, is
 * `title`.
 */
export function columnName(cell: string): string {
  // Folding splits Korean syllables; here they are whole.
  return fold(cell)
    .replace(/^(?:dc|dcterms|prism)[:.]/, "")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .normalize("NFC");
}

/** Columns of tables from unknown programs; a producer's own map comes before it. */
export const GENERIC_COLUMNS: Readonly<Record<TableField, readonly string[]>> = {
  title: [
    "title",
    "documenttitle",
    "articletitle",
    "itemtitle",
    "papertitle",
    "studytitle",
    "titleprimary",
    "primarytitle",
    "worktitle",
    "recordtitle",
    "referencetitle",
    "titleofpaper",
    "titleofarticle",
    "titlename",
    "titulo",
    "titre",
    "titel",
    "titolo",
    "tytul",
    "название",
    "标题",
    "標題",
    "题名",
    "篇名",
    "名稱",
    "書名",
    "タイトル",
    "제목",
  ],
  abstract: [
    "abstract",
    "abstractnote",
    "notesabstract",
    "abstracttext",
    "abstracts",
    "summary",
    "resumo",
    "resumen",
    "resume",
    "zusammenfassung",
    "摘要",
    "초록",
  ],
  authors: [
    "authors",
    "author",
    "authornames",
    "authorsnames",
    "authorlist",
    "authorfullnames",
    "authorsprimary",
    "firstauthors",
    "creators",
    "creator",
    "autores",
    "auteurs",
    "autoren",
    "作者",
    "저자",
    "firstauthor",
  ],
  year: [
    "year",
    "publicationyear",
    "pubyear",
    "publishedyear",
    "yearpublished",
    "yearofpublication",
    "publishyear",
    "ano",
    "annee",
    "jahr",
    "年份",
    "年",
  ],
  date: [
    "date",
    "publicationdate",
    "publisheddate",
    "datepublished",
    "dateofpublication",
    "pubdate",
    "coverdate",
    "issued",
    "published",
    "onlinedate",
  ],
  venue: [
    "journal",
    "journaltitle",
    "journalname",
    "fulljournal",
    "sourcetitle",
    "publicationtitle",
    "publicationname",
    "publication",
    "venue",
    "journalbook",
    "periodicalfull",
    "containertitle",
    "booktitle",
    "proceedingstitle",
    "secondarytitle",
    "alternatetitle3",
    "alternatetitle2",
    "alternatetitle1",
    "conferencename",
    "conference",
    "revista",
    "期刊",
    "來源出版物名稱",
  ],
  type: [
    "documenttype",
    "publicationtype",
    "itemtype",
    "referencetype",
    "typeofreference",
    "doctype",
    "contenttype",
    "articletype",
    "pubtype",
    "subtype",
    "genre",
    "type",
  ],
  language: ["language", "languages", "lang", "articlelanguage", "idioma"],
  doi: ["doi", "itemdoi", "articledoi", "digitalobjectidentifier", "doilink", "doiurl"],
  pmid: ["pmid", "pubmedid", "medlinepmid"],
  pmcid: ["pmcid", "pmc"],
  arxiv: ["arxivid", "arxiv"],
  issn: ["issn", "issns", "eissn", "printissn", "onlineissn", "issnisbn"],
  volume: ["volume", "volumenumber", "journalvolume", "vol"],
  issue: ["issue", "issuenumber", "journalissue", "issueno", "number"],
  pages: ["pages", "pagination", "pagerange", "page"],
  firstPage: ["startpage", "pagestart", "firstpage", "beginningpage"],
  lastPage: ["endpage", "pageend", "lastpage", "endingpage"],
  articleNumber: ["articlenumber", "articleno", "artno"],
  url: ["url", "urls", "link", "links", "fulltexturl", "articleurl", "sourceurl", "uri", "pdflink"],
  keywords: [
    "keywords",
    "keyword",
    "authorkeywords",
    "indexkeywords",
    "indexterms",
    "subjects",
    "subjectheadings",
    "descriptors",
  ],
  mesh: ["meshterms", "meshheadings", "mesh"],
  accession: ["accessionnumber", "eid", "utuniquewosid", "lensid", "nctnumber"],
  citations: ["citedby", "citedbycount", "timescited", "citationcount", "citations", "cites"],
  database: [
    "database",
    "databasename",
    "nameofdatabase",
    "sourcedatabase",
    "librarycatalog",
    "databaseprovider",
  ],
  archive: [],
};

const TITLES: ReadonlySet<string> = new Set(GENERIC_COLUMNS.title);
const KNOWN: ReadonlySet<string> = new Set(Object.values(GENERIC_COLUMNS).flat());

/** Tells whether a column of this name contains titles in any table. */
export function isTitleColumn(name: string): boolean {
  return TITLES.has(name);
}

/** Tells whether a column of this name has a meaning in any table. */
export function isKnownColumn(name: string): boolean {
  return KNOWN.has(name);
}
