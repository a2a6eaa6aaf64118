import type { BibRecord, EntryId } from "../../records/model.ts";
import { formatAuthor } from "../../records/normalize.ts";
import type { Identified } from "../../review/identify.ts";
import type { WholeRecord } from "../../review/read-records.ts";

/** A value that an entry of a record gives, and whether the merged record has it. */
export interface FieldOrigin {
  readonly field: string;
  /** The entries that gave it; a list may come from several. */
  readonly from: readonly EntryId[];
  readonly value: string;
  /** Whether the merged record has it; exports add the other values. */
  readonly used: boolean;
}

/** The origin of each field of a merged record, and the other values that its entries give. */
export function fieldOrigins(
  { merged, members }: Pick<WholeRecord, "merged" | "members">,
  { entries }: Pick<Identified, "entries">,
): FieldOrigin[] {
  const idOf = (member: number) => entries[members[member]!.entry]!.id;
  return [
    ...[...merged.provenance].map(([field, from]) => ({
      field,
      from: from.map(idOf),
      value: fieldText(merged.record, field),
      used: true,
    })),
    ...merged.others.map(({ field, value, member }) => ({
      field,
      from: [idOf(member)],
      value,
      used: false,
    })),
  ];
}

/** A field as text on one line; lists are joined with semicolons, an absent field is empty. */
export function fieldText(record: BibRecord, field: keyof BibRecord): string {
  const value = record[field];
  if (field === "authors") return record.authors.map(formatAuthor).join("; ");
  if (value === undefined) return "";
  return Array.isArray(value) ? value.join("; ") : String(value);
}
