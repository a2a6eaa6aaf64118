import { plural } from "../records/text/plural.ts";
import { decidedAt } from "./measures.ts";
import type { DataEntry, ReviewData } from "./review-data.ts";

/**
 * A fact about the data that a reader of the published review should know, whatever the review
 * claims.
 */
export interface Remark {
  readonly words: string;
  readonly entries: readonly DataEntry[];
}

/** Questions that the data leave open and contradictions within them, with the records. */
export function remarksOn(data: ReviewData): readonly Remark[] {
  return [
    ...possibleDuplicates(data),
    ...reasonsOfExclusions(data),
    ...reasonsOfInclusions(data),
    ...assessments(data),
  ].filter(({ entries }) => entries.length > 0);
}

function keptEntries({ entries }: ReviewData): ReadonlyMap<string, DataEntry> {
  return new Map(
    entries.flatMap((entry) =>
      entry.box === "duplicate" || entry.record === "" ? [] : [[entry.record, entry] as const],
    ),
  );
}

/**
 * Pairs that are obviously duplicates, and pairs of which one is included and the other excluded.
 */
function possibleDuplicates(data: ReviewData): Remark[] {
  const kept = keptEntries(data);
  const pairs = data.possibleDuplicates.map(({ recordA, recordB, rule }) => {
    const [a, b] = [kept.get(recordA)!, kept.get(recordB)!];
    const isSame = rule.startsWith("same DOI") && lettersOf(a.title) === lettersOf(b.title);
    return { pair: [a, b], isSame, isOpposite: isOpposite(a, b) };
  });
  const remark = (those: typeof pairs, words: string): Remark => ({
    words: `${plural(those.length, "pair")} ${words}`,
    entries: those.flatMap(({ pair }) => pair),
  });
  const same = pairs.filter(({ isSame }) => isSame);
  const opposite = "of which one is included and the other excluded";
  return [
    remark(same, "of records with the same DOI and title"),
    remark(
      same.filter((one) => one.isOpposite),
      `of these, ${opposite}`,
    ),
    remark(
      pairs.filter((one) => !one.isSame && one.isOpposite),
      `of other possible duplicates, ${opposite}`,
    ),
  ];
}

function lettersOf(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function isOpposite(a: DataEntry, b: DataEntry): boolean {
  const isExcluded = ({ box }: DataEntry) => box.startsWith("excluded");
  return (a.box === "included" && isExcluded(b)) || (isExcluded(a) && b.box === "included");
}

function reasonsOfExclusions({ entries }: ReviewData): Remark[] {
  return (["excluded-title-abstract", "excluded-full-text"] as const).map((box) => {
    const all = entries.filter((entry) => entry.box === box);
    const without = all.filter(({ reason }) => reason === "");
    const stage = box === "excluded-full-text" ? "full text" : "title/abstract";
    const of = without.length === all.length ? "all" : `${without.length} of`;
    return {
      words: `no reason is given for ${of} ${plural(all.length, "exclusion")} at ${stage}`,
      entries: without,
    };
  });
}

/**
 * Inclusions with a reason to exclude, most often left over from an exclusion that was withdrawn.
 */
function reasonsOfInclusions(data: ReviewData): Remark[] {
  const included = decidedAt("title-abstract", data).filter(({ record }) => {
    const last = data.ballot(record, "title-abstract").rows.at(-1);
    if (last === undefined || last.verdict === "exclude") return false;
    return last.reasons.length > 0 || last.reasonsSetAside !== undefined;
  });
  return [
    {
      words: `${plural(included.length, "inclusion")} at title/abstract with a reason to exclude`,
      entries: included,
    },
  ];
}

/** Full-text decisions that contradict title/abstract, once full text has begun. */
function assessments(data: ReviewData): Remark[] {
  const assessed = decidedAt("full-text", data);
  if (assessed.length === 0) return [];
  const skipped = assessed.filter(({ box }) => box === "excluded-title-abstract");
  const pending = data.entries.filter(({ box }) => box === "pending-full-text");
  const isMaybe = ({ record }: DataEntry) =>
    data.ballot(record, "full-text").votes.some(({ verdict }) => verdict === "maybe");
  const open = pending.filter((entry) => !assessed.includes(entry));
  const maybes = pending.filter((entry) => assessed.includes(entry) && isMaybe(entry));
  return [
    {
      words: `${plural(skipped.length, "record")} with a full-text decision, although excluded at title/abstract`,
      entries: skipped,
    },
    {
      words: `${plural(open.length, "record")} that passed title/abstract, without a full-text decision`,
      entries: open,
    },
    {
      words: `${plural(maybes.length, "report")} with a maybe at full text, and no final decision`,
      entries: maybes,
    },
  ];
}
