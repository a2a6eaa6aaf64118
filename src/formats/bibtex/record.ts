import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { BibRecord, RecordType } from "../../core/records/model.ts";
import {
  findArxivId,
  findYear,
  joinPages,
  normalizeLanguage,
  normalizeType,
  stated as realValue,
} from "../../core/records/normalize.ts";
import { withoutAbsent } from "../../core/records/without-absent.ts";
import type { EntryContent } from "../fields/finish.ts";
import type { Attribution } from "../format.ts";
import { decodeLatex, decodeLink } from "../text/latex.ts";
import { decodeReferences } from "../text/markup.ts";
import type { BibtexField } from "./fields.ts";
import { readAuthors } from "./names.ts";
import { originOf } from "./origin.ts";

/** The fields of an entry as the record of a review. */

export interface BibtexEntry {
  /** As written: `ARTICLE`. */
  readonly type: string;
  readonly key: string;
  readonly fields: readonly BibtexField[];
}

/** The fields that a work gives to the chapters and papers that name it in `crossref`. */
export interface Parent {
  readonly venue?: string;
  readonly year?: number;
  /** Its fields, except those that only describe its own entry. */
  readonly fields: readonly BibtexField[];
}

/** Works that contain others. */
const WHOLE_WORKS: ReadonlySet<string> = new Set(
  "book mvbook collection mvcollection proceedings mvproceedings periodical reference".split(" "),
);

/** Works that nobody searches for: DBLP adds them to the papers in them. */
const COLLECTIONS: ReadonlySet<string> = new Set(
  "collection mvcollection proceedings mvproceedings periodical".split(" "),
);

/** Works that are part of another work, which is their venue, before any series. */
const PARTS: ReadonlySet<string> = new Set(
  "inproceedings conference incollection inbook bookinbook suppbook suppcollection inreference".split(
    " ",
  ),
);

/** Entry types of BibLaTeX and Mendeley that core's table of types does not have. */
const ENTRY_TYPES: ReadonlyMap<string, RecordType> = new Map([
  ["mvbook", "book"],
  ["collection", "book"],
  ["mvcollection", "book"],
  ["booklet", "book"],
  ["reference", "book"],
  ["mvreference", "book"],
  ["bookinbook", "book chapter"],
  ["suppbook", "book chapter"],
  ["suppcollection", "book chapter"],
  ["inreference", "book chapter"],
  ["mvproceedings", "conference paper"],
  ["suppperiodical", "article"],
  ["magazine_article", "article"],
  ["newspaper_article", "article"],
  ["manual", "report"],
  ["patent", "other"],
  ["software", "other"],
]);

/** Names of languages that only LaTeX uses. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["american", "English"],
  ["usenglish", "English"],
  ["british", "English"],
  ["ukenglish", "English"],
  ["canadian", "English"],
  ["australian", "English"],
  ["ngerman", "German"],
  ["austrian", "German"],
  ["naustrian", "German"],
  ["nswissgerman", "German"],
  ["francais", "French"],
  ["brazil", "Portuguese"],
  ["brazilian", "Portuguese"],
]);

/** Reads the fields of an entry. */
export function readContent(
  entry: BibtexEntry,
  parents: ReadonlyMap<string, Parent>,
  header: Attribution | undefined,
): EntryContent {
  const values = valuesOf(entry.fields);
  const type = entry.type.toLowerCase();

  const all = (name: string): readonly string[] => values.get(name) ?? [];
  const raw = (...names: readonly string[]): string => {
    for (const name of names) {
      for (const value of all(name)) if (!/^[\s{}]*$/.test(value)) return value;
    }
    return "";
  };
  const text = (...names: readonly string[]): string | undefined => plain(raw(...names));

  const notes = all("note")
    .map((note) => decodeLatex(note))
    .join("\n");
  const crossref = raw("crossref");
  const parent = parents.get(crossrefOf(entry) ?? "");
  const url = linkOf(raw("url", "bdsk-url-1", "ee", "howpublished"));
  const doi = doiOf(raw("doi"), url, crossref, entry.key, notes);
  const arxiv = arxivOf(raw, url, doi, notes);
  const authors = [
    ...all("author"),
    ...(WHOLE_WORKS.has(type) && raw("author") === "" ? all("editor") : []),
  ].flatMap(readAuthors);
  const title = titleOf(text("title"), text("subtitle"));
  const venue = venueOf(type, raw, parent);
  const abstract = text("abstract");
  const { year, badYear } = yearOf(raw, parent);
  const pmid = pmidOf(raw, url, entry.key, notes);
  const pmcid = /\bPMC\d{3,9}\b/i
    .exec(
      [raw("pmcid", "pmc"), url ?? "", /^PMC/.test(entry.key) ? entry.key : "", notes].join(" "),
    )?.[0]
    ?.toUpperCase();
  const recordType = typeOf(type, raw, venue, doi, arxiv);
  const languageName = text("language", "langid") ?? "";
  const language = normalizeLanguage(LANGUAGES.get(languageName.toLowerCase()) ?? languageName);
  const volume = text("volume")?.replace(/[–—]/g, "-");
  const issue = text("number", "issue")?.replace(/[–—]/g, "-");
  const pages = pagesOf(text("pages")) ?? text("article-number", "art_number", "articleno", "eid");
  const accession = accessionOf(raw, url, entry.key);
  const citations = citationsOf(raw("times-cited", "citations"), notes);

  const fields = {
    title,
    abstract,
    authors,
    year,
    venue,
    type: recordType,
    language,
    doi,
    pmid,
    pmcid,
    arxiv,
    issn: issnsOf([...all("issn"), ...all("eissn")]),
    volume,
    issue,
    pages,
    url,
    keywords: keywordsOf(
      ["author_keywords", "author-keywords", "keywords", "keyword", "keywords-plus"].flatMap(all),
    ),
    mesh: keywordsOf(["mesh", "mesh_terms", "mesh-terms"].flatMap(all)),
    accession,
    citations,
    original: originalOf(entry, values, parent),
  };
  const attribution = originOf(
    { key: entry.key, type, field: raw, doi, url, accession, names: [...values.keys()] },
    header,
  );
  return { fields, attribution, badYear };
}

