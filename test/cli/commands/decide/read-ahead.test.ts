import { expect, test } from "vitest";
import {
  openReadAhead,
  READ_AHEAD,
  searchRecords,
} from "../../../../src/cli/commands/decide/read-ahead.ts";
import type { ScreenedReview } from "../../../../src/core/review/review.ts";
import { aRecord } from "../../../core/records/records.ts";

const KEYS = Array.from({ length: 3 * READ_AHEAD }, (_, at) => `key${at}`);

/** A review whose records bear their key as title, and that counts how often it is read. */
function review(keepsWholeRecords: boolean) {
  const readings: number[] = [];
  const screened = {
    keepsWholeRecords,
    results: { records: KEYS.map((key) => ({ key })) },
    async *read(wanted: Iterable<string>) {
      const keys = new Set(wanted);
      readings.push(keys.size);
      for (const key of KEYS)
        if (keys.has(key)) yield { key, subject: { record: aRecord({ title: key }) } };
    },
  } as unknown as ScreenedReview; // as much of a review as is read here
  return { screened, readings };
}

test("of a queue that memory does not hold, what comes next is read in good time", async () => {
  const { screened, readings } = review(false);
  const ahead = openReadAhead(screened);
  for (const [at, key] of KEYS.entries()) {
    await ahead.fetch([key], KEYS.slice(at));
    expect(ahead.get(key).record.title).toBe(key);
    await new Promise((done) => setImmediate(done));
  }
  // Nobody waits after the first record: the next ones are at hand before they are needed.
  expect(readings.length).toBeLessThan(6);
  expect(ahead.has([KEYS[0]!])).toBe(false);
});

test("of a review that is kept in memory every record is at hand after the first", async () => {
  const { screened, readings } = review(true);
  const ahead = openReadAhead(screened);
  await ahead.fetch([KEYS[700]!], KEYS.slice(700));
  expect(ahead.has(KEYS)).toBe(true);
  expect(readings).toEqual([KEYS.length]);
});

test.each([true, false])(
  "nobody waits for the exports where an earlier session had a record at hand (all in memory: %s)",
  async (keepsWholeRecords) => {
    const { screened } = review(keepsWholeRecords);
    const never = { ...screened, read: () => neverEnding() } as unknown as ScreenedReview;
    const atHand = new Map([[KEYS[3]!, { record: aRecord({ title: "At hand" }) }]]);
    const ahead = openReadAhead(never, {
      recall: () => Promise.resolve(atHand),
      keep: () => Promise.reject(new Error("nothing was read")),
    });
    await ahead.fetch([KEYS[3]!], KEYS.slice(3));
    expect(ahead.get(KEYS[3]!).record.title).toBe("At hand");
  },
);

async function* neverEnding() {
  await new Promise(() => {});
  yield undefined;
}

test("what comes next is kept for later sessions, and no more", async () => {
  const { screened } = review(true);
  const kept: string[][] = [];
  const ahead = openReadAhead(screened, {
    recall: () => Promise.resolve(new Map()),
    keep: async (records) => void kept.push([...records.keys()]),
  });
  await ahead.fetch([KEYS[9]!], KEYS.slice(9));
  expect(kept).toEqual([KEYS.slice(9, 9 + READ_AHEAD)]);
});

test("a search reads the records that it looks through, and finds words of any field", async () => {
  const { screened, readings } = review(false);
  const found = await searchRecords(screened.read, "KEY12", ["key12", "key121", "key13"]);
  expect([...found]).toEqual(["key12", "key121"]);
  expect(readings).toEqual([3]);
});
