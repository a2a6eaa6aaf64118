import type { Problem } from "../../records/problem.ts";
import { formatCount } from "../../records/text/plural.ts";
import type { Check } from "../check.ts";

export const paper: Check = {
  id: "paper",
  holds: "the numbers of the paper are those of the flow",
  codes: ["check/paper"],
  why: "A number that was typed into the text stays as it was when the review goes on.",
  remedy: "Correct the number, or take it from the macros that `slr prisma -o flow.tex` writes.",
  applies: (checked) => checked.paper !== undefined,
  find: ({ paper: read }) => [
    ...(read?.numbers ?? [])
      .filter(({ verdict }) => verdict === "differs")
      .map(
        ({ file, line, unit, text, claimed, means, n }): Problem => ({
          severity: "error",
          code: "check/paper-number",
          file,
          ...(unit === "line" && { line }),
          message: `${unit === "line" ? "" : `Paragraph ${line}: `}\`${text}\` says ${formatCount(claimed)}, but the flow has ${formatCount(n)} ${means.startsWith("\\") ? "now" : means}.`,
        }),
      ),
    ...(read?.unknownMacros ?? []).map(
      ({ name, file, line }): Problem => ({
        severity: "error",
        code: "check/paper-macro",
        file,
        line,
        message: `Nobody defines \`\\${name}\`, and slr writes no number of this name. slr prisma -o flow.tex writes those that there are.`,
      }),
    ),
  ],
};
