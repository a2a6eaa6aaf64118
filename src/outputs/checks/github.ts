import { worstFirst } from "../../core/records/problem-kinds.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";
import { plainText } from "../text/plain-text.ts";
import type { CheckForm } from "./check-report.ts";

/** GitHub shows ten annotations of a step and silently drops the others. */
const ANNOTATIONS = 10;

export const github: CheckForm = {
  name: "github",
  about: "workflow commands, which GitHub shows beside the changed lines: the ten worst problems",
  render({ checks }) {
    const all = worstFirst(checks.flatMap(({ problems }) => problems));
    const lines = all.slice(0, ANNOTATIONS).map(({ severity, file, line, message, code }) => {
      const place = [
        ...(file === undefined ? [] : [`file=${property(file)}`]),
        ...(line === undefined ? [] : [`line=${line}`]),
        `title=${property(code)}`,
      ].join(",");
      return `::${severity} ${place}::${plainText(message).replace(/%/g, "%25")}`;
    });
    if (all.length > ANNOTATIONS)
      lines.push(
        `${formatCount(all.length - ANNOTATIONS)} more of ${plural(all.length, "problem")}: slr check lists them.`,
      );
    return lines.join("\n");
  },
};

function property(text: string): string {
  return plainText(text).replace(/%/g, "%25").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
