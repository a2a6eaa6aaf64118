import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { flowSvg } from "../../../../src/outputs/flow/forms/flow-svg.ts";
import { fontWidth } from "../../../../src/outputs/text/font-width.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { EXAMPLE_FLOWS, large, small } from "../../example-flows.ts";

const GOLDEN = "../../../../fixtures/outputs";
const title = "Exercise & sleep: a review";

test.each(Object.entries(EXAMPLE_FLOWS))("draws the example %s", async (name, flow) => {
  await expect(flowSvg.render(flow, { title })).toMatchFileSnapshot(`${GOLDEN}/flow-${name}.svg`);
});

test("says in words what it shows", () => {
  const svg = flowSvg.render(small, { title });
  expect(svg).toContain('role="img" aria-labelledby="slr-flow-title slr-flow-description"');
  expect(svg).toContain(">PRISMA 2020 flow diagram: Exercise &amp; sleep: a review</title>");
  expect(svg).toContain("Records screened (n = 1,015)\nRecords excluded (n = 899)");
});

test("is well-formed, runs nothing and loads nothing, whatever the names", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      const svg = flowSvg.render(flow, { title: '</title><script>alert("1")</script>' });
      expect(openElements(svg)).toEqual([]);
      expect(svg).not.toMatch(/<script|<foreignObject|<image|\son\w+=|href=|<!/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none
      expect(svg).not.toMatch(/[\x00-\x09\x0b-\x1f\ufffe\uffff]|\p{Surrogate}/u);
    }),
  );
});

test("every line fits its box and every box the picture", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      const svg = flowSvg.render(flow, { title: "" });
      const [, width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(
        Number,
      );
      let right = 0;
      for (const line of svg.split("\n")) {
        const rect = /^<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/.exec(line);
        if (rect !== null) {
          const [x = 0, y = 0, w = 0, h = 0] = rect.slice(1).map(Number);
          expect(x + w).toBeLessThan(width);
          expect(y + h).toBeLessThan(height);
          right = x + w;
        }
        const text = /^<text x="(\d+)" y="\d+"(?: fill="#\w+")?>(.*)<\/text>$/.exec(line);
        if (text === null) continue;
        const shown = (text[2] ?? "")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&quot;", '"')
          .replaceAll("&amp;", "&");
        expect(Number(text[1]) + fontWidth(shown, 12)).toBeLessThanOrEqual(right - 9);
      }
    }),
  );
});

test("grows with its databases and reasons", () => {
  const height = (flow: FlowCounts) =>
    Number(/height="(\d+)"/.exec(flowSvg.render(flow, { title }))?.[1]);
  expect(height(large)).toBeGreaterThan(2 * height(small));
});

/** Elements that were opened and not closed, and what was closed without being open. */
function openElements(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name = "", empty] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (close === "/" && open.pop() !== name) return [`</${name}>`];
    if (close !== "/" && empty !== "/") open.push(name);
  }
  return open;
}
