import type { LedgerRow } from "../../screening/results.ts";
import type { Check, CheckedReview } from "../check.ts";

export const readable: Check = {
  id: "readable",
  needsExports: true,
  holds: "every entry can be read",
  codes: ["check/unreadable"],
  why: "An entry that cannot be read was identified, but nobody can screen it.",
  remedy: "Correct the entry in its file, or download the export again.",
  claims: ({ severity, file, line }, checked) =>
    severity === "error" &&
    unreadableRows(checked).some((row) => row.file === file && row.line === line),
  find(checked) {
    // The format reports what is wrong with an entry; this is for entries about which nothing was
    // reported.
    const told = new Set(
      checked.review.results.problems
        .filter(({ severity }) => severity === "error")
        .map(({ file, line }) => `${file}:${line}`),
    );
    return unreadableRows(checked)
      .filter(({ file, line }) => !told.has(`${file}:${line}`))
      .map(({ entry, file, line }) => ({
        severity: "error",
        code: "check/unreadable",
        file,
        line,
        message: `The entry ${entry} cannot be read.`,
      }));
  },
};

function unreadableRows({ review }: CheckedReview): LedgerRow[] {
  return review.results.ledger.filter(
    (row) => row.box === "removed-other" && row.reason === "unreadable",
  );
}
