import { findDoi } from "../../core/records/identifiers/doi.ts";
import { inMillions } from "../../core/records/limits.ts";
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
import { RDF_TELLTALE, textMarks } from "../marks.ts";
import { allAt, firstAt, leavesOf, textOf, textsAt, type XmlElement } from "./elements.ts";
import {
  elementsOf,
  type Graph,
  graphOf,
  MOST_NAMED,
  membersOf,
  namedBy,
  nameOf,
  targetOf,
  valuesOf,
  wholesOf,
} from "./rdf-graph.ts";
import { beginsLikeXml } from "./read.ts";
import { type FoundItem, readElements } from "./records.ts";

/** Types that are works of their own: of the Bibliographic Ontology, and what Zotero adds to them. */
const WORKS: Readonly<Record<string, RecordType | undefined>> = {
  AcademicArticle: "article",
  Article: "article",
  Book: "book",
  BookSection: "book chapter",
  Chapter: "book chapter",
  CollectedDocument: undefined,
  Document: undefined,
  DocumentPart: undefined,
  EditedBook: "book",
  Manual: "book",
  Manuscript: "preprint",
  MultiVolumeBook: "book",
  Note: undefined,
  Patent: "other",
  Proceedings: "conference paper",
  ReferenceSource: "book",
  Report: "report",
  Slideshow: "conference abstract",
  Standard: "other",
  Thesis: "thesis",
  Webpage: "other",
  ...others("AudioDocument AudioVisualDocument Film Image Map Performance Podcast Episode"),
  ...others("BlogPost BoardPost ComputerProgram_CW"),
  ...others("Email InstantMessage Interview Letter"),
  ...others("PersonalCommunication PersonalCommunicationDocument"),
  ...others("Bill Brief Hearing LegalCaseDocument LegalDecision LegalDocument Legislation Statute"),
};

function others(names: string): Readonly<Record<string, RecordType>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, "other"]));
}

/**
 * RDF in the Bibliographic Ontology, which Zotero ("Bibliontology RDF") and doi.org
 * write. Works, persons, issues and journals are resources that name each other, anywhere in the
 * file, so a file is read as a whole; what is longer than a record may be is an unreadable entry.
 */
