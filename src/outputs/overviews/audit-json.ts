import type { CaptureRecapture } from "../../core/overviews/capture-recapture.ts";
import type { Audit } from "../../core/overviews/rating/audit.ts";

/** An audit as JSON. */
export function auditJson(audit: Audit, overlap: CaptureRecapture, size: number): string {
  const { population, sample, missed, open, estimate } = audit;
  return JSON.stringify(
    {
      excluded: population.length,
      read_again: sample,
      missed,
      open,
      estimate: estimate ?? null,
      sample: population.slice(0, size).map(({ record, found }) => ({
        record: record.key,
        audit: found,
        title: record.summary.title,
      })),
      chao: { reviewers: overlap.reviewers ?? null, sources: overlap.sources ?? null },
    },
    null,
    2,
  );
}
