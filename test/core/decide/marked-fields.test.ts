import { expect, test } from "vitest";
import { markDifferences, markField } from "../../../src/core/decide/marked-fields.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";

test("a word that inclusion and exclusion look for is marked as one for exclusion", () => {
  const both = parseProtocol(
    "criteria:\n  - { id: I1, text: a, stage: full-text, include: title(model*) }\n  - { id: E1, text: b, stage: full-text, exclude: 'title(\"models\")' }\n",
    "slr.yaml",
  );
  if (!both.ok) throw new Error("The protocol of the test is broken.");
  expect(markField("title", "model, models", both.protocol.criteria).marks).toEqual([
    { start: 0, end: 5, kind: "include" },
    { start: 7, end: 13, kind: "exclude" },
  ]);
});

test("words that only one of two texts has differ, in whatever case", () => {
  expect(markDifferences("Sparse Attention, 2nd ed.", "sparse attention")).toEqual({
    text: "Sparse Attention, 2nd ed.",
    marks: [
      { start: 18, end: 21, kind: "differs" },
      { start: 22, end: 24, kind: "differs" },
    ],
  });
});
