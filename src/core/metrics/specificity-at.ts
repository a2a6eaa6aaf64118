import type { Metric } from "./metric.ts";

/**
 * The share of the excluded that need not be read to find 95 % of the included: TN / (N - R). This
 * is WSS@95 normalised by its best and worst values, so that reviews of different prevalence can be
 * compared.
 *
 * Source: Kusa W, Lipani A, Knoth P, Hanbury A. An analysis of work saved over sampling in the
 * evaluation of automated citation screening in systematic literature reviews. Intell Syst Appl
 * 2023.
 */
export const specificityAt95: Metric = {
  name: "tnr@95",
  means: "share of the excluded left unread at 95 % recall (normalised WSS)",
  better: "higher",
  range: [0, 1],
  of({ records, ranks }) {
    const needed = Math.ceil((ranks.length * 95) / 100);
    const excludedRead = ranks[needed - 1]! - needed;
    const excluded = records - ranks.length;
    return (excluded - excludedRead) / excluded;
  },
};
