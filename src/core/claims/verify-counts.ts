import { suggest } from "../criteria/suggest.ts";
import { BREAKDOWNS, type Breakdown, breakdownNamed, type Part } from "./breakdowns.ts";
import type { ClaimedCount } from "./claim.ts";
import { type Explanation, explainDifference, sameNumber } from "./differences.ts";
import { type Counted, MEASURES, type Measure, measuresNamed, nameOf } from "./measures.ts";
import type { ReviewData } from "./review-data.ts";

/** A claimed number compared with the data. */
export interface VerifiedCount {
  readonly claim: ClaimedCount;
  /** `unknown`: slr counts nothing under this name, so the claim is neither right nor wrong. */
  readonly verdict: "agrees" | "differs" | "unknown";
  /** What was counted, in words; for a claim that differs, its likeliest meaning. */
  readonly means: string;
  /** The number of the data; absent where it is unknown. */
  readonly n?: number;
  readonly explanations: readonly Explanation[];
  /** Other numbers of the data that equal the claim. */
  readonly sameNumber: readonly string[];
  /** Whether the claim gives all parts of a number, but not this one. */
  readonly isMissing?: true;
  /** What to do, where it is unknown. */
  readonly hint?: string;
}

/** Compares claimed numbers with the data, each by itself. */
export function verifyCounts(
  claims: readonly ClaimedCount[],
  data: ReviewData,
): readonly VerifiedCount[] {
  const verified = claims.map((claim) => verifyCount(claim, data));
  return [...verified, ...missingParts(claims, data)];
}

function verifyCount(claim: ClaimedCount, data: ReviewData): VerifiedCount {
  const meanings =
    claim.item === undefined
      ? wholeMeanings(claim.name, data)
      : partMeanings(claim, claim.item, data);
  if (meanings.length === 0) return unknown(claim, data);
  const agreeing = meanings.find(({ counted }) => counted.n === claim.n);
  const { means, counted } = agreeing ?? meanings[0]!;
  const common = { claim, means, n: counted.n };
  return agreeing !== undefined
    ? { ...common, verdict: "agrees", explanations: [], sameNumber: [] }
    : {
        ...common,
        verdict: "differs",
        explanations: explainDifference(counted, claim.n, data),
        sameNumber: sameNumber(
          claim.n,
          meanings.flatMap(({ measure }) => measure ?? []),
          data,
        ),
      };
}

/** A possible meaning of a claim. */
interface Meaning {
  readonly means: string;
  readonly counted: Counted;
  readonly measure?: Measure;
}

/** The meanings of a name, which may end in a criterion: `automation_excluded_CI3`. */
function wholeMeanings(name: string, data: ReviewData): Meaning[] {
  const measures = measuresNamed(name);
  if (measures.length > 0) {
    return measures.map((measure) => ({
      means: measure.means,
      counted: measure.count(data),
      measure,
    }));
  }
  const criterion = data.criteria.find(({ id }) => nameOf(name).endsWith(`_${nameOf(id)}`));
  if (criterion === undefined) return [];
  const rest = nameOf(name).slice(0, -nameOf(criterion.id).length - 1);
  return measuresNamed(rest).map(({ means, count }) => {
    const entries = count(data).entries.filter(
      ({ reason }) => reason.split(";", 1)[0] === criterion.id,
    );
    return { means: `${means} for ${criterion.id}`, counted: { n: entries.length, entries } };
  });
}

const NONE: Counted = { n: 0, entries: [] };

/**
 * The meanings of a part of a breakdown; none for a source or a reason that the data do not have.
 */
function partMeanings({ name, whole }: ClaimedCount, item: string, data: ReviewData): Meaning[] {
  const breakdown = breakdownNamed(name);
  if (breakdown === undefined) return wholeMeanings(`${name}_${item}`, data);
  const part = partCalled(item, breakdown, data);
  // A name of no source or reason may be the name of a number: `databases.total`.
  if (part === undefined && whole === undefined) {
    const other = wholeMeanings(item, data);
    if (other.length > 0) return other;
  }
  return [{ means: breakdown.means(part?.name || item), counted: part ?? NONE }];
}

function partCalled(item: string, breakdown: Breakdown, data: ReviewData): Part | undefined {
  return breakdown.parts(data).find((part) => breakdown.isCalled(part, item, data));
}

/** Sources and reasons of the data that are missing in a complete breakdown. */
function missingParts(claims: readonly ClaimedCount[], data: ReviewData): VerifiedCount[] {
  const wholes = new Map<string, ClaimedCount[]>();
  for (const claim of claims) {
    if (claim.whole !== true || claim.item === undefined) continue;
    const slot = `${claim.place?.file ?? ""} ${claim.name}`;
    wholes.set(slot, [...(wholes.get(slot) ?? []), claim]);
  }
  return [...wholes.values()].flatMap((given) => {
    const { name, place } = given[0]!;
    const breakdown = breakdownNamed(name);
    if (breakdown === undefined) return [];
    const isGiven = (part: Part) => given.some(({ item }) => breakdown.isCalled(part, item!, data));
    return breakdown
      .parts(data)
      .filter((part) => !isGiven(part))
      .map(
        (part): VerifiedCount => ({
          claim: { name, item: part.name, n: 0, ...(place && { place }) },
          verdict: "differs",
          isMissing: true,
          means: breakdown.means(part.name === "" ? "no reason" : part.name),
          n: part.n,
          explanations: [],
          sameNumber: [],
        }),
      );
  });
}

function unknown(claim: ClaimedCount, data: ReviewData): VerifiedCount {
  const names = [
    ...MEASURES.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...BREAKDOWNS.flatMap(({ name, aliases }) => [name, ...aliases]),
  ];
  const wanted = nameOf(claim.name);
  const near = suggest(wanted, [...new Set(names)]);
  return {
    claim,
    verdict: "unknown",
    means: "",
    explanations: [],
    sameNumber: sameNumber(claim.n, [], data),
    hint: near === undefined ? "slr verify --help lists the names" : `did you mean \`${near}\`?`,
  };
}