/** Where the work appeared, by the fields that say it for its type. */
function venueOf(
  type: string,
  raw: (...names: readonly string[]) => string,
  parent: Parent | undefined,
): string | undefined {
  const text = (...names: readonly string[]) => plain(raw(...names));
  const own = PARTS.has(type)
    ? text("booktitle", "journal", "journaltitle", "maintitle")
    : text("journal", "journaltitle", "booktitle");
  if (own !== undefined) return own;
  if (parent?.venue !== undefined) return parent.venue;
  if (raw("slr-record") !== "") {
    // slr's own exports put the venue where styles print it for the type of the entry. Until 0.1.0
    // slr wrote the venue of a thesis into `school`.
    const exported = text(
      "howpublished",
      "series",
      ...(type === "thesis" ? ["school"] : []),
      // slr gives a report its publisher as institution, too.
      ...(raw("institution") === raw("publisher") ? [] : ["institution"]),
    );
    if (exported !== undefined) return exported;
  }
  return raw("eprint") === "" ? undefined : text("archiveprefix", "eprinttype");
}

/** Everything that an entry says, and what it has from the work that it is part of. */
function originalOf(
  entry: BibtexEntry,
  values: ReadonlyMap<string, readonly string[]>,
  parent: Parent | undefined,
): BibRecord["original"] {
  return [
    [`@${entry.type}`, entry.key],
    ...entry.fields.map(({ name, value }): readonly [string, string] => [name, value]),
    ...(parent?.fields ?? [])
      .filter(({ name }) => !values.has(name.toLowerCase()))
      .map(({ name, value }): readonly [string, string] => [`crossref/${name}`, value]),
  ];
}

/** The fields that an entry gives to those that name its key, if it is a work that has parts. */
export function readParent(
  entry: BibtexEntry,
  own: () => Pick<EntryContent["fields"], "title" | "year">,
): Parent | undefined {
  if (!WHOLE_WORKS.has(entry.type.toLowerCase())) return undefined;
  const { title, year } = own();
  const booktitle = entry.fields.find(({ name }) => name.toLowerCase() === "booktitle");
  const inherited = entry.fields.filter(({ name }) => !OWN_FIELDS.has(name.toLowerCase()));
  return withoutAbsent<Parent>({
    venue: ((booktitle && plain(booktitle.value)) ?? title)?.slice(0, LONGEST_INHERITED),
    year,
    fields: inherited.slice(0, MOST_INHERITED).map(({ name, value }) => ({
      name,
      value: value.slice(0, LONGEST_INHERITED),
    })),
  });
}

/** Every part gets the fields of its whole; slr reads no more of one, and no more of them. */
const LONGEST_INHERITED = 10_000;
const MOST_INHERITED = 50;

