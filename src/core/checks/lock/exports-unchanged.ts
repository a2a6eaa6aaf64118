import type { Problem } from "../../records/problem.ts";
import type { Check } from "../check.ts";

export const exportsUnchanged: Check = {
  id: "exports-unchanged",
  holds: "the raw exports are those of slr.lock",
  codes: ["check/export-changed", "check/export-gone"],
  why: "Exports are the evidence of what was identified, so nobody may edit them.",
  remedy:
    "Put the export back as it was downloaded. An export of a later search is a file of its own: add it with `slr add`.",
  // With --locked every difference is an error of the check `locked`.
  applies: ({ lockDifferences, isLocked }) => lockDifferences !== undefined && !isLocked,
  find({ lockDifferences, review }) {
    // A file of an archive is named behind it: `searches/all.zip/a.ris`.
    const isExport = (file: string) =>
      review.files.some(({ path }) => path === file || path.startsWith(`${file}/`)) ||
      file.startsWith("searches/");
    return (lockDifferences?.inputs ?? [])
      .filter(({ file }) => isExport(file))
      .flatMap(({ file, change }): Problem[] => {
        if (change !== "changed" && change !== "gone") return [];
        const message =
          change === "changed"
            ? "This export is not as slr.lock holds it: its text has changed."
            : "slr.lock holds this export, and it is gone.";
        return [{ severity: "warning", code: `check/export-${change}`, file, message }];
      });
  },
};
