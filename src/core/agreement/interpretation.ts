/** Words for a kappa. The scales are conventions, not tests, so slr prints them only on request. */

type Scale = readonly (readonly [from: number, word: string])[];

/** Landis JR, Koch GG. The measurement of observer agreement for categorical data. Biometrics 1977;33:159-174. */
const LANDIS_KOCH: Scale = [
  [0.81, "almost perfect"],
  [0.61, "substantial"],
  [0.41, "moderate"],
  [0.21, "fair"],
  [0, "slight"],
  [Number.NEGATIVE_INFINITY, "poor"],
];

/** Orwin 1994, in the Cochrane Handbook 5.1, 7.2.6, which has no word for values below fair. */
const COCHRANE: Scale = [
  [0.75, "excellent"],
  [0.6, "good"],
  [0.4, "fair"],
  [Number.NEGATIVE_INFINITY, "below fair"],
];

/**
 * The words of both scales for a kappa. The scales have two decimals, so kappa is rounded first.
 */
export function interpretationOf(kappa: number): {
  readonly cochrane: string;
  readonly landisKoch: string;
} {
  const rounded = Math.round(kappa * 100) / 100;
  const word = (scale: Scale) => scale.find(([from]) => rounded >= from)![1];
  // A kappa of -0.001 rounds to zero and is still below chance.
  return { cochrane: word(COCHRANE), landisKoch: kappa < 0 ? "poor" : word(LANDIS_KOCH) };
}
