import fc from "fast-check";
import { expect, test } from "vitest";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { diagramTexts } from "../../../../src/outputs/flow/diagram/flow-diagram.ts";
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

test("100 columns are the most", () => {
  expect(flowText.render(small, { title, width: 300 })).toBe(
    flowText.render(small, { title, width: 100 }),
  );
});

test("in fewer than 60 columns it is a list with the same lines", () => {
  const words = (text: string) => text.replace(/[^\p{L}\p{N}(),=:&]+/gu, "");
  for (const flow of Object.values(EXAMPLE_FLOWS)) {
    const list = flowText.render(flow, { title, width: 40 });
    for (const line of list.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    const diagram = describeFlow(flow);
    // Forms call boxes that PRISMA does not have by the way in which they mark them.
    for (const text of diagramTexts(diagram)) expect(words(list)).toContain(words(text));
  }
  expect(flowText.render(small, { title, width: 40 })).toMatch(
    /^Exercise & sleep: a review\n\nIdentification of studies via databases\n {2}and registers\n\n\[Identification\]\nRecords identified from:\n {2}Databases \(n = /,
  );
});
