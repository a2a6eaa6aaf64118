import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ScreenedReview,
  screenReview,
  screenWithoutRating,
} from "../../src/core/review/review.ts";
import { imbalances } from "../../src/core/screening/flow.ts";
import {
  BOXES,
  type Box,
  type RecordSummary,
  type ReviewResults,
} from "../../src/core/screening/results.ts";
import { type Folder, folders, identifiedFrom, inputOf } from "./folders.ts";

const RUNS = { numRuns: 80 };
/** Two reviews are screened and rated in each. */
const FEWER_RUNS = { numRuns: 50 };

const reviews = new Map<string, Promise<ScreenedReview>>();
/** Laws are tried on the same folders, because they have one seed: each is screened once for all. */
function reviewOf(folder: Folder): Promise<ScreenedReview> {
  const key = JSON.stringify(folder);
  const review = reviews.get(key) ?? screenWithoutRating(inputOf(folder));
  reviews.set(key, review);
  return review;
}

const screened = async (folder: Folder): Promise<ReviewResults> => (await reviewOf(folder)).results;
const rated = async (folder: Folder): Promise<ReviewResults> =>
  (await screenReview(inputOf(folder))).results;

test("the law: every entry of every export has one ledger row and ends in one box", async () => {
  await fc.assert(
    fc.asyncProperty(folders, async (folder) => {
      const { ledger, records } = await screened(folder);
      const numbers = new Map<string, number>();
      const read = identifiedFrom(folder).map(({ name }) => {
        numbers.set(name, (numbers.get(name) ?? 0) + 1);
        return `${name}#${numbers.get(name)}`;
      });
      expect(ledger.map(({ entry }) => entry).sort()).toEqual(read.sort());
      for (const { box, record, reason } of ledger) {
        expect(BOXES).toContain(box);
        expect(record === "").toBe(box === "removed-other" && reason === "unreadable");
      }
      // Each record has exactly one row that is not a duplicate, in the record's own box.
      const kept = ledger.filter(({ box, record }) => box !== "duplicate" && record !== "");
      expect(new Set(kept.map(({ record }) => record)).size).toBe(kept.length);
      expect(Object.fromEntries(kept.map(({ record, box }) => [record, box]))).toEqual(
        Object.fromEntries(records.map(({ key, box }) => [key, box])),
      );
      expect(records.flatMap(({ entries }) => entries).sort()).toEqual(
        ledger
          .filter(({ record }) => record !== "")
          .map(({ entry }) => entry)
          .sort(),
      );
    }),
    RUNS,
  );
});

test("the balance: what enters a box leaves it, and every number is the size of a set of rows", async () => {
  await fc.assert(
    fc.asyncProperty(folders, async (folder) => {
      const { flow, included, ...results } = await screened(folder);
      const ledger = [...results.ledger];
      expect(imbalances(flow)).toEqual([]);
      const merged = folder.yaml.includes("other-methods: merged");
      const kinds = new Map(identifiedFrom(folder).map(({ name, kind }) => [name, kind]));
      const first = ledger.filter(
        ({ source }) => merged || ["database", "register"].includes(kinds.get(source)!),
      );
      const n = (rows: typeof ledger, ...boxes: Box[]) =>
        rows.filter(({ box }) => boxes.includes(box)).length;
      const other = ledger.filter((row) => !first.includes(row));
      expect(flow).toMatchObject({
        duplicates: n(first, "duplicate"),
        excluded_automatic: n(first, "removed-automation"),
        excluded_other: n(first, "removed-other"),
        records_screened:
          first.length - n(first, "duplicate", "removed-automation", "removed-other"),
        records_excluded: n(first, "excluded-title-abstract"),
        dbr_notretrieved_reports: n(first, "not-retrieved"),
        other_duplicates: n(other, "duplicate"),
        other_removed: n(other, "removed-automation", "removed-other"),
        pending: { unread: n(first, "unread") },
        other_pending: { unread: n(other, "unread") },
        new_reports: n(ledger, "included"),
        total_reports: n(ledger, "included") + 3,
      });
      expect(included).toHaveLength(flow.new_reports);
      expect(flow.database_results).toBe(
        ledger.filter(({ source }) => kinds.get(source) === "database").length,
      );
      const counted = [...flow.database_specific_results, ...flow.register_specific_results];
      for (const { name, n } of counted)
        expect(n, name).toBe(ledger.filter(({ source }) => source === name).length);
      expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(
        flow.database_results + flow.register_results,
      );
    }),
    RUNS,
  );
});

