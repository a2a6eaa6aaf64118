import { dedupeKeys } from "../dedupe/keys.ts";
import type { CriterionStage, Protocol } from "../protocol/protocol.ts";
import type { BibRecord, EntryId, RecordKey, Stage } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import { type AssessedRecords, assessMatched, isListed } from "../review/assess-records.ts";
import { type Clustered, findersOf } from "../review/cluster-records.ts";
import { concludeReview } from "../review/conclude-review.ts";
import { judgedRecords } from "../review/earlier/judged-records.ts";
import type { ReviewRecords } from "../review/find-records.ts";
import type { ExportFile, Identified, IdentifiedFile } from "../review/identify.ts";
import { NO_LEDGER } from "../review/kept-tables/duplicate-ledgers.ts";
import { type MatchedDecisions, matchDecisions } from "../review/match-decisions.ts";
import type { PreviousReview } from "../review/previous-review.ts";
import { ReferenceIndex } from "../review/references.ts";
import type { ScreenedReview } from "../review/review.ts";
import { NOBODY_HAS_DECIDED } from "../review/review-input.ts";
import { leftUnread, measureProgress } from "../review/stopping.ts";
import type { UniqueRecord } from "../review/unique-records.ts";
import type { CriterionJudgement } from "../screening/judge-criteria.ts";
import type { RecordSummary } from "../screening/results.ts";
import type { PublishedCopy, PublishedEntry } from "./published-copy.ts";
import { NO_FIELDS, withoutThirdPartyText } from "./withheld.ts";

/** What follows from a published copy: as much of a screened review as no export is needed for. */
export type RecomputedReview = Pick<
  ScreenedReview,
  "identified" | "found" | "results" | "files" | "ballot"
>;

/**
 * Runs the pipeline on a published copy, from matching decisions on. Which entries are one record, what
 * criteria say of a record, its fields and its rating are taken from the copy: only the exports
 * could show them. Everything else follows: outcomes, boxes, ledger, flow and lists.
 */
export function recomputeReview(
  copy: PublishedCopy,
  protocol: Protocol,
  {
    previous,
    problems = [],
  }: { readonly previous?: PreviousReview; readonly problems?: readonly Problem[] } = {},
): RecomputedReview {
  const identified = identifiedIn(copy, protocol);
  const clustered = clusteredIn(copy, identified);
  const found: ReviewRecords = {
    input: {
      ...NOBODY_HAS_DECIDED,
      protocol,
      exports: [],
      decisions: copy.decisions,
      pairs: copy.pairs,
      retrievals: copy.retrievals,
      studies: copy.studies,
      problems,
      ...(previous && { previous }),
    },
    identified,
    clustered,
    ledger: NO_LEDGER,
    fullTextName: (record) => clustered.records[record]!.key,
  };
  const matched = matchDecisions(found);
  const assessed = assessedIn(copy, found, matched);
  const ratings = new Map(
    copy.records.flatMap(({ key, rating }) => (rating === undefined ? [] : [[key, rating]])),
  );
  const results = concludeReview(
    found,
    matched,
    assessed,
    { ratings, doubleCheck: copy.doubleCheck },
    measureProgress(found, assessed, matched),
  );
  const indexOf = new Map(clustered.records.map(({ key }, at) => [key, at]));
  const { possibleDuplicates, linkedVersions } = copy;
  const gaveOf = new Map(copy.duplicates.map(({ entry, gave }) => [entry, gave]));
  return {
    identified,
    found,
    results: {
      ...withoutThirdPartyText(results),
      problems: results.problems,
      duplicates: results.duplicates.map((row) => ({ ...row, gave: gaveOf.get(row.entry) ?? [] })),
      possibleDuplicates,
      linkedVersions,
    },
    files: identified.files,
    ballot: (key: RecordKey, stage: Stage) => matched.ballot(indexOf.get(key) ?? -1, stage),
  };
}

function identifiedIn({ exports, entries }: PublishedCopy, { sources }: Protocol): Identified {
  const fileOf = new Map(exports.map(({ path }, at) => [path, at]));
  return {
    files: exports.map((one): IdentifiedFile => {
      const { path, source, kind, search, format, unreadable, sha256 } = one;
      const plan = sources.find(({ name }) => name === source);
      const file: ExportFile = {
        path,
        ...(plan && { source: plan }),
        round: search - 1,
        // biome-ignore lint/correctness/useYield: the copy does not hold the export.
        async *read() {
          throw new Error(`${path} is not in the published copy.`);
        },
        sha256: () => sha256,
        format: () => format,
      };
      return {
        ...{ path, source, kind, format, unreadable, file },
        sources: [{ name: source, entries: one.entries }],
        entries: one.entries,
        records: one.entries - unreadable,
        isPrevious: one.isPrevious,
        ...(one.isIncomplete && { incomplete: true }),
        ...{ withAbstract: 0, withDoi: 0, withYear: 0 },
      };
    }),
    entries: entries.map(({ id, file, line, source, kind, keys }) => ({
      ...{ id, line, source, kind },
      file: fileOf.get(file) ?? -1,
      ...(keys && { keys: { ...NOTHING_KNOWN, ...keys } }),
    })),
    problems: [],
  };
}

