import { FIELD_COMPARISONS, featureAt, withoutField } from "./comparisons/index.ts";
import type { DedupeKeys } from "./keys.ts";
import { DEFAULT_POLICY, type RelatedVersions, type VersionPolicy } from "./relations/index.ts";
import { type EntryTable, tabulate } from "./table.ts";
import { trainedPairTrees } from "./trees.ts";
import { createPairClassifier, type PairVerdict } from "./verdict.ts";
import type { Veto } from "./vetoes.ts";

/** A comparison of one field of two entries, with the values of both. */
export interface FieldEvidence {
  readonly field: string;
  readonly comparison: "same" | "similar" | "different" | "unknown";
  readonly a?: string;
  readonly b?: string;
}

/**
 * Evidence for one report (a positive weight) or against it. The weight is how much the log-odds
 * would change without the field.
 */
export interface Reason {
  readonly words: string;
  readonly weight: number;
}

/**
 * The reasons why the program takes two entries for one report, leaves them to a person, or keeps
 * them apart.
 */
export interface PairEvidence {
  readonly verdict: PairVerdict["kind"];
  /** What decided, as `rule` in results/duplicates.csv names it. */
  readonly rule: string;
  /** The probability that both are records of one report. */
  readonly similarity: number;
  readonly fields: readonly FieldEvidence[];
  /** The strongest first. */
  readonly reasons: readonly Reason[];
  readonly veto?: { readonly name: string; readonly words: string };
}

/** A smaller weight rounds to nothing. */
const LEAST_WEIGHT = 0.05;

/**
 * The evidence on two entries of a table, by their positions. It is symmetric, except for the sides
 * of the fields.
 */
export function evidenceOn(
  table: EntryTable,
  a: number,
  b: number,
  policy: VersionPolicy = DEFAULT_POLICY,
): PairEvidence {
  const trees = trainedPairTrees();
  const { values, logOdds, words, veto, related, verdict } = createPairClassifier(
    table,
    policy,
    trees,
  ).weigh(a, b);
  const [x, y] = [table.keys[a]!, table.keys[b]!];
  const reasons = FIELD_COMPARISONS.map(
    ({ field }, at): Reason => ({
      words: field,
      weight: Math.round((logOdds - trees.logOdds(withoutField(values, at))) * 100) / 100,
    }),
  ).filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT);
  return {
    verdict: verdict.kind,
    rule:
      verdict.kind === "distinct"
        ? [words, veto?.words].filter(Boolean).join(", but ") || "nothing that tells"
        : verdict.rule,
    similarity: verdict.similarity,
    fields: FIELDS.map(({ field, show, like }) => compared(field, show(x), show(y), like, values)),
    reasons: reasons.sort((p, q) => Math.abs(q.weight) - Math.abs(p.weight)),
    ...vetoNamed(verdict.kind === "linked" ? related : veto),
  };
}

/** What keeps two entries apart: for versions that the review keeps separate, their relation. */
function vetoNamed(veto: Veto | RelatedVersions | undefined): Pick<PairEvidence, "veto"> {
  return veto === undefined ? {} : { veto: { name: veto.name, words: veto.words } };
}

/** The evidence on two entries without any others. */
export function pairEvidence(
  a: DedupeKeys,
  b: DedupeKeys,
  policy: VersionPolicy = DEFAULT_POLICY,
): PairEvidence {
  return evidenceOn(tabulate([a, b]), 0, 1, policy);
}

/** The verdict on two entries without any others. */
export function classifyPair(
  a: DedupeKeys,
  b: DedupeKeys,
  policy: VersionPolicy = DEFAULT_POLICY,
): PairVerdict {
  return createPairClassifier(tabulate([a, b]), policy, trainedPairTrees()).verdict(0, 1);
}

interface ShownField {
  readonly field: string;
  readonly show: (keys: DedupeKeys) => string | number | undefined;
  /** The feature that measures likeness if the texts are not equal. */
  readonly like?: string;
}

const FIELDS: readonly ShownField[] = [
  { field: "title", show: ({ title }) => title, like: "title: likeness letter by letter" },
  {
    field: "authors",
    show: ({ names }) => names?.replaceAll("|", ", ").replaceAll(";", "; "),
    like: "authors: share of the shorter list in the longer",
  },
  { field: "year", show: ({ year }) => year },
  { field: "venue", show: ({ venue }) => venue, like: "venue: likeness, abbreviations included" },
  { field: "volume", show: ({ volume }) => volume },
  { field: "issue", show: ({ issue }) => issue },
  { field: "pages", show: ({ page }) => page },
  { field: "doi", show: ({ doi }) => doi },
  { field: "pmid", show: ({ pmid }) => pmid },
  { field: "arxiv", show: ({ arxiv }) => arxiv },
  {
    field: "abstract",
    // Only a sketch of the abstract is kept.
    show: ({ abstract }) => (abstract === undefined ? undefined : ""),
    like: "abstract: share of runs of words in both",
  },
];

function compared(
  field: string,
  a: string | number | undefined,
  b: string | number | undefined,
  like: string | undefined,
  values: Float64Array,
): FieldEvidence {
  return {
    field,
    comparison:
      a === undefined || b === undefined
        ? "unknown"
        : like === undefined
          ? a === b
            ? "same"
            : "different"
          : a === b && a !== ""
            ? "same"
            : likeness(values[featureAt(like)]!),
    ...(a !== undefined && a !== "" && { a: String(a) }),
    ...(b !== undefined && b !== "" && { b: String(b) }),
  };
}

function likeness(value: number): FieldEvidence["comparison"] {
  if (Number.isNaN(value)) return "unknown";
  if (value === 1) return "same";
  return value >= 0.5 ? "similar" : "different";
}
