import type { Check } from "./check.ts";

export const upToDate: Check = {
  id: "up-to-date",
  holds: "results/ is what slr would write now",
  codes: ["check/out-of-date"],
  why: "Readers of results/ would see the numbers of an earlier state of the review.",
  remedy: "Run `slr screen`.",
  find: ({ staleResults }) =>
    staleResults.length === 0
      ? []
      : [
          {
            severity: "error",
            code: "check/out-of-date",
            message: `results/ is not what slr would write now: ${staleResults.slice(0, 5).join(", ")}${staleResults.length > 5 ? ` and ${staleResults.length - 5} more` : ""} ${staleResults.length === 1 ? "differs" : "differ"}. Run slr screen.`,
          },
        ],
};
