import { type Coding, NO_CLASS } from "../../core/records/coding.ts";
import { WITHDRAWN } from "../../core/records/decision.ts";
import { type ReadRows, readTable, snapshot } from "./review-tables.ts";

/** `codes/<reviewer>.csv`: the classes that a coder gave to studies. A row with an empty cell is not coded yet. */
export function readCodes(text: string, file: string, reviewer: string): ReadRows<Coding> {
  const read = readTable<Coding | "blank">(
    text,
    file,
    "codes",
    ["record", "classes"],
    () => false,
    (cell, line, report, decidedAt) => {
      const written = cell("classes")
        .split(";")
        .map((name) => name.trim())
        .filter((name) => name !== "");
      if (written.length === 0) return "blank";
      const words = written.map((name) => name.toLowerCase());
      const alone = words.find((word) => word === NO_CLASS || word === WITHDRAWN);
      if (alone !== undefined && words.length > 1)
        return report(
          "classes",
          cell("classes"),
          `ids of classes with \`;\` between them, or \`${alone}\` alone`,
        );
      const resolves = cell("resolves").toLowerCase();
      if (!["", "yes", "no"].includes(resolves))
        return report("resolves", cell("resolves"), "yes, no or nothing");
      const unclear = written.filter((name) => name.startsWith("?"));
      return {
        place: { file, line },
        reviewer,
        reference: snapshot(cell, cell("record"), ""),
        classes:
          alone === WITHDRAWN
            ? WITHDRAWN
            : written.filter((name) => !name.startsWith("?") && alone === undefined),
        unclear: unclear.map((name) => name.slice(1).trim()),
        ...(cell("within") !== "" && { within: cell("within") }),
        resolves: resolves === "yes",
        note: cell("note"),
        decidedAt,
      };
    },
  );
  return { ...read, rows: read.rows.filter((row) => row !== "blank") };
}
