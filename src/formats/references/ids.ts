import type { CitedReference } from "../../core/records/cited-reference.ts";
import { referenceOf } from "./reference.ts";

/** Lists of a database's own ids: `001-292-833-536-007; …` of the Lens, addresses of OpenAlex. */
export function readIds(value: string): CitedReference[] {
  const ids =
    value.match(/https?:\/\/openalex\.org\/W\d+|\b\d{3}(?:-\d{3}){3}-\d{2}[\dX]\b/gi) ?? [];
  return ids.map((id) => referenceOf(id, { accession: comparableAccession(id) }));
}

/** The id by which a reference and a record are compared. */
function comparableAccession(id: string): string {
  return id.replace(/^http:/i, "https:").toUpperCase();
}
