import { plural } from "../records/text/plural.ts";
import type { FlowCounts } from "../screening/flow.ts";

/** The flow of one version of a living review: what its searches found, and what became of it. */
export interface VersionFlow {
  /** As slr.yaml names the version. */
  readonly name: string;
  /** The day on which it was published. */
  readonly date?: string;
  /** The lock that holds it; absent for the version in work. */
  readonly lock?: string;
  readonly flow: FlowCounts;
}

/**
 * Says where the flows of the versions do not continue each other: what a version counts as previous is
 * what the one before it has in total, and the first one has nothing before it.
 */
export function brokenChain(versions: readonly VersionFlow[]): string[] {
  return versions.flatMap(({ name, flow }, at): string[] => {
    const { previous_studies: studies, previous_reports: reports } = flow;
    const before = versions[at - 1];
    const counted = `${plural(studies, "study")} in ${plural(reports, "report")}`;
    if (before === undefined) {
      return studies === 0 && reports === 0
        ? []
        : [`${name} counts ${counted} of earlier versions, which are not listed.`];
    }
    const { total_studies, total_reports } = before.flow;
    if (studies === total_studies && reports === total_reports) return [];
    return [
      `${name} counts ${counted} as previous, and ${before.name} has ${plural(total_studies, "study")} in ${plural(total_reports, "report")}.`,
    ];
  });
}
