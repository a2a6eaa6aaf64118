import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import {
  findArxivId,
  findYear,
  joinPages,
  parseAuthor,
  stated,
} from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../fields/attribution.ts";
import type { EntryContent } from "../fields/finish.ts";
import { doiOfLink, issnsOf, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Format } from "../format.ts";
import { textMarks } from "../marks.ts";
import { allAt, firstAt, leavesOf, textOf, textsAt, type XmlElement } from "./elements.ts";
import { beginsLikeXml, readXml } from "./read.ts";

/** MODS, the Library of Congress' XML, of library catalogues, repositories, Zotero and refbase. */
export const mods: Format<"mods"> = {
  id: "mods",
  marks: textMarks(/<(?:\w+:)?mods(?=[\s>])/g),
  telltale: {
    line: /^\s{0,20}(?:<[?!][^<>]{0,300}>\s{0,20}){0,3}<(?:mods:)?modsCollection[\s>]/,
    isAnywhere: true,
  },
  recognizes: (head) =>
    beginsLikeXml(head) &&
    /<(?:[A-Za-z][\w.-]{0,20}:)?mods(?:Collection)?[\s>]/.test(head) &&
    !/<(?:rdf:RDF|PubmedArticle)[\s>]/.test(head),
  read: (chunks, options) => readXml(chunks, options, TAGS, contentOf),
};

const TAGS = {
  id: "mods",
  begin: /<(?:[A-Za-z][\w.-]{0,20}:)?mods(?=[\s/>])/g,
  isRecord: (name: string) => name === "mods",
  isTitle: (name: string) => name === "titleInfo",
};

function contentOf(record: XmlElement): EntryContent {
  const at = (...path: readonly string[]) => stated(textOf(firstAt(record, ...path)));
  const host = allAt(record, "relatedItem").find(({ attributes }) => attributes.type === "host");
  const part = (host && firstAt(host, "part")) ?? firstAt(record, "part");
  const detail = (type: string) => {
    const found = part && allAt(part, "detail").find(({ attributes }) => attributes.type === type);
    return found && stated(textOf(firstAt(found, "number") ?? firstAt(found, "caption") ?? found));
  };
  const identifiers = (type: string, of = record) =>
    allAt(of, "identifier")
      .filter(({ attributes }) => attributes.type?.toLowerCase() === type)
      .map(textOf);
  const urls = [...textsAt(record, "location", "url"), ...identifiers("uri")];
  const doi =
    findDoi(identifiers("doi")[0] ?? "") ?? urls.flatMap((url) => doiOfLink(url) ?? [])[0];
  const date = [
    issuedIn(record),
    part && stated(textOf(firstAt(part, "date"))),
    at("originInfo", "copyrightDate"),
    host && issuedIn(host),
    at("originInfo", "dateCreated"),
  ].filter((text) => text !== undefined);
  const accession =
    stated(identifiers("accessionnumber")[0]) ?? at("recordInfo", "recordIdentifier");
  const catalogue = at("recordInfo", "recordContentSource") ?? "";

  return {
    fields: {
      title: titleOf(record),
      abstract: at("abstract"),
      authors: authorsOf(record),
      year: date.flatMap((text) => findYear(text) ?? [])[0],
      venue: host && titleOf(host),
      type: documentType(textsAt(record, "genre"), host),
      language: languageOf(at("language", "languageTerm") ?? at("language") ?? ""),
      doi,
      pmid: pmidOf([...identifiers("pmid"), ...identifiers("pubmed")][0] ?? ""),
      pmcid: pmcidOf([...identifiers("pmcid"), ...identifiers("pmc")][0] ?? ""),
      arxiv: [
        ...identifiers("arxiv").map((id) => `arXiv:${id.replace(/^arxiv:/i, "")}`),
        doi ?? "",
        ...urls,
      ].flatMap((text) => findArxivId(text) ?? [])[0],
      issn: unique(
        [...identifiers("issn"), ...(host ? identifiers("issn", host) : [])].flatMap(issnsOf),
      ),
      volume: detail("volume"),
      issue: detail("issue") ?? detail("number"),
      pages: part && pagesIn(part),
      url: urls.find((url) => /^https?:/i.test(url)),
      keywords: unique(
        allAt(record, "subject").flatMap((subject) => [
          ...textsAt(subject, "topic"),
          ...textsAt(subject, "geographic"),
        ]),
      ),
      mesh: [],
      accession,
      citations: undefined,
      original: leavesOf(record),
    },
    attribution: combineEvidence([
      databaseNamed(catalogue),
      accession === undefined ? undefined : databaseOfAccession(accession),
      ...urls.map(databaseOfUrl),
    ]),
    badYear: date[0],
  };
}

