import type { Format } from "../../format.ts";
import { lineMarks } from "../../marks.ts";
import { readTagged } from "../read.ts";
import { entryReader } from "./entries.ts";
import { parseEntry } from "./record.ts";

/**
 * RIS, in the dialects of some forty databases and reference managers: records from `TY` to `ER`,
 * one tag and value on each line, and anything else that they put between.
 */
export const ris: Format<"ris"> = {
  id: "ris",
  marks: lineMarks(
    /^\s{0,40}TY(?:[ \u00a0]{1,2}-[^\S\r\n]{0,9}[\w /,-]{0,40}|[ \u00a0\t]{0,3}[-–]\s{0,9}[A-Z]{3,8}\s{0,40})$/,
  ),
  telltale: { line: /^TY {2}- [A-Z]{2,20}\s{0,20}$/ },
  recognizes: (head) => !/^\s*[<{[]/.test(head) && TYPE_LINE.test(head),
  read: (chunks, options) =>
    readTagged("ris", chunks, options, (problems, emit) =>
      entryReader(problems, (entry, header) => emit(parseEntry(entry, header, problems))),
    ),
};

// Not `^` with the flag m, which also matches after U+2028 inside an abstract.
const TYPE_LINE = /(?:^|[\r\n])[^\S\r\n]*TY[ \u00a0]{1,2}-[^\S\r\n]*[\w /-]*(?:$|[\r\n])/;
