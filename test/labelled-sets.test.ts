import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { candidatePairs } from "../src/core/dedupe/block.ts";
import { findDuplicates } from "../src/core/dedupe/index.ts";
import { dedupeKeys } from "../src/core/dedupe/keys.ts";
import { createPrefilter } from "../src/core/dedupe/prefilter.ts";
import { DEFAULT_POLICY, type VersionPolicy } from "../src/core/dedupe/relations/index.ts";
import { tabulate } from "../src/core/dedupe/table.ts";
import { trainedPairTrees } from "../src/core/dedupe/trees.ts";
import { createPairClassifier } from "../src/core/dedupe/verdict.ts";
import type { BibRecord } from "../src/core/records/model.ts";
import { BUILT, duplicatesScript } from "./scripts/built.ts";

/** Third parties' sets lie beside the repository and are not part of it. */
const FOLDER = "../shared/duplicates";
/** The labels take the versions of a Cochrane review for duplicates. */
const POLICY: VersionPolicy = { ...DEFAULT_POLICY, update: "merge" };

interface LabelledSet {
  readonly rows: readonly { readonly source: string; readonly corrected: string }[];
  readonly records: readonly BibRecord[];
}

async function read(name: string) {
  const { readSet } = await duplicatesScript<{
    readSet(folder: string, name: string): LabelledSet;
  }>("labelled-sets.js");
  const { rows, records } = readSet(FOLDER, name);
  return { rows, keys: records.map(dedupeKeys) };
}

const sets = new Map<string, ReturnType<typeof read>>();

/** The labels and keys of a set, which is read once. */
function setNamed(name: string): ReturnType<typeof read> {
  const set = sets.get(name) ?? read(name);
  sets.set(name, set);
  return set;
}

/** Of a labelled group of n of which k records are kept: n - k right, k - 1 missed; none kept: one wrong. */
function removals(labels: readonly string[], groups: readonly string[]) {
  const seen = new Set<string>();
  const kept = new Map<string, number>();
  const sizes = new Map<string, number>();
  for (const [at, label] of labels.entries()) {
    sizes.set(label, (sizes.get(label) ?? 0) + 1);
    kept.set(label, (kept.get(label) ?? 0) + (seen.has(groups[at]!) ? 0 : 1));
    seen.add(groups[at]!);
  }
  let [right, wrong, missed] = [0, 0, 0];
  for (const [label, size] of sizes) {
    const left = kept.get(label)!;
    right += size - Math.max(1, left);
    if (left === 0) wrong += 1;
    else missed += left - 1;
  }
  return { right, wrong, missed };
}

test("removals are counted by group: the first record of each is kept", () => {
  expect(removals(["x", "x", "x", "y", "z"], ["1", "1", "2", "3", "3"])).toEqual({
    right: 1,
    wrong: 1,
    missed: 1,
  });
});

describe.skipIf(!BUILT || !existsSync(FOLDER))(
  "labelled sets (skipped without ../shared/duplicates or the built program in dist)",
  () => {
    test.each(["stroke", "cytology_screening", "digital_work", "respiratory"])(
      "%s, which the shipped weights were learned from, is not unlearned: F1 of .995 and one wrong removal at most",
      async (name) => {
        const { rows, keys } = await setNamed(name);
        const { clusters } = findDuplicates(keys, { same: [], different: [] }, POLICY);
        const groups = keys.map((_, at) => `single ${at}`);
        for (const [at, { members }] of clusters.entries())
          for (const member of members) groups[member] = `cluster ${at}`;
        const { right, wrong, missed } = removals(
          rows.map(({ corrected }) => corrected),
          groups,
        );
        expect((2 * right) / (2 * right + wrong + missed)).toBeGreaterThanOrEqual(0.995);
        expect(wrong).toBeLessThanOrEqual(1);
      },
    );

    test.each([
      "cytology_screening",
      "dblp_acm",
      "digital_work",
      "haematology",
      "hard_cardiac",
      "hard_depression",
      "hard_neuroimaging",
      "hard_srsr",
      "mis_crossref_dblp",
      "respiratory",
      "special_cases",
      "stroke",
    ])(
      "no duplicate of %s that the classifier would merge is passed over by the prefilter",
      async (name) => {
        const { rows, keys } = await setNamed(name);
        const table = tabulate(keys);
        const worthALook = createPrefilter(table);
        const classifier = createPairClassifier(table, POLICY, trainedPairTrees());
        const { count, first, second } = candidatePairs(table);
        const passedOver: string[] = [];
        for (let at = 0; at < count; at += 1) {
          const [a, b] = [first[at]!, second[at]!];
          if (rows[a]!.corrected !== rows[b]!.corrected || worthALook(a, b)) continue;
          if (classifier.verdict(a, b).kind === "duplicate") passedOver.push(`${a} ${b}`);
        }
        expect(passedOver).toEqual([]);
      },
    );
  },
);
