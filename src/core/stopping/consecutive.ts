import { plural } from "../records/text/plural.ts";
import { irrelevantInARow } from "./screening-so-far.ts";
import { defineStoppingRule, recordCount } from "./stopping-rule.ts";

/**
 * A number of irrelevant records in a row, the heuristic that ASReview's users know best. Callaghan
 * and Müller-Hansen (2020, doi 10.1186/s13643-020-01521-4) found 50, 100 and 200 in a row
 * unreliable: how much a number says depends on how rare relevant records are.
 */
export const consecutive = defineStoppingRule({
  name: "consecutive",
  options: { records: recordCount.default(50) },
  create: ({ records }) => ({
    promises: "nothing: how much such a row says depends on how rare relevant records are",
    met: (soFar) => irrelevantInARow(soFar) >= records,
    says: (soFar) =>
      `${plural(irrelevantInARow(soFar), "irrelevant record")} in a row; stops at ${records}`,
  }),
});
