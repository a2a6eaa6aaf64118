import { plural } from "../records/text/plural.ts";
import type { LedgerRow } from "../screening/results.ts";
import { type Check, type CheckedReview, problemOfRows } from "./check.ts";

export const readable: Check = {
  id: "readable",
  holds: "every entry can be read",
  codes: ["check/unreadable"],
  why: "An entry that cannot be read was identified, but nobody can screen it.",
  remedy: "Correct the entry in its file, or download the export again.",
  claims: ({ severity, file, line }, checked) =>
    severity === "error" &&
    unreadableRows(checked).some((row) => row.file === file && row.line === line),
  find(checked) {
    const rows = unreadableRows(checked).map((row) => ({
      ...row,
      record: `${row.file}:${row.line}`,
    }));
    return problemOfRows(
      "check/unreadable",
      rows,
      `${plural(rows.length, "entry")} cannot be read`,
    );
  },
};

function unreadableRows({ review }: CheckedReview): LedgerRow[] {
  return review.results.ledger.filter(
    ({ box, reason }) => box === "removed-other" && reason === "unreadable",
  );
}