export const biboRdf: Format<"bibo-rdf"> = {
  id: "bibo-rdf",
  marks: textMarks(
    new RegExp(
      `<(?:[A-Za-z][\\w.-]{0,20}:)?(?:Description|${Object.keys(WORKS).join("|")})(?=[\\s/>])`,
      "g",
    ),
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
  const found: FoundItem[] = [];
  for await (const items of readElements(chunks, TAGS, options)) {
    for (const item of items) found.push(item);
  }
  const resources = found.flatMap((item) => (item.kind === "element" ? item.element : []));
  const library: Library = { graph: graphOf(resources), catalogues: cataloguesOf(resources) };
  let entries: ParsedEntry[] = [];
  let problems: Problem[] = [];
  let asides: number[] = [];
  let isTold = false;
  let allUnknown = 0;
  let firstUnknown: number | undefined;
  for (const item of found) {
    if (item.kind === "problem") problems.push(item.problem);
    else if (item.kind !== "element") entries.push(item);
    else {
      const { line } = item;
      const { works, others, unknown } = worksIn(item.element, library.graph);
      if (unknown > 0) firstUnknown ??= line;
      allUnknown += unknown;
      for (let n = 0; n < others; n += 1) asides.push(line);
      for (const work of works) {
        const context = { id: "bibo-rdf", file, line, wantsTitle: true };
        const { entry, problems: about } = finishEntry(contentOf(work, library), context);
        entries.push(entry);
        problems.push(...about);
      }
      if (library.graph.left < 0 && !isTold) problems.push(manyNames(file, line));
      isTold ||= library.graph.left < 0;
    }
    if (entries.length >= LARGEST_BATCH) {
      yield { entries, problems, asides };
      [entries, problems, asides] = [[], [], []];
    }
  }
  if (firstUnknown !== undefined) problems.push(notCounted(file, firstUnknown, allUnknown));
  yield { entries, problems, asides };
}

function notCounted(file: string, line: number, count: number): Problem {
  const message = `${count === 1 ? "1 resource is a note, an attachment or something with authors that is no work by its type, and is" : `${count} resources are notes, attachments or things with authors that are no works by their type, and are`} not counted among the entries.`;
  return { severity: "warning", code: "bibo-rdf/not-an-entry", file, line, message };
}

function manyNames(file: string, line: number): Problem {
  const message = `From here on, records have no people, journals and books that stand elsewhere in the file: what records name there is longer than ${inMillions(MOST_NAMED)} together, because many records name the same long lists.`;
  return { severity: "error", code: "bibo-rdf/long-references", file, line, message };
}

/** The resources of a file, and what Zotero says of some. */
interface Library {
  readonly graph: Graph;
  /** The database that Zotero's catalogue names, by the name of the work. */
  readonly catalogues: ReadonlyMap<string, string>;
}

function cataloguesOf(resources: readonly XmlElement[]): ReadonlyMap<string, string> {
  const catalogues = new Map<string, string>();
  for (const item of resources) {
    if (item.name !== "UserItem") continue;
    const property = firstAt(item, "resource");
    const inside = property && elementsOf(property)[0];
    const work = inside === undefined ? property && namedBy(property) : nameOf(inside);
    const catalogue = stated(textOf(firstAt(item, "repository")));
    if (work !== undefined && catalogue !== undefined) catalogues.set(work, catalogue);
  }
  return catalogues;
}

/** The type of a resource: its element, or what `rdf:type` says. */
function typeOf(element: XmlElement): string {
  if (Object.hasOwn(WORKS, element.name)) return element.name;
  const types = allAt(element, "type").map(
    ({ attributes }) => /\/bibo\/(\w+)$/.exec(attributes.resource ?? "")?.[1] ?? "",
  );
  const known = types.find((type) => Object.hasOwn(WORKS, type));
  return known ?? (element.name === "Description" ? "" : element.name);
}

/** Whether an element is a resource that may be a work. */
function mayBeWork({ name }: XmlElement): boolean {
  return name === "Description" || Object.hasOwn(WORKS, name);
}

function isWork(element: XmlElement, { wholes }: Graph): boolean {
  const type = typeOf(element);
  // doi.org gives no type.
  const described = element.name === "Description" && firstAt(element, "doi") !== undefined;
  if (!Object.hasOwn(WORKS, type) && !described) return false;
  if (type === "Note" && firstAt(element, "annotates") !== undefined) return false;
  return !wholes.has(nameOf(element) ?? "") || textsAt(element, "creator").length > 0;
}

/** Whether a resource that is not read is a note on another, or has a title and authors. */
function isLikeWork(element: XmlElement, { wholes }: Graph): boolean {
  if (wholes.has(nameOf(element) ?? "")) return false;
  if (element.name === "Note" || element.name === "Attachment") return true;
  const hasPeople = AUTHORS.some((name) => firstAt(element, name) !== undefined);
  return hasPeople && firstAt(element, "title") !== undefined;
}

interface WorksIn {
  readonly works: readonly XmlElement[];
  /** How many others have names of works. */
  readonly others: number;
  /** How many may be works of a type that slr does not know. */
  readonly unknown: number;
}

/**
 * The works that are entries: a resource, and those inside of it. Inside of a work stand what it is part
 * of and what it cites, which nobody has found; but its parts are entries of their own.
 */
function worksIn(resource: XmlElement, graph: Graph): WorksIn {
  const works: XmlElement[] = [];
  let others = 0;
  let unknown = 0;
  visit(resource, true);
  return { works, others, unknown };

  function visit(element: XmlElement, mayBeEntry: boolean): void {
    const isEntry = mayBeEntry && isWork(element, graph);
    if (isEntry) works.push(element);
    else if (mayBeWork(element)) others += 1;
    if (mayBeEntry && !isEntry && isLikeWork(element, graph)) unknown += 1;
    for (const child of elementsOf(element)) {
      // In the place of a property: the work before has lost its end.
      if (mayBeWork(child)) visit(child, true);
      else {
        const leadsToEntries = isEntry ? child.name === "hasPart" : child.name !== "isPartOf";
        for (const inside of elementsOf(child)) visit(inside, mayBeEntry && leadsToEntries);
      }
    }
  }
}

function contentOf(work: XmlElement, { graph, catalogues }: Library): EntryContent {
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
  const catalogue = catalogues.get(nameOf(work) ?? "") ?? own("repository");
  const isPaper = wholes.some(({ name }) => name === "Proceedings" || name === "Conference");
  return {
    fields: {
      title: own("title"),
      abstract: own("abstract") ?? own("description"),
      authors: peopleOf(work, graph),
      year: findYear(date ?? ""),
      venue: [venue, targetOf(firstAt(work, "presentedAt"), graph)].flatMap(
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
          const node = targetOf(subject, graph);
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
          valuesOf(one, graph).map(([path, value]) => [`isPartOf/${path}`, value] as const),
        ),
      ],
    },
    attribution: combineEvidence([
      databaseNamed(catalogue ?? ""),
      databaseOfUrl(url ?? ""),
      catalogues.size > 0 ? databaseNamed("Zotero") : undefined,
    ]),
    badYear: date,
  };
}

const AUTHORS = ["authorList", "authors", "creator", "author"];

/** Authors in the order of the list, else as they stand; else the editors of a whole work. */
function peopleOf(work: XmlElement, graph: Graph): readonly Author[] {
  const kinds = [AUTHORS, ["editorList", "editor"]];
  for (const names of kinds) {
    for (const name of names) {
      const people = allAt(work, name).flatMap((property) =>
        membersOf(property, graph).flatMap((member) => personOf(member) ?? []),
      );
      if (people.length > 0) return people;
    }
  }
  return [];
}

/** The person that a resource describes, or whose name stands alone. */
function personOf(node: XmlElement): Author | undefined {
  if (elementsOf(node).length === 0) return parseAuthor(textOf(node));
  const at = (...names: readonly string[]) =>
    names.flatMap((name) => stated(textOf(firstAt(node, name))) ?? [])[0];
  const family = at("surname", "familyName", "family_name", "lastName");
  const given = at("givenName", "givenname", "firstName", "given_name");
  if (family !== undefined) return given === undefined ? { family } : { family, given };
  const name = at("name", "label", "title");
  if (name === undefined) return given === undefined ? undefined : { family: given };
  return node.name === "Organization" ? { family: name } : parseAuthor(name);
}
