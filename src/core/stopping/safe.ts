import { formatCount } from "../records/text/plural.ts";
import { irrelevantInARow } from "./screening-so-far.ts";
import { defineStoppingRule, recordCount, share } from "./stopping-rule.ts";

/**
 * The SAFE procedure's rule for the phase of active learning. It stops when all key papers are
 * found, twice as many records as are expected to be relevant are read, a tenth of all is read, and
 * the last 50 were irrelevant. The expected number comes from a random sample read before; without
 * one, the number found so far replaces it. The reviewers then continue with another model and look
 * through the top of the excluded records until 50 more in a row are irrelevant; slr cannot observe
 * that.
 *
 * Source: Boetje J, van de Schoot R. The SAFE procedure: a practical stopping heuristic for active
 * learning-based screening in systematic reviews and meta-analyses. Syst Rev 2024;13:81, doi
 * 10.1186/s13643-024-02502-7. The authors call the numbers arbitrary.
 */
export const safe = defineStoppingRule({
  name: "safe",
  options: {
    "least-read": share.default(0.1),
    consecutive: recordCount.default(50),
    relevant: recordCount.optional(),
  },
  create: ({ "least-read": least, consecutive, relevant = 0 }) => {
    const conditions = (soFar: Parameters<typeof irrelevantInARow>[0]) => {
      const { records, read, ranks, keyPapers } = soFar;
      const expected = Math.max(relevant, ranks.length);
      const found = keyPapers?.found ?? 0;
      const known = keyPapers?.known ?? 0;
      return [
        ...(known === 0
          ? []
          : [{ holds: found === known, says: `${found} of ${known} key papers found` }]),
        {
          holds: ranks.length > 0 && read >= 2 * expected,
          says: `${formatCount(read)} read of ${formatCount(2 * expected)}, twice the relevant ones`,
        },
        {
          holds: read >= least * records,
          says: `${((100 * read) / Math.max(1, records)).toFixed(1)} % read of ${least * 100} %`,
        },
        {
          holds: irrelevantInARow(soFar) >= consecutive,
          says: `${formatCount(irrelevantInARow(soFar))} irrelevant in a row of ${consecutive}`,
        },
      ];
    };
    return {
      promises:
        "nothing in numbers: four signs agree that little is left; another model should look next",
      met: (soFar) => conditions(soFar).every(({ holds }) => holds),
      says: (soFar) =>
        conditions(soFar)
          .map(({ says }) => says)
          .join(", "),
    };
  },
});
