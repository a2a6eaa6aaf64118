import { type StageSelection, stageSelection } from "../../../core/overviews/selection.ts";
import type { Protocol } from "../../../core/protocol/protocol.ts";
import { STAGES, type Stage } from "../../../core/records/model.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";

export const STAGE_HEADING = {
  "title-abstract": "Title/abstract",
  "full-text": "Full text",
} as const satisfies Record<Stage, string>;

/** PRISMA counts records down to screening, and reports from retrieval on. */
const UNIT = { "title-abstract": "record", "full-text": "report" } as const;

/** Who decided how many records in which way. */
export const selectionSection: ReportSection = {
  id: "selection",
  title: "Selection",
  render({ review, protocol }) {
    return STAGES.map((stage) => {
      const selection = stageSelection(review, stage);
      const { by, perRecord } = protocol.screening[stage];
      const planned = `slr.yaml: <code>by: ${by}</code>${by === "rules" ? "" : `, ${plural(perRecord, "reviewer")} for each ${UNIT[stage]}`}.`;
      return `<h3>${STAGE_HEADING[stage]}</h3>\n<p>${planned} ${outcomeText(selection)}${conflictText(selection)}\n${waysTable(selection)}\n${reviewersTable(selection, protocol)}`;
    }).join("\n");
  },
};

function outcomeText({ stage, records, include, exclude, open, unread }: StageSelection): string {
  const parts = [
    `${formatCount(include)} included`,
    `${formatCount(exclude)} excluded`,
    ...(open > 0 ? [`${formatCount(open)} open`] : []),
    ...(unread > 0 ? [`${formatCount(unread)} left unread`] : []),
  ];
  return `${plural(records, UNIT[stage])}: ${parts.join(", ")}.`;
}

function conflictText({ conflicts: { settled, settledBy, open } }: StageSelection): string {
  const parts = [
    ...(settled > 0
      ? [` ${plural(settled, "conflict")} settled by ${htmlText(settledBy.join(", "))}.`]
      : []),
    ...(open > 0 ? [` ${plural(open, "conflict")} not settled.`] : []),
  ];
  return parts.join("");
}

function waysTable({ stage, ways }: StageSelection): string {
  if (ways.length === 0) return "";
  return htmlTable(
    [
      { name: "Decided by", cell: (way) => wayText(way) },
      {
        name: stage === "full-text" ? "Reports" : "Records",
        kind: "number",
        cell: ({ records }) => formatCount(records),
      },
    ],
    ways,
    {
      caption: `In which way ${UNIT[stage]}s were decided at ${STAGE_HEADING[stage].toLowerCase()}.`,
    },
  );
}

function wayText({ people, programs, tables, rules }: StageSelection["ways"][number]): string {
  const parts = [
    ...(people > 0 ? [plural(people, "reviewer")] : []),
    ...(programs > 0 ? [plural(programs, "program")] : []),
    ...(tables > 0 ? ["a table that names no reviewer"] : []),
    ...(rules ? ["criteria that slr evaluates"] : []),
  ];
  return parts.length === 0 ? "nobody yet" : parts.join(" and ");
}

function reviewersTable({ stage, reviewers }: StageSelection, protocol: Protocol): string {
  if (reviewers.length === 0) return "";
  return htmlTable(
    [
      { name: "Reviewer", cell: ({ reviewer }) => htmlText(reviewer) },
      {
        name: "Kind",
        cell: ({ reviewer, kind }) =>
          kind === "automation"
            ? "program"
            : protocol.reviewers.has(reviewer)
              ? "person"
              : "not listed in slr.yaml, counts as a person",
      },
      { name: "Decided", kind: "number", cell: ({ records }) => formatCount(records) },
    ],
    reviewers,
    { caption: `Reviewers at ${STAGE_HEADING[stage].toLowerCase()}.` },
  );
}
