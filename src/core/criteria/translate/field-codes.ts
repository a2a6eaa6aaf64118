import { type MeaningName, meaningOf } from "../foreign/meanings.ts";
import type { Dialect } from "./dialect.ts";
import type { Reader } from "./reader.ts";
import { functionsOf, type Part, scoped } from "./scope.ts";
import type { Span } from "./translation.ts";
import { around, mapUnscoped, type Tree } from "./tree.ts";
import { compared, thesaurusHeading, type ValueField } from "./values.ts";

/** The parts of a record that a field code searches. */
const PARTS: Partial<Record<MeaningName, readonly Part[]>> = {
  title: ["title"],
  abstract: ["abstract"],
  titleAbstract: ["title", "abstract"],
  titleAbstractKeywords: ["title", "abstract", "authorKeywords"],
  topic: ["title", "abstract", "authorKeywords", "indexTerms"],
  authorKeywords: ["authorKeywords"],
  indexTerms: ["indexTerms"],
};

/** Field codes whose terms are compared or are names. */
const VALUES: Partial<Record<MeaningName, ValueField>> = {
  heading: "heading",
  authors: "authors",
  venue: "venue",
  year: "year",
  language: "language",
  type: "type",
  doi: "doi",
};

/** Field codes of headings that need the thesaurus. */
const UNRESOLVED: ReadonlySet<MeaningName> = new Set(["exploded", "major", "subheading"]);

const NOTES: Partial<Record<ValueField, string>> = {
  type: "slr has one type for each record; databases may have several",
  authors: "databases index initials; records may write given names in full",
  heading: "the heading alone, without narrower ones",
};

/** The meaning of the field codes of an operand. */
export interface FieldCodes {
  readonly meanings: readonly MeaningName[];
  /** Their place. */
  readonly place: Span;
  /** The names of document types in the dialect. */
  readonly types?: Readonly<Record<string, string>>;
}

/**
 * Restricts an operand to the fields of its codes; refuses codes that criteria have no counterpart
 * for.
 */
export function inFields(
  tree: Tree,
  { meanings, place, types }: FieldCodes,
  reader: Reader,
  dialect: Dialect,
): Tree {
  const [first = "absent"] = meanings;
  const parts = meanings.flatMap((meaning) => PARTS[meaning] ?? []);
  if (meanings.every((meaning) => PARTS[meaning] !== undefined))
    return scoped(tree, functionsOf(parts), place, reader, dialect);
  const field = VALUES[first];
  if (field !== undefined && new Set(meanings).size === 1) {
    reader.note(
      place,
      { authors: "authors(…)", heading: "index-terms ~ /^…/i" }[field as string] ?? field,
      NOTES[field],
    );
    return compared(tree, field, reader, types);
  }
  if (reader.beyond !== undefined && first === "everywhere")
    return inAllFields(tree, reader.text.slice(place.start, place.end), place, reader, dialect);
  if (reader.beyond !== undefined && UNRESOLVED.has(first))
    return mapUnscoped(tree, (part) => {
      const { start, end } = part.place;
      const name = part.kind === "leaf" ? part.raw : reader.text.slice(start, end);
      const heading = { name, isExploded: first === "exploded", place: around(part.place, place) };
      return thesaurusHeading(heading, reader, { why: "", hint: "" });
    });
  const refused = meanings.find((meaning) => PARTS[meaning] === undefined) ?? first;
  const { is, write } = meaningOf(refused);
  return reader.refuse(
    place,
    VALUES[refused] === undefined
      ? `which stands for ${is}`
      : `which asks for ${is} and for other fields together`,
    write,
  );
}

/**
 * Terms that the database looks for in more fields than a record has here. They are looked for in
 * title, abstract and keywords, and in the full text, which stands for all that is not at hand:
 * without it they are unknown.
 */
export function inAllFields(
  tree: Tree,
  written: string,
  place: Span,
  reader: Reader,
  dialect: Dialect,
): Tree {
  const name = written.trim().replace(/\s+/g, " ");
  if (reader.beyond?.fields.includes(name) === false) reader.beyond.fields.push(name);
  return scoped(tree, ["title-abs-key", "full-text"], place, reader, dialect);
}

/** Whether the terms of a field are whole values: `AU=(Novoselov K*)` is one name. */
export function isValueCode(meaning: MeaningName): boolean {
  return VALUES[meaning] !== undefined;
}
