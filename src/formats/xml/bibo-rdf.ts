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
import type { Problem } from "../../core/records/problem.ts";
import { combineEvidence, databaseNamed, databaseOfUrl } from "../fields/attribution.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { doiOfLink, issnsOf, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import type { Batch, Format, ParsedEntry, ReadOptions } from "../format.ts";
import { lineMarks, RDF_TELLTALE } from "../marks.ts";
import { allAt, firstAt, leavesOf, textOf, textsAt, type XmlElement } from "./elements.ts";
import { beginsLikeXml } from "./read.ts";
import { readElements } from "./records.ts";

/** Types of the Bibliographic Ontology that are works of their own. */
const WORKS: Readonly<Record<string, RecordType | undefined>> = {
  AcademicArticle: "article",
  Article: "article",
  Book: "book",
  BookSection: "book chapter",
  Chapter: "book chapter",
  Document: undefined,
  EditedBook: "book",
  Manuscript: "preprint",
  Note: undefined,
  Patent: "other",
  Proceedings: "conference paper",
  ReferenceSource: "book",
  Report: "report",
  Slideshow: "conference abstract",
  Standard: "other",
  Thesis: "thesis",
  Webpage: "other",
  AudioDocument: "other",
  AudioVisualDocument: "other",
  Film: "other",
  Image: "other",
  Map: "other",
};

/**
 * RDF in the Bibliographic Ontology, which Zotero ("Bibliontology RDF") and doi.org
 * write. Works, persons, issues and journals are resources that name each other, anywhere in the
 * file, so a file is read as a whole; what is longer than a record may be is an unreadable entry.
 */
export const biboRdf: Format<"bibo-rdf"> = {
  id: "bibo-rdf",
  marks: lineMarks(
    new RegExp(`^\\s{0,5}<(?:[A-Za-z][\\w.-]{0,20}:)?(?:${Object.keys(WORKS).join("|")})[\\s>]`),
  ),
  telltale: RDF_TELLTALE,
  recognizes: (head) =>
    beginsLikeXml(head) &&
    /<rdf:RDF[\s>]/.test(head) &&
    /purl\.org\/ontology\/bibo/.test(head) &&
    !/purl\.org\/net\/biblio#/.test(head),
  read,
};

const TAGS = {
  id: "bibo-rdf",
  begin: /<(?:[A-Za-z][\w.-]{0,20}:)?RDF(?=[\s>])/g,
  isRecord: (name: string) => name !== "RDF",
};

const LARGEST_BATCH = 1000;

async function* read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncGenerator<Batch> {
  const { file } = options;
  const graph: Graph = { nodes: new Map(), wholes: new Set(), catalogues: new Map() };
  const found = [];
  for await (const items of readElements(chunks, TAGS, options)) {
    for (const item of items) {
      found.push(item);
      if (item.kind === "element") addTo(graph, item.element);
    }
  }
  let entries: ParsedEntry[] = [];
  let problems: Problem[] = [];
  let asides: number[] = [];
  for (const item of found) {
    if (item.kind === "problem") problems.push(item.problem);
    else if (item.kind !== "element") entries.push(item);
    else if (!isWork(item.element, graph)) asides.push(item.line);
    else {
      const { element, line } = item;
      const context = { id: "bibo-rdf", file, line, wantsTitle: true };
      const { entry, problems: about } = finishEntry(contentOf(element, graph), context);
      entries.push(entry);
      problems.push(...about);
    }
    if (entries.length >= LARGEST_BATCH) {
      yield { entries, problems, asides };
      [entries, problems, asides] = [[], [], []];
    }
  }
  yield { entries, problems, asides };
}

interface Graph {
  /** The resources of a file by their names. */
  readonly nodes: Map<string, XmlElement>;
  /** Names of what others are part of. */
  readonly wholes: Set<string>;
  /** The database that Zotero's catalogue names, by the name of the work. */
  readonly catalogues: Map<string, string>;
}

