import { expect, test } from "vitest";
import type { DescribedMethods } from "../../../../src/core/overviews/methods/methods-part.ts";
import { stoppingPart } from "../../../../src/core/overviews/methods/parts/stopping.ts";
import { DEFAULT_PROTOCOL } from "../../../../src/core/protocol/protocol.ts";
import { stoppingRuleOf } from "../../../../src/core/stopping/index.ts";

/** A screening of 1,000 records, of which the first ones were read and the first twenty relevant. */
function textOf(
  rule: Parameters<typeof stoppingRuleOf>[0] | undefined,
  { read, withoutTime = 0 }: { readonly read: number; readonly withoutTime?: number },
): string {
  const ranks = Uint32Array.from({ length: 20 }, (_, at) => at + 1);
  const stage = DEFAULT_PROTOCOL.screening["title-abstract"];
  const stop = rule && { rule: stoppingRuleOf(rule), ended: "2026-11-22", line: 1 };
  const methods = {
    review: { results: { ledger: [] }, progress: { records: 1000, read, ranks, withoutTime } },
    protocol: {
      ...DEFAULT_PROTOCOL,
      screening: { ...DEFAULT_PROTOCOL.screening, "title-abstract": { ...stage, stop } },
    },
  } as unknown as DescribedMethods; // the part looks at nothing else
  return stoppingPart
    .write(methods)
    .flatMap((block) => (block.kind === "text" ? block.sentences : []))
    .map((sentence) => sentence.join(""))
    .join(" ");
}

const hypergeometric = { rule: "hypergeometric", recall: 0.95, confidence: 0.95 } as const;

test("a rule with a guarantee states it once it is met", () => {
  const text = textOf(hypergeometric, { read: 900 });
  expect(text).toContain("screening was ended by it on 22 November 2026");
  expect(text).toContain(
    "By this rule, with 95 % confidence at least 95 % of the relevant records were found.",
  );
});

test("a rule that is not met guarantees nothing", () => {
  const text = textOf(hypergeometric, { read: 30 });
  expect(text).toContain("the rule is not met.");
  expect(text).toContain("While it is not met, it guarantees nothing.");
  expect(text).not.toContain("By this rule");
});

test("where the order of reading is a guess, so is the guarantee", () => {
  const text = textOf(hypergeometric, { read: 900, withoutTime: 3 });
  expect(text).toContain("3 decisions have no certain time");
  expect(text).not.toContain("By this rule");
});

test("a heuristic guarantees nothing even if it is met", () => {
  const text = textOf({ rule: "consecutive", records: 50 }, { read: 900 });
  expect(text).toContain("the rule is met.");
  expect(text).toContain("This rule guarantees no share of the relevant records.");
});

test("without a rule it says how many records have votes", () => {
  expect(textOf(undefined, { read: 1000 })).toContain("voted on all 1,000 records");
  expect(textOf(undefined, { read: 400 })).toContain("voted on 400 of 1,000 records");
});