/** What the copy does not say of an entry, because only comparing entries needs it. */
const NOTHING_KNOWN = dedupeKeys(NO_FIELDS);

/** The records as the copy lists their entries. */
function clusteredIn(
  { entries, duplicates }: PublishedCopy,
  { entries: identified }: Identified,
): Clustered {
  const positionOf = new Map(entries.map(({ id }, at) => [id, at]));
  const membersOf = new Map<RecordKey, number[]>();
  for (const [at, { record }] of entries.entries()) {
    if (record === "") continue;
    const members = membersOf.get(record);
    if (members === undefined) membersOf.set(record, [at]);
    else members.push(at);
  }
  const rowOf = new Map(duplicates.map((row) => [row.entry, row]));
  const placeOf = new Map<EntryId, number>(duplicates.map(({ entry }, at) => [entry, at]));
  const rank = (at: number) => placeOf.get(entries[at]!.id) ?? duplicates.length;
  const records = [...membersOf]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, members]): UniqueRecord => {
      const order = members.sort((a, b) => rank(a) - rank(b) || a - b);
      const links = order.map((at, index) => {
        const { rule, similarity } = rowOf.get(entries[at]!.id) ?? {};
        return index === 0 || rule === undefined || similarity === undefined
          ? undefined
          : { rule, similarity };
      });
      return { key, members: order, links };
    });
  const recordOf = new Int32Array(entries.length).fill(-1);
  for (const [record, { members }] of records.entries())
    for (const member of members) recordOf[member] = record;
  const readable = identified.flatMap(({ keys }, at) => (keys === undefined ? [] : [at]));
  const index = new ReferenceIndex(readable.map((at) => identified[at]!));
  return {
    records,
    recordOf,
    possible: [],
    unlikely: [],
    linked: [],
    keepLookups: async () => {},
    ...findersOf(index, readable, (position) => recordOf[readable[position]!]!),
    problems: positionOf.size === entries.length ? [] : [repeatedEntries(entries)],
  };
}

function repeatedEntries(entries: readonly PublishedEntry[]): Problem {
  const seen = new Set<string>();
  const twice = entries.find(({ id }) => seen.size === seen.add(id).size);
  return {
    severity: "error",
    code: "check/copy-table",
    file: "identities.jsonl",
    message: `The entry ${twice?.id} is listed twice. An entry has one line.`,
  };
}

/** Takes every record through the stages again, by the judgements that the copy holds. */
function assessedIn(
  copy: PublishedCopy,
  found: ReviewRecords,
  matched: MatchedDecisions,
): AssessedRecords {
  const { identified, clustered } = found;
  const { protocol } = found.input;
  const verdicts = new Map(
    copy.judgements.map(({ record, criterion, verdict }) => [`${record} ${criterion}`, verdict]),
  );
  const published = new Map(copy.records.map((record) => [record.key, record]));
  const isUnread = leftUnread(protocol, identified, clustered);
  const problems: Problem[] = [];
  const judged = judgedRecords(found);
  const records = clustered.records.map(({ key }, at) => {
    const judge = (stage: CriterionStage) => {
      const said = protocol.criteria.flatMap(({ id, stage: of, query }): CriterionJudgement[] => {
        if (of !== stage || query === undefined) return [];
        const verdict = verdicts.get(`${key} ${id}`) ?? "unknown";
        return [{ criterion: id, verdict, words: [], places: [], disagreements: [] }];
      });
      judged.judgements.take(at, stage, said);
      return said;
    };
    const one = { at, key, judge, isUnread: isUnread(at) };
    const { assessment, problems: own } = assessMatched(one, matched, protocol);
    problems.push(...own);
    const summary = published.get(key)?.summary ?? NO_SUMMARY;
    judged.described.take(at, summary);
    if (isListed(assessment))
      judged.listed.set(at, { record: copy.reports.get(key) ?? recordOf(summary) });
    return assessment;
  });
  const knownRelevant = new Set(
    protocol.knownRelevant.flatMap(({ reference }) => clustered.recordNamed(reference) ?? []),
  );
  return { ...judged, records, knownRelevant, problems };
}

const NO_SUMMARY: RecordSummary = { title: "", authors: "", venue: "", doi: "", pmid: "" };

/** The fields of a record that its row in records.csv gives. */
function recordOf({ title, authors, year, venue, doi, pmid }: RecordSummary): BibRecord {
  return {
    ...NO_FIELDS,
    ...(title !== "" && { title }),
    // The names stay one text, as the table has them.
    ...(authors !== "" && { authors: [{ family: authors }] }),
    ...(year !== undefined && { year }),
    ...(venue !== "" && { venue }),
    ...(doi !== "" && { doi }),
    ...(pmid !== "" && { pmid }),
  };
}
