import { expect, test } from "vitest";
import { missedTerms } from "../../../src/core/overviews/missed-terms.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";

const PARSED = parseProtocol(
  `title: Models
sources:
  - { name: Scopus, files: a.csv, query: 'TITLE-ABS-KEY("language model*" AND optimi?ation AND NOT colo$r)' }
criteria:
  - { id: I1, text: About quantization, stage: title-abstract, include: title-abs-key(LLM OR prun*) }
`,
  "slr.yaml",
);

function missed(...terms: string[]): string[] {
  if (!PARSED.ok) throw new Error("The protocol does not parse.");
  return missedTerms(
    terms.map((term) => ({ term, weight: 1 })),
    PARSED.protocol,
  ).map(({ term }) => term);
}

test("a word of a search or a criterion is not missed, in whatever form", () => {
  expect(missed("model", "models", "languages", "quantized", "llm")).toEqual([]);
});

test("a wildcard covers what it stands for", () => {
  expect(missed("pruning", "optimisation", "optimization", "colour", "color")).toEqual([]);
});

test("what nobody looked for is a hint, a pair of words only if neither was looked for", () => {
  expect(missed("distillation", "sparse attention", "language pruning")).toEqual([
    "distillation",
    "sparse attention",
  ]);
});

test("terms that speak against inclusion are no hint", () => {
  if (!PARSED.ok) throw new Error("The protocol does not parse.");
  expect(missedTerms([{ term: "distillation", weight: -1 }], PARSED.protocol)).toEqual([]);
});
