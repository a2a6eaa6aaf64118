import type { CheckResult } from "../../core/checks/run-checks.ts";
import type { CitationNetwork } from "../../core/overviews/citations/citation-network.ts";
import type { ListedEntry } from "../../core/overviews/listed-entries.ts";
import type { CodedReview } from "../../core/overviews/taxonomy/code-studies.ts";
import type { AutomationUse } from "../../core/protocol/automation-use.ts";
import type { Protocol } from "../../core/protocol/protocol.ts";
import type { RecordKey } from "../../core/records/model.ts";
import type { RatedReview } from "../../core/review/review.ts";

/** A review with everything that its report shows. */
export interface ReportedReview {
  readonly protocol: Protocol;
  readonly review: RatedReview;
  /** The entries that the flow counts. */
  readonly entries: readonly ListedEntry[];
  /** Empty unless the report is asked for abstracts: they are the publishers' text. */
  readonly abstracts: ReadonlyMap<RecordKey, string>;
  /** What automation/ says of programs, by their names. */
  readonly automation: ReadonlyMap<string, AutomationUse>;
  /** The included studies by the taxonomy, if slr.yaml has one. */
  readonly coded?: CodedReview;
  /** What the references in the exports tell. */
  readonly citations?: CitationNetwork;
  readonly checks: readonly CheckResult[];
  /** SHA-256 of each file that went in, by path. */
  readonly inputs: ReadonlyMap<string, { readonly bytes: string }>;
  /** The version of slr. */
  readonly version: string;
}
