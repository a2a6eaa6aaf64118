import type { Problem } from "../../records/problem.ts";
import { plural } from "../../records/text/plural.ts";
import type { ReviewRecords } from "../find-records.ts";

/** The record that a key, a DOI with or without `doi:`, or another identifier names. */
export function recordOfVector(
  reference: string,
  recordNamed: (reference: string) => number | undefined,
): number | undefined {
  return recordNamed(/^10\.\d{4,}\//.test(reference) ? `doi:${reference}` : reference);
}

/** A warning if vectors name no record of the review, and how many records have one. */
export function vectorProblems({ input, clustered }: ReviewRecords): Problem[] {
  const { vectors, protocol } = input;
  if (vectors === undefined) return [];
  const found = vectors.map(({ reference }) => ({
    reference,
    at: recordOfVector(reference, clustered.recordNamed),
  }));
  const lost = found.filter(({ at }) => at === undefined);
  const known = new Set(found.flatMap(({ at }) => at ?? [])).size;
  const all = clustered.records.length;
  const file = protocol.ratingVectors ?? "slr.yaml";
  const warning = (code: string, message: string): Problem => ({
    severity: "warning",
    code,
    file,
    message,
  });
  return [
    ...(lost.length === 0
      ? []
      : [
          warning(
            "rating/vector-without-record",
            `${plural(lost.length, "vector")} ${lost.length === 1 ? "names" : "name"} no record of this review, the first \`${lost[0]!.reference}\`; they are not used.`,
          ),
        ]),
    ...(known === all
      ? []
      : [
          warning(
            "rating/record-without-vector",
            `${plural(all - known, "record")} of ${all} ${all - known === 1 ? "has" : "have"} no vector and ${all - known === 1 ? "is" : "are"} rated by words alone; make them anew after adding exports.`,
          ),
        ]),
  ];
}
