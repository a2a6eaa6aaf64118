import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecidedPairs, Pair } from "../../src/core/dedupe/cluster.ts";
import { pairEvidence } from "../../src/core/dedupe/evidence.ts";
import { isGenericTitle } from "../../src/core/dedupe/fields/generic-titles.ts";
import { findDuplicates } from "../../src/core/dedupe/index.ts";
import type { DedupeKeys } from "../../src/core/dedupe/keys.ts";
import {
  RELATIONS,
  relationOf,
  type VersionPolicy,
} from "../../src/core/dedupe/relations/index.ts";
import { describeDuplicates } from "../../src/core/overviews/duplicates/duplicates-overview.ts";
import { DEFAULT_PROTOCOL } from "../../src/core/protocol/protocol.ts";
import type { BibRecord } from "../../src/core/records/model.ts";
import { findRecords } from "../../src/core/review/find-records.ts";
import { hardRecords, keysOfAll } from "./hard-entries.ts";

const NOBODY: DecidedPairs = { same: [], different: [] };
const RUNS = { numRuns: 120 };

const policies: fc.Arbitrary<VersionPolicy> = fc
  .array(fc.constantFrom("separate" as const, "merge" as const), {
    minLength: RELATIONS.length,
    maxLength: RELATIONS.length,
  })
  .map(
    (treatments) =>
      Object.fromEntries(RELATIONS.map(({ name }, at) => [name, treatments[at]])) as VersionPolicy, // each relation has its treatment
  );

const together = (found: ReturnType<typeof findDuplicates>, a: number, b: number) =>
  found.clusters.some(({ members }) => members.includes(a) && members.includes(b));

/** What was found, by the content of entries, wherever they stand. */
function content(keys: readonly DedupeKeys[], policy: VersionPolicy): string {
  const { clusters, possible, linked } = findDuplicates(keys, NOBODY, policy);
  const print = (positions: readonly number[]) =>
    positions
      .map((at) => keys[at]!.fingerprint)
      .sort()
      .join("+");
  return JSON.stringify({
    clusters: clusters.map(({ members }) => print(members)).sort(),
    possible: [...new Set(possible.map(({ a, b }) => print([a, b])))].sort(),
    linked: [...new Set(linked.map(({ a, b, relation }) => `${print([a, b])} ${relation}`))].sort(),
  });
}

test("the order of entries changes nothing", () => {
  const ranks = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(hardRecords, policies, ranks, (records, policy, order) => {
      const keys = keysOfAll(records);
      const shuffled = keys
        .map((key, at) => ({ key, rank: order[at]! }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ key }) => key);
      expect(content(shuffled, policy)).toBe(content(keys, policy));
    }),
    RUNS,
  );
});

test("an exact copy always merges, unless it names nothing, or what many reports are called", () => {
  fc.assert(
    fc.property(hardRecords, policies, (records, policy) => {
      const keys = keysOfAll([...records, records[0]!]);
      const found = findDuplicates(keys, NOBODY, policy);
      const { anchors, title, page, identified } = keys[0]!;
      const copy = records.length;
      if (title !== undefined && isGenericTitle(title) && page === undefined && !identified) {
        const asked = found.possible.some(({ a, b }) => a === 0 || b === copy);
        expect(asked || together(found, 0, copy)).toBe(true);
      } else if (anchors.length > 0) expect(together(found, 0, copy)).toBe(true);
      else if (page === undefined) {
        // Another entry may name the report of both; on their own they stay apart.
        const alone = findDuplicates(keysOfAll([records[0]!, records[0]!]), NOBODY, policy);
        expect(together(alone, 0, 1)).toBe(false);
      }
    }),
    RUNS,
  );
});

test("what people decided holds, whatever the machine and the policy say", () => {
  const groups = fc.array(fc.constantFrom(undefined, 0, 1, 2), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(hardRecords, policies, groups, (records, policy, groupOf) => {
      const keys = keysOfAll(records);
      const pairs = keys.flatMap((_, b) => keys.slice(0, b).map((__, a): Pair => [a, b]));
      const said = pairs.filter(([a, b]) => groupOf[a] !== undefined && groupOf[b] !== undefined);
      const same = said.filter(([a, b]) => groupOf[a] === groupOf[b]);
      const different = said.filter(([a, b]) => groupOf[a] !== groupOf[b]);
      const found = findDuplicates(keys, { same, different }, policy);
      for (const [a, b] of same) expect(together(found, a, b)).toBe(true);
      for (const [a, b] of different) expect(together(found, a, b)).toBe(false);
      // Who has answered is not asked again.
      for (const { a, b } of [...found.possible, ...found.linked]) {
        expect(said.some((pair) => pair.includes(a) && pair.includes(b))).toBe(false);
      }
    }),
    RUNS,
  );
});

