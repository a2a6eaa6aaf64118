import type { Protocol } from "../../protocol/protocol.ts";
import type { RecordKey } from "../../records/model.ts";
import type { ScreenedReview } from "../../review/review.ts";
import { clopperPearson, type Interval } from "../../statistics/exact-interval.ts";
import type { Found, SearchString } from "./search-strings.ts";

/** Relevant reports by which searches are measured. */
export interface ReferenceSet {
  readonly name: "known-relevant" | "included";
  /** Its records; `undefined` stands for a report that no search has found. */
  readonly members: readonly (RecordKey | undefined)[];
  /** How many are left out, because they served to write the search strings. */
  readonly seeds: number;
}

/** How many of a set a source has found. */
export interface SourceRecall {
  readonly source: string;
  readonly found: number;
  readonly of: number;
  /** Reports from which this source followed citations, which are left out. */
  readonly seeds: number;
  /** The exact 95 % interval of the share; absent for an empty set. */
  readonly interval?: Interval;
}

/** How many of a set a search string finds in the texts of the records. */
export interface StringRecall {
  readonly string: string;
  readonly found: number;
  /**
   * Of these, reports that its source returned although their texts do not match: by subject
   * headings, other fields or other forms of words.
   */
  readonly returnedOnly: number;
  readonly missed: readonly RecordKey[];
  /** Neither found nor missed: the string or a text that it needs is not there. */
  readonly unknown: number;
  /**
   * The recall if the unknown are all missed, and if they are all found, with the ends of the exact
   * 95 % intervals of the two; absent where everything is unknown.
   */
  readonly share?: { readonly least: number; readonly most: number; readonly interval: Interval };
}

/** What the searches found of one set. */
export interface SetRecall {
  readonly set: ReferenceSet;
  readonly bySource: readonly SourceRecall[];
  readonly byString: readonly StringRecall[];
}

/** What every string says of every record that is in a set. */
export type FoundByString = ReadonlyMap<RecordKey, readonly Found[]>;

/** The sets of a review that searches can be measured by, without the seeds of its strings. */
export function referenceSets(
  { find, results }: Pick<ScreenedReview, "find" | "results">,
  { knownRelevant }: Pick<Protocol, "knownRelevant">,
): ReferenceSet[] {
  const seeds = new Set(
    knownRelevant.flatMap(({ reference, isSeed }) => (isSeed ? (find(reference) ?? []) : [])),
  );
  const known = knownRelevant.filter(({ isSeed }) => isSeed !== true);
  const included = results.records.filter(({ box }) => box === "included");
  return [
    {
      name: "known-relevant",
      members: distinct(known.map(({ reference }) => find(reference))),
      seeds: knownRelevant.length - known.length,
    },
    {
      name: "included",
      members: included.flatMap(({ key }) => (seeds.has(key) ? [] : [key])),
      seeds: included.filter(({ key }) => seeds.has(key)).length,
    },
  ];
}

/** Two references can name one record; those that name none are reports of their own. */
function distinct(keys: readonly (RecordKey | undefined)[]): (RecordKey | undefined)[] {
  return keys.filter((key, at) => key === undefined || keys.indexOf(key) === at);
}

/** How many of a set each source and each string has found. */
export function recallOf(
  set: ReferenceSet,
  review: Pick<ScreenedReview, "find" | "results">,
  sources: readonly string[],
  plans: Protocol["sources"],
  strings: readonly SearchString[],
  ran: { readonly found: FoundByString; readonly returned: ReturnedBy },
): SetRecall {
  const sourcesOf = new Map(review.results.records.map(({ key, sources: own }) => [key, own]));
  return {
    set,
    bySource: sources.map((source) => {
      const plan = plans.find(({ name }) => name === source);
      const seeds = new Set((plan?.seeds ?? []).flatMap((seed) => review.find(seed) ?? []));
      const members = set.members.filter((key) => key === undefined || !seeds.has(key));
      const found = members.filter((key) => sourcesOf.get(key ?? "")?.includes(source)).length;
      return {
        source,
        found,
        of: members.length,
        seeds: set.members.length - members.length,
        ...intervalOf(found, members.length),
      };
    }),
    byString: strings.map((string, at) => stringRecall(string, at, set, ran)),
  };
}

/** The strings whose searches returned each record, by their index. */
export type ReturnedBy = ReadonlyMap<RecordKey, ReadonlySet<number>>;

function stringRecall(
  { name, query }: SearchString,
  at: number,
  { members }: ReferenceSet,
  { found, returned }: { readonly found: FoundByString; readonly returned: ReturnedBy },
): StringRecall {
  const missed: RecordKey[] = [];
  let [matches, returnedOnly, unknown] = [0, 0, 0];
  for (const key of members) {
    const said = key === undefined || query === undefined ? "unknown" : found.get(key)?.[at];
    if (said === "found") matches += 1;
    else if (key !== undefined && query !== undefined && returned.get(key)?.has(at) === true)
      returnedOnly += 1;
    else if (key !== undefined && said === "not-found") missed.push(key);
    else unknown += 1;
  }
  const all = matches + returnedOnly;
  const counts = { string: name, found: all, returnedOnly, missed, unknown };
  const of = members.length;
  if (unknown === of) return counts;
  const interval = [clopperPearson(all, of)[0], clopperPearson(all + unknown, of)[1]] as const;
  return { ...counts, share: { least: all / of, most: (all + unknown) / of, interval } };
}

function intervalOf(found: number, of: number): { readonly interval?: Interval } {
  return of === 0 ? {} : { interval: clopperPearson(found, of) };
}
