import type { Outcomes } from "../../core/decide/page-data.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { el } from "../dom.ts";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [600, 240, 44, 28];

/** Relevant records found (upwards) after so many were read (to the right). */
export function recallCurve(recall: Outcomes["recall"], records: number): HTMLElement {
  const last = recall.at(-1)!;
  const most = Math.max(1, last.found);
  const all = Math.max(1, records, last.read);
  const x = (read: number) => LEFT + ((WIDTH - LEFT - 8) * read) / all;
  const y = (found: number) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - 16) * found) / most;
  const says = `${formatCount(last.found)} found after ${formatCount(last.read)} of ${formatCount(records)} read`;
  const points = recall.map(({ read, found }) => `${x(read).toFixed(1)},${y(found).toFixed(1)}`);
  const svg = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": says,
    class: "curve",
  });
  svg.append(
    shape("path", { d: `M${LEFT},8 V${HEIGHT - BOTTOM} H${WIDTH - 8}`, class: "axis" }),
    shape("polyline", { points: points.join(" "), class: "line" }),
    label(LEFT - 6, y(most) + 4, formatCount(most), "end"),
    label(LEFT - 6, y(0) + 4, "0", "end"),
    label(WIDTH - 8, HEIGHT - 8, `${formatCount(all)} read`, "end"),
  );
  return el("figure", {}, svg, el("figcaption", {}, says));
}

function shape(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function label(x: number, y: number, text: string, anchor: string): SVGElement {
  const element = shape("text", { x: String(x), y: y.toFixed(1), "text-anchor": anchor });
  element.textContent = text;
  return element;
}
