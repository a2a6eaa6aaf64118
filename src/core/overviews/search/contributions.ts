import type { Protocol } from "../../protocol/protocol.ts";
import type { Rows } from "../../records/bulk/rows.ts";
import type { SourceKind } from "../../records/model.ts";
import type { ScreenedReview } from "../../review/review.ts";
import type { ScreenedRecord } from "../../screening/results.ts";

/** What a source brought to the records and to the included reports of a review. */
export interface SourceContribution {
  readonly name: string;
  readonly kind: SourceKind;
  readonly records: number;
  /** Records that no other source has found. */
  readonly alone: number;
  readonly included: number;
  /** Included reports that the review would not have without this source. */
  readonly includedAlone: number;
}

/** The records that exactly these sources have found. */
export interface SourceCombination {
  /** In the order of `SourceContribution`. */
  readonly sources: readonly string[];
  readonly records: number;
  readonly included: number;
}

/** How the sources overlap. */
export interface SourceOverlap {
  readonly sources: readonly SourceContribution[];
  /** The combinations that occur, the largest first. */
  readonly combinations: readonly SourceCombination[];
}

/** The overlap of the sources in the order of slr.yaml, then in that of the exports. */
export function overlapOf(
  { identified, results }: Pick<ScreenedReview, "identified" | "results">,
  { sources: plans }: Pick<Protocol, "sources">,
): SourceOverlap {
  const kinds = new Map<string, SourceKind>();
  for (const { source, kind } of identified.entries)
    if (!kinds.has(source)) kinds.set(source, kind);
  const planned = plans.flatMap(({ name }) => (kinds.has(name) ? [name] : []));
  const order = [...new Set([...planned, ...kinds.keys()])];
  return {
    sources: order.map((name) => contributionOf(name, kinds.get(name)!, results.records)),
    combinations: combinationsOf(order, results.records),
  };
}

function contributionOf(
  name: string,
  kind: SourceKind,
  records: Rows<ScreenedRecord>,
): SourceContribution {
  const own = records.filter(({ sources }) => sources.includes(name));
  const alone = own.filter(({ sources }) => sources.length === 1);
  const included = (some: readonly ScreenedRecord[]) =>
    some.filter(({ box }) => box === "included").length;
  return {
    name,
    kind,
    records: own.length,
    alone: alone.length,
    included: included(own),
    includedAlone: included(alone),
  };
}

function combinationsOf(
  order: readonly string[],
  records: Rows<ScreenedRecord>,
): SourceCombination[] {
  const place = new Map(order.map((name, at) => [name, at]));
  const found = new Map<string, { sources: string[]; records: number; included: number }>();
  for (const { sources, box } of records) {
    const sorted = [...sources].sort((a, b) => place.get(a)! - place.get(b)!);
    const key = sorted.map((name) => place.get(name)).join(" ");
    const known = found.get(key) ?? { sources: sorted, records: 0, included: 0 };
    known.records += 1;
    if (box === "included") known.included += 1;
    found.set(key, known);
  }
  const placesOf = ({ sources }: SourceCombination) => sources.map((name) => place.get(name)!);
  return [...found.values()].sort(
    (a, b) =>
      b.records - a.records ||
      b.included - a.included ||
      a.sources.length - b.sources.length ||
      compareNumbers(placesOf(a), placesOf(b)),
  );
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, index) => one !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
