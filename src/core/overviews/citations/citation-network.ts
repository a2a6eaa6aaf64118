import type { CitedReference } from "../../records/cited-reference.ts";
import type { BibRecord, RecordKey } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import type { ScreenedReview } from "../../review/review.ts";
import type { ScreenedRecord } from "../../screening/results.ts";
import { fullest, joinReferences, type OpenReference } from "./cited-works.ts";
import { ReferenceMatcher } from "./match-reference.ts";
import { referenceKeys } from "./reference-keys.ts";

/** A work that included studies cite and no search found. */
export interface Find {
  /** A name for the graph: `work-1` is the one that most studies cite. */
  readonly id: string;
  readonly reference: CitedReference;
  readonly pmid?: string;
  /** The included records that cite it: the seeds by which it was found. */
  readonly citedBy: readonly RecordKey[];
  /** The studies that they belong to. */
  readonly studies: number;
  /** Records of the review that it may be after all, and why that is not certain. */
  readonly perhaps: readonly RecordKey[];
  readonly why?: string;
}

/** A record of the review and the included records that it is linked with. */
export interface LinkedRecord {
  readonly record: ScreenedRecord;
  readonly included: readonly RecordKey[];
  readonly studies: number;
}

/** Two included records with something in common. */
export interface CitationPair {
  readonly first: RecordKey;
  readonly second: RecordKey;
  readonly count: number;
}

/** How many references were read, and what became of them. */
export interface ReferenceCounts {
  readonly references: number;
  readonly byIdentifier: number;
  readonly byTitle: number;
  readonly byPlace: number;
  /** May be a record of the review, which is not certain. */
  readonly inDoubt: number;
  readonly unmatched: number;
}

/** What the references in the exports tell of the included studies. */
export interface CitationNetwork {
  readonly title: string;
  readonly included: readonly ScreenedRecord[];
  /** Included records whose exports carry no references: of what they cite nothing is known. */
  readonly silent: readonly RecordKey[];
  /** Records with references, and all records of the review. */
  readonly telling: number;
  readonly records: number;
  readonly counts: ReferenceCounts;
  /** Backward: by the number of studies that cite them. */
  readonly finds: readonly Find[];
  /** Records that included ones cite, whatever became of them. */
  readonly cited: readonly LinkedRecord[];
  /** Forward: records that are not included and cite included ones. */
  readonly citing: readonly LinkedRecord[];
  /** Included records that the same records cite. */
  readonly coCited: readonly CitationPair[];
  /** Included records that cite the same works. */
  readonly coupled: readonly CitationPair[];
  /** Every citation between records that touches an included one: who cites whom. */
  readonly links: readonly (readonly [citing: RecordKey, cited: RecordKey])[];
  readonly byKey: ReadonlyMap<RecordKey, ScreenedRecord>;
}

/**
 * Follows the references that exports carry, from the included records backward to what they cite
 * and forward to the records that cite them. The exports are read once more for it. Pairs of included
 * records take the square of the list of each work or record, which is short.
 *
 * @param referencesIn the references in an entry of an export
 */
export async function citationNetwork(
  review: ScreenedReview,
  referencesIn: (entry: Pick<BibRecord, "original">) => readonly CitedReference[],
): Promise<CitationNetwork> {
  const { identified, found, results } = review;
  const { records } = found.clustered;
  const matcher = new ReferenceMatcher(identified, found.clustered);
  const byKey = new Map(results.records.map((record) => [record.key, record]));
  const included = results.records.filter(({ box }) => box === "included");
  const isIncluded = new Set(included.map(({ key }) => key));
  const counts = {
    references: 0,
    byIdentifier: 0,
    byTitle: 0,
    byPlace: 0,
    inDoubt: 0,
    unmatched: 0,
  };
  const cites = new Map<RecordKey, Set<RecordKey>>();
  const open: OpenReference[] = [];
  const telling = new Set<RecordKey>();
  for await (const { at, key, members } of review.read(records.map((record) => record.key))) {
    const lists = members.map(({ record }) => withoutRepeats(referencesIn(record)));
    const best = bestOf(lists);
    const inBest = new Set(best);
    if (best.length > 0) telling.add(key);
    for (const reference of new Set([...best, ...lists.flat()])) {
      const keys = referenceKeys(reference);
      const match = matcher.match(keys);
      // The same work in another export's words would count twice.
      const counted = inBest.has(reference);
      if (!counted && match.kind !== "matched") continue;
      if (counted) counts.references += 1;
      if (match.kind === "matched") {
        if (counted) counts[COUNTED[match.by]] += 1;
        if (match.record === at) continue;
        const its = cites.get(key) ?? new Set();
        its.add(records[match.record]!.key);
        cites.set(key, its);
        continue;
      }
      counts[match.kind === "doubt" ? "inDoubt" : "unmatched"] += 1;
      if (!isIncluded.has(key)) continue;
      const own = match.kind === "doubt" && match.records.includes(at);
      if (!own)
        open.push({ reference, keys, by: at, ...(match.kind === "doubt" && { doubt: match }) });
    }
  }
  const studyOf = new Map(results.included.map(({ key, study }) => [key, study]));
  const studies = (keys: readonly RecordKey[]) => new Set(keys.map((key) => studyOf.get(key))).size;
  const finds = findsOf(
    open,
    records.map(({ key }) => key),
    studies,
  );
  const linked = linkedRecords(cites, byKey, isIncluded, studies);
  return {
    title: results.title,
    included,
    silent: included.flatMap(({ key }) => (telling.has(key) ? [] : [key])),
    telling: telling.size,
    records: results.records.length,
    counts,
    finds,
    ...linked,
    coCited: pairsOf(
      [...cites.values()].map((its) => [...its].filter((key) => isIncluded.has(key))),
    ),
    coupled: pairsOf([
      ...citersOf(cites, isIncluded).values(),
      ...finds.map(({ citedBy }) => citedBy),
    ]),
    byKey,
  };
}