/** Fields that describe an entry's own place in a database or library. */
const OWN_FIELDS: ReadonlySet<string> = new Set(
  "crossref title subtitle booktitle doi url ee eprint biburl bibsource timestamp file abstract keywords".split(
    " ",
  ),
);

/** The key, in lower case, of the work that contains an entry; SciELO writes a DOI there. */
export function crossrefOf({ fields }: BibtexEntry): string | undefined {
  const value = fields.find(({ name }) => name.toLowerCase() === "crossref")?.value.trim();
  if (value === undefined || value === "" || /^10\.\d{4}/.test(value)) return undefined;
  return value.toLowerCase();
}

/**
 * Tells whether a work may be in a file only for the parts that name it: proceedings without
 * authors.
 */
export function isOnlyParent({ type, key, fields }: BibtexEntry): boolean {
  const lower = type.toLowerCase();
  const authored = fields.some(({ name }) => name.toLowerCase() === "author");
  return !authored && (COLLECTIONS.has(lower) || (lower === "book" && key.startsWith("DBLP:")));
}

/** All values of a field, by its name in lower case. */
function valuesOf(fields: readonly BibtexField[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const { name, value } of fields) {
    const lower = name.toLowerCase();
    const known = values.get(lower);
    if (known === undefined) values.set(lower, [value]);
    else known.push(value);
  }
  return values;
}

type Raw = (...names: readonly string[]) => string;

function plain(value: string): string | undefined {
  return realValue(joined(decodeLatex(value)));
}

/**
 * Line ends and runs of blanks become one blank; otherwise the words of a wrapped title would be
 * joined.
 */
function joined(text: string): string {
  return /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, " ") : text;
}

