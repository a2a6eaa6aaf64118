import type { Check } from "../check.ts";

export const exports: Check = {
  id: "exports",
  needsExports: true,
  holds:
    "the exports are whole: none empty, none twice, none without a source, as many hits as the databases showed",
  codes: ["screen/", "zip/", "gzip/", "xlsx/"],
  why: "A file that is cut off, empty or given twice changes what was identified before screening begins.",
  remedy: "Download the export again, or correct files, source and expected count in slr.yaml.",
};
