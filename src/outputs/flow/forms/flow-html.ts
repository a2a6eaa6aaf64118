import type { ListedEntry } from "../../../core/overviews/listed-entries.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { type EntrySet, isCounted } from "../../../core/screening/entry-sets.ts";
import type { FlowCounts } from "../../../core/screening/flow.ts";
import { htmlPage } from "../../html/html-page.ts";
import { plainText } from "../../text/plain-text.ts";
import { xmlText } from "../../text/xml-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import {
  boxesInOrder,
  type DiagramBox,
  type DiagramLine,
  type FlowDiagram,
  lineText,
} from "../diagram/flow-diagram.ts";
import type { TextFlowFormat } from "../flow-format.ts";
import { figureOfDiagram } from "../layout/figure.ts";
import { layOut } from "../layout/flow-layout.ts";
import { drawSvg } from "../layout/svg-drawing.ts";

/** The most rows in one list; browsers take seconds to lay out more. */
const MOST_ROWS = 2000;

/**
 * A page without scripts: the figure, in which every box links to the list of its records, and
 * these lists with the file and line of each entry.
 */
export const flowHtml: TextFlowFormat = {
  name: "html",
  render(flow, options) {
    const diagram = describeFlow(flow);
    const lists = boxLists(diagram, flow, options.entries ?? []);
    const ids = new Set(lists.map(({ id }) => id));
    const svg = drawSvg(figureOfDiagram(diagram, layOut(diagram, options), options.title), {
      link: ({ id }) => (ids.has(id) ? `#${id}` : undefined),
    });
    const name = plainText(options.title);
    const title = xmlText(name === "" ? diagram.title : `${diagram.title}: ${name}`);
    return htmlPage({
      title,
      style: STYLE,
      body: `<h1>${title}</h1>
<figure>
${svg.trimEnd()}
</figure>
${lists.map((list) => sectionHtml(list, lists)).join("\n")}`,
    });
  },
};

const STYLE =
  "body{font:14px/1.45 Arial,Helvetica,sans-serif;margin:1.5rem auto;max-width:80rem;padding:0 1rem}figure{margin:0;overflow-x:auto}svg{max-width:100%;height:auto}svg a:hover rect,svg a:focus rect{fill:#fff7dd}table{border-collapse:collapse;width:100%;table-layout:fixed}caption{text-align:left;padding:.5rem 0}th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}.key{width:9%}.title{width:34%}.authors{width:17%}.year{width:6%}.place{width:17%}section:target h2{background:#fff7dd}@media print{thead{display:table-header-group}tr,figure{break-inside:avoid}a{color:inherit;text-decoration:none}}";

/** The list that a box of the figure links to. */
interface BoxList {
  readonly id: string;
  readonly box: DiagramBox;
  readonly lines: readonly ListedLine[];
}

interface ListedLine {
  readonly id: string;
  readonly line: DiagramLine;
  readonly set: EntrySet;
  readonly entries: readonly ListedEntry[];
  /** Tells whether its entries are listed here rather than in the boxes that they went on to. */
  readonly listed: boolean;
}

function boxLists(
  diagram: FlowDiagram,
  flow: FlowCounts,
  entries: readonly ListedEntry[],
): BoxList[] {
  if (entries.length === 0) return [];
  return boxesInOrder(diagram).flatMap(({ id, box }): BoxList[] => {
    const lines = box.lines.flatMap((line, index): ListedLine[] => {
      const { set } = line;
      if (set === undefined) return [];
      const counted = entries.filter((entry) => isCounted(entry, set, flow));
      const listed = isListed(set, box);
      return [{ id: `${id}-line-${index}`, line, set, entries: counted, listed }];
    });
    return lines.length === 0 ? [] : [{ id, box, lines }];
  });
}

/**
 * Each entry is listed under its source and under its last box; a sum of sources only names its
 * parts.
 */
function isListed({ kind, source, boxes }: EntrySet, { lines }: DiagramBox): boolean {
  if (kind === undefined) return boxes.length === 1;
  if (source !== undefined) return true;
  return lines.every(({ set }) => set?.kind !== kind || set.source === undefined);
}

function sectionHtml({ id, box, lines }: BoxList, all: readonly BoxList[]): string {
  const parts = lines.map((line) => {
    const text = `<h3 id="${line.id}">${xmlText(lineText(line.line))}</h3>`;
    return line.listed ? `${text}\n${tableHtml(line)}` : `${text}\n${partsHtml(line, all)}`;
  });
  const label = (box.lines[0]?.label ?? "").replace(/:$/, "").trimEnd();
  return `<section id="${id}">\n<h2>${xmlText(label)}</h2>\n${parts.join("\n")}\n</section>`;
}

/** The lists that make up a sum. */
function partsHtml({ id, set, entries }: ListedLine, all: readonly BoxList[]): string {
  const within = new Set(entries);
  const parts = all
    .flatMap(({ lines }) => lines)
    .filter((part) => part.listed && part.id !== id && part.entries.length > 0)
    .filter((part) => (part.set.kind === undefined) === (set.kind === undefined))
    .filter((part) => part.entries.every((entry) => within.has(entry)));
  const items = parts.map(
    (part) => `<li><a href="#${part.id}">${xmlText(lineText(part.line))}</a></li>`,
  );
  return items.length === 0 ? "<p>None.</p>" : `<ul>\n${items.join("\n")}\n</ul>`;
}

function tableHtml({ entries }: ListedLine): string {
  if (entries.length === 0) return "<p>None.</p>";
  const shown = entries.slice(0, MOST_ROWS);
  const rest =
    shown.length < entries.length
      ? `<caption>The first ${formatCount(shown.length)} of ${formatCount(entries.length)} entries; results/ledger.csv has all.</caption>`
      : "";
  return `<table>${rest}<thead><tr><th scope="col" class="key">Record</th><th scope="col" class="title">Title</th><th scope="col" class="authors">Authors</th><th scope="col" class="year">Year</th><th scope="col" class="place">Entry</th><th scope="col">Reason and who decided</th></tr></thead><tbody>
${shown.map(rowHtml).join("\n")}
</tbody></table>`;
}

function rowHtml(entry: ListedEntry): string {
  const title = textHtml(entry.title === "" ? "(no title)" : entry.title);
  const linked = /^10\.\d{4,9}\/\S+$/.test(entry.doi)
    ? `<a href="https://doi.org/${xmlText(encodeURI(entry.doi))}" rel="noreferrer">${title}</a>`
    : title;
  const why = [entry.reason, entry.by].filter((part) => part !== "").join(" · ");
  return `<tr><td>${textHtml(entry.record)}</td><td>${linked}</td><td>${textHtml(entry.authors)}</td><td>${textHtml(entry.year)}</td><td>${textHtml(entry.entry)}<br>${textHtml(entry.file)}:${entry.line}</td><td>${textHtml(why)}</td></tr>`;
}

function textHtml(text: string): string {
  return xmlText(plainText(text));
}
