import { reasonText } from "../protocol/criterion-wording.ts";
import type { Criterion } from "../protocol/protocol.ts";
import type { Box } from "../screening/results.ts";
import { type Counted, nameOf } from "./measures.ts";
import type { DataEntry, ReviewData } from "./review-data.ts";

/** A number of the flow that publications also give by source or by reason. */
export interface Breakdown {
  /** Its name in results/prisma.json. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** What a part counts, in words: `records from Scopus`. */
  means(item: string): string;
  /** The parts in the data, with other names of each. */
  parts(data: ReviewData): readonly Part[];
  /** Whether a publication means this part of the data by a name. */
  isCalled(part: Part, item: string, data: ReviewData): boolean;
}

/** One source or one reason. */
export interface Part extends Counted {
  readonly name: string;
  readonly alsoCalled: readonly string[];
}

function bySource(
  name: string,
  isMeant: (entry: DataEntry) => boolean,
  ...aliases: readonly string[]
): Breakdown {
  return {
    name,
    aliases,
    means: (item) => `records from ${item}`,
    parts: (data) => partsBy(data.entries.filter(isMeant), ({ source }) => source, []),
    isCalled: (part, item, { sourceName }) =>
      nameOf(sourceName(part.name)) === nameOf(sourceName(item)) ||
      nameOf(part.name) === nameOf(item),
  };
}

function byReason(
  name: string,
  boxes: readonly Box[],
  where: string,
  isMeant: (entry: DataEntry, data: ReviewData) => boolean,
  ...aliases: readonly string[]
): Breakdown {
  return {
    name,
    aliases,
    means: (item) => `excluded at ${where} for ${item}`,
    parts: (data) =>
      partsBy(
        data.entries.filter((entry) => boxes.includes(entry.box) && isMeant(entry, data)),
        ({ reason }) => reason.split(";", 1)[0]!,
        data.criteria,
      ),
    isCalled: ({ name: part, alsoCalled }, item) =>
      [part, ...alsoCalled].some((one) => nameOf(one) === nameOf(item)),
  };
}

function partsBy(
  entries: readonly DataEntry[],
  nameOfPart: (entry: DataEntry) => string,
  criteria: readonly Criterion[],
): Part[] {
  const parts = new Map<string, DataEntry[]>();
  for (const entry of entries) {
    const name = nameOfPart(entry);
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [entry]);
    else part.push(entry);
  }
  return [...parts].map(([name, its]) => {
    const criterion = criteria.find(({ id }) => id === name);
    return {
      name,
      n: its.length,
      entries: its,
      alsoCalled:
        criterion === undefined
          ? []
          : [criterion.text, reasonText(criterion), `${name} ${reasonText(criterion)}`],
    };
  });
}

const isOfFirst = ({ kind }: DataEntry, { flow }: ReviewData) =>
  flow.other_methods === "merged" || kind === "database" || kind === "register";
const isAny = () => true;

/** In the order of the flow. To add one, write a row here. */
export const BREAKDOWNS: readonly Breakdown[] = [
  bySource(
    "database_specific_results",
    ({ kind }) => kind === "database",
    "databases",
    "by_database",
    "per_database",
  ),
  bySource("register_specific_results", ({ kind }) => kind === "register", "registers"),
  bySource(
    "other_sources",
    ({ kind }) => kind !== "database" && kind !== "register",
    "other_methods",
  ),
  bySource("sources", isAny, "by_source", "per_source", "records_by_source"),
  byReason(
    "records_excluded_reasons",
    ["excluded-title-abstract"],
    "title/abstract",
    isAny,
    "ta_reasons",
    "title_abstract_reasons",
    "reasons_title_abstract",
  ),
  byReason(
    "dbr_excluded",
    ["excluded-full-text"],
    "full text",
    isOfFirst,
    "ft_reasons",
    "reasons",
    "exclusion_reasons",
    "full_text_reasons",
    "reasons_full_text",
    "excluded_by_reason",
    "ft_excluded",
    "reports_excluded",
    "excluded_full_text",
    "full_text_excluded",
  ),
  byReason(
    "other_excluded",
    ["excluded-full-text"],
    "full text, of other methods,",
    (entry, data) => !isOfFirst(entry, data),
  ),
];

export function breakdownNamed(name: string): Breakdown | undefined {
  const wanted = nameOf(name);
  return BREAKDOWNS.find((one) => one.name === wanted || one.aliases.includes(wanted));
}
