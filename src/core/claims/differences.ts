import { compareText } from "../records/problem.ts";
import { type Counted, decidedAt, MEASURES, type Measure, votedAtFullText } from "./measures.ts";
import type { DataEntry, ReviewData } from "./review-data.ts";

/**
 * Records that may explain a claimed number: those it may add to the number of the data, or leave
 * out.
 */
export interface Explanation {
  readonly words: string;
  /** Probably counted by the claim, but not by the data. */
  readonly more: readonly DataEntry[];
  /** Counted by the data, but not by the claim. */
  readonly fewer: readonly DataEntry[];
}

/** The most groups that are shown; each explains the difference by itself. */
const MAX_EXPLANATIONS = 3;

/**
 * Finds groups with exactly as many records as a claim differs by. It tries only groups that
 * reviewers are known to count differently: among enough groups, one fits any number by chance. A
 * group that fits is no proof, and the words do not claim one.
 */
export function explainDifference(
  counted: Counted,
  claimed: number,
  data: ReviewData,
): readonly Explanation[] {
  const wanted = claimed - counted.n;
  const ours = new Set(counted.entries);
  return groupsOf(counted, data)
    .map(([words, group]): Explanation => {
      const its = new Set(group.entries);
      return group.isInstead === true
        ? {
            words,
            more: group.entries.filter((entry) => !ours.has(entry)),
            fewer: counted.entries.filter((entry) => !its.has(entry)),
          }
        : {
            words,
            more: group.entries.filter((entry) => !ours.has(entry)),
            fewer: group.entries.filter((entry) => ours.has(entry)),
          };
    })
    .filter(({ more, fewer }) => {
      if (more.length + fewer.length === 0) return false;
      return more.length - fewer.length === wanted;
    })
    .filter((one, at, all) => all.findIndex((other) => isSame(one, other)) === at)
    .slice(0, MAX_EXPLANATIONS);
}

function isSame(a: Explanation, b: Explanation): boolean {
  const names = ({ more, fewer }: Explanation) =>
    [more, fewer].map((entries) => entries.map(({ entry }) => entry).join()).join(" ");
  return names(a) === names(b);
}

/** Other numbers of the data that equal the claim, which may have the wrong name. */
export function sameNumber(
  claimed: number,
  besides: readonly Measure[],
  data: ReviewData,
): readonly string[] {
  // Many things have the same small number.
  if (claimed < 5) return [];
  return MEASURES.filter(
    (measure) => !besides.includes(measure) && measure.count(data).n === claimed,
  )
    .map(({ means }) => means)
    .slice(0, 2);
}

interface Group {
  readonly entries: readonly DataEntry[];
  /** The claim counts only these; otherwise it counts these as well, or leaves them out. */
  readonly isInstead?: true;
}

type NamedGroup = readonly [words: string, group: Group];

function groupsOf({ entries: counted }: Counted, data: ReviewData): readonly NamedGroup[] {
  const inBox = (...boxes: readonly DataEntry["box"][]) => ({
    entries: data.entries.filter(({ box }) => boxes.includes(box)),
  });
  const isReport = counted.every(
    ({ box }) => box.endsWith("full-text") || box === "included" || box.endsWith("retrieved"),
  );
  const isSkipped = ({ box }: DataEntry) =>
    box === "excluded-title-abstract" || box === "conflict-title-abstract";
  const assessed = decidedAt("full-text", data);
  const skipped = assessed.filter(isSkipped);
  const reports: NamedGroup[] = isReport
    ? [
        [
          "all reports with a full-text decision, whatever the outcome at title/abstract",
          { entries: assessed, isInstead: true },
        ],
        [
          "records with a full-text decision that did not pass title/abstract",
          { entries: skipped },
        ],
        [
          "reports with a full-text `maybe`",
          { entries: votedAtFullText("maybe", data).filter((entry) => !isSkipped(entry)) },
        ],
        ["reports that wait at full text", inBox("pending-full-text")],
        [
          "reports that passed title/abstract and have no full-text decision",
          {
            entries: data.entries.filter(
              ({ box, record }) =>
                box === "pending-full-text" && data.ballot(record, "full-text").votes.length === 0,
            ),
          },
        ],
        ["reports in conflict at full text", inBox("conflict-full-text")],
        ["reports not retrieved", inBox("not-retrieved")],
        ["reports that wait for retrieval", inBox("pending-retrieval")],
      ]
    : [];
  if (isReport && counted.length > 0) return [...reports, ...possiblePairs(counted, data)];
  return [
    [
      "entries that cannot be read",
      { entries: data.entries.filter(({ record }) => record === "") },
    ],
    ["records in conflict at title/abstract", inBox("conflict-title-abstract")],
    ["records that wait at title/abstract", inBox("pending-title-abstract")],
    ["records left unread", inBox("unread")],
    ["records removed by automation before screening", inBox("removed-automation")],
    ["all duplicates", inBox("duplicate")],
    ...duplicateRules(data),
    ...possiblePairs(counted, data),
    ...otherSources(data),
  ];
}

/** A rule that joined fewer entries than this would fit small differences by chance. */
const FEWEST_OF_RULE = 3;

/** The duplicates that each rule found: publications often remove only those with the same DOI. */
function duplicateRules({ entries }: ReviewData): NamedGroup[] {
  const rules = new Map<string, DataEntry[]>();
  for (const entry of entries) {
    if (entry.box !== "duplicate") continue;
    rules.set(entry.reason, [...(rules.get(entry.reason) ?? []), entry]);
  }
  return [...rules]
    .filter(([, { length }]) => length >= FEWEST_OF_RULE)
    .sort(([a], [b]) => compareText(a, b))
    .map(([rule, its]) => [`duplicates by the rule \`${rule}\``, { entries: its }]);
}

/** One record of each pair that may be duplicates. */
function possiblePairs(
  counted: readonly DataEntry[],
  { possibleDuplicates }: ReviewData,
): NamedGroup[] {
  const entryOf = new Map(counted.map((entry) => [entry.record, entry]));
  const second = possibleDuplicates.flatMap(({ recordA, recordB }) => {
    const [a, b] = [entryOf.get(recordA), entryOf.get(recordB)];
    return a === undefined || b === undefined ? [] : [b];
  });
  const words = "the second of each pair of possible duplicates";
  return [[words, { entries: [...new Set(second)] }]];
}

/** The records of each source that is not a database. */
function otherSources({ entries }: ReviewData): NamedGroup[] {
  const names = new Set(
    entries.flatMap(({ kind, source }) => (kind === "database" ? [] : [source])),
  );
  return [...names]
    .sort(compareText)
    .map((source) => [
      `entries of ${source}`,
      { entries: entries.filter((entry) => entry.source === source) },
    ]);
}