/** The date of issue; of two that begin and end a time, the first. */
function issuedIn(work: XmlElement): string | undefined {
  const dates = allAt(work, "originInfo", "dateIssued");
  const key = dates.find(({ attributes }) => attributes.keyDate === "yes");
  const start = dates.find(({ attributes }) => attributes.point !== "end");
  const best = key?.attributes.point === "end" ? start : (key ?? start);
  return stated(textOf(best ?? dates[0]));
}

/** The main title of a work, with its article and its subtitle: `The Art: A Study`. */
function titleOf(work: XmlElement): string | undefined {
  const titles = allAt(work, "titleInfo");
  const main = titles.find(({ attributes }) => attributes.type === undefined) ?? titles[0];
  if (main === undefined) return undefined;
  const at = (name: string) => textOf(firstAt(main, name));
  const title = [at("nonSort"), at("title")].filter((text) => text !== "").join(" ");
  const subtitle = at("subTitle");
  if (subtitle === "" || title === "") return stated(title || subtitle);
  return stated(/[:.?!–—-]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`);
}

/** Who is called an author or a creator, else all who have no role, else who made the work, else the editors. */
function authorsOf(record: XmlElement): readonly Author[] {
  const names = allAt(record, "name").map((name) => ({
    roles: textsAt(name, "role", "roleTerm").map((role) => role.toLowerCase()),
    author: authorOf(name),
  }));
  for (const wanted of [/^(?:aut|author|cre|creator)$/, undefined, MAKERS, /^(?:edt|editor)$/]) {
    const found = names.filter(({ roles }) =>
      wanted === undefined ? roles.length === 0 : roles.some((role) => wanted.test(role)),
    );
    const authors = found.flatMap(({ author }) => author ?? []);
    if (authors.length > 0) return authors;
  }
  return [];
}

/** Photographers, performers and others who make works without authors, as MARC calls them. */
const MAKERS =
  /^(?:art|artist|cmp|composer|ctg|cartographer|drt|director|inv|inventor|ive|interviewee|pht|photographer|pre|presenter|prf|performer|prg|programmer|spk|speaker)$/;

function authorOf(name: XmlElement): Author | undefined {
  const parts = allAt(name, "namePart");
  const of = (type: string | undefined) =>
    parts
      .filter(({ attributes }) => attributes.type === type)
      .map(textOf)
      .filter((text) => text !== "")
      .join(" ");
  const family = of("family");
  const given = [of("given"), of("termsOfAddress")].filter((text) => text !== "").join(" ");
  if (family !== "") return given === "" ? { family } : { family, given };
  const whole = stated(of(undefined));
  if (whole === undefined) return given === "" ? undefined : { family: given };
  return name.attributes.type === "corporate" ? { family: whole } : parseAuthor(whole);
}

/** Genres that only library catalogues use. */
const GENRES: Readonly<Record<string, RecordType>> = {
  "academic journal": "article",
  "conference publication": "conference paper",
  "electronic resource": "other",
  "web site": "other",
};

function documentType(
  genres: readonly string[],
  host: XmlElement | undefined,
): RecordType | undefined {
  const types = genres.flatMap(
    (genre) => ownValue(GENRES, genre.toLowerCase()) ?? typeOf(genre) ?? [],
  );
  // A part of a book is called "book" by bibutils.
  const type = types.find((found) => found !== "other") ?? types[0];
  return type === "book" && host !== undefined ? "book chapter" : type;
}

function pagesIn(part: XmlElement): string | undefined {
  const extents = allAt(part, "extent");
  const extent =
    extents.find(({ attributes }) => /^pages?$/.test(attributes.unit ?? "")) ?? extents[0];
  if (extent === undefined) return undefined;
  const at = (name: string) => textOf(firstAt(extent, name));
  return stated(pagesOf(at("list"))) ?? joinPages(at("start"), at("end"));
}
