import type { Rows } from "../records/bulk/rows.ts";
import type { Decision, PairDecision, Retrieval, StudyMember } from "../records/decision.ts";
import type { BibRecord, EntryId, RecordKey, SourceKind } from "../records/model.ts";
import type { IdentifyingKeys } from "../review/references.ts";
import type { ScreenedReview } from "../review/review.ts";
import type {
  DoubleCheckRow,
  DuplicateRow,
  JudgementRow,
  LinkedVersions,
  PossibleDuplicate,
  Rating,
  RecordSummary,
} from "../screening/results.ts";

/**
 * A copy of a review for an archive: what people decided and what slr made of it, without the
 * exports and without the texts of third parties.
 */
export interface PublishedCopy {
  /** In the order in which they were read. */
  readonly exports: readonly PublishedExport[];
  readonly entries: readonly PublishedEntry[];
  readonly decisions: readonly Decision[];
  readonly pairs: readonly PairDecision[];
  readonly retrievals: readonly Retrieval[];
  readonly studies: readonly StudyMember[];
  readonly records: Rows<PublishedRecord>;
  /** The reports that are listed with more fields than the other records. */
  readonly reports: ReadonlyMap<RecordKey, BibRecord>;
  readonly duplicates: Rows<DuplicateRow>;
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  readonly linkedVersions: readonly LinkedVersions[];
  readonly judgements: Rows<Pick<JudgementRow, "record" | "criterion" | "verdict">>;
  readonly doubleCheck: readonly DoubleCheckRow[];
}

/** An export that the copy does not hold: what it was and what was in it. */
export interface PublishedExport {
  readonly path: string;
  readonly source: string;
  readonly kind: SourceKind;
  /** The search of the source that gave it, counted from 1. */
  readonly search: number;
  readonly format: string;
  readonly entries: number;
  readonly unreadable: number;
  /** Whether the file holds more than could be read. */
  readonly isIncomplete: boolean;
  /** Whether the previous version of the review has counted it. */
  readonly isPrevious: boolean;
  readonly sha256: string;
}

/** An entry of an export: where it stood, what identifies it, and the record that it belongs to. */
export interface PublishedEntry {
  readonly id: EntryId;
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly kind: SourceKind;
  /** Empty if the entry could not be read; then it has no keys. */
  readonly record: RecordKey;
  readonly keys?: IdentifyingKeys;
}

/** A record with its bibliographic fields and its rating. */
export interface PublishedRecord {
  readonly key: RecordKey;
  readonly summary: RecordSummary;
  readonly rating?: Rating;
}

/** A review as its copy holds it. */
export function copyOf(
  review: Pick<ScreenedReview, "identified" | "found" | "results">,
): PublishedCopy {
  const { results, found } = review;
  const { decisions, pairs, retrievals, studies } = found.input;
  return {
    ...listIdentified(review),
    ...{ decisions, pairs, retrievals, studies },
    records: results.records,
    reports: new Map(
      [...results.included, ...results.excludedFullText].map(({ key, record }) => [key, record]),
    ),
    duplicates: results.duplicates,
    possibleDuplicates: results.possibleDuplicates,
    linkedVersions: results.linkedVersions,
    judgements: results.judgements,
    doubleCheck: results.doubleCheck,
  };
}

function listIdentified({
  identified,
  found: { clustered },
}: Pick<ScreenedReview, "identified" | "found">): Pick<PublishedCopy, "exports" | "entries"> {
  return {
    exports: identified.files.map(
      ({ file, path, source, kind, format, entries, unreadable, incomplete, isPrevious }) => ({
        path,
        source,
        kind,
        search: (file.round ?? 0) + 1,
        format,
        entries,
        unreadable,
        isIncomplete: incomplete === true,
        isPrevious,
        sha256: file.sha256(),
      }),
    ),
    entries: identified.entries.map((entry, at): PublishedEntry => {
      const { id, file, line, source, kind, keys } = entry;
      const place = { id, file: identified.files[file]!.path, line, source, kind };
      if (keys === undefined) return { ...place, record: "" };
      const { anchors, title, year, names, link, fingerprint, earlier } = keys;
      return {
        ...place,
        record: clustered.records[clustered.recordOf[at]!]!.key,
        keys: { anchors, title, year, names, link, fingerprint, ...(earlier && { earlier }) },
      };
    }),
  };
}

/** A problem that slr found when the copy was made; its message is not in the copy. */
export interface PublishedProblem {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly file: string;
  readonly line: string;
}
