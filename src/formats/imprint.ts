import type { Imprint } from "../core/records/imprint.ts";
import type { Author, BibRecord } from "../core/records/model.ts";
import { formatAuthor, stated } from "../core/records/normalize.ts";
import { withoutAbsent } from "../core/records/without-absent.ts";
import { readAuthors } from "./bibtex/names.ts";
import { authorsOf, byGuess } from "./fields/authors.ts";
import { hasEditors } from "./fields/roles.ts";
import { withoutEditors } from "./fields/venues.ts";
import { decodeLatex } from "./text/latex.ts";
import { decodeMarkup } from "./text/markup.ts";

/** The parts of an imprint that are one text. */
type Part = "publisher" | "place" | "school" | "institution" | "edition";

/**
 * Tags and columns of all formats, by what they contain: as written in tagged formats, where case
 * and length matter (RIS, ENW without its `%`, Web of Science, MEDLINE), otherwise in lower case
 * without punctuation.
 */
const TAGS: Readonly<Record<Part | "editors" | "isbn", readonly string[]>> = {
  editors: ["A2", "ED", "FED", "BE", "E", "editor", "editors", "bookeditors", "secondaryauthors"],
  publisher: ["PB", "PU", "I", "publisher", "publishername"],
  place: [
    ..."CY PI PP PL C publisherplace publisherlocation publisherloc publicationplace".split(" "),
    ..."placepublished placeofpublication pubplace publocation address location place".split(" "),
    "placeterm",
  ],
  school: ["school", "university", "degreegrantinginstitution"],
  institution: ["institution", "organization"],
  isbn: ["SN", "BN", "@", "isbn", "issnisbn", "isbnissn", "isbns", "printisbn", "eisbn"],
  edition: ["ET", "7", "edition"],
};

const HOLDS: ReadonlyMap<string, Part | "editors" | "isbn"> = new Map(
  (Object.keys(TAGS) as (keyof typeof TAGS)[]).flatMap((part) =>
    TAGS[part].map((tag): [string, keyof typeof TAGS] => [tag, part]),
  ),
);

/** Tags that give the kind of a thesis. */
const KIND_OF_THESIS =
  /^@|^(?:type|m3|9|work-?type|genre|thesis-?type|degree|degreename|rt|dt|pt|document ?type)$/i;

/** Tags that hold editors in books only: elsewhere they hold performers, advisers or assignees. */
const SECOND_AUTHORS = /^(?:A2|E|editor)$|(?:^|\/)secondary-authors\/author$/i;

/** Where editors stand before or behind the title of a book. */
const VENUE = /^(?:T2|BT|B|SO|booktitle|book title)$|(?:^|\/)secondary-title$/i;

/** BibLaTeX says beside `editor` who else it holds. */
function isOtherRole(tag: string, value: string): boolean {
  return /^editortype$/i.test(tag) && /^(?:perform|direct|photograph|produc)/i.test(value);
}

const TOO_LONG = 2000;

/** The imprint that the entries of a record give: each part from the first entry that has it. */
export function imprintOf(
  members: readonly Pick<BibRecord, "original">[],
  { authors }: Pick<BibRecord, "authors">,
): Imprint {
  const known = new Set(authors.map(formatAuthor));
  const imprints = members.map(imprintOfEntry);
  const first = <Name extends keyof Imprint>(name: Name) =>
    imprints.find((one) => one[name] !== undefined)?.[name];
  // If a work has no authors, its editors take their place.
  const editors = imprints
    .map((one) => one.editors.filter((editor) => !known.has(formatAuthor(editor))))
    .find((one) => one.length > 0);
  const isbn = new Map(
    imprints.flatMap((one) => one.isbn.map((value) => [value.replace(/\W/g, ""), value] as const)),
  );
  return withoutAbsent<Imprint>({
    editors: editors ?? [],
    publisher: first("publisher"),
    place: first("place"),
    school: first("school"),
    institution: first("institution"),
    isbn: [...isbn.values()],
    edition: first("edition"),
    degree: first("degree"),
  });
}

