import { IndexedSubject } from "../../criteria/index.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import type { RecordKey } from "../../records/model.ts";
import type { ScreenedReview } from "../../review/review.ts";
import type { ChaoEstimate } from "../../statistics/chao.ts";
import { missedBySources, type TooFewIncluded } from "../capture-recapture.ts";
import { overlapOf, type SourceOverlap } from "./contributions.ts";
import { type DescribedSearch, describedSearches } from "./described-searches.ts";
import { recallOf, referenceSets, type SetRecall } from "./recall.ts";
import { type Found, runString, type SearchString, searchStrings } from "./search-strings.ts";
import { type TellingTerm, TermCounter } from "./telling-terms.ts";

/** What the searches of a review found, and what they may have missed. */
export interface SearchOverview {
  readonly title: string;
  readonly overlap: SourceOverlap;
  readonly strings: readonly RanString[];
  readonly recall: readonly SetRecall[];
  /** Absent where there is only one source. */
  readonly missed?: ChaoEstimate | TooFewIncluded;
  readonly terms: readonly TellingTerm[];
  readonly searches: readonly DescribedSearch[];
}

/** A search string beside the records that its own search returned. */
export interface RanString extends SearchString {
  /** Records at hand, of all sources, that it finds. */
  readonly matches: number;
  readonly unknown: number;
  /** Records that its search returned. */
  readonly returned: number;
  /** Of these, records whose texts it finds. */
  readonly returnedMatches: number;
}

/**
 * Runs the search strings of slr.yaml on the texts of all records, and counts what sources and
 * strings contributed. The exports are read twice more, unless the review keeps its records.
 */
export async function searchOverview(
  review: ScreenedReview,
  protocol: Protocol,
): Promise<SearchOverview> {
  const { results } = review;
  const strings = searchStrings(protocol);
  const overlap = overlapOf(review, protocol);
  const included = new Set(
    results.records.flatMap(({ key, box }) => (box === "included" ? [key] : [])),
  );
  const returned = returnedBy(review, strings);
  const terms = new TermCounter(strings.map(({ text }) => text));
  for await (const { subject } of review.read(included)) terms.propose(subject.record);

  const found = new Map<RecordKey, readonly Found[]>();
  for await (const { key, subject } of review.read(results.records.map((record) => record.key))) {
    const indexed = new IndexedSubject(subject);
    const said = strings.map((string) => runString(string, indexed));
    found.set(key, said);
    const isReturned = (at: number) => returned.get(key)?.has(at) === true;
    terms.count(
      subject.record,
      included.has(key),
      said.map((one, at) => one === "found" || isReturned(at)),
    );
  }

  const sources = overlap.sources.map(({ name }) => name);
  return {
    title: results.title,
    overlap,
    strings: strings.map((string, at) => ran(string, at, found, returned)),
    recall: referenceSets(review, protocol).map((set) =>
      recallOf(set, review, sources, protocol.sources, strings, { found, returned }),
    ),
    ...(sources.length > 1 && { missed: missedBySources(results.records) }),
    terms: strings.length === 0 ? [] : terms.tellingTerms(),
    searches: describedSearches(review, protocol),
  };
}

/** Which strings returned each record, by the file of each of its entries. */
function returnedBy(
  { identified, found }: Pick<ScreenedReview, "identified" | "found">,
  strings: readonly SearchString[],
): ReadonlyMap<RecordKey, ReadonlySet<number>> {
  const stringOf = new Map(strings.map(({ source, round }, at) => [`${round} ${source}`, at]));
  const returned = new Map<RecordKey, Set<number>>();
  for (const [entry, { file, keys }] of identified.entries.entries()) {
    const from = identified.files[file]?.file;
    if (keys === undefined || from?.source === undefined) continue;
    const at = stringOf.get(`${from.round ?? 0} ${from.source.name}`);
    const record = found.clustered.records[found.clustered.recordOf[entry]!];
    if (at === undefined || record === undefined) continue;
    const known = returned.get(record.key);
    if (known === undefined) returned.set(record.key, new Set([at]));
    else known.add(at);
  }
  return returned;
}

function ran(
  string: SearchString,
  at: number,
  found: ReadonlyMap<RecordKey, readonly Found[]>,
  returned: ReadonlyMap<RecordKey, ReadonlySet<number>>,
): RanString {
  const counts = { matches: 0, unknown: 0, returned: 0, returnedMatches: 0 };
  for (const [key, said] of found) {
    const isReturned = returned.get(key)?.has(at) === true;
    const isFound = said[at] === "found";
    if (isFound) counts.matches += 1;
    if (said[at] === "unknown") counts.unknown += 1;
    if (isReturned) counts.returned += 1;
    if (isReturned && isFound) counts.returnedMatches += 1;
  }
  return { ...string, ...counts };
}
