import type { Metric } from "./metric.ts";

/**
 * Average time to discovery: the mean rank of the included as a share of the records, so that
 * reviews of different sizes can be compared. ASReview Insights prints the mean rank itself.
 *
 * Source: Ferdinands G et al. Performance of active learning models for screening prioritization in
 * systematic reviews: a simulation study into the Average Time to Discover relevant records. Syst
 * Rev 2023;12:100, doi 10.1186/s13643-023-02257-7.
 */
export const timeToDiscovery: Metric = {
  name: "atd",
  means: "average time to discovery: mean place of the included, as a share of the records",
  better: "lower",
  range: [0, 1],
  of({ records, ranks }) {
    let sum = 0;
    for (const rank of ranks) sum += rank;
    return sum / ranks.length / records;
  },
};
