import { describe, expect, test } from "vitest";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { diagramTexts } from "../../../../src/outputs/flow/diagram/flow-diagram.ts";
import { flowPdf } from "../../../../src/outputs/flow/forms/flow-pdf.ts";
import { layOut } from "../../../../src/outputs/flow/layout/flow-layout.ts";
import type { BoxShape } from "../../../../src/outputs/flow/layout/flow-shapes.ts";
import { EXAMPLE_FLOWS, manyScripts, small, unfinished } from "../../example-flows.ts";
import { CJK_FONT, drawing, fonts, has, runOn } from "../figure-drawing.ts";

const title = "Exercise & sleep: a review";

/** The examples that the shipped fonts can draw. */
const { large: _, manyScripts: __, ...latin } = EXAMPLE_FLOWS;

async function pdf(flow: FlowCounts, named: readonly string[] = []): Promise<Buffer> {
  const options = { title, drawing: { ...drawing, fonts: await fonts(named) } };
  return Buffer.from((await flowPdf.render(flow, options)) as Uint8Array);
}

test("is the same bytes each time, with the date that it is given", async () => {
  const bytes = await pdf(small);
  expect(bytes.equals(await pdf(small))).toBe(true);
  expect(bytes.includes("(D:20260131000000Z)")).toBe(true);
});

test("holds only the letters that it uses", async () => {
  expect((await pdf(small)).length).toBeLessThan(40_000);
});

test("names the characters that no font has", async () => {
  await expect(pdf(manyScripts)).rejects.toMatchObject({
    characters: expect.arrayContaining(["万"]),
  });
});

describe.skipIf(!has("pdftotext"))("as poppler reads it", () => {
  const words = (bytes: Buffer) => {
    const html = runOn({ name: "flow.pdf", content: bytes }, "pdftotext", (path) => [
      "-bbox",
      path,
      "-",
    ]);
    const found = html.matchAll(
      /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
    );
    return [...found].map(([, ...cells]) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = cells.slice(0, 4).map(Number);
      return { left, top, right, bottom, text: cells[4] };
    });
  };

  test("every text of the diagram can be selected", async () => {
    const text = runOn(
      { name: "flow.pdf", content: await pdf(unfinished) },
      "pdftotext",
      (path) => ["-raw", path, "-"],
    ).replace(/\s+/g, " ");
    for (const line of diagramTexts(describeFlow(unfinished))) expect(text).toContain(line);
  });

  test.each(Object.entries(latin))("no word of the example %s crosses an edge", async (_, flow) => {
    const crossing = crossings(flow, words(await pdf(flow)));
    expect(crossing).toEqual([]);
  });

  test.skipIf(CJK_FONT === undefined)("nor does one of a script without blanks", async () => {
    expect(crossings(manyScripts, words(await pdf(manyScripts, [CJK_FONT!])))).toEqual([]);
  });
});

/** Words that are neither inside of a box nor outside of all boxes. */
function crossings(
  flow: FlowCounts,
  words: readonly { left: number; top: number; right: number; bottom: number; text: unknown }[],
): unknown[] {
  const boxes = layOut(describeFlow(flow), {})
    .shapes.filter((shape): shape is BoxShape => "rows" in shape)
    .map(({ x, y, width, height }) => [x, y, x + width, y + height].map((length) => length * 0.75));
  expect(words.length).toBeGreaterThan(40);
  return words.filter((word) => {
    const inside = boxes.some(
      ([x = 0, y = 0, endX = 0, endY = 0]) =>
        word.left >= x && word.right <= endX && word.top >= y - 2 && word.bottom <= endY + 2,
    );
    const touches = boxes.some(
      ([x = 0, y = 0, endX = 0, endY = 0]) =>
        word.left < endX && word.right > x && word.top < endY && word.bottom > y,
    );
    return touches && !inside;
  });
}