/** What a review says, in words that do not depend on where an entry stands in its file. */
function said({
  flow,
  records,
  possibleDuplicates,
  judgements,
  included,
  doubleCheck,
}: ReviewResults): unknown {
  return {
    flow: { ...flow, database_specific_results: [], register_specific_results: [] },
    records: records.map(({ entries, ...record }) => ({ ...record, entries: entries.length })),
    possibleDuplicates,
    judgements,
    included: included.map(({ record: { original: _, ...record }, key, study }) => ({
      key,
      study,
      record,
    })),
    doubleCheck,
  };
}

test("the order of files, sources and rows does not matter", async () => {
  const orders = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
  const shuffle = <Item>(items: readonly Item[], ranks: readonly number[]): Item[] =>
    items
      .map((item, at) => ({ item, rank: ranks[at % ranks.length]! }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  await fc.assert(
    fc.asyncProperty(folders, orders, async (folder, ranks) => {
      // Rows about one record in retrieval.csv and studies.csv: the last one counts, as documented.
      const settled = {
        ...folder,
        retrievals: folder.retrievals.slice(0, 1),
        studies: folder.studies.slice(0, 1),
      };
      const shuffled: Folder = {
        ...settled,
        sources: shuffle(settled.sources, ranks).map((source) => ({
          ...source,
          entries: shuffle(source.entries, ranks),
        })),
        decisions: shuffle(settled.decisions, ranks),
      };
      const one = await rated(settled);
      const other = await rated(shuffled);
      expect(said(other)).toEqual(said(one));
    }),
    FEWER_RUNS,
  );
});

test("the same folder gives the same results, and screening again changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(folders, async (folder) => {
      expect(await rated(folder)).toEqual(await rated(folder));
    }),
    FEWER_RUNS,
  );
});

/** The data that a record must have before a criterion of the generated folders can exclude it. */
const NEEDS: Readonly<Record<string, (summary: RecordSummary) => boolean>> = {
  B1: ({ title, year }) => title !== "" && year === 2016,
  E1: ({ year }) => year !== undefined && year < 2017,
  I1: ({ title }) => title !== "",
  F1: ({ venue }) => venue === "",
};

test("missing data never excludes: an excluded record violates a criterion or was excluded by a person", async () => {
  await fc.assert(
    fc.asyncProperty(folders, async (folder) => {
      const { records, judgements } = await screened(folder);
      for (const { key, titleAbstract, fullText, box, summary } of records) {
        if (!box.startsWith("excluded") && box !== "removed-automation") continue;
        const by = (fullText ?? titleAbstract)?.by ?? ["rules"];
        if (!by.includes("rules")) continue;
        const violated = judgements.filter(
          ({ record, verdict }) => record === key && verdict === "violated",
        );
        expect(violated).not.toEqual([]);
        for (const { criterion } of violated) expect(NEEDS[criterion]!(summary)).toBe(true);
      }
    }),
    RUNS,
  );
});

test("a stopping rule leaves records unread only where slr.yaml says that it ended screening, and never one that somebody voted on", async () => {
  await fc.assert(
    fc.asyncProperty(folders, async (folder) => {
      const { results, ballot, progress } = await reviewOf(folder);
      const unread = results.records.filter(({ box }) => box === "unread");
      if (!folder.yaml.includes("ended")) expect(unread).toEqual([]);
      for (const { key } of unread) expect(ballot(key, "title-abstract").rows).toEqual([]);
      if (folder.yaml.includes("ended")) {
        const untouched = results.records.filter(
          ({ key, box }) =>
            box === "pending-title-abstract" && ballot(key, "title-abstract").rows.length === 0,
        );
        expect(untouched).toEqual([]);
      }
      expect(progress.read + unread.length).toBeLessThanOrEqual(progress.records);
    }),
    RUNS,
  );
});
