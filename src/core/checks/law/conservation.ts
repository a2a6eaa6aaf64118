import type { Problem } from "../../records/problem.ts";
import { plural } from "../../records/text/plural.ts";
import type { Check } from "../check.ts";

/** The conservation law: as many ledger rows as entries were read, each entry once. */
export const conservation: Check = {
  id: "conservation",
  holds: "every entry of every export has one row in the ledger",
  codes: ["check/conservation"],
  why: "An entry without a row would have disappeared between the exports and the flow.",
  remedy: "This is a fault of slr: please report it with the review folder.",
  isLaw: true,
  find({ review }) {
    const { ledger } = review.results;
    const read = review.files.reduce((sum, { entries }) => sum + entries, 0);
    const distinct = new Set(ledger.map(({ entry }) => entry)).size;
    if (read === ledger.length && distinct === read) return [];
    const message = `${plural(read, "entry")} read, ${plural(ledger.length, "row")} in the ledger, ${distinct} of them distinct.`;
    return [{ severity: "error", code: "check/conservation", message } satisfies Problem];
  },
};
