import { findDoi } from "../../core/records/identifiers/doi.ts";
import { linksOf } from "../../core/records/identifiers/links.ts";
import { isOrdinaryName, isOthers, stated } from "../../core/records/normalize.ts";
import { namesIn } from "../fields/authors.ts";
import { decodeReferences } from "../text/markup.ts";
import type { TaggedField } from "./entry.ts";

/** The values of an entry's tags, in any of the tagged formats. */

// An EBSCO record has one abstract for each of two or three languages.
const MOST_ABSTRACTS = 10;

/** The values of an entry by tag, without empty ones and placeholders, in file order. */
export type Values = ReadonlyMap<string, readonly string[]>;

/** The values of fields by tag; the lines of a value are one text. */
export function valuesOf(fields: readonly TaggedField[]): Values {
  const values = new Map<string, string[]>();
  for (const { tag, value } of fields) {
    const text = stated(value.includes("\n") ? value.replaceAll("\n", " ") : value);
    if (text === undefined) continue;
    const list = values.get(tag);
    if (list === undefined) values.set(tag, [text]);
    else list.push(text);
  }
  return values;
}

/** The values of some tags, tag by tag. */
export type Select = (...tags: readonly string[]) => readonly string[];

const NONE: readonly string[] = [];

/** Looks values up by tag. */
export function selectFrom(values: Values): Select {
  return (...tags) => {
    let result = NONE;
    for (const tag of tags) {
      const list = values.get(tag);
      if (list !== undefined) result = result === NONE ? list : [...result, ...list];
    }
    return result;
  };
}

/** All abstracts, as EBSCO and LILACS give one for each language; some give one twice, in AB and N2. */
export function abstractOf(texts: readonly string[]): string | undefined {
  if (texts.length < 2) return texts[0];
  const distinct = [...new Set(texts)];
  const different =
    distinct.length > MOST_ABSTRACTS
      ? distinct
      : distinct.filter(
          (text) => !distinct.some((other) => other !== text && other.includes(text)),
        );
  return different.join(" ");
}

/** The names on a line of authors, without words for unnamed authors. */
export function splitNames(text: string): readonly string[] {
  if (isOrdinaryName(text)) return [text];
  return namesIn(text)
    .flatMap((name) => stated(name) ?? [])
    .filter((name) => !isOthers(name));
}

/** The first result of a function over several texts. */
export function firstFound(
  find: (text: string) => string | undefined,
  texts: readonly string[],
): string | undefined {
  for (const text of texts) {
    const found = find(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The DOI in the first of some texts that has one. */
export function firstDoi(texts: readonly string[]): string | undefined {
  return firstFound(findDoi, texts);
}

/** The first web address in some texts. */
export function firstLink(texts: readonly string[]): string | undefined {
  return firstFound((text) => linksOf(text).find((link) => /^https?:/i.test(link)), texts);
}

/** Tells whether a text is a web address, rather than a sentence that contains one. */
export function beginsWithLink(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** Every ISSN in some texts as `1234-567X`, each once. */
export function issnsOf(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) =>
    [...text.slice(0, 1000).matchAll(/(?<![\w-])(\d{4})-?(\d{3}[\dx])(?![\w-])/gi)].map(
      ([, start, end]) => `${start}-${end}`.toUpperCase(),
    ),
  );
  return [...new Set(found)];
}

/** Without the marks of major topics (Ovid, EBSCO) and of programs; each once. */
export function keywordsOf(texts: readonly string[]): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const part of decodeReferences(text).split(";")) {
      const word = stated(part.replace(/^\s*\*/, ""));
      if (word !== undefined && word !== "eppi-reviewer") words.add(word);
    }
  }
  return [...words];
}

/** The first match in the texts; its first group if it has one. */
export function firstMatch(pattern: RegExp, texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match !== null) return match[1] ?? match[0];
  }
  return undefined;
}
