import type { Stage } from "../records/model.ts";
import {
  ASSESSED,
  type EntrySet,
  foundBy,
  REMOVED,
  SCREENED,
  SOUGHT,
} from "../screening/entry-sets.ts";
import type { FlowCounts } from "../screening/flow.ts";
import { BOXES, type Box } from "../screening/results.ts";
import { effective } from "../votes/ballot.ts";
import { type DataEntry, entriesIn, type ReviewData } from "./review-data.ts";

/** A number in the data, with the entries that it counts. */
export interface Counted {
  readonly n: number;
  readonly entries: readonly DataEntry[];
}

/** A quantity that publications report. To add one, write a row in `MEASURES`. */
export interface Measure {
  /** Its name in results/prisma.json, if that file has it. */
  readonly name: string;
  /**
   * Other names in publications. Where several measures share a name, the first is the likeliest.
   */
  readonly aliases: readonly string[];
  /** What it counts, in words. */
  readonly means: string;
  count(data: ReviewData): Counted;
}

/** The entries in a set of boxes. */
function inSet(name: string, means: string, set: EntrySet, ...aliases: string[]): Measure {
  return {
    name,
    aliases,
    means,
    count: (data) => {
      const entries = entriesIn(data, set);
      return { n: entries.length, entries };
    },
  };
}

/** A number of the flow that counts no entries itself, with the entries behind it. */
function ofFlow(
  name: NumberOfFlow,
  means: string,
  boxes: readonly Box[],
  ...aliases: string[]
): Measure {
  return {
    name,
    aliases,
    means,
    count: (data) => ({
      n: data.flow[name],
      entries: entriesIn(data, { column: "both", boxes }),
    }),
  };
}

/**
 * The records that passed title/abstract with one verdict, by people's votes: rules have no maybe.
 */
function passedWith(
  verdict: "include" | "maybe",
  means: string,
  ...aliases: readonly string[]
): Measure {
  return {
    name: `title_abstract_${verdict}`,
    aliases,
    means,
    count: (data) => {
      const entries = entriesIn(data, { column: "both", boxes: SOUGHT }).filter(({ record }) => {
        const { votes, resolution } = data.ballot(record, "title-abstract");
        const verdicts = (resolution === undefined ? votes : [resolution]).map(
          (vote) => vote.verdict,
        );
        return verdict === "maybe"
          ? verdicts.includes("maybe")
          : !verdicts.includes("maybe") && verdicts.length > 0;
      });
      return { n: entries.length, entries };
    },
  };
}

/** The records that people voted on at a stage, in whatever box they are now. */
export function decidedAt(stage: Stage, data: ReviewData): DataEntry[] {
  return data.entries.filter(
    ({ record, box }) =>
      record !== "" && box !== "duplicate" && data.ballot(record, stage).votes.length > 0,
  );
}

/** The reports whose full-text votes all have one verdict. */
export function votedAtFullText(verdict: "include" | "exclude" | "maybe", data: ReviewData) {
  return decidedAt("full-text", data).filter(({ record }) =>
    data
      .ballot(record, "full-text")
      .votes.every((vote) => effective("full-text", vote.verdict) === verdict),
  );
}

type NumberOfFlow = {
  [Name in keyof FlowCounts]-?: FlowCounts[Name] extends number ? Name : never;
}[keyof FlowCounts];

const EVERY: readonly Box[] = [...REMOVED, ...SCREENED];
const first = (...boxes: readonly Box[]): EntrySet => ({ column: "first", boxes });
const other = (...boxes: readonly Box[]): EntrySet => ({ column: "other", boxes });
const both = (...boxes: readonly Box[]): EntrySet => ({ column: "both", boxes });

/** Included reports that came from sources of some kinds. */
function includedFrom(
  name: string,
  means: string,
  kinds: readonly DataEntry["kind"][],
  ...aliases: string[]
): Measure {
  return {
    name,
    aliases,
    means,
    count: (data) => {
      const entries = entriesIn(data, both("included")).filter(({ kind }) => kinds.includes(kind));
      return { n: entries.length, entries };
    },
  };
}

/** Exclusions at title/abstract by automation alone, or by people; the flow distinguishes them. */
function excludedBy(by: "human" | "automation", means: string, ...aliases: string[]): Measure {
  return {
    name: `records_excluded_by_${by}`,
    aliases,
    means,
    count: (data) => {
      const entries = entriesIn(data, first("excluded-title-abstract")).filter(
        ({ isAutomated }) => isAutomated === (by === "automation"),
      );
      return { n: data.flow.records_excluded_by[by], entries };
    },
  };
}

const WAITING = {
  "pending-title-abstract": "records that wait at title/abstract",
  "conflict-title-abstract": "records in conflict at title/abstract",
  "pending-retrieval": "reports that wait for retrieval",
  "pending-full-text": "reports that wait at full text",
  "conflict-full-text": "reports in conflict at full text",
  unread: "records left unread",
} as const satisfies Partial<Record<Box, string>>;