const COUNTED = { identifier: "byIdentifier", title: "byTitle", place: "byPlace" } as const;

function withoutRepeats(references: readonly CitedReference[]): CitedReference[] {
  return [...new Map(references.map((one) => [one.written, one])).values()];
}

/** Of the lists that the duplicates of a record carry, the one that says most. */
function bestOf(lists: readonly (readonly CitedReference[])[]): readonly CitedReference[] {
  const weight = (list: readonly CitedReference[]) =>
    list.reduce(
      (sum, { doi, pmid, titles }) =>
        sum + 1 + (doi === undefined && pmid === undefined ? 0 : 1) + (titles.length > 0 ? 1 : 0),
      0,
    );
  return lists.reduce((best, list) => (weight(list) > weight(best) ? list : best), []);
}

function findsOf(
  open: readonly OpenReference[],
  keys: readonly RecordKey[],
  studies: (keys: readonly RecordKey[]) => number,
): Find[] {
  const works = joinReferences(open).map((work) => {
    const citedBy = [...new Set(work.references.map(({ by }) => keys[by]!))].sort(compareText);
    const doubts = work.references.flatMap(({ doubt }) => doubt ?? []);
    const perhaps = [...new Set(doubts.flatMap(({ records }) => records.map((at) => keys[at]!)))];
    const pmid = work.references.flatMap(({ reference }) => reference.pmid ?? [])[0];
    const doi = work.references.flatMap(({ reference }) => reference.doi ?? [])[0];
    const best = fullest(work);
    return {
      reference: doi === undefined ? best : { ...best, doi },
      ...(pmid !== undefined && { pmid }),
      citedBy,
      studies: studies(citedBy),
      perhaps: perhaps.sort(compareText),
      ...(doubts[0] !== undefined && { why: doubts[0].why }),
    };
  });
  return works
    .sort(
      (a, b) =>
        b.studies - a.studies ||
        b.citedBy.length - a.citedBy.length ||
        compareText(a.reference.written, b.reference.written),
    )
    .map((find, at) => ({ id: `work-${at + 1}`, ...find }));
}

type Cites = ReadonlyMap<RecordKey, ReadonlySet<RecordKey>>;

function linkedRecords(
  cites: Cites,
  byKey: ReadonlyMap<RecordKey, ScreenedRecord>,
  isIncluded: ReadonlySet<RecordKey>,
  studies: (keys: readonly RecordKey[]) => number,
): Pick<CitationNetwork, "cited" | "citing" | "links"> {
  const list = (of: ReadonlyMap<RecordKey, readonly RecordKey[]>): LinkedRecord[] =>
    [...of]
      .map(([key, its]) => {
        const included = [...its].sort(compareText);
        return { record: byKey.get(key)!, included, studies: studies(included) };
      })
      .sort(
        (a, b) =>
          b.studies - a.studies ||
          b.included.length - a.included.length ||
          compareText(a.record.key, b.record.key),
      );
  const citing = new Map<RecordKey, readonly RecordKey[]>();
  const links: [RecordKey, RecordKey][] = [];
  for (const [key, its] of cites) {
    const touched = [...its].filter((cited) => isIncluded.has(cited));
    if (touched.length > 0 && !isIncluded.has(key)) citing.set(key, touched);
    for (const cited of isIncluded.has(key) ? its : touched) links.push([key, cited]);
  }
  return {
    cited: list(citersOf(cites, isIncluded)),
    citing: list(citing),
    links: links.sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1])),
  };
}

/** The included records that cite each record. */
function citersOf(cites: Cites, isIncluded: ReadonlySet<RecordKey>): Map<RecordKey, RecordKey[]> {
  const citers = new Map<RecordKey, RecordKey[]>();
  for (const [key, its] of cites) {
    if (!isIncluded.has(key)) continue;
    for (const cited of its) {
      const known = citers.get(cited);
      if (known === undefined) citers.set(cited, [key]);
      else known.push(key);
    }
  }
  return citers;
}

/** How often each two stand in a list together. */
function pairsOf(lists: readonly (readonly RecordKey[])[]): CitationPair[] {
  const counts = new Map<string, number>();
  for (const list of lists) {
    const sorted = [...list].sort(compareText);
    for (const [at, first] of sorted.entries())
      for (const second of sorted.slice(at + 1)) {
        const pair = `${first} ${second}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
  }
  return [...counts]
    .map(([pair, count]) => {
      const [first = "", second = ""] = pair.split(" ");
      return { first, second, count };
    })
    .sort(
      (a, b) =>
        b.count - a.count || compareText(a.first, b.first) || compareText(a.second, b.second),
    );
}
