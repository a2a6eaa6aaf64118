import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { FlowRow } from "../screening/flow.ts";
import type { LedgerRow } from "../screening/results.ts";
import type { AssessedRecords } from "./assess-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { MatchedDecisions } from "./match-decisions.ts";

/** The rows of the ledger, and what the flow needs to know about each. */
export interface ReviewLedger {
  /** By source and number of the entry. */
  readonly ledger: readonly LedgerRow[];
  readonly flowRows: readonly FlowRow[];
}

/**
 * A row for every entry that was read, with the one box in which it ends. This is the law of
 * conservation.
 */
export function buildLedger(
  { identified, clustered }: ReviewRecords,
  assessed: Pick<AssessedRecords, "records">,
  { studyOf, synthesis }: Pick<MatchedDecisions, "studyOf" | "synthesis">,
): ReviewLedger {
  const ledger: LedgerRow[] = [];
  const flowRows: FlowRow[] = [];
  const previousStudies = new Set(
    clustered.records.flatMap(({ members }, at) => {
      const { isPrevious } = identified.files[identified.entries[members[0]!]!.file]!;
      return isPrevious && assessed.records[at]!.box === "included" ? [studyOf(at)] : [];
    }),
  );
  for (const [position, { id, file, line, source, kind }] of identified.entries.entries()) {
    const { path, isPrevious } = identified.files[file]!;
    const place = { entry: id, source, file: path, line, ...(isPrevious && { isPrevious }) };
    const add = (
      row: Pick<LedgerRow, "record" | "box" | "reason" | "by">,
      flow: Pick<FlowRow, "automation" | "reason" | "study" | "synthesis">,
    ) => {
      ledger.push({ ...place, ...row });
      if (!isPrevious) flowRows.push({ box: row.box, source, kind, ...flow });
    };

    const at = clustered.recordOf[position]!;
    if (at < 0) {
      const reason = "unreadable";
      add({ record: "", box: "removed-other", reason, by: "slr" }, { automation: false, reason });
      continue;
    }
    const { key, members, links } = clustered.records[at]!;
    if (members[0] !== position) {
      const reason = links.get(position)?.rule ?? "same record";
      const by = reason.startsWith("people") ? "people" : "rules";
      add({ record: key, box: "duplicate", reason, by }, { automation: false, reason });
      continue;
    }
    const { box, reasons, by, automation } = assessed.records[at]!;
    add(
      { record: key, box, reason: reasons.join(";"), by: by.join(";") },
      {
        automation,
        reason: reasons[0] ?? "",
        // A new report of a study that was included before makes no new study.
        ...(box === "included" &&
          !previousStudies.has(studyOf(at)) &&
          withoutAbsent({ study: studyOf(at), synthesis: synthesis.get(studyOf(at)) })),
      },
    );
  }
  const number = ({ entry }: LedgerRow) => Number(entry.slice(entry.lastIndexOf("#") + 1));
  ledger.sort((a, b) => compareText(a.source, b.source) || number(a) - number(b));
  return { ledger, flowRows };
}
