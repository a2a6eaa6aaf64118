import type { Verdict } from "../../core/records/decision.ts";
import { ownValue } from "../../core/records/own-value.ts";
import { NO_TIME, readTime } from "../../core/records/time.ts";
import { columnName } from "../tables/columns.ts";
import {
  columnsOf,
  headerOf,
  readFromRecords,
  type Said,
  type ScreeningTool,
  said,
  valuesOf,
} from "./screening-tool.ts";

/** `o` means that nobody, or no consensus, has decided. */
const VERDICTS: Readonly<Record<string, Verdict | "none">> = {
  "1": "include",
  "0": "maybe",
  "-1": "exclude",
  o: "none",
  x: "none",
};

/** Abstrackr: a column for each reviewer after the column `consensus`. */
export const abstrackr: ScreeningTool<"abstrackr"> = {
  id: "abstrackr",
  recognizes(file) {
    const columns = columnsOf(file);
    return columns.includes("internalid") && columns.includes("consensus");
  },
  read: readFromRecords((file, _, report) => {
    const header = headerOf(file);
    const consensus = header.findIndex((cell) => columnName(cell) === "consensus");
    if (consensus < 0) {
      report(
        "abstrackr/no-consensus",
        "The table has no column consensus, as exports of Abstrackr have.",
      );
      return undefined;
    }
    const reviewers = header
      .slice(consensus + 1)
      .filter((cell) => cell !== "" && columnName(cell) !== "labeledat" && !/ notes \(/.test(cell));
    return ({ record }) => {
      const labels = valuesOf(record, "tags").flatMap((tags) => tags.split(/[;,]/));
      const all: Said[] = [];
      for (const name of ["consensus", ...reviewers]) {
        const at = record.original.findIndex(([tag]) => tag === name);
        const value = record.original[at]?.[1].trim() ?? "o";
        const verdict = ownValue(VERDICTS, value);
        if (verdict === undefined) {
          const message = `Unexpected label \`${value.slice(0, 40)}\` of a reviewer, expected 1, 0, -1 or o. The record's labels are not applied.`;
          return { code: "abstrackr/label", message };
        }
        if (verdict === "none") continue;
        // The time of a label follows it directly.
        const [next = "", time = ""] = record.original[at + 1] ?? [];
        all.push(
          said(verdict, {
            reviewer: name,
            labels,
            notes: record.original
              .filter(([tag]) => tag.endsWith(` notes (${name})`))
              .map(([, note]) => note),
            decidedAt: columnName(next) === "labeledat" ? readTime(time) : NO_TIME,
            ...(name === "consensus" && { resolves: true }),
          }),
        );
      }
      return all;
    };
  }),
};
