import { formatCount } from "../../../core/records/text/plural.ts";
import { isCounted } from "../../../core/screening/entry-sets.ts";
import { BOXES } from "../../../core/screening/results.ts";
import { describeFlow } from "../../flow/diagram/describe-flow.ts";
import {
  boxesInOrder,
  type DiagramBox,
  type DiagramLine,
  lineText,
} from "../../flow/diagram/flow-diagram.ts";
import { figureOfDiagram } from "../../flow/layout/figure.ts";
import { layOut } from "../../flow/layout/flow-layout.ts";
import { drawSvg } from "../../flow/layout/svg-drawing.ts";
import { htmlText } from "../../html/html-text.ts";
import { BOX_TITLE, boxAnchor } from "../anchors.ts";
import type { ReportSection } from "../report-section.ts";
import type { ReportedReview } from "../reported-review.ts";

/** The figure, and the same in words: every number leads to the records that it counts. */
export const flowSection: ReportSection = {
  id: "flow",
  title: "Flow of records",
  render(report) {
    const { flow, title } = report.review.results;
    const diagram = describeFlow(flow);
    const boxes = boxesInOrder(diagram);
    const links = new Map(boxes.map(({ id, box }) => [id, figureLink(id, box, report)]));
    const svg = drawSvg(figureOfDiagram(diagram, layOut(diagram, {}), title), {
      link: ({ id }) => links.get(id),
    });
    const items = boxes.map(
      ({ id, box }) =>
        `<li id="flow-${id}">${box.lines.map((line) => lineHtml(line, report)).join("<br>")}`,
    );
    return `<p>Every box leads to the records that it counts.</p>
<figure>
${svg.trimEnd()}
</figure>
<h3 id="flow-words">The flow in words</h3>
<ul class="flow">
${items.join("\n")}
</ul>`;
  },
};

/** A box of one list leads there; a box of several leads to its line in words, which names them. */
function figureLink(id: string, { lines }: DiagramBox, report: ReportedReview): string | undefined {
  const targets = new Set(lines.flatMap((line) => targetsOf(line, report).map(({ href }) => href)));
  if (targets.size === 0)
    return lines.some(({ set }) => set !== undefined) ? `#flow-${id}` : undefined;
  return targets.size === 1 ? [...targets][0] : `#flow-${id}`;
}

interface Target {
  readonly href: string;
  readonly name: string;
  readonly n: number;
}

/** The lists that hold the records of a line, with how many of them each holds. */
function targetsOf({ set, n = 0 }: DiagramLine, { entries, review }: ReportedReview): Target[] {
  if (set === undefined) return [];
  const { flow } = review.results;
  if (set.kind !== undefined) return [{ href: "#sources", name: "sources", n }];
  const counted = entries.filter((entry) => isCounted(entry, set, flow));
  return BOXES.flatMap((box): Target[] => {
    const own = counted.filter((entry) => entry.box === box).length;
    return own === 0 ? [] : [{ href: `#${boxAnchor(box)}`, name: BOX_TITLE[box], n: own }];
  });
}

function lineHtml(line: DiagramLine, report: ReportedReview): string {
  const text = htmlText(lineText(line));
  const targets = targetsOf(line, report);
  const [first] = targets;
  if (first === undefined) return text;
  if (targets.length === 1) return `<a href="${first.href}">${text}</a>`;
  const parts = targets.map(
    ({ href, name, n }) => `<a href="${href}">${htmlText(name)}</a> ${formatCount(n)}`,
  );
  return `${text}: ${parts.join(", ")}`;
}
