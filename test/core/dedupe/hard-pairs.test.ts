import { describe, expect, test } from "vitest";
import { findDuplicates } from "../../../src/core/dedupe/index.ts";
import { dedupeKeys } from "../../../src/core/dedupe/keys.ts";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { duplicatesScript } from "../../scripts/built.ts";

interface HardPair {
  readonly id: string;
  readonly template: string;
  /** The kind of fault that the pair stands for. */
  readonly item: number;
  readonly expected: "apart" | "merge" | "ask";
  /** Whether a librarian would not hesitate: nobody needs to be asked. */
  readonly unasked: boolean;
  readonly training: boolean;
  readonly records: readonly [BibRecord, BibRecord];
}

const { hardPairs } = await duplicatesScript<{ hardPairs(): HardPair[] }>("hard-pairs.js");
const PAIRS = hardPairs();
const TEMPLATES = new Map<string, HardPair[]>();
for (const pair of PAIRS) {
  TEMPLATES.set(pair.template, [...(TEMPLATES.get(pair.template) ?? []), pair]);
}

type Outcome = "one record" | "asked" | "linked" | "two records";

function outcomeOf(records: readonly BibRecord[]): Outcome {
  const found = findDuplicates(records.map(dedupeKeys), { same: [], different: [] });
  if (found.clusters.length > 0) return "one record";
  if (found.possible.length > 0) return "asked";
  return found.linked.length > 0 ? "linked" : "two records";
}

function allowed({ expected, unasked }: HardPair): readonly Outcome[] {
  if (expected === "merge") return ["one record"];
  if (expected === "ask") return ["asked"];
  return unasked ? ["linked", "two records"] : ["asked", "linked", "two records"];
}

describe("400 made-up pairs that are hard to judge", () => {
  test("200 stay apart, 100 merge and 100 are asked; half of the templates are not learned from", () => {
    const count = (expected: string) => PAIRS.filter((pair) => pair.expected === expected).length;
    expect([count("apart"), count("merge"), count("ask")]).toEqual([200, 100, 100]);
    const unlearned = [...TEMPLATES.values()].filter(([pair]) => !pair!.training);
    expect(unlearned.length * 2).toBeGreaterThanOrEqual(TEMPLATES.size);
    expect(new Set(PAIRS.map(({ id }) => id)).size).toBe(PAIRS.length);
  });

  for (const [template, pairs] of TEMPLATES) {
    const { item, expected } = pairs[0]!;
    test(`${expected} (item ${item}): ${template}`, () => {
      for (const pair of pairs) {
        const [a, b] = pair.records;
        expect(allowed(pair), pair.id).toContain(outcomeOf([a, b]));
        expect(allowed(pair), `${pair.id}, the other way round`).toContain(outcomeOf([b, a]));
      }
    });
  }
});
