import { type MeaningName, meaningOf } from "../foreign/meanings.ts";
import type { Dialect } from "./dialect.ts";
import type { Reader } from "./reader.ts";
import { functionsOf, type Part, scoped } from "./scope.ts";
import type { Span } from "./translation.ts";
import type { Tree } from "./tree.ts";
import { compared, type ValueField } from "./values.ts";

/** The parts of a record in which a field code looks. */
const PARTS: Partial<Record<MeaningName, readonly Part[]>> = {
  title: ["title"],
  abstract: ["abstract"],
  titleAbstract: ["title", "abstract"],
  titleAbstractKeywords: ["title", "abstract", "authorKeywords"],
  topic: ["title", "abstract", "authorKeywords", "indexTerms"],
  authorKeywords: ["authorKeywords"],
  indexTerms: ["indexTerms"],
};

/** Field codes whose terms are compared, or are names. */
const VALUES: Partial<Record<MeaningName, ValueField>> = {
  heading: "heading",
  authors: "authors",
  venue: "venue",
  year: "year",
  language: "language",
  type: "type",
  doi: "doi",
};

const NOTES: Partial<Record<ValueField, string>> = {
  type: "slr has one type for each record; databases may have several",
  authors: "databases index initials; records may write given names in full",
  heading: "the heading alone, without narrower ones",
};

/** What field codes say of the operand that they belong to. */
export interface FieldCodes {
  readonly meanings: readonly MeaningName[];
  /** Where they stand. */
  readonly place: Span;
  /** What the dialect calls types of documents. */
  readonly types?: Readonly<Record<string, string>>;
}

/** An operand in the fields that codes name; refused at the codes where criteria have nothing like it. */
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

/** Whether the terms of a field are whole values: `AU=(Novoselov K*)` is one name. */
export function isValueCode(meaning: MeaningName): boolean {
  return VALUES[meaning] !== undefined;
}