function titleOf(title: string | undefined, subtitle: string | undefined): string | undefined {
  if (title === undefined || subtitle === undefined) return title ?? subtitle;
  if (title.toLowerCase().includes(subtitle.toLowerCase())) return title;
  return /[:.?!–—-]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`;
}

function yearOf(
  raw: Raw,
  parent: Parent | undefined,
): { readonly year?: number | undefined; readonly badYear?: string | undefined } {
  let badYear: string | undefined;
  for (const name of ["year", "date", "issue_date"]) {
    const value = plain(raw(name));
    if (value === undefined) continue;
    const year = findYear(value);
    if (year !== undefined) return { year };
    badYear ??= value;
  }
  // Web of Science: `Month = {2024 MAR 1}`, and papers that have only appeared online.
  const year =
    findYear(raw("month")) ??
    findYear(raw("early access date", "earlyaccessdate", "early-access-date")) ??
    parent?.year;
  return year === undefined ? { badYear } : { year };
}

/** A DOI in its own field, in the link, in SciELO's `crossref`, in the key, or named in a note. */
function doiOf(
  field: string,
  url: string | undefined,
  crossref: string,
  key: string,
  notes: string,
): string | undefined {
  const own = findDoi(decodeLink(field));
  if (own !== undefined) return own;
  const linked = findDoi(url ?? "");
  if (linked !== undefined) return linked;
  const wholeKey = /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;
  for (const text of [decodeLink(crossref), key]) {
    const doi = wholeKey.exec(text)?.[1];
    if (doi !== undefined) return findDoi(doi);
  }
  const announced = /\bdoi(?:\.org\/|[:\s]{1,3})\s?(10\.\d{4,9}\/\S{1,200})/i.exec(notes)?.[1];
  return announced === undefined ? undefined : findDoi(announced);
}

function arxivOf(
  raw: Raw,
  url: string | undefined,
  doi: string | undefined,
  notes: string,
): string | undefined {
  const eprint = decodeLink(raw("eprint")).trim();
  if (/^arxiv$/i.test(raw("archiveprefix", "eprinttype").trim()) || raw("primaryclass") !== "") {
    const id = findArxivId(`arXiv:${eprint.replace(/^arxiv:/i, "")}`);
    if (id !== undefined) return id;
  }
  const journal = raw("journal", "journaltitle");
  // DBLP: `journal = {CoRR}, volume = {abs/1909.08053}`.
  if (/^\W*corr\W*$/i.test(journal)) {
    const id = findArxivId(`arXiv:${raw("volume").replace(/^\W*abs\//i, "")}`);
    if (id !== undefined) return id;
  }
  for (const text of [
    raw("arxivid"),
    eprint,
    journal,
    url ?? "",
    doi ?? "",
    raw("howpublished"),
    notes,
  ]) {
    const id =
      findArxivId(text) ?? (text === raw("arxivid") ? findArxivId(`arXiv:${text}`) : undefined);
    if (id !== undefined) return id;
  }
  return undefined;
}

function typeOf(
  entryType: string,
  raw: Raw,
  venue: string | undefined,
  doi: string | undefined,
  arxiv: string | undefined,
): RecordType | undefined {
  const elsewhere =
    (venue !== undefined && !/\barxiv\b|^corr$/i.test(venue)) ||
    (doi !== undefined && !doi.startsWith("10.48550/"));
  if (arxiv !== undefined && !elsewhere) return "preprint";
  return (
    normalizeType(plain(raw("document_type")) ?? "") ??
    normalizeType(plain(raw("type")) ?? "") ??
    ENTRY_TYPES.get(entryType) ??
    normalizeType(entryType)
  );
}

function pmidOf(raw: Raw, url: string | undefined, key: string, notes: string): string | undefined {
  const field = /\d{1,9}/.exec(raw("pmid", "pubmed-id", "pubmedid"))?.[0];
  if (field !== undefined) return field;
  if (/^pubmed$/i.test(raw("eprinttype").trim())) {
    const eprint = /^\s*(\d{1,9})\s*$/.exec(raw("eprint"))?.[1];
    if (eprint !== undefined) return eprint;
  }
  return (
    /^PMID:(\d{1,9})$/.exec(key)?.[1] ??
    /(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d{1,9})\b/.exec(
      url ?? "",
    )?.[1] ??
    /\bPMID:?\s{0,3}(\d{1,9})\b/.exec(notes)?.[1]
  );
}

/** `12--34` as `12-34`. Ovid's `No Pagination Specified` is nothing. */
function pagesOf(pages: string | undefined): string | undefined {
  if (pages === undefined || /^no pagination/i.test(pages)) return undefined;
  return joinPages(
    pages.replace(/(?:(?<!\s)\s+)?[-–—‐‑−]+\s*/g, "-").replace(/^-|-$/g, ""),
    undefined,
  );
}

function issnsOf(values: readonly string[]): readonly string[] {
  const found = values.flatMap(
    (value) => value.match(/(?<![\d-])\d{4}-?\d{3}[\dXx](?![\d-])/g) ?? [],
  );
  return [...new Set(found.map((issn) => `${issn.slice(0, 4)}-${issn.slice(-4)}`.toUpperCase()))];
}

/** Keywords are separated by semicolons, or by commas if there is no semicolon. */
function keywordsOf(values: readonly string[]): readonly string[] {
  const keywords = new Map<string, string>();
  for (const value of values) {
    const text = decodeReferences(joined(decodeLatex(value)));
    const separator = text.includes(";") ? ";" : ",";
    for (const part of text.split(separator)) {
      const keyword = realValue(part);
      if (keyword === undefined) continue;
      const folded = keyword.toLowerCase();
      if (!keywords.has(folded)) keywords.set(folded, keyword);
    }
  }
  return [...keywords.values()];
}

function linkOf(value: string): string | undefined {
  const link = decodeLink(value);
  return /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>"]+/i.exec(link)?.[0];
}

function accessionOf(raw: Raw, url: string | undefined, key: string): string | undefined {
  const own = plain(raw("unique-id", "accession", "accession-number", "accessionnumber"));
  if (own !== undefined) return own;
  // The entry's key is the accession number in Web of Science and, before 2020, in ISI.
  if (/^(?:WOS|ISI|MEDLINE|BIOSIS|ZOOREC|INSPEC|SCIELO|CCC|KJD|CABI):\S+$/.test(key)) return key;
  const eid = /2-s2\.0-\d{5,15}/.exec(`${raw("eid")} ${url ?? ""}`)?.[0];
  if (eid !== undefined) return eid;
  // Since 2025 Scopus links to the number after the prefix of its EID.
  const number = /\bscopus\.com\/pages\/publications\/(\d{5,15})\b/.exec(url ?? "")?.[1];
  return number === undefined ? undefined : `2-s2.0-${number}`;
}

function citationsOf(field: string, notes: string): number | undefined {
  const count =
    /^\W{0,9}(\d{1,7})\W{0,9}$/.exec(field)?.[1] ??
    /\bcited by:?\s{0,3}(\d{1,7})\b/i.exec(notes)?.[1] ??
    /^\s{0,9}(\d{1,7}) cites\b/im.exec(notes)?.[1];
  return count === undefined ? undefined : Number(count);
}