test("versions that the review keeps separate are never in one record, nor asked about as duplicates", () => {
  fc.assert(
    fc.property(hardRecords, policies, (records, policy) => {
      const keys = keysOfAll(records);
      const { clusters, linked } = findDuplicates(keys, NOBODY, policy);
      for (const { members } of clusters) {
        for (const a of members) {
          for (const b of members) {
            if (keys[a]!.fingerprint === keys[b]!.fingerprint) continue;
            expect(relationOf(keys[a]!, keys[b]!, policy)?.treatment).not.toBe("separate");
          }
        }
      }
      for (const { relation } of linked) expect(policy[relation]).toBe("separate");
    }),
    RUNS,
  );
});

describe("two entries", () => {
  test("are related from either side alike, and never to themselves", () => {
    fc.assert(
      fc.property(hardRecords, policies, (records, policy) => {
        const [a, b] = keysOfAll(records);
        expect(relationOf(b!, a!, policy)).toEqual(relationOf(a!, b!, policy));
        expect(relationOf(a!, a!, policy)).toBeUndefined();
      }),
      RUNS,
    );
  });

  test("give the same evidence from either side, the strongest reason first", () => {
    fc.assert(
      fc.property(hardRecords, (records) => {
        const [a, b] = keysOfAll(records);
        const [one, other] = [pairEvidence(a!, b!), pairEvidence(b!, a!)];
        const { fields, ...rest } = one;
        expect(other).toMatchObject(rest);
        const swapped = other.fields.map(({ a: left, b: right, ...field }) => ({
          ...field,
          ...(right !== undefined && { a: right }),
          ...(left !== undefined && { b: left }),
        }));
        expect(swapped).toEqual(fields);
        const weights = one.reasons.map(({ weight }) => Math.abs(weight));
        expect(weights).toEqual([...weights].sort((x, y) => y - x));
        expect(one.similarity).toBeGreaterThanOrEqual(0);
        expect(one.similarity).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });
});

test("merged and kept are what was read, and each entry is in one record", async () => {
  const rows = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(hardRecords, rows, policies, async (records, unreadable, versions) => {
      const review = await findRecords({
        protocol: { ...DEFAULT_PROTOCOL, versions },
        exports: [exportOf("a.ris", records, unreadable), exportOf("b.ris", records, [])],
        ...{ decisions: [], pairs: [], retrievals: [], studies: [], problems: [] },
        fullText: () => Promise.resolve(undefined),
      });
      const { counts, clusters, linked, possible } = await describeDuplicates(review);
      expect(counts.entries).toBe(counts.unreadable + counts.records + counts.duplicates);
      expect(counts.entries).toBe(2 * records.length);
      const merged = clusters.flatMap(({ entries }) => entries);
      expect(merged.filter(({ kept }) => !kept)).toHaveLength(counts.duplicates);
      expect(merged.filter(({ kept }) => kept)).toHaveLength(counts.clusters);
      expect(new Set(merged.map(({ entry }) => entry)).size).toBe(merged.length);
      // Each pair is either a question or a fact of the policy.
      const names = [...linked, ...possible].map(({ recordA, recordB }) => `${recordA} ${recordB}`);
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 100 },
  );
});

function exportOf(path: string, records: readonly BibRecord[], unreadable: readonly boolean[]) {
  return {
    path,
    sha256: () => path,
    format: () => "test",
    async *read() {
      const entries = records.map((record, at) =>
        unreadable[at]
          ? ({
              kind: "unreadable",
              line: at + 1,
              problem: { severity: "error", code: "test/rubbish", message: "Unexpected rubbish." },
            } as const)
          : ({ kind: "record", line: at + 1, record, attribution: {} } as const),
      );
      yield { entries, problems: [] };
    },
  };
}
