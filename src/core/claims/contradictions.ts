import { formatCount } from "../records/text/plural.ts";
import { breakdownNamed } from "./breakdowns.ts";
import type { ClaimedCount } from "./claim.ts";
import { measuresNamed } from "./measures.ts";

/** Numbers that are equal in any flow, or of which one is at most as large as the other. */
interface Law {
  readonly left: string;
  readonly right: readonly string[];
  /** Whether the left side may be smaller, because publications omit the numbers between them. */
  readonly atMost?: true;
}

/**
 * One law of each row must hold: the same name may count all records that passed, or only those
 * that passed as `include`.
 */
const LAWS: readonly (readonly Law[])[] = [
  [
    { left: "records_screened", right: ["records_excluded", "passed_title_abstract"] },
    {
      left: "records_screened",
      right: ["records_excluded", "title_abstract_include", "title_abstract_maybe"],
    },
  ],
  [{ left: "records_screened", right: ["records_excluded", "dbr_sought_reports"] }],
  [{ left: "dbr_sought_reports", right: ["dbr_notretrieved_reports", "dbr_assessed"] }],
  [{ left: "dbr_assessed", right: ["passed_title_abstract"], atMost: true }],
  [{ left: "dbr_assessed", right: ["dbr_sought_reports"], atMost: true }],
  [{ left: "dbr_sought_reports", right: ["records_screened"], atMost: true }],
  [
    {
      left: "records_excluded",
      right: ["records_excluded_by_human", "records_excluded_by_automation"],
    },
  ],
];

/**
 * Where claimed numbers contradict each other, whatever the data say: `assessed 68 is more than
 * ta_included 67`.
 */
export function contradictions(all: readonly ClaimedCount[]): readonly string[] {
  // Two files may describe two versions of a review.
  const byFile = new Map<string, ClaimedCount[]>();
  for (const claim of all) {
    const file = claim.place?.file ?? "";
    byFile.set(file, [...(byFile.get(file) ?? []), claim]);
  }
  return [...byFile.values()].flatMap(contradictionsIn);
}

function contradictionsIn(claims: readonly ClaimedCount[]): readonly string[] {
  const claimed = new Map<string, ClaimedCount>();
  for (const claim of claims) {
    if (claim.item !== undefined) continue;
    for (const { name } of measuresNamed(claim.name))
      if (!claimed.has(name)) claimed.set(name, claim);
  }
  // While work is unfinished, numbers add up only with the records that still wait.
  if (claims.some(({ name, n }) => n > 0 && /pending|conflict|unread/.test(name))) return [];
  const broken = LAWS.flatMap((laws) => {
    const found = laws.flatMap((law) => breachOf(law, claimed) ?? []);
    return found.includes("") ? [] : found.slice(0, 1);
  });
  return [...new Set([...broken, ...sumsOfParts(claims, claimed)])];
}

/**
 * How a law is broken; empty where it holds, undefined where not all of its numbers are claimed.
 */
function breachOf(
  { left, right, atMost }: Law,
  claimed: ReadonlyMap<string, ClaimedCount>,
): string | undefined {
  const one = claimed.get(left);
  const others = right.flatMap((name) => claimed.get(name) ?? []);
  if (one === undefined || others.length < right.length) return undefined;
  // A claim that appears on both sides proves nothing.
  if (new Set([one, ...others]).size < others.length + 1) return undefined;
  const sum = others.reduce((total, { n }) => total + n, 0);
  if (atMost ? one.n <= sum : one.n === sum) return "";
  const terms = others.map(({ name, n }) => `${name} ${formatCount(n)}`).join(" + ");
  return `${one.name} ${formatCount(one.n)} is ${atMost ? "more than" : "not"} ${terms}${others.length > 1 ? ` = ${formatCount(sum)}` : ""}`;
}

/** Checks that the parts of a complete breakdown add up to its number. */
function sumsOfParts(
  claims: readonly ClaimedCount[],
  claimed: ReadonlyMap<string, ClaimedCount>,
): string[] {
  const sums = new Map<string, number>();
  for (const { name, item, whole, n } of claims)
    if (item !== undefined && whole) sums.set(name, (sums.get(name) ?? 0) + n);
  return [...sums].flatMap(([name, sum]) => {
    const breakdown = breakdownNamed(name)?.name ?? "";
    const total = claimed.get(TOTALS[breakdown] ?? "");
    if (total === undefined || total.n === sum) return [];
    return [`${total.name} ${formatCount(total.n)} is not the sum of ${name}, ${formatCount(sum)}`];
  });
}

const TOTALS: Readonly<Record<string, string>> = {
  database_specific_results: "database_results",
  register_specific_results: "register_results",
  records_excluded_reasons: "records_excluded",
  dbr_excluded: "dbr_excluded",
  other_excluded: "other_excluded",
};