/** Everything that slr can count for a claim, in the order of the flow. */
export const MEASURES: readonly Measure[] = [
  ofFlow("previous_studies", "studies of the previous version", []),
  ofFlow("previous_reports", "reports of the previous version", []),
  inSet(
    "identified",
    "records identified by databases and registers",
    first(...EVERY),
    "records_identified",
    "total_identified",
    "identified_records",
  ),
  inSet(
    "all_identified",
    "entries of all sources",
    both(...EVERY),
    "identified",
    "records_identified",
    "total_identified",
    "records",
    "records_read",
    "records_total",
    "total_records",
    "all_records",
    "entries",
    "total",
    "raw",
    "raw_records",
    "hits",
  ),
  inSet("database_results", "records from databases", foundBy("database"), "from_databases"),
  inSet("register_results", "records from registers", foundBy("register"), "from_registers"),
  inSet("website_results", "records from websites", foundBy("website"), "from_websites"),
  inSet(
    "organisation_results",
    "records from organisations",
    foundBy("organisation"),
    "organization_results",
    "from_organisations",
  ),
  inSet(
    "citations_results",
    "records from citation searching",
    foundBy("citation-searching"),
    "citation_searching",
    "citation_chasing",
    "snowballing",
    "from_citation_searching",
  ),
  inSet(
    "duplicates",
    "duplicates removed",
    first("duplicate"),
    "duplicates_removed",
    "duplicate_records",
    "duplicate_records_removed",
    "duplicate",
    "deduplicated_records_removed",
  ),
  inSet(
    "all_duplicates",
    "duplicates removed from all sources",
    both("duplicate"),
    "duplicates",
    "duplicates_removed",
  ),
  inSet(
    "unique_records",
    "records without duplicates",
    both(...EVERY.filter((box) => box !== "duplicate")),
    "unique",
    "after_duplicates",
    "after_duplicates_removed",
    "records_after_duplicates_removed",
    "records_after_deduplication",
    "after_deduplication",
    "deduplicated",
    "deduplicated_records",
  ),
  inSet(
    "excluded_automatic",
    "records removed as ineligible by automation tools",
    first("removed-automation"),
    "removed_by_automation",
    "removed_automation",
    "marked_ineligible_by_automation",
    "automation_removed",
  ),
  inSet(
    "excluded_other",
    "records removed for other reasons",
    first("removed-other"),
    "removed_for_other_reasons",
    "removed_other",
    "unreadable",
  ),
  inSet(
    "removed_before_screening",
    "records removed before screening",
    first(...REMOVED),
    "removed",
    "records_removed_before_screening",
  ),
  inSet(
    "records_screened",
    "records screened",
    first(...SCREENED),
    "screened",
    "ta_screened",
    "title_abstract_screened",
    "screened_title_abstract",
  ),
  inSet(
    "all_screened",
    "records screened from all sources",
    both(...SCREENED),
    "screened",
    "records_screened",
  ),
  inSet(
    "records_excluded",
    "records excluded at title/abstract",
    first("excluded-title-abstract"),
    "ta_excluded",
    "ta_exclude",
    "excluded_title_abstract",
    "title_abstract_excluded",
    "title_abstract_exclude",
    "excluded_records",
    "excluded_at_title_abstract",
  ),
  excludedBy(
    "human",
    "records excluded at title/abstract by people",
    "human_excluded",
    "excluded_by_human",
    "excluded_by_people",
  ),
  excludedBy(
    "automation",
    "records excluded at title/abstract by automation",
    "automation_excluded",
    "excluded_by_automation",
    "excluded_automation",
  ),
  inSet(
    "passed_title_abstract",
    "records that passed title/abstract",
    both(...SOUGHT),
    "ta_included",
    "ta_passed",
    "included_title_abstract",
    "title_abstract_included",
    "passed_screening",
    "potentially_eligible",
    "eligible_title_abstract",
  ),
  passedWith(
    "include",
    "records that passed title/abstract as include",
    "ta_include",
    "ta_included",
    "title_abstract_included",
  ),
  passedWith("maybe", "records that passed title/abstract as maybe", "ta_maybe", "maybe"),
  inSet(
    "dbr_sought_reports",
    "reports sought for retrieval",
    first(...SOUGHT),
    "sought",
    "reports_sought",
    "sought_reports",
    "reports_sought_for_retrieval",
    "full_texts_sought",
    "ft_sought",
  ),
  inSet(
    "dbr_notretrieved_reports",
    "reports not retrieved",
    first("not-retrieved"),
    "not_retrieved",
    "reports_not_retrieved",
    "notretrieved",
    "full_texts_not_retrieved",
    "unretrieved",
  ),
  inSet(
    "retrieved_reports",
    "reports retrieved",
    both(...ASSESSED),
    "retrieved",
    "reports_retrieved",
    "full_texts_retrieved",
  ),
  inSet(
    "dbr_assessed",
    "reports assessed for eligibility",
    first(...ASSESSED),
    "assessed",
    "reports_assessed",
    "reports_assessed_for_eligibility",
    "assessed_for_eligibility",
    "full_text_assessed",
    "full_texts_assessed",
    "ft_assessed",
    "full_text",
    "full_texts",
    "eligibility",
  ),
  inSet(
    "dbr_excluded",
    "reports excluded at full text",
    first("excluded-full-text"),
    "ft_excluded",
    "ft_exclude",
    "reports_excluded",
    "excluded_full_text",
    "full_text_excluded",
    "full_texts_excluded",
    "excluded_reports",
  ),
  inSet("other_duplicates", "duplicates among the records of other methods", other("duplicate")),
  inSet(
    "other_removed",
    "records of other methods that were removed",
    other("removed-automation", "removed-other"),
  ),
  inSet(
    "other_records_excluded",
    "records of other methods excluded unsought",
    other("excluded-title-abstract"),
  ),
  inSet(
    "other_sought_reports",
    "reports of other methods sought",
    other(...SOUGHT),
    "other_sought",
  ),
  inSet(
    "other_notretrieved_reports",
    "reports of other methods not retrieved",
    other("not-retrieved"),
    "other_not_retrieved",
  ),
  inSet("other_assessed", "reports of other methods assessed", other(...ASSESSED)),
  inSet("other_excluded", "reports of other methods excluded", other("excluded-full-text")),
  ofFlow(
    "new_studies",
    "studies included",
    ["included"],
    "included",
    "studies",
    "studies_included",
    "included_studies",
    "primary_studies",
    "final",
  ),
  ofFlow(
    "new_reports",
    "reports of included studies",
    ["included"],
    "included",
    "reports",
    "reports_included",
    "included_reports",
    "reports_of_included_studies",
  ),
  ofFlow(
    "total_studies",
    "studies included, with previous ones",
    ["included"],
    "included",
    "studies_total",
  ),
  ofFlow("total_reports", "reports included, with previous ones", ["included"], "reports_total"),
  includedFrom(
    "included_from_databases",
    "included reports from databases and registers",
    ["database", "register"],
    "included_from_search",
    "included_from_searches",
    "included_databases",
  ),
  includedFrom(
    "included_from_other_methods",
    "included reports from other methods",
    ["website", "organisation", "citation-searching"],
    "included_other",
    "included_from_other_sources",
  ),
  includedFrom(
    "included_from_citation_searching",
    "included reports from citation searching",
    ["citation-searching"],
    "included_from_snowballing",
    "snowballing",
    "citation_searching",
  ),
  ...(["qualitative", "quantitative"] as const).map(
    (synthesis): Measure => ({
      name: `synthesis_${synthesis}`,
      aliases:
        synthesis === "quantitative"
          ? ["total_studies_ma", "meta_analysis", "quantitative_synthesis"]
          : ["qualitative_synthesis"],
      means: `studies in the ${synthesis} synthesis`,
      count: ({ flow }) => ({ n: flow.synthesis?.[synthesis] ?? 0, entries: [] }),
    }),
  ),
  ...pendingMeasures(),
];

