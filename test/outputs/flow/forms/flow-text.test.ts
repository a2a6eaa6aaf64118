import fc from "fast-check";
import { expect, test } from "vitest";
import { flowText } from "../../../../src/outputs/flow/forms/flow-text.ts";
import { displayWidth } from "../../../../src/outputs/text/plain-text.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { EXAMPLE_FLOWS, small, updated } from "../../example-flows.ts";

const GOLDEN = "../../../../fixtures/outputs";
const title = "Exercise & sleep: a review";

test.each(Object.entries(EXAMPLE_FLOWS))("draws the example %s", async (name, flow) => {
  await expect(flowText.render(flow, { title })).toMatchFileSnapshot(`${GOLDEN}/flow-${name}.txt`);
});

test("draws in 60 and in 100 columns", async () => {
  for (const width of [60, 100]) {
    await expect(flowText.render(updated, { title, width })).toMatchFileSnapshot(
      `${GOLDEN}/flow-updated-${width}-columns.txt`,
    );
  }
});

test("stays inside of its columns whatever the names, with every box closed", () => {
  fc.assert(
    fc.property(arbitraryFlow, fc.integer({ min: 60, max: 100 }), (flow, width) => {
      const drawing = flowText.render(flow, { title: "", width });
      const lines = drawing.split("\n");
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      const corners = (corner: RegExp) => drawing.match(corner)?.length ?? 0;
      const rail = corners(/^ ┌─+┘$/gm);
      expect(corners(/┌/g) - rail).toBe(corners(/┐/g));
      expect(corners(/└/g)).toBe(corners(/┐/g));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      expect(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(drawing)).toBe(false);
    }),
  );
});

test("a width out of range is brought into it", () => {
  const narrow = flowText.render(small, { title, width: 20 });
  expect(narrow).toBe(flowText.render(small, { title, width: 60 }));
  expect(flowText.render(small, { title, width: 300 })).toBe(
    flowText.render(small, { title, width: 100 }),
  );
});
