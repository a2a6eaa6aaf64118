import { plural } from "../../records/text/plural.ts";
import { type Check, problemOfRows } from "../check.ts";

export const decided: Check = {
  id: "decided",
  holds: "no record is pending",
  codes: ["check/pending-title-abstract", "check/pending-retrieval", "check/pending-full-text"],
  isWork: true,
  why: "While records wait for a decision, the numbers of the flow are those of an unfinished review.",
  remedy:
    "Decide the records with `slr decide`, or say in retrieval.csv what became of the reports.",
  find({ review }) {
    const pending = review.results.ledger.filter(({ box }) => box.startsWith("pending-"));
    const at = (box: string, code: string, said: string) => {
      const rows = pending.filter((row) => row.box === box);
      return problemOfRows(code, rows, `${plural(rows.length, "record")} ${said}`);
    };
    return [
      ...at("pending-title-abstract", "check/pending-title-abstract", "pending at title/abstract"),
      ...at("pending-retrieval", "check/pending-retrieval", "pending retrieval"),
      ...at("pending-full-text", "check/pending-full-text", "pending at full text"),
    ];
  },
};
