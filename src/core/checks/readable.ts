import { type Check, plural, problemOfRows } from "./check.ts";

export const readable: Check = {
  id: "readable",
  holds: "every entry can be read",
  find({ review }) {
    const rows = review.results.ledger.filter(
      ({ box, reason }) => box === "removed-other" && reason === "unreadable",
    );
    const lines = rows.map((row) => ({ ...row, record: `${row.file}:${row.line}` }));
    return problemOfRows(
      "check/unreadable",
      lines,
      `${plural(rows.length, "entry").replace("entrys", "entries")} cannot be read`,
    );
  },
};
