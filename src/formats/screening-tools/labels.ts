import type { BibRecord } from "../../core/records/model.ts";
import { columnName } from "../tables/columns.ts";
import { asreviewNotes } from "./asreview.ts";
import { valuesOf } from "./screening-tool.ts";

/**
 * Columns of labelled reviews, best first: ASReview's own, those that it accepts in tables of
 * others, and those of its collections of reviews, whose final inclusions come before those by
 * abstract.
 */
const LABEL_COLUMNS = [
  "asreview_label",
  "label_included",
  "included_label",
  "final_included",
  "included_final",
  "included",
  "include",
  "included_flag",
  "label",
  "label_abstract",
  "label_abstract_screening",
  "included_abstract",
  "abstract_included",
] as const;

const INCLUDED = /^(?:1(?:\.0)?|yes|y|true|included?|relevant|asreview_relevant)$/i;
const EXCLUDED =
  /^(?:0(?:\.0)?|no|n|false|excluded?|irrelevant|not relevant|asreview_irrelevant)$/i;
const UNSEEN =
  /^(?:|-1(?:\.0)?|nan|na|n\/a|none|null|maybe|unlabell?ed|not[ _]seen|asreview_not_seen)$/i;

/** The label of one record in an export; undefined if it has none. */
export type Label = boolean | undefined;

/** The text found instead of a label, for a message. */
export interface UnexpectedLabel {
  readonly unexpected: string;
}

/** Where a set has its labels: a column, or the notes of ASReview's RIS files. */
export type LabelPlace = { readonly column: string } | "notes";

/** The places in a record that may contain a label. */
export function labelPlacesOf(record: Labelled): readonly string[] {
  return LABEL_COLUMNS.filter((name) => valuesOf(record, columnName(name)).length > 0);
}

/**
 * The column that contains the labels, among those of a set's records; if there is none, the notes.
 */
export function labelPlaceAmong(columns: ReadonlySet<string>): LabelPlace {
  const column = LABEL_COLUMNS.find((name) => columns.has(name));
  return column === undefined ? "notes" : { column };
}

/** The label of a record. */
export function labelOf(record: Labelled, place: LabelPlace): Label | UnexpectedLabel {
  const found =
    place === "notes"
      ? asreviewNotes(record)
      : valuesOf(record, columnName(place.column)).slice(0, 1);
  const labels = new Set(found.map((text) => labelNamed(text.trim())));
  if (labels.has("unexpected") || (labels.has(true) && labels.has(false)))
    return { unexpected: found.map((text) => text.trim().slice(0, 40)).join("; ") };
  if (labels.has(true)) return true;
  return labels.has(false) ? false : undefined;
}

type Labelled = Pick<BibRecord, "original">;

function labelNamed(text: string): Label | "unexpected" {
  if (INCLUDED.test(text)) return true;
  if (EXCLUDED.test(text)) return false;
  return UNSEEN.test(text) ? undefined : "unexpected";
}
