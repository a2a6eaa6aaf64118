import type { CheckedPaper } from "../../core/checks/check.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";
import { hanging } from "../text/hanging.ts";

const VERDICT = { agrees: "ok  ", differs: "FAIL", unclear: "?   " } as const;

/**
 * Lists every compared number with the flow, so that the user sees which numbers were not compared.
 */
export function paperText({ numbers }: CheckedPaper, width: number): string {
  if (numbers.length === 0)
    return "No number of the paper stands beside words of the flow, so none was compared.";
  const of = (verdict: keyof typeof VERDICT) =>
    numbers.filter((number) => number.verdict === verdict).length;
  return [
    `${plural(numbers.length, "number")} of the paper beside words of the flow: ${of("agrees")} agree, ${of("differs")} differ, ${of("unclear")} may count something else.`,
    ...numbers.flatMap(({ verdict, file, line, unit, text, means, n }) =>
      hanging(
        `${VERDICT[verdict]}  `,
        `${file}${unit === "line" ? `:${line}` : `, paragraph ${line}`}  ${text}${means.startsWith("\\") ? "" : ` (${means}: ${formatCount(n)})`}`,
        width,
      ),
    ),
  ].join("\n");
}
