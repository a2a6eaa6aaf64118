import { type ReasonCount, reasonCounts } from "../../../core/overviews/exclusions.ts";
import type { CriterionStage } from "../../../core/protocol/protocol.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { NO_REASON } from "../../../core/screening/flow.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";

export const STAGE_TEXT = {
  "before-screening": "before screening",
  "title-abstract": "title/abstract",
  "full-text": "full text",
} as const satisfies Record<CriterionStage, string>;

/** The criteria with what each of them excluded. */
export const criteriaSection: ReportSection = {
  id: "criteria",
  title: "Eligibility criteria",
  render({ entries, protocol }) {
    const rows = reasonCounts(entries, protocol);
    if (rows.length === 0) return "<p>slr.yaml has no criteria, and nothing was excluded.";
    return htmlTable(COLUMNS, rows, {
      caption:
        "Each record is counted once, under its primary reason; further reasons are beside it.",
    });
  },
};

const COLUMNS: readonly HtmlColumn<ReasonCount>[] = [
  { name: "Reason", cell: ({ reason }) => htmlText(reason === "" ? NO_REASON : reason) },
  { name: "Stage", cell: ({ stage }) => STAGE_TEXT[stage] },
  {
    name: "Criterion",
    kind: "long",
    cell: ({ criterion }) => {
      if (criterion === undefined) return "no criterion of slr.yaml";
      const { effect, text, reason, queryText } = criterion;
      const wording = reason === undefined ? "" : `<br>As a reason: ${htmlText(reason)}`;
      const query =
        queryText === undefined ? "" : `<br>${effect}: <code>${htmlText(queryText)}</code>`;
      return `${htmlText(text)}${wording}${query}`;
    },
  },
  { name: "Excluded", kind: "number", cell: ({ records }) => formatCount(records) },
  { name: "of them by rule", kind: "number", cell: ({ byRules }) => formatCount(byRules) },
  { name: "Further reason", kind: "number", cell: ({ further }) => formatCount(further) },
];
