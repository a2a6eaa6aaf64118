import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import { findArxivId, findYear, normalizeType, stated } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../fields/attribution.ts";
import { authorsIn } from "../fields/authors.ts";
import type { EntryContent } from "../fields/finish.ts";
import { doiOfLink, issnsOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { listOf, unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import { typeOf } from "../fields/record-types.ts";
import { hasStandIns } from "../fields/roles.ts";
import type { Attribution, Format } from "../format.ts";
import { textMarks } from "../marks.ts";
import { collapseBlanks } from "../text/lines.ts";
import { leavesOf, type XmlElement } from "./elements.ts";
import { beginsLikeXml, readXml } from "./read.ts";

/**
 * The XML of EndNote, which Zotero, Mendeley and Reference Manager write, too. Its values are in
 * runs of `<style>`, and the file is often one line.
 */
export const endnoteXml: Format<"endnote-xml"> = {
  id: "endnote-xml",
  marks: textMarks(/<record(?=[\s/>])/gi),
  telltale: {
    line: /^\s{0,20}(?:<[?!][^<>]{0,300}>\s{0,20}){0,3}<(?:xml|records)[\s>]/,
    isAnywhere: true,
  },
  recognizes: (head) => beginsLikeXml(head) && !FOREIGN.test(head) && TRAITS.test(head),
  read: (chunks, options) => readXml(chunks, options, TAGS, contentOf),
};

const TRAITS =
  /<record(?:\s[^<>]*)?>[\s\S]*<(?:rec-number|ref-type|source-app|contributors|titles|reference_type)\b/i;
const FOREIGN = /<(?:rdf:RDF|PubmedArticle|PubmedBookArticle|(?:mods:)?mods(?:Collection)?)[\s>]/;

const TAGS = {
  id: "endnote-xml",
  begin: /<record(?=[\s/>])/gi,
  isRecord: (name: string) => name.toLowerCase() === "record",
  isTitle: (name: string) => name.toLowerCase() === "titles",
  // Every value stands in runs of text with a font: they are most of the file.
  decoration: /<\/?style\b[^<>]{0,500}>/g,
};

/** EndNote's numbers for its reference types, for exports without their names. */
const TYPE_NUMBERS: Readonly<Record<string, RecordType>> = {
  "3": "other",
  "5": "book chapter",
  "6": "book",
  "10": "conference paper",
  "17": "article",
  "19": "article",
  "23": "article",
  "27": "report",
  "28": "book",
  "32": "thesis",
  "34": "preprint",
  "43": "article",
  "44": "book",
  "47": "conference paper",
  "57": "dataset",
  "59": "dataset",
};

/** EndNote's names for types that no other program uses. */
const TYPE_NAMES: Readonly<Record<string, RecordType>> = {
  "electronic article": "article",
  "magazine article": "article",
  "newspaper article": "article",
  "electronic book": "book",
  "edited book": "book",
  "electronic book section": "book chapter",
  "unpublished work": "preprint",
};

const URLS = ["related-urls", "web-urls", "text-urls", "pdf-urls"].map(
  (kind) => `urls/${kind}/url`,
);

/** The values at a path of names; a value of several lines is one value. */
type ValuesAt = (path: string) => readonly string[];

function contentOf(record: XmlElement): EntryContent {
  const original = leavesOf(record);
  const values = new Map<string, string[]>();
  for (const [path, value] of original) {
    // EndNote 8 and before wrote `<SECONDARY_TITLE>`.
    const name = /[A-Z_]/.test(path) ? path.toLowerCase().replaceAll("_", "-") : path;
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  const field: ValuesAt = (path) => values.get(path) ?? [];
  const lines: ValuesAt = (path) => field(path).flatMap((value) => value.split(/[\r\n]+/));
  const text = (...paths: readonly string[]): string | undefined => {
    for (const path of paths) {
      for (const value of field(path)) {
        const found = stated(collapseBlanks(value));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };

  const type = documentType(text("ref-type@name"), text("ref-type"), text("work-type"));
  const urls = URLS.flatMap(lines).map((url) => url.trim().slice(0, LONGEST_LINK));
  const notes = [...field("notes"), ...field("research-notes")].filter(
    (note) => note.length < LONGEST_LINK,
  );
  const resource = text("electronic-resource-num")?.slice(0, LONGEST_LINK);
  const journal = text("periodical/full-title", "titles/secondary-title", "secondary-title");
  const accession = text("accession-num") ?? firstMatch(/\b((?:WOS|ISI):\w{5,})/, urls);
  const databases = lines("remote-database-name").flatMap((name) => databaseNamed(name) ?? []);
  const host = databaseNamed(text("remote-database-provider") ?? "");
  const isPubMed = [...databases, host].some((evidence) => evidence?.database === "PubMed");
  const yearText = text("dates/year", "year");
  const yearOrDate = [yearText, text("dates/pub-dates/date")].flatMap(
    (date) => findYear(date ?? "") ?? [],
  );

  return {
    fields: {
      title: text("titles/title", "title"),
      abstract: text("abstract"),
      authors: authorsOf(lines, hasStandIns(text("ref-type@name"))),
      year: yearOrDate[0],
      venue: text(
        "periodical/full-title",
        // The second title of a whole book is its series.
        ...(type === "book" ? [] : ["titles/secondary-title", "secondary-title"]),
        "alt-periodical/full-title",
        "titles/alt-title",
        "periodical/abbr-1",
      ),
      type,
      language: languageOf(text("language") ?? ""),
      doi: (resource && findDoi(resource)) || urls.flatMap((url) => doiOfLink(url) ?? [])[0],
      pmid:
        (isPubMed && accession !== undefined ? pmidOf(accession) : undefined) ??
        firstMatch(/^PMID: ?(\d{1,8})$/im, notes) ??
        firstMatch(/\bPMID\s?:?\s*(?:NLM)?(\d{4,8})\b/i, notes) ??
        firstMatch(/(?:pubmed\.ncbi\.nlm\.nih\.gov|nih\.gov\/pubmed)\/(\d{4,8})\b/i, urls),
      pmcid: firstMatch(/\bPMC\d{2,9}\b/, [text("custom2") ?? "", ...urls]),
      // Only a note of its own is about this report: others contain references.
      arxiv: [resource, ...urls, journal, ...notes.filter((note) => note.length < 300)].flatMap(
        (value) => findArxivId(value ?? "") ?? [],
      )[0],
      issn: unique([...field("isbn"), ...field("issn")].flatMap(issnsOf)),
      volume: text("volume"),
      issue: text("number", "issue"),
      pages: pagesOf(text("pages") ?? "") || undefined,
      url: urls.find((url) => /^https?:/i.test(url)),
      keywords: unique(field("keywords/keyword").flatMap(keywordsOf)),
      mesh: [],
      accession,
      citations: undefined,
      original,
    },
    attribution: originOf(text("source-app@name", "source-app"), accession, databases, host, urls),
    badYear: yearText,
  };
}

// A longer text is neither a link nor an identifier, and hostile text must not cost time.
const LONGEST_LINK = 4000;

/**
 * The name of the type, otherwise its number; `<work-type>` is often more exact than "Journal
 * Article".
 */
function documentType(
  name: string | undefined,
  number: string | undefined,
  workType: string | undefined,
): RecordType | undefined {
  const known = ownValue(TYPE_NAMES, name?.toLowerCase() ?? "") ?? typeOf(name ?? "");
  const type = known ?? ownValue(TYPE_NUMBERS, number ?? "") ?? typeOf(number ?? "");
  const exact =
    workType !== undefined && workType.length < 60 ? normalizeType(workType) : undefined;
  const isAbstract = type === "conference paper" && exact === "conference abstract";
  if (type !== undefined && type !== "article" && !isAbstract) return type;
  return exact ?? type;
}

/** Authors, else editors, else those of the series. */
function authorsOf(lines: ValuesAt, hasStandIns: boolean): readonly Author[] {
  const others = hasStandIns ? ["secondary-authors", "tertiary-authors"] : [];
  for (const kind of ["authors", ...others]) {
    const names = [...lines(`contributors/${kind}/author`), ...lines(`${kind}/author`)];
    const authors = names.flatMap((name) => authorsIn(stated(name) ?? ""));
    if (authors.length > 0) return authors;
  }
  return [];
}

/** Without the mark of major topics; several in one where a program put them so. */
function keywordsOf(value: string): readonly string[] {
  const keywords = /[;\r\n]/.test(value) ? listOf(value) : [value.replace(/^\*/, "")];
  return keywords.flatMap((keyword) => stated(collapseBlanks(keyword)) ?? []);
}

function firstMatch(pattern: RegExp, texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match !== null) return match[1] ?? match[0];
  }
  return undefined;
}

function originOf(
  app: string | undefined,
  accession: string | undefined,
  databases: readonly Attribution[],
  host: Attribution | undefined,
  urls: readonly string[],
): Attribution {
  const links = urls.flatMap((url) => databaseOfUrl(url) ?? []);
  return combineEvidence([
    // Embase.com also exports records taken from MEDLINE; all of them were found in Embase.
    links.find(({ producer }) => producer === "Embase.com"),
    // EndNote's own search of PubMed calls it MEDLINE, of the NLM.
    host?.database === "PubMed" ? host : undefined,
    ...databases,
    accession === undefined ? undefined : databaseOfAccession(accession),
    host,
    // Other databases link to PubMed as well, but PubMed to none of them.
    links.find(({ database }) => database !== "PubMed"),
    ...links,
    app === undefined ? undefined : (databaseNamed(app) ?? { producer: app }),
  ]);
}
