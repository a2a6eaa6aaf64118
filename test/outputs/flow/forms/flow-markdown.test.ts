import fc from "fast-check";
import { expect, test } from "vitest";
import { flowMarkdown } from "../../../../src/outputs/flow/forms/flow-markdown.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { EXAMPLE_FLOWS } from "../../example-flows.ts";

const GOLDEN = "../../../../fixtures/outputs";
const title = "Exercise & sleep: a review";

test.each(["updated", "unfinished", "large"] as const)("draws the example %s", async (name) => {
  await expect(flowMarkdown.render(EXAMPLE_FLOWS[name], { title })).toMatchFileSnapshot(
    `${GOLDEN}/flow-${name}.md`,
  );
});

test("names are text: no cell is split, nothing is HTML", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      for (const line of flowMarkdown.render(flow, { title: "<b>|x|</b>" }).split("\n")) {
        expect(line).not.toMatch(/<(?!!)/);
        if (line.startsWith("|")) expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
      }
    }),
  );
});