function nameOf({ attributes }: XmlElement): string | undefined {
  return attributes.about ?? attributes.nodeID ?? attributes.ID;
}

function addTo(graph: Graph, element: XmlElement): void {
  const name = nameOf(element);
  if (name !== undefined && !graph.nodes.has(name)) graph.nodes.set(name, element);
  for (const { attributes } of allAt(element, "isPartOf")) {
    const whole = attributes.resource ?? attributes.nodeID;
    if (whole !== undefined) graph.wholes.add(whole);
  }
  if (element.name === "UserItem") {
    const work = firstAt(element, "resource")?.attributes;
    const catalogue = stated(textOf(firstAt(element, "repository")));
    const of = work?.resource ?? work?.nodeID;
    if (of !== undefined && catalogue !== undefined) graph.catalogues.set(of, catalogue);
  }
}

/** The resource that a property names or holds. */
function target(property: XmlElement | undefined, { nodes }: Graph): XmlElement | undefined {
  if (property === undefined) return undefined;
  const inside = property.children.find((child) => typeof child !== "string");
  if (inside !== undefined && typeof inside !== "string") return inside;
  const name = property.attributes.resource ?? property.attributes.nodeID;
  return name === undefined ? undefined : nodes.get(name);
}

/** The type of a resource: its element, or what `rdf:type` says. */
function typeOf(element: XmlElement): string {
  if (element.name !== "Description") return element.name;
  const types = allAt(element, "type").map(({ attributes }) => attributes.resource ?? "");
  return /\/bibo\/(\w+)$/.exec(types.find((type) => type.includes("/bibo/")) ?? "")?.[1] ?? "";
}

function isWork(element: XmlElement, { wholes }: Graph): boolean {
  const type = typeOf(element);
  // doi.org gives no type.
  const described = element.name === "Description" && firstAt(element, "doi") !== undefined;
  if (!Object.hasOwn(WORKS, type) && !described) return false;
  return !wholes.has(nameOf(element) ?? "") || textsAt(element, "creator").length > 0;
}

function contentOf(work: XmlElement, graph: Graph): EntryContent {
  const wholes = wholesOf(work, graph);
  const own = (name: string) => stated(textOf(firstAt(work, name)));
  const at = (...names: readonly string[]) =>
    names.flatMap((name) =>
      [work, ...wholes].flatMap((one) => stated(textOf(firstAt(one, name))) ?? []),
    )[0];
  const urls = [
    ...textsAt(work, "uri"),
    ...allAt(work, "uri").flatMap(({ attributes }) => attributes.resource ?? []),
    work.attributes.about ?? "",
  ];
  const url = urls.find((text) => /^https?:/i.test(text));
  const doi = findDoi(own("doi") ?? "") ?? urls.flatMap((text) => doiOfLink(text) ?? [])[0];
  const date = own("date") ?? own("issued") ?? own("created") ?? at("date", "issued");
  const type = typeOf(work);
  const venue = wholes.find(({ name }) => name !== "Issue" && name !== "Series") ?? wholes.at(-1);
  const catalogue = graph.catalogues.get(nameOf(work) ?? "") ?? own("repository");
  const isPaper = wholes.some(({ name }) => name === "Proceedings" || name === "Conference");
  return {
    fields: {
      title: own("title"),
      abstract: own("abstract") ?? own("description"),
      authors: peopleOf(work, graph),
      year: findYear(date ?? ""),
      venue: [venue, target(firstAt(work, "presentedAt"), graph)].flatMap(
        (one) => (one && stated(textOf(firstAt(one, "title")))) ?? [],
      )[0],
      type: isPaper ? "conference paper" : ownValue(WORKS, type),
      language: languageOf(own("language") ?? ""),
      doi,
      pmid: pmidOf(own("pmid") ?? ""),
      pmcid: pmcidOf(own("pmcid") ?? ""),
      arxiv: [doi, ...urls].flatMap((text) => findArxivId(text ?? "") ?? [])[0],
      issn: unique(
        [work, ...wholes].flatMap((one) =>
          ["issn", "eissn"].flatMap((name) => textsAt(one, name).flatMap(issnsOf)),
        ),
      ),
      volume: at("volume"),
      issue: at("issue", "number"),
      pages: stated(pagesOf(own("pages") ?? "")) ?? joinPages(own("pageStart"), own("pageEnd")),
      url,
      keywords: unique(
        [...allAt(work, "subject"), ...allAt(work, "tagged")].flatMap((subject) => {
          const node = target(subject, graph);
          return stated(textOf((node && firstAt(node, "label")) ?? node ?? subject)) ?? [];
        }),
      ),
      mesh: [],
      accession: undefined,
      citations: undefined,
      original: [
        ["@type", type] as const,
        ...leavesOf(work),
        ...wholes.flatMap((one) =>
          leavesOf(one).map(([path, value]) => [`isPartOf/${path}`, value] as const),
        ),
      ],
    },
    attribution: combineEvidence([
      databaseNamed(catalogue ?? ""),
      databaseOfUrl(url ?? ""),
      graph.catalogues.size > 0 ? databaseNamed("Zotero") : undefined,
    ]),
    badYear: date,
  };
}

