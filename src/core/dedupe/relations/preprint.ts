import type { DedupeKeys } from "../keys.ts";
import type { Relation } from "./relation.ts";

export const preprint: Relation<"preprint"> = {
  name: "preprint",
  byDefault: "separate",
  byPlace: false,
  about: "a preprint, a manuscript or a technical report and its published version",
  holds(a, b) {
    if (a.preprint === b.preprint) return undefined;
    const other = a.preprint ? b : a;
    return isPublished(other) ? "a preprint and a published version" : undefined;
  },
};

/** Whether it has a publisher's DOI or a venue: databases call some preprints articles. */
function isPublished({ doi, venue }: DedupeKeys): boolean {
  return doi !== undefined || venue !== undefined;
}
