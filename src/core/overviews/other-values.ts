import { linksOf } from "../records/identifiers/links.ts";
import type { BibRecord, EntryId } from "../records/model.ts";
import { normalizeTitle } from "../records/normalize.ts";
import type { Identified } from "../review/identify.ts";
import type { WholeRecord } from "../review/read-records.ts";
import { fieldOrigins, fieldText } from "./duplicates/field-origins.ts";

/**
 * Something that an entry says and its merged record does not: another value of a field, or a note.
 */
export interface OtherValue {
  /** The field, or the tag of a note in its export. */
  readonly field: string;
  readonly value: string;
  readonly from: EntryId;
}

/**
 * Tags and columns for the notes of people and databases, and for the own fields of reference
 * managers.
 */
const NOTE =
  /^(?:n1|rn|nt|gn|notes?|annote|annotation|comments?|user notes?|research notes?|u[1-5]|c[1-8]|custom ?[1-8])$/i;

/** Tags and columns of links, of which a record keeps one. */
const LINK = /^(?:ur|url|urls|link|links|l[1-4]|lk|ul|u|ee|bdsk-url-\d)$/i;

/** Everything that the entries of a record say beyond its merged fields, each item once. */
export function otherValues(
  whole: Pick<WholeRecord, "merged" | "members">,
  identified: Pick<Identified, "entries">,
): OtherValue[] {
  const values = fieldOrigins(whole, identified)
    .filter(({ used }) => !used)
    .map(({ field, value, from: [from] }): OtherValue => ({ field, value, from: from! }));
  const said = [...fieldTexts(whole.merged.record), ...values.map(({ value }) => value)].map(plain);
  const notes = whole.members.flatMap(({ record: { original }, entry }) =>
    original.flatMap(([tag, value]): OtherValue[] => {
      const text = plain(value);
      // A tag that slr reads as a field, such as `PMID: 123`, is already in the record.
      if (!NOTE.test(tag) || text === "" || said.some((known) => known.includes(text))) return [];
      said.push(text);
      return [{ field: tag, value: value.trim(), from: identified.entries[entry]!.id }];
    }),
  );
  const known = new Set(whole.members.map(({ record }) => record.url));
  const links = whole.members.flatMap(({ record: { original }, entry }) =>
    original.flatMap(([tag, value]) =>
      (LINK.test(tag) ? linksOf(value) : []).flatMap((link): OtherValue[] => {
        if (known.has(link) || !/^https?:/i.test(link)) return [];
        known.add(link);
        return [{ field: "url", value: link, from: identified.entries[entry]!.id }];
      }),
    ),
  );
  return [...values, ...links, ...notes];
}

function fieldTexts(record: BibRecord): string[] {
  const { original: _, ...fields } = record;
  return Object.keys(fields).map((field) => fieldText(record, field as keyof BibRecord)); // keys of a BibRecord
}

function plain(text: string): string {
  return normalizeTitle(text.replace(/^\s*(?:pmid|arxiv|doi):?\s*/i, ""));
}
