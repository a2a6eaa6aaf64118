import fc from "fast-check";
import { expect, test } from "vitest";
import { flowJson } from "../../../../src/outputs/flow/forms/flow-json.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { unfinished } from "../../example-flows.ts";

const GOLDEN = "../../../../fixtures/outputs";
const title = "Exercise & sleep: a review";

test("is the flow itself, in the order of its type whatever the order it came in", async () => {
  const shuffled = Object.fromEntries(Object.entries(unfinished).reverse()) as typeof unfinished;
  const text = flowJson.render(shuffled, { title });
  expect(JSON.parse(text)).toEqual(unfinished);
  expect(text).toBe(flowJson.render(unfinished, { title }));
  await expect(text).toMatchFileSnapshot(`${GOLDEN}/flow-unfinished.json`);
});

test("loses no number", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      expect(JSON.parse(flowJson.render(flow, { title: "" }))).toEqual(flow);
    }),
  );
});
