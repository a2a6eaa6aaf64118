import type { Check } from "./check.ts";

export const upToDate: Check = {
  id: "up-to-date",
  holds: "results/ is what slr would write now",
  find: ({ staleResults }) =>
    staleResults.length === 0
      ? []
      : [
          {
            severity: "error",
            code: "check/out-of-date",
            message: `Unexpected ${staleResults.slice(0, 5).join(", ")}${staleResults.length > 5 ? ` and ${staleResults.length - 5} more` : ""} in results/, expected what slr would write now. Run slr screen.`,
          },
        ],
};
