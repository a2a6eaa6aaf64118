import {
  type Comparison,
  compareAuthors,
  comparePages,
  compareTitles,
  compareValue,
  compareVenues,
} from "./compare.ts";
import type { DedupeKeys } from "./keys.ts";
import { DEFAULT_POLICY, relationOf, type VersionPolicy } from "./relations/index.ts";
import { judgePair } from "./rules.ts";
import { vetoOf, vetoTraits } from "./vetoes.ts";

/** What one field says of two entries, with what each of them has there. */
export interface FieldEvidence {
  readonly field: string;
  readonly comparison: Comparison | "similar";
  readonly a?: string;
  readonly b?: string;
}

/** What speaks for one report (a weight above 0), or against it. */
export interface Reason {
  readonly words: string;
  readonly weight: number;
}

/** Why the machine takes two entries for one report, leaves them to a person, or keeps them apart. */
export interface PairEvidence {
  readonly verdict: "duplicate" | "possible" | "distinct";
  /** What decided, as `rule` of results/duplicates.csv names it. */
  readonly rule: string;
  /** 0 to 1. */
  readonly similarity: number;
  readonly fields: readonly FieldEvidence[];
  /** The strongest first. */
  readonly reasons: readonly Reason[];
  readonly veto?: { readonly name: string; readonly words: string };
}

/** The evidence on two entries, taken by themselves. Symmetric but for the sides of the fields. */
export function pairEvidence(
  a: DedupeKeys,
  b: DedupeKeys,
  policy: VersionPolicy = DEFAULT_POLICY,
): PairEvidence {
  const verdict = judgePair(a, b, policy);
  const title = compareTitles(a.title, b.title);
  const related = relationOf(a, b, policy);
  const veto = vetoOf(vetoTraits(a), vetoTraits(b));
  const fields: FieldEvidence[] = [
    field("title", title.verdict, a.title, b.title),
    field("authors", compareAuthors(a, b), listed(a.families), listed(b.families)),
    field("year", compareValue(a.year, b.year), a.year, b.year),
    field("venue", compareVenues(a, b), a.venue, b.venue),
    field("volume", compareValue(a.volume, b.volume), a.volume, b.volume),
    field("issue", compareValue(a.issue, b.issue), a.issue, b.issue),
    field("pages", comparePages(a, b), a.page, b.page),
    field("doi", compareValue(a.doi, b.doi), a.doi, b.doi),
    field("pmid", compareValue(a.pmid, b.pmid), a.pmid, b.pmid),
    field("arxiv", compareValue(a.arxiv, b.arxiv), a.arxiv, b.arxiv),
  ];
  const reasons = fields.flatMap(reasonsOf);
  if (related?.treatment === "separate") reasons.push({ words: related.words, weight: -3 });
  return {
    verdict:
      verdict.kind === "duplicate" || verdict.kind === "possible" ? verdict.kind : "distinct",
    rule: verdict.kind === "distinct" ? (veto?.rule ?? "not enough agrees") : verdict.rule,
    similarity: title.similarity,
    fields,
    reasons: reasons.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight)),
    ...(veto !== undefined && {
      veto: { name: veto.rule.replace(/[^a-z]+/gi, "-").toLowerCase(), words: veto.rule },
    }),
  };
}

function field(
  name: string,
  comparison: FieldEvidence["comparison"],
  a: string | number | undefined,
  b: string | number | undefined,
): FieldEvidence {
  return {
    field: name,
    comparison,
    ...(a !== undefined && { a: String(a) }),
    ...(b !== undefined && { b: String(b) }),
  };
}

function listed(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.join("; ");
}

/** How much each field says where it agrees, and where it does not. */
const WEIGHTS: Readonly<Record<string, readonly [same: number, different: number]>> = {
  title: [3, -4],
  doi: [4, -3],
  pmid: [4, -3],
  arxiv: [4, -2],
  authors: [2, -3],
  pages: [2, -2],
  volume: [1, -1],
  year: [1, -1],
  venue: [1, -0.5],
  issue: [0.5, -0.5],
};

function reasonsOf({ field: name, comparison }: FieldEvidence): Reason[] {
  const [same, different] = WEIGHTS[name]!;
  if (comparison === "unknown") return [];
  if (comparison === "different") return [{ words: `${name} differs`, weight: different }];
  return comparison === "same"
    ? [{ words: `same ${name}`, weight: same }]
    : [{ words: `nearly the same ${name}`, weight: same / 2 }];
}
