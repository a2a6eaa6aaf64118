import { formatCount, plural } from "../../records/text/plural.ts";
import type { Check } from "../check.ts";

/** The conservation law for what people write: lines read and lines reported are all lines. */
export const tables: Check = {
  id: "tables",
  holds: "every line of every table that people keep is read or reported",
  codes: ["check/lines"],
  why: "A row that slr passes over would be a decision lost without a word.",
  remedy: "This is a fault of slr: please report it with the table.",
  isLaw: true,
  find: ({ tables }) =>
    tables
      .filter(({ lines, besides, read, reported }) => lines !== besides + read + reported)
      .map(({ file, lines, besides, read, reported }) => ({
        severity: "error",
        code: "check/lines",
        file,
        message: `The table has ${plural(lines, "line")}, and slr read ${formatCount(read)}, reported ${formatCount(reported)} and passed over ${formatCount(besides)} as header or blank.`,
      })),
};
