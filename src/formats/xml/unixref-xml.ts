import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import { findYear, joinPages, stated } from "../../core/records/normalize.ts";
import type { EntryContent } from "../fields/finish.ts";
import { issnsOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import type { Format } from "../format.ts";
import { textMarks } from "../marks.ts";
import { allAt, firstAt, leavesOf, rawText, textOf, textsAt, type XmlElement } from "./elements.ts";
import { beginsLikeXml, readXml } from "./read.ts";

/** Crossref's UNIXREF and UNIXSD XML, which its OpenURL and its content negotiation give. */
export const unixrefXml: Format<"unixref-xml"> = {
  id: "unixref-xml",
  marks: textMarks(/<(?:\w+:)?doi_record(?=[\s>])/g),
  telltale: {
    line: /^\s{0,20}(?:<[?!][^<>]{0,300}>\s{0,20}){0,3}<(?:\w{1,20}:)?(?:doi_records|crossref_result)[\s>]/,
    isAnywhere: true,
  },
  recognizes: (head) => beginsLikeXml(head) && /<(?:\w+:)?doi_record[\s>]/.test(head),
  read: (chunks, options) => readXml(chunks, options, TAGS, contentOf),
};

const TAGS = {
  id: "unixref-xml",
  begin: /<(?:\w{1,20}:)?doi_record(?=[\s>])/g,
  isRecord: (name: string) => name === "doi_record",
};

/** A kind of work: its path below `crossref`, and what it is part of, the nearest first. */
interface Kind {
  readonly path: readonly string[];
  readonly type: RecordType;
  readonly wholes: readonly (readonly string[])[];
}

/** The parts of works before the works. */
const KINDS: readonly Kind[] = [
  {
    path: ["journal", "journal_article"],
    type: "article",
    wholes: [
      ["journal", "journal_issue"],
      ["journal", "journal_metadata"],
    ],
  },
  {
    path: ["conference", "conference_paper"],
    type: "conference paper",
    wholes: [
      ["conference", "proceedings_metadata"],
      ["conference", "proceedings_series_metadata", "proceedings_series_metadata"],
      ["conference", "proceedings_series_metadata"],
      ["conference", "event_metadata"],
    ],
  },
  {
    path: ["book", "content_item"],
    type: "book chapter",
    wholes: [
      ["book", "book_metadata"],
      ["book", "book_series_metadata"],
      ["book", "book_set_metadata"],
    ],
  },
  { path: ["book", "book_metadata"], type: "book", wholes: [] },
  { path: ["book", "book_series_metadata"], type: "book", wholes: [] },
  { path: ["book", "book_set_metadata"], type: "book", wholes: [] },
  { path: ["posted_content"], type: "preprint", wholes: [] },
  { path: ["dissertation"], type: "thesis", wholes: [] },
  { path: ["report-paper", "report-paper_metadata"], type: "report", wholes: [] },
  { path: ["report-paper", "report-paper_series_metadata"], type: "report", wholes: [] },
  { path: ["standard", "standard_metadata"], type: "other", wholes: [] },
  { path: ["database", "dataset"], type: "dataset", wholes: [["database", "database_metadata"]] },
  { path: ["peer_review"], type: "other", wholes: [] },
  { path: ["conference", "proceedings_metadata"], type: "conference paper", wholes: [] },
  { path: ["journal", "journal_issue"], type: "other", wholes: [["journal", "journal_metadata"]] },
  { path: ["journal", "journal_metadata"], type: "other", wholes: [] },
];

function contentOf(record: XmlElement): EntryContent {
  const crossref = firstAt(record, "crossref") ?? record;
  const kind = KINDS.find(({ path }) => firstAt(crossref, ...path) !== undefined);
  const work = (kind && firstAt(crossref, ...kind.path)) ?? crossref;
  const wholes = (kind?.wholes ?? []).flatMap((path) => firstAt(crossref, ...path) ?? []);
  const at = (...path: readonly string[]) => stated(textOf(firstAt(work, ...path)));
  const inAny = (...path: readonly string[]) =>
    [work, ...wholes].flatMap((one) => stated(textOf(firstAt(one, ...path))) ?? [])[0];
  const venue = wholes.flatMap((one) => venueIn(one) ?? [])[0];
  const dates = [work, ...wholes].flatMap((one) =>
    ["publication_date", "posted_date", "approval_date", "completion_date", "database_date"]
      .flatMap((name) => allAt(one, name))
      .map((date) => textOf(firstAt(date, "year")) || textOf(date)),
  );
  const doi =
    findDoi(at("doi_data", "doi") ?? "") ?? findDoi(stated(textOf(firstAt(record, "doi"))) ?? "");
  return {
    fields: {
      title: titleIn(work),
      abstract: stated(
        allAt(work, "abstract").map((abstract) =>
          rawText(abstract).replace(/\s+/g, " ").trim(),
        )[0] ?? "",
      ),
      authors: peopleIn(work),
      year: dates.flatMap((date) => findYear(date) ?? [])[0],
      venue,
      type: kind?.type,
      language: languageOf(
        work.attributes.language ?? wholes.map(({ attributes }) => attributes.language)[0] ?? "",
      ),
      doi,
      pmid: undefined,
      pmcid: undefined,
      arxiv: undefined,
      issn: unique([work, ...wholes].flatMap((one) => textsAt(one, "issn").flatMap(issnsOf))),
      volume: inAny("journal_volume", "volume") ?? inAny("volume"),
      issue: inAny("issue"),
      pages:
        joinPages(at("pages", "first_page"), at("pages", "last_page")) ??
        at("publisher_item", "item_number") ??
        at("publisher_item", "identifier"),
      url: at("doi_data", "resource"),
      keywords: [],
      mesh: [],
      accession: undefined,
      citations: undefined,
      original: leavesOf(record),
    },
    attribution: { database: "Crossref", kind: "database", producer: "Crossref" },
    badYear: dates[0],
  };
}

function venueIn(whole: XmlElement): string | undefined {
  const at = (...path: readonly string[]) => stated(textOf(firstAt(whole, ...path)));
  return (
    at("full_title") ??
    at("proceedings_title") ??
    at("series_metadata", "titles", "title") ??
    titleIn(whole) ??
    at("abbrev_title") ??
    at("conference_name")
  );
}

function titleIn(work: XmlElement): string | undefined {
  const title = stated(textOf(firstAt(work, "titles", "title")) || textOf(firstAt(work, "title")));
  const subtitle = stated(textOf(firstAt(work, "titles", "subtitle")));
  if (title === undefined || subtitle === undefined) {
    return (
      title ?? stated(textOf(firstAt(work, "full_title") ?? firstAt(work, "proceedings_title")))
    );
  }
  return /[:.?!–—-]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`;
}

/** Authors; where there are none, editors. */
function peopleIn(work: XmlElement): readonly Author[] {
  const contributors = firstAt(work, "contributors") ?? work;
  const found = contributors.children.flatMap((child): { role: string; author: Author }[] => {
    if (typeof child === "string") return [];
    const role = child.attributes.contributor_role ?? "author";
    if (child.name === "organization") {
      const family = stated(textOf(child));
      return family === undefined ? [] : [{ role, author: { family } }];
    }
    if (child.name !== "person_name") return [];
    const at = (name: string) => stated(textOf(firstAt(child, name)));
    const family = at("surname");
    const given = [at("given_name"), at("suffix")].filter((part) => part !== undefined).join(" ");
    if (family === undefined) return [];
    return [{ role, author: given === "" ? { family } : { family, given } }];
  });
  for (const role of ["author", "editor"]) {
    const people = found.filter((one) => one.role === role).map(({ author }) => author);
    if (people.length > 0) return people;
  }
  return [];
}
