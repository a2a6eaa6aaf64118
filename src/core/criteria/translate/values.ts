import { findDoi } from "../../records/identifiers/doi.ts";
import { RECORD_TYPES } from "../../records/model.ts";
import { fold, normalizeLanguage } from "../../records/normalize.ts";
import { printTerm } from "./print.ts";
import type { Reader } from "./reader.ts";
import type { Span } from "./translation.ts";
import { type Compared, mapUnscoped, type Tree } from "./tree.ts";

/** A field that is compared rather than searched. */
export type ValueField = "year" | "language" | "type" | "venue" | "doi" | "authors" | "heading";

/** A comparison of each of the terms that have no function yet. */
export function compared(
  tree: Tree,
  field: ValueField,
  reader: Reader,
  types: Readonly<Record<string, string>> = {},
): Tree {
  return mapUnscoped(tree, (part) =>
    part.kind === "leaf"
      ? comparisonOf(part.raw, field, part.place, reader, types)
      : reader.refuse(
          part.place,
          `a proximity in a field that is compared (${field})`,
          "Write the whole value.",
        ),
  );
}

/** The value in criteria for a value in a field of a database. */
export function comparisonOf(
  raw: string,
  field: ValueField,
  place: Span,
  reader: Reader,
  types: Readonly<Record<string, string>> = {},
): Tree {
  const value = raw.trim();
  switch (field) {
    case "year":
      return yearOf(value, place, reader);
    case "language": {
      const language = normalizeLanguage(value) ?? "";
      if (!/^[a-z]{2}$/.test(language))
        reader.refuse(place, "a language that slr does not know", "Write its ISO 639 code.");
      return equal("language", language, place);
    }
    case "type": {
      const name = types[fold(value)] ?? fold(value);
      if (!RECORD_TYPES.some((type) => type === name) || name === "other")
        reader.refuse(
          place,
          "a type of document that slr does not have",
          `slr has ${RECORD_TYPES.slice(0, -1).join(", ")}. For what the text says write title-abs(…).`,
        );
      return equal("type", name, place);
    }
    case "venue":
      return equal("venue", value, place);
    case "doi": {
      const doi = findDoi(value);
      if (doi === undefined) reader.refuse(place, "a value that is no DOI", "Write it whole.");
      return { kind: "compared", field: "doi", operator: "=", values: [doi], place };
    }
    case "authors":
      return authorOf(value, place, reader);
    case "heading":
      return headingOf(value, place, reader);
  }
}

function equal(field: string, value: string, place: Span): Compared {
  return { kind: "compared", field, operator: "=", values: [printTerm(value)], place };
}

/** `2019`, `2015-2020`, `2015:2020`; records have no months and days. */
export function yearOf(value: string, place: Span, reader: Reader): Tree {
  const range = /^(\d{4})\s?(?:-|–|:|\.\.)\s?(\d{4}|current|present)?$/i.exec(value);
  if (/^\d{4}$/.test(value))
    return { kind: "compared", field: "year", operator: "=", values: [value], place };
  const [, from = "", to = ""] = range ?? [];
  if (range === null || (/^\d/.test(to) && to < from)) {
    const years = [...value.matchAll(/(?<!\d)[12]\d{3}(?!\d)/g)].map(([year]) => year);
    const example = years.length > 1 ? `year in ${years[0]}..${years.at(-1)}` : "year >= 2019";
    return reader.refuse(
      place,
      "a date that is not a year: records have years only",
      `Write ${example}.`,
    );
  }
  if (!/^\d/.test(to) || to === "3000")
    return { kind: "compared", field: "year", operator: ">=", values: [from], place };
  return { kind: "compared", field: "year", operator: "=", values: [`${from}..${to}`], place };
}

/**
 * Databases index initials, but records may have given names, so the last word becomes a prefix.
 */
function authorOf(value: string, place: Span, reader: Reader): Tree {
  const words = value
    .replace(/[,.]/g, " ")
    .replace(/[$*:]+/g, "*")
    .trim()
    .split(/\s+/);
  const last = words.at(-1) ?? "";
  if (/[?#]/.test(value))
    reader.refuse(place, "a name with a wildcard inside", "Write the spellings with OR.");
  const name = /^\p{L}$/u.test(last) && words.length > 1 ? `${words.join(" ")}*` : words.join(" ");
  return {
    kind: "leaf",
    raw: value,
    isQuoted: true,
    place,
    scope: "authors",
    terms: [name],
    origin: place.start,
  };
}

/** A whole subject heading; its subheading may follow a slash. */
export function headingOf(heading: string, place: Span, reader: Reader): Tree {
  collect(place, reader);
  return writtenHeading(heading, place);
}

function writtenHeading(heading: string, place: Span): Tree {
  const escaped = heading.trim().replace(/[\\/.*+?^${}()|[\]]/g, "\\$&");
  return { kind: "written", text: `index-terms ~ /^${escaped}(\\/|$)/i`, place };
}

/**
 * A heading that only the thesaurus can resolve. It is refused, unless headings are collected: then
 * one with its narrower headings is looked for itself, and of one that counts only as a main
 * heading or with a subheading, nothing that a record holds tells whether it is there.
 */
export function thesaurusHeading(
  heading: { readonly name: string; readonly isExploded: boolean; readonly place: Span },
  reader: Reader,
  refusal: { readonly place?: Span; readonly why: string; readonly hint: string },
): Tree {
  const { name, isExploded, place } = heading;
  if (reader.beyond === undefined)
    return reader.refuse(refusal.place ?? place, refusal.why, refusal.hint);
  collect(place, reader);
  return isExploded
    ? writtenHeading(name, place)
    : { kind: "written", text: "index-terms ~ /^$/", place };
}

function collect({ start, end }: Span, { text, beyond }: Reader): void {
  const written = text.slice(start, end).trim().replace(/\s+/g, " ");
  if (beyond?.headings.includes(written) === false) beyond.headings.push(written);
}
