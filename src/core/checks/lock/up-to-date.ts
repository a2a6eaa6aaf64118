import { firstOf } from "../../records/text/first-of.ts";
import type { Check } from "../check.ts";

export const upToDate: Check = {
  id: "up-to-date",
  needsExports: true,
  holds: "results/ is what slr would write now",
  codes: ["check/out-of-date", "check/line-ends"],
  why: "Readers of results/ would see the numbers of an earlier state of the review.",
  remedy: "Run `slr screen`.",
  isWork: true,
  find({ results: { inputs, stale, lineEnds } }) {
    if (inputs.length > 0) {
      const message = `results/ was written before ${firstOf(inputs)} changed. Run slr screen.`;
      return [{ severity: "error", code: "check/out-of-date", message }];
    }
    if (stale.length > 0) {
      const message = `results/ is not what slr would write now: ${differ(stale)}. Run slr screen.`;
      return [{ severity: "error", code: "check/out-of-date", message }];
    }
    if (lineEnds.length === 0) return [];
    const message = `results/ says what slr would write now, and ${differ(lineEnds)} in line ends only, as git makes them on Windows. The .gitattributes of slr init keeps them.`;
    return [{ severity: "warning", code: "check/line-ends", message }];
  },
};

function differ(names: readonly string[]): string {
  return `${firstOf(names)} ${names.length === 1 ? "differs" : "differ"}`;
}
