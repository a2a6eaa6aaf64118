import {
  DECISION_VERDICTS,
  type Decision,
  type Reference,
  WITHDRAWN,
} from "../../core/records/decision.ts";
import { type Place, STAGES } from "../../core/records/model.ts";
import type { Time } from "../../core/records/time.ts";
import {
  isOneOf,
  joinedWords,
  nameIn,
  type ReadRows,
  readTable,
  snapshot,
} from "./review-tables.ts";

/** A row that a page for one reviewer has kept: a decision, or whether a report was retrieved. */
export type ReviewerRow =
  | { readonly kind: "decision"; readonly row: Decision }
  | {
      readonly kind: "retrieval";
      readonly place: Place;
      readonly reviewer: string;
      readonly reference: Reference;
      readonly status: "not-retrieved" | typeof WITHDRAWN;
      readonly note: string;
      readonly decidedAt: Time;
    };

const COLUMNS = ["record", "stage", "verdict", "decided_at", "reviewer"] as const;
/** The stage of rows about retrieval. */
const RETRIEVAL = "retrieval";
const RETRIEVAL_VERDICTS = ["not-retrieved", WITHDRAWN] as const;

/**
 * Whether a header, in lower case, is that of `decisions-<reviewer>.csv`, which a page for one
 * reviewer saves.
 */
export function isReviewerHeader(columns: readonly string[]): boolean {
  return COLUMNS.every((column) => columns.includes(column));
}

/** `decisions-<reviewer>.csv`: each row as it was decided, with the name of its reviewer. */
export function readReviewerRows(text: string, file: string): ReadRows<ReviewerRow> {
  return readTable<ReviewerRow>(
    text,
    file,
    "import",
    COLUMNS,
    (cell) => isOneOf([...STAGES, RETRIEVAL], cell("stage")),
    (cell, line, report, decidedAt) => {
      const reviewer = cell("reviewer");
      const place = { file, line };
      const reference = snapshot(cell, cell("record"), "");
      if (reviewer === "") return report("reviewer", "", "who decided");
      const stage = nameIn([...STAGES, RETRIEVAL], cell("stage"));
      if (stage === undefined)
        return report("stage", cell("stage"), [...STAGES, RETRIEVAL].join(" or "));
      if (stage === RETRIEVAL) {
        const status = nameIn(RETRIEVAL_VERDICTS, cell("verdict"));
        if (status === undefined)
          return report("verdict", cell("verdict"), RETRIEVAL_VERDICTS.join(" or "));
        const note = cell("note");
        return { kind: RETRIEVAL, place, reviewer, reference, status, note, decidedAt };
      }
      const verdict = nameIn(DECISION_VERDICTS, cell("verdict"));
      if (verdict === undefined)
        return report("verdict", cell("verdict"), "include, exclude, maybe or withdrawn");
      const row: Decision = {
        place,
        reviewer,
        reference,
        stage,
        verdict,
        reasons: joinedWords(cell("reason")),
        resolves: cell("resolves").toLowerCase() === "yes",
        note: cell("note"),
        tags: joinedWords(cell("tags")),
        decidedAt,
      };
      return { kind: "decision", row };
    },
  );
}
