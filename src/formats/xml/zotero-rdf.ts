import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import { findArxivId, findYear, stated } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import type { Problem } from "../../core/records/problem.ts";
import { combineEvidence, databaseNamed, databaseOfUrl } from "../fields/attribution.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { doiOfLink, issnsOf, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Batch, Format, ParsedEntry, ReadOptions } from "../format.ts";
import { RDF_TELLTALE, textMarks } from "../marks.ts";
import { allAt, firstAt, leavesOf, textOf, textsAt, type XmlElement } from "./elements.ts";
import { beginsLikeXml } from "./read.ts";
import { type FoundItem, readElements } from "./records.ts";

/**
 * Zotero's RDF. Items, journals, attachments and notes are separate resources; an item names its
 * journal, which comes somewhere after it.
 */
export const zoteroRdf: Format<"zotero-rdf"> = {
  id: "zotero-rdf",
  marks: textMarks(/<z:itemType>(?!attachment|note)/g),
  telltale: RDF_TELLTALE,
  recognizes: (head) =>
    beginsLikeXml(head) &&
    /<rdf:RDF[\s>]/.test(head) &&
    (/purl\.org\/net\/biblio#/.test(head) ||
      (/zotero\.org\/namespaces\/export#/.test(head) && !/purl\.org\/ontology\/bibo/.test(head))),
  read,
};

const TAGS = {
  id: "zotero-rdf",
  // Resources inside resources have no name of their own in Zotero's RDF.
  begin: /<[A-Za-z][\w.-]{0,20}:[A-Za-z]\w{0,40}\s[^<>]{0,600}?\brdf:about=/g,
  isRecord: (name: string) => name !== "RDF",
};

/** Resources that are not records: containers of items, and parts of an item. */
const CONTAINERS: ReadonlySet<string> = new Set([
  "Journal",
  "Series",
  "Website",
  "ConferenceProceedings",
]);
const COMPANIONS: ReadonlySet<string> = new Set(["Attachment", "Memo", "Collection", "UserItem"]);

// Items wait for their journal, which comes soon after the first item that names it, or never.
const MOST_WAITING = 5000;

async function* read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncGenerator<Batch> {
  const { file } = options;
  const containers = new Map<string, XmlElement>();
  const waiting: FoundItem[] = [];
  let companions: { readonly line: number; n: number } | undefined;
  let problems: Problem[] = [];

  for await (const found of readElements(chunks, TAGS, options)) {
    const entries: ParsedEntry[] = [];
    for (const item of found) {
      if (item.kind !== "element") waiting.push(item);
      else if (isContainer(item.element)) {
        const name = item.element.attributes.about ?? "";
        if (!containers.has(name)) containers.set(name, item.element);
      } else if (isCompanion(item.element)) {
        companions ??= { line: item.line, n: 0 };
        companions.n += 1;
      } else waiting.push(item);
      if (waiting.length > MOST_WAITING) entries.push(...take(1));
    }
    const missing = waiting.findIndex(
      (item) => item.kind === "element" && containerOf(item.element, containers) === "missing",
    );
    entries.push(...take(missing < 0 ? waiting.length : missing));
    yield { entries, problems: taken() };
  }
  const entries = take(waiting.length);
  if (companions !== undefined) {
    const { line, n } = companions;
    const message = `${n === 1 ? "1 resource is an attachment, a note or a collection and is" : `${n} resources are attachments, notes or collections and are`} not counted among the entries.`;
    problems.push({ severity: "warning", code: "zotero-rdf/not-an-entry", file, line, message });
  }
  yield { entries, problems: taken() };

  function taken(): readonly Problem[] {
    const batch = problems;
    problems = [];
    return batch;
  }

  function take(count: number): readonly ParsedEntry[] {
    return waiting.splice(0, count).flatMap((item): readonly ParsedEntry[] => {
      if (item.kind === "problem") problems.push(item.problem);
      if (item.kind !== "element") return item.kind === "problem" ? [] : [item];
      const { element, line } = item;
      const container = containerOf(element, containers);
      const content = contentOf(element, container === "missing" ? undefined : container);
      const { entry, problems: about } = finishEntry(content, {
        id: "zotero-rdf",
        file,
        line,
        wantsTitle: true,
      });
      problems.push(...about);
      return [entry];
    });
  }
}

function isContainer(element: XmlElement): boolean {
  return CONTAINERS.has(element.name) && firstAt(element, "itemType") === undefined;
}

function isCompanion(element: XmlElement): boolean {
  const type = textOf(firstAt(element, "itemType"));
  return COMPANIONS.has(element.name) || type === "attachment" || type === "note";
}

/** The journal or book of an item: inside it, or named by it. */
function containerOf(
  item: XmlElement,
  containers: ReadonlyMap<string, XmlElement>,
): XmlElement | "missing" | undefined {
  let missing = false;
  for (const part of allAt(item, "isPartOf")) {
    const inside = part.children.find((child) => typeof child !== "string");
    if (inside !== undefined && !["Series", "CourtReporter"].includes(inside.name)) return inside;
    const { resource } = part.attributes;
    if (resource === undefined) continue;
    const container = containers.get(resource);
    if (container !== undefined) return container;
    missing = true;
  }
  return missing ? "missing" : undefined;
}

function contentOf(item: XmlElement, container: XmlElement | undefined): EntryContent {
  const at = (...path: readonly string[]) => stated(textOf(firstAt(item, ...path)));
  const identifiers = textsAt(item, "identifier");
  const url = stated(textOf(firstAt(item, "identifier", "URI", "value")));
  const named = (name: RegExp, texts: readonly string[]) =>
    texts.flatMap((text) => (name.test(text) ? text.replace(name, "").trim() : []))[0];
  const inContainer = container && statedBy(container);
  const all = [...identifiers, ...(inContainer?.identifiers ?? [])];
  const ownDoi = named(/^doi:?\s+/i, identifiers) ?? identifiers.find((text) => /^10\./.test(text));
  // A journal article's DOI stands in the journal where an older Zotero wrote it.
  const doi = findDoi(ownDoi ?? "") ?? findDoi(named(/^doi:?\s+/i, all) ?? "") ?? doiOfLink(url);
  const extra = (at("description") ?? "").slice(0, 4000);
  const date = at("date");
  const type = documentType(at("itemType"), item.name);

  return {
    fields: {
      title: at("title"),
      abstract: at("abstract"),
      authors: authorsOf(item),
      year: findYear(date ?? ""),
      venue: inContainer?.title ?? at("conferenceName") ?? at("presentedAt", "Conference", "title"),
      type,
      language: languageOf(at("language") ?? ""),
      doi,
      pmid: pmidOf(/\bPMID:?\s{0,3}(\d{4,8})\b/.exec(extra)?.[1] ?? ""),
      pmcid: pmcidOf(/\bPMC\d{2,9}\b/.exec(extra)?.[0] ?? ""),
      arxiv: [doi, url, extra].flatMap((text) => findArxivId(text ?? "") ?? [])[0],
      issn: unique(all.flatMap((text) => (/^issn/i.test(text) ? issnsOf(text) : []))),
      volume: at("volume") ?? inContainer?.volume,
      issue: at("number") ?? inContainer?.number,
      pages: pagesOf(at("pages") ?? "") || undefined,
      url,
      keywords: unique(textsAt(item, "subject")),
      mesh: [],
      accession: at("archiveLocation"),
      citations: undefined,
      original: [["@type", item.name] as const, ...leavesOf(item)],
    },
    attribution: combineEvidence([
      databaseNamed(at("libraryCatalog") ?? ""),
      databaseOfUrl(url ?? ""),
      databaseNamed("Zotero"),
    ]),
    badYear: date,
  };
}

/** What a container says of its items. */
interface Stated {
  readonly title: string | undefined;
  readonly volume: string | undefined;
  readonly number: string | undefined;
  readonly identifiers: readonly string[];
}

/** Every item gets what its container says; slr reads no more of a text, and no more identifiers. */
const LONGEST_STATED = 10_000;
const MOST_IDENTIFIERS = 50;

const ofContainers = new WeakMap<XmlElement, Stated>();

/** Any number of items may name one container, so it is read once. */
function statedBy(container: XmlElement): Stated {
  const known = ofContainers.get(container);
  if (known !== undefined) return known;
  const at = (name: string) => stated(textOf(firstAt(container, name)))?.slice(0, LONGEST_STATED);
  const result = {
    title: at("title"),
    volume: at("volume"),
    number: at("number"),
    identifiers: textsAt(container, "identifier")
      .slice(0, MOST_IDENTIFIERS)
      .map((text) => text.slice(0, LONGEST_STATED)),
  };
  ofContainers.set(container, result);
  return result;
}

/** Authors, else the people who made the item and are called otherwise, else editors. */
function authorsOf(item: XmlElement): readonly Author[] {
  for (const kind of [
    ...["authors", "presenters", "artists", "directors", "programmers", "cartographers"],
    ...["inventors", "podcasters", "performers", "composers", "interviewees"],
    ...["contributors", "editors", "seriesEditors"],
  ]) {
    const people = [
      ...allAt(item, kind, "Seq", "li", "Person"),
      ...allAt(item, kind, "Seq", "li", "Organization"),
    ];
    const authors = people.flatMap((person): Author[] => {
      const at = (name: string) => stated(textOf(firstAt(person, name)));
      const family = at("surname") ?? at("name");
      const given = at("givenName") ?? at("givenname");
      if (family === undefined) return given === undefined ? [] : [{ family: given }];
      return [given === undefined ? { family } : { family, given }];
    });
    if (authors.length > 0) return authors;
  }
  return [];
}

/** Zotero's item types that core's table of types does not have. */
const ITEM_TYPES: Readonly<Record<string, RecordType>> = {
  journalArticle: "article",
  magazineArticle: "article",
  newspaperArticle: "article",
  conferencePaper: "conference paper",
  presentation: "conference abstract",
  encyclopediaArticle: "book chapter",
  dictionaryEntry: "book chapter",
  manuscript: "preprint",
  webpage: "other",
  blogPost: "other",
  computerProgram: "other",
};

function documentType(itemType: string | undefined, element: string): RecordType | undefined {
  const name = itemType ?? element;
  return ownValue(ITEM_TYPES, name) ?? typeOf(name);
}