/**
 * Unfinished work under its names in prisma.json, and every box of the ledger under its own name.
 */
function pendingMeasures(): Measure[] {
  const boxes = {
    title_abstract: "pending-title-abstract",
    title_abstract_conflict: "conflict-title-abstract",
    retrieval: "pending-retrieval",
    full_text: "pending-full-text",
    full_text_conflict: "conflict-full-text",
    unread: "unread",
  } as const satisfies Record<keyof FlowCounts["pending"], Box>;
  const columns = Object.entries(boxes).flatMap(([name, box]) => [
    inSet(`pending_${name}`, `${WAITING[box]}`, first(box)),
    inSet(`other_pending_${name}`, `${WAITING[box]}, of other methods`, other(box)),
  ]);
  const all = BOXES.map((box) =>
    inSet(`box_${nameOf(box)}`, `entries in the box ${box}`, both(box), nameOf(box)),
  );
  return [...columns, ...all];
}

/** A name in the form that is compared: lower case, with one `_` between words. */
export function nameOf(written: string): string {
  return written
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^(?:n|no_of|number_of|total_number_of)_(?=\p{L})|^_|_$/gu, "");
}

/**
 * The measures that a name may mean, the likeliest first: publications use some names for several.
 */
export function measuresNamed(name: string): readonly Measure[] {
  const wanted = nameOf(name);
  const own = MEASURES.filter((measure) => measure.name === wanted);
  const named = MEASURES.filter(({ aliases }) => aliases.includes(wanted));
  return [...own, ...named.filter((measure) => !own.includes(measure))];
}
