import type { VerdictPair } from "../../agreement/agreement-table.ts";
import { type Alpha, krippendorffAlpha } from "../../agreement/krippendorff-alpha.ts";
import type { Verdict } from "../../records/decision.ts";
import { compareText } from "../../records/problem.ts";
import { type AgreementFigures, agreementFigures } from "../agreement/review-agreement.ts";
import type { PlacedClass } from "./placed-classes.ts";
import type { SettledClass } from "./settle-class.ts";

/** Agreement of two coders on one class. */
export interface CoderPair {
  readonly first: string;
  readonly second: string;
  /** Over the studies on which both said yes or no; include is yes. */
  readonly figures: AgreementFigures;
  /** Studies left out because one of them could not tell. */
  readonly unclear: number;
}

/** How well coders agree on a class. */
export interface ClassAgreement {
  /** Index of the class. */
  readonly at: number;
  readonly pairs: readonly CoderPair[];
  /** Among all coders, where there are more than two. */
  readonly alpha?: Alpha;
}

/** Measures agreement on each class over the independent votes; rows that settle conflicts are left out. */
export function coderAgreement(
  classes: readonly PlacedClass[],
  studies: readonly string[],
  settledOf: (study: string, at: number) => SettledClass | undefined,
): ClassAgreement[] {
  return classes.flatMap((_, at): ClassAgreement[] => {
    const votes = studies.flatMap((study) => settledOf(study, at)?.votes ?? []);
    const coders = [...new Set(votes.flatMap((cast) => [...cast.keys()]))].sort(compareText);
    const pairs = coders.flatMap((first, index) =>
      coders.slice(index + 1).flatMap((second) => pairOf(first, second, votes)),
    );
    if (pairs.length === 0) return [];
    if (coders.length === 2) return [{ at, pairs }];
    const said = votes.map((cast) => [...cast.values()].filter((one) => one !== "maybe"));
    return [{ at, pairs, alpha: krippendorffAlpha(said) }];
  });
}

function pairOf(
  first: string,
  second: string,
  votes: readonly ReadonlyMap<string, Verdict>[],
): CoderPair[] {
  const both = votes.flatMap((cast): VerdictPair[] => {
    const [a, b] = [cast.get(first), cast.get(second)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  if (both.length === 0) return [];
  const clear = both.filter((pair) => !pair.includes("maybe"));
  const figures = agreementFigures("never-said", clear);
  return [{ first, second, figures, unclear: both.length - clear.length }];
}
