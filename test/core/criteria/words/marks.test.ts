import fc from "fast-check";
import { expect, test } from "vitest";
import { findMarks, parseQuery } from "../../../../src/core/criteria/index.ts";

function marked(query: string, text: string, field = "abstract"): string[] {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return findMarks(parsed.query, field, text).map(({ start, end }) => text.slice(start, end));
}

test.each<[string, string, string, string[]]>([
  [
    "every place of a word",
    "title-abs(model*)",
    "Models, a model and remodelling",
    ["Models", "model"],
  ],
  ["a phrase", 'abstract("language model*")', "Large Language Models", ["Language Models"]],
  [
    "words of all parts, negated ones too",
    "abstract(gpu NOT fpga)",
    "An FPGA and a GPU",
    ["FPGA", "GPU"],
  ],
  ["words whose part does not decide", "abstract(gpu) AND abstract(absent)", "A GPU", ["GPU"]],
  [
    "both sides of NEAR",
    "abstract(fast NEAR/2 training)",
    "fast and cheap training; it is also fast",
    ["fast", "training"],
  ],
  [
    "what a regular expression finds",
    "abstract ~ /gpt-?[0-9]/i",
    "GPT-3 and gpt4",
    ["GPT-3", "gpt4"],
  ],
  ["overlapping finds as one", 'abstract("a b" OR "b c")', "a b c", ["a b c"]],
  ["nothing of another field", "title(gpu)", "A GPU", []],
  ["nothing of comparisons", "year > 2017", "since 2019", []],
])("marks %s", (_, query, text, expected) => {
  expect(marked(query, text)).toEqual(expected);
});

test("marks are in order and do not touch, whatever the text", () => {
  const words = fc.constantFrom("a", "b", "ab", " ", ", ", "é", "模", "<i>", "\u0301");
  const parsed = parseQuery('abstract(a OR "a b" OR a* OR *b) OR abstract ~ /b+/');
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { query } = parsed;
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      const text = parts.join("");
      let end = 0;
      for (const mark of findMarks(query, "abstract", text)) {
        expect(mark.start).toBeGreaterThanOrEqual(end);
        expect(mark.end).toBeGreaterThan(mark.start);
        end = mark.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { seed: 7 },
  );
});
