import type { Verdict } from "../../core/records/decision.ts";
import type { Stage } from "../../core/records/model.ts";
import { readFromRecords, type ScreeningTool, said, valuesOf } from "./screening-tool.ts";

const INCLUDED = ["title-abstract", "include"] as const;

/** The verdicts in a record's status, stage by stage: a record that went on was included before. */
const STATUS: Readonly<
  Record<string, readonly (readonly [stage: Stage, verdict: Verdict])[] | undefined>
> = {
  md_retrieved: [],
  md_imported: [],
  md_needs_manual_preparation: [],
  md_prepared: [],
  md_needs_manual_deduplication: [],
  md_processed: [],
  rev_prescreen_excluded: [["title-abstract", "exclude"]],
  rev_prescreen_included: [INCLUDED],
  pdf_needs_manual_retrieval: [INCLUDED],
  pdf_not_available: [INCLUDED],
  pdf_imported: [INCLUDED],
  pdf_needs_manual_preparation: [INCLUDED],
  pdf_prepared: [INCLUDED],
  rev_excluded: [INCLUDED, ["full-text", "exclude"]],
  rev_included: [INCLUDED, ["full-text", "include"]],
  rev_synthesized: [INCLUDED, ["full-text", "include"]],
};

/** CoLRev: `records.bib`, whose records say how far they have come and which criteria they failed. */
export const colrev: ScreeningTool<"colrev"> = {
  id: "colrev",
  recognizes: ({ head }) => /^\s*colrev_status\s*=\s*\{/m.test(head),
  read: readFromRecords(() => ({ record }) => {
    const [status = ""] = valuesOf(record, "colrevstatus");
    const says = Object.hasOwn(STATUS, status) ? STATUS[status] : undefined;
    if (says === undefined) {
      const found =
        status === "" ? "record without colrev_status" : `status \`${status.slice(0, 40)}\``;
      const message = `Unexpected ${found}, expected one of CoLRev's, such as rev_included. It is not applied.`;
      return { code: "colrev/status", message };
    }
    const failed = valuesOf(record, "screeningcriteria")
      .flatMap((criteria) => criteria.split(";"))
      .flatMap((criterion) => /^(.*)=\s*out\s*$/.exec(criterion.trim())?.[1]?.trim() || []);
    const prescreen = valuesOf(record, "prescreenexclusion");
    const notes =
      status === "pdf_not_available" ? ["CoLRev: the report could not be retrieved"] : [];
    return says.map(([stage, verdict]) =>
      said(verdict, {
        stage,
        notes,
        reasons: verdict !== "exclude" ? [] : stage === "full-text" ? failed : prescreen,
      }),
    );
  }),
};