function imprintOfEntry({ original }: Pick<BibRecord, "original">): Imprint {
  const isBibtex = original[0]?.[0].startsWith("@") === true && original[0][0] !== "@type";
  const editors: Author[] = [];
  const isbn: string[] = [];
  const parts: Partial<Record<Part, string>> = {};
  let degree: Imprint["degree"];
  const type = isBibtex
    ? original[0]?.[0].slice(1)
    : original.find(([tag]) => tag === "TY" || tag === "0" || tag === "ref-type@name")?.[1];
  const edited = hasEditors(type) && !original.some(([tag, value]) => isOtherRole(tag, value));
  /** XML writes the parts of a name separately. */
  let family: string | undefined;
  for (const [tag, raw] of original) {
    const value = raw.slice(0, TOO_LONG);
    if (KIND_OF_THESIS.test(tag)) degree ??= degreeOf(`${isBibtex ? tag : ""} ${value}`);
    if (/editors\/.{0,40}\/surname$/i.test(tag)) family = value;
    else if (/editors\/.{0,40}\/givenname$/i.test(tag) && family !== undefined) {
      editors.push({ family, given: value });
      family = undefined;
    }
    if (VENUE.test(tag)) editors.push(...editorsOf(withoutEditors(value).editors ?? "", isBibtex));
    const part = partOf(tag, isBibtex);
    if (part === undefined) continue;
    if (part === "editors" && !edited && SECOND_AUTHORS.test(tag)) continue;
    if (part === "editors") editors.push(...editorsOf(value, isBibtex));
    else if (part === "isbn") isbn.push(...isbnsOf(value));
    else {
      const read = decodeMarkup(isBibtex ? decodeLatex(value) : value, { tex: !isBibtex });
      const text = stated(read.replace(/\s+/g, " "));
      if (text !== undefined && fits(part, text)) parts[part] ??= text;
    }
  }
  const { publisher, place, school, institution, edition } = parts;
  return withoutAbsent<Imprint>({
    editors,
    publisher,
    place,
    school,
    institution,
    isbn,
    edition,
    degree,
  });
}

/** The meaning of a tag: the tag itself, or the last step of a path of elements. */
function partOf(tag: string, isBibtex: boolean): ReturnType<typeof HOLDS.get> {
  if (!isBibtex && HOLDS.has(tag) && tag.length < 4) return HOLDS.get(tag);
  if (/(?:^|\/)secondary-authors\/author$/i.test(tag)) return "editors";
  // Affiliations: `Institution` of Ovid and Crossref is that of the authors or a repository.
  const name = (tag.split("/").at(-1) ?? "").toLowerCase().replace(/[^a-z]/g, "");
  if (name.length < 4 || tag.includes("@")) return undefined;
  const part = HOLDS.get(name);
  if (part === "institution" && !isBibtex) return undefined;
  return part;
}

function editorsOf(value: string, isBibtex: boolean): readonly Author[] {
  if (value === "") return [];
  if (isBibtex) return readAuthors(value);
  if (value.startsWith("[{") || value.startsWith("{")) return peopleOf(value);
  // RefWorks has editions under `ED`.
  return /\d|\bed(?:ition|\.)/i.test(value) ? [] : authorsOf(value, byGuess);
}

/** The people of CSL and Crossref: `[{"family": "Roe", "given": "Rita"}]`. */
function peopleOf(json: string): readonly Author[] {
  let people: unknown;
  try {
    people = JSON.parse(json);
  } catch {
    // The value was cut, or is not a list of people; exports keep it in `custom`.
    return [];
  }
  return [people].flat().flatMap((person: unknown): Author[] => {
    if (typeof person !== "object" || person === null) return [];
    const { family, given, literal, name } = person as Readonly<Record<string, unknown>>;
    const group = [family, literal, name].find((one) => typeof one === "string" && one !== "");
    if (typeof group !== "string") return [];
    return [
      typeof given === "string" && given !== "" ? { family: group, given } : { family: group },
    ];
  });
}

/** ISBNs of 10 or 13 digits, as written. */
function isbnsOf(value: string): readonly string[] {
  const found = value.match(/(?<![\d-])\d[\d -]{7,15}[\dXx](?![\d-])/g) ?? [];
  return found.filter((one) => /^(?:\d{9}[\dXx]|97[89]\d{10})$/.test(one.replace(/[ -]/g, "")));
}

/** Tags have other meanings in other formats: dates of conferences, page ranges, links to files. */
function fits(part: Part, text: string): boolean {
  if (part === "place") return /\p{L}/u.test(text) && !/\d{4}|https?:|^\d/.test(text);
  if (part === "edition") return text.length < 60 && !/\d{4}[/-]\d/.test(text);
  return !/^https?:/.test(text);
}

function degreeOf(text: string): Imprint["degree"] {
  if (/@mastersthesis\b|\bmaster|\bm\.? ?sc\b/i.test(text)) return "master";
  return /@phdthesis\b|\bph\.? ?d\b|\bdoctor/i.test(text) ? "doctoral" : undefined;
}
