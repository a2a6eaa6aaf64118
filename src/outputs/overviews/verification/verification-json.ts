import type { ListMatch } from "../../../core/claims/match-list.ts";
import type { DataEntry } from "../../../core/claims/review-data.ts";
import { isConfirmed, type Verification } from "../../../core/claims/verification.ts";
import type { VerifiedCount } from "../../../core/claims/verify-counts.ts";
import type { FoundElsewhere, VerifiedList } from "../../../core/claims/verify-list.ts";

/** Claims and data for programs: every record of every difference. */
export function verificationJson(
  verification: Verification,
  keyOf: (record: number) => string,
): string {
  const { counts, lists, contradictions, remarks } = verification;
  return JSON.stringify(
    {
      agrees: isConfirmed(verification),
      counts: counts.map(countJson),
      lists: lists.map((list) => listJson(list, keyOf)),
      contradictions,
      remarks: remarks.map(({ words, entries }) => ({ words, records: entries.map(entryJson) })),
    },
    null,
    2,
  );
}

function countJson({ claim, verdict, means, n, explanations, sameNumber }: VerifiedCount) {
  return {
    name: claim.name,
    item: claim.item ?? null,
    file: claim.place?.file ?? null,
    line: claim.place?.line ?? null,
    verdict,
    means: means || null,
    claimed: claim.n,
    data: n ?? null,
    difference: n === undefined ? null : claim.n - n,
    explanations: explanations.map(({ words, more, fewer }) => ({
      words,
      more: more.map(entryJson),
      fewer: fewer.map(entryJson),
    })),
    same_number: sameNumber,
  };
}

function listJson(verified: VerifiedList, keyOf: (record: number) => string) {
  const { list, verdict, means, n, isInstead } = verified;
  const claimed = ({ claimed: { place, title } }: ListMatch) => ({ ...place, title });
  const found = ({ match, entry }: FoundElsewhere) => ({
    ...claimed(match),
    is: entryJson(entry),
    note: match.note ?? null,
  });
  return {
    name: list.name,
    file: list.file,
    verdict,
    means,
    claimed: list.entries.length,
    data: n,
    is_instead: isInstead ?? null,
    agreeing: verified.agreeing.map(found),
    elsewhere: verified.elsewhere.map(found),
    repeated: verified.repeated.map(found),
    ambiguous: verified.ambiguous.map((match) => ({
      ...claimed(match),
      why: match.why,
      records: match.records.map(keyOf),
    })),
    not_found: verified.notFound.map((match) => ({ ...claimed(match), why: match.why })),
    missing: verified.missing.map(entryJson),
  };
}

export function entryJson({
  entry,
  record,
  title,
  source,
  file,
  line,
  box,
  reason,
  by,
}: DataEntry) {
  return { record: record || null, entry, title, source, file, line, box, reason, by };
}
