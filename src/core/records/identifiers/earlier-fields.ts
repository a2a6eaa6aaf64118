import type { BibRecord } from "../model.ts";
import { fold, normalizeTitle } from "../normalize.ts";

/**
 * The title and first author of an entry as version 0.1.0 read them, if slr reads them differently
 * today and the old value cannot be derived from the new one. Version 0.1.0 made keys from them,
 * and people know records by their keys.
 */
export interface EarlierFields {
  /** As version 0.1.0 compared it. */
  readonly title?: string;
  /** The letters of the first author's family name. */
  readonly family?: string;
}

/** How version 0.1.0 read an entry, from its fields as written and the record of today. */
export function earlierFields(
  written: { readonly title: string | undefined; readonly original: BibRecord["original"] },
  record: Pick<BibRecord, "title" | "authors">,
): EarlierFields | undefined {
  const title = earlierTitle(written.title, record.title);
  const family = earlierFamily(written.original, record.authors[0]?.family);
  if (title === undefined && family === undefined) return undefined;
  return { ...(title !== undefined && { title }), ...(family !== undefined && { family }) };
}

function earlierTitle(written: string | undefined, title: string | undefined): string | undefined {
  if (written === undefined || (written === title && !INVISIBLE.test(written))) return undefined;
  const earlier = normalizeTitleOfVersion010(written);
  return earlier === "" || earlier === normalizeTitle(title ?? "") ? undefined : earlier;
}

const INVISIBLE = /\p{Cf}/u;
const ENTITY = /&(?:#\w{1,8}|[a-z]\w{1,31});/i;

/** Version 0.1.0 split names at the semicolon of an entity: of `M&uuml;ller` it kept `M&uuml`. */
function earlierFamily(
  original: BibRecord["original"],
  family: string | undefined,
): string | undefined {
  if (family === undefined) return undefined;
  const start = fold(family.charAt(0));
  for (const [, value] of original) {
    if (!value.includes("&") || value.length > 100_000 || !ENTITY.test(value)) continue;
    const name = value.slice(0, value.indexOf(";")).split(",")[0] ?? "";
    if (name.length < 60 && ENTITY.test(`${name};`) && fold(name).startsWith(start)) {
      return lettersOf(name);
    }
  }
  return undefined;
}

function lettersOf(name: string): string {
  return fold(name).replace(/[^\p{L}]+/gu, "");
}

// Frozen: these are the rules of 0.1.0, and keys that people have written down depend on them.
function normalizeTitleOfVersion010(title: string): string {
  const folded = title
    .replace(/<\/?[a-z][^<>]{0,80}>/gi, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßæœøłđðþıħŋſ]/g, (letter) => LETTERS_OF_010[letter] ?? letter);
  return folded
    .replace(/&(?:amp|#38);/g, " and ")
    .replace(/&[a-z]{2,8};|&#\d{2,5};/g, " ")
    .replace(/['’`´]/g, "")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A copy of what 0.1.0 had: keys that it gave must not change when the table of today does. */
const LETTERS_OF_010: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "n",
  ſ: "s",
};
