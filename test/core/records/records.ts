import { type DedupeKeys, dedupeKeys } from "../../../src/core/dedupe/keys.ts";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { parseAuthor } from "../../../src/core/records/normalize.ts";

/** A record with just the fields that a test is about; authors may be written `Shoeybi, M.`. */
export function aRecord(
  fields: Partial<Omit<BibRecord, "authors">> & { readonly authors?: readonly string[] } = {},
): BibRecord {
  const { authors = [], ...others } = fields;
  return {
    issn: [],
    keywords: [],
    mesh: [],
    original: [],
    ...others,
    authors: authors.flatMap((name) => parseAuthor(name) ?? []),
  };
}

export function keysOf(fields: Parameters<typeof aRecord>[0]): DedupeKeys {
  return dedupeKeys(aRecord(fields));
}