/** What a work is part of, the nearest first: issue, journal, series. */
function wholesOf(work: XmlElement, graph: Graph): readonly XmlElement[] {
  const wholes: XmlElement[] = [];
  let level: readonly XmlElement[] = [work];
  for (let depth = 0; depth < 4 && level.length > 0; depth += 1) {
    level = level
      .flatMap((one) => allAt(one, "isPartOf").map((part) => target(part, graph)))
      .filter((one) => one !== undefined && !wholes.includes(one) && one !== work) as XmlElement[];
    wholes.push(...level);
  }
  return wholes;
}

/** Authors in the order of the list, else as they stand; else the editors of a whole work. */
function peopleOf(work: XmlElement, graph: Graph): readonly Author[] {
  const kinds = [
    ["authorList", "authors", "creator", "author"],
    ["editorList", "editor"],
  ];
  for (const names of kinds) {
    for (const name of names) {
      const people = allAt(work, name).flatMap((property) => membersOf(property, graph, 0));
      if (people.length > 0) return people;
    }
  }
  return [];
}

/** The people in a property: a person, a name, or a list of them. */
function membersOf(property: XmlElement, graph: Graph, depth: number): readonly Author[] {
  if (depth > 5000) return [];
  const inside = property.children.filter((child) => typeof child !== "string");
  const named = target(property, graph);
  const nodes = inside.length > 0 ? inside : named === undefined ? [] : [named];
  if (nodes.length === 0) return [parseAuthor(textOf(property)) ?? []].flat();
  return nodes.flatMap((node) => {
    const items = node.children.filter(
      (child) => typeof child !== "string" && /^(?:li|_\d+|first)$/.test(child.name),
    ) as XmlElement[];
    if (items.length === 0) return personOf(node) ?? [];
    const rest = firstAt(node, "rest");
    return [
      ...items.flatMap((item) => membersOf(item, graph, depth + 1)),
      ...(rest === undefined ? [] : membersOf(rest, graph, depth + 1)),
    ];
  });
}

function personOf(node: XmlElement): Author | undefined {
  const at = (...names: readonly string[]) =>
    names.flatMap((name) => stated(textOf(firstAt(node, name))) ?? [])[0];
  const family = at("surname", "familyName", "family_name", "lastName");
  const given = at("givenName", "givenname", "firstName", "given_name");
  if (family !== undefined) return given === undefined ? { family } : { family, given };
  const name = at("name", "label", "title");
  if (name === undefined) return given === undefined ? undefined : { family: given };
  return node.name === "Organization" ? { family: name } : parseAuthor(name);
}
