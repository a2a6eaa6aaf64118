import { formatCount, plural } from "../../records/text/plural.ts";
import type { AgreementFigures, PairAgreement } from "./review-agreement.ts";

/** At this share of votes for one verdict, kappa misleads if it is also well below PABAK. */
const UNEVEN = 0.6;
const GAP = 0.1;
const BIASED = 0.1;
/** Below this number of records the large-sample interval of kappa is rough. */
const FEW = 30;

/** Cautions that a reader should know before quoting kappa, a sentence each. */
export function cautionsOn(
  { first, second, revised }: PairAgreement,
  figures: AgreementFigures,
): string[] {
  const { kappa, prevalenceIndex: prevalence = 0, biasIndex: bias = 0, records } = figures;
  const { pabak: adjusted } = figures;
  const cautions: string[] = [];
  if (records === 0) return ["No votes are left to compare."];
  if (kappa === undefined) {
    cautions.push(
      "Kappa is undefined: both reviewers always gave the same verdict, so nothing shows whether they can tell the verdicts apart.",
    );
  } else if (Math.abs(prevalence) >= UNEVEN && (adjusted ?? 0) - kappa.kappa >= GAP) {
    const [verdict, share] = prevalence < 0 ? ["exclude", "positive"] : ["include", "negative"];
    cautions.push(
      `Most verdicts are ${verdict}: agreement by chance is then high, which lowers kappa. Read kappa beside PABAK and the ${share} agreement.`,
    );
  }
  if (Math.abs(bias) >= BIASED) {
    const [more, less] = bias > 0 ? [first, second] : [second, first];
    cautions.push(`${more} includes more often than ${less}.`);
  }
  if (kappa !== undefined && kappa.interval === undefined) {
    cautions.push(
      "The large-sample interval of this kappa has no width, which would look like certainty, so slr gives none.",
    );
  } else if (kappa !== undefined && records < FEW) {
    cautions.push(`The interval rests on ${plural(records, "pair")} of votes and is rough.`);
  }
  if (revised > 0) {
    cautions.push(
      `${formatCount(revised)} of these votes replaced another verdict of the same reviewer; votes that changed after a discussion are not independent.`,
    );
  }
  return cautions;
}
