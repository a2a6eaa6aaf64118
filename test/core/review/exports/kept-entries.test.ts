import { expect, test } from "vitest";
import { asideFile } from "../../../../src/cli/io/aside-file.ts";
import type { BytesAside } from "../../../../src/core/records/bulk/bytes-aside.ts";
import type { Batch, ParsedEntry } from "../../../../src/core/records/entry.ts";
import { KeptEntries } from "../../../../src/core/review/exports/kept-entries.ts";
import { testFolder } from "../../../cli/captured-io.ts";
import { aRecord } from "../../records/records.ts";

function anEntry(title: string, line = 1): ParsedEntry {
  const record = aRecord({ title, original: [["TI", title]] });
  return { kind: "record", line, record, attribution: { database: "Scopus" } };
}

const UNREADABLE: ParsedEntry = {
  kind: "unreadable",
  line: 3,
  problem: { severity: "error", code: "ris/x", file: "a.ris", line: 3, message: "x" },
};

/** What JSON cannot say. */
const ENDLESS: ParsedEntry = {
  kind: "record",
  line: 4,
  record: aRecord({ title: "Endless", citations: Number.POSITIVE_INFINITY }),
  attribution: {},
};

async function* batchesOf(...batches: readonly (readonly ParsedEntry[])[]): AsyncGenerator<Batch> {
  for (const entries of batches) yield { entries, problems: [] };
}

/** Has an export read, and returns the entries that were passed on. */
async function pass(kept: KeptEntries, batches: AsyncIterable<Batch>): Promise<ParsedEntry[]> {
  const passed: ParsedEntry[] = [];
  for await (const { entries } of kept.passing(batches)) passed.push(...entries);
  return passed;
}

function recordOf(entry: ParsedEntry) {
  return entry.kind === "record" ? entry.record : undefined;
}

/** A place that has room for so many entries. */
function smallPlace(room: number): BytesAside & { readonly isClosed: () => boolean } {
  const kept: Buffer[] = [];
  let isClosed = false;
  return {
    put: (bytes) => (kept.length === room ? undefined : kept.push(Buffer.from(bytes)) - 1),
    at: (position) => kept[position]!,
    close: () => {
      isClosed = true;
    },
    isClosed: () => isClosed,
  };
}

test.each([
  ["all in memory, if they are few", 1000, 0],
  ["in a file, if they become many", 20, 0],
  ["in a file, if the exports are large from the beginning", 20, 61],
])("entries of all exports are kept in their order: %s", async (_how, mostCharacters, bytes) => {
  const openAside = () => asideFile(`${testFolder().path}/aside`);
  const kept = new KeptEntries({ bytes, openAside, mostCharacters });
  const first = [anEntry("Frogs in ponds"), UNREADABLE, ENDLESS];
  const second = Array.from({ length: 1500 }, (_, at) => anEntry(`Toads ${at} — \ud800`, at + 1));
  expect(await pass(kept, batchesOf(first.slice(0, 1), first.slice(1)))).toEqual(first);
  expect(kept.areAll(4)).toBe(false);
  expect(await pass(kept, batchesOf(second))).toEqual(second);
  const all = [...first, ...second];
  expect(kept.areAll(all.length)).toBe(true);
  for (const at of [1502, 0, 1, 2, 3, 700, 701, 0])
    expect(kept.recordAt(at)).toEqual(recordOf(all[at]!));
});

test("bytes that another thread has made are kept as they are", async () => {
  const place = smallPlace(1);
  const kept = new KeptEntries({ bytes: 1, openAside: async () => place, mostCharacters: 0 });
  const written = Buffer.from(JSON.stringify([{ ...aRecord({ title: "B" }), original: [] }]));
  async function* batches(): AsyncGenerator<Batch> {
    yield { entries: [anEntry("A")], problems: [], written: [written] };
  }
  await pass(kept, batches());
  expect(kept.recordAt(0)?.title).toBe("B");
});

test("where no place outside of memory can be had, a large review keeps no entries", async () => {
  for (const openAside of [undefined, async () => undefined]) {
    const kept = new KeptEntries({ bytes: 0, openAside, mostCharacters: 3 });
    const entries = [anEntry("Frogs"), anEntry("Toads")];
    expect(await pass(kept, batchesOf(entries, entries))).toEqual([...entries, ...entries]);
    expect(kept.areAll(4)).toBe(false);
  }
});

test("once the disk is full no entry counts as kept, and the place is given up", async () => {
  const place = smallPlace(2);
  const kept = new KeptEntries({ bytes: 1, openAside: async () => place, mostCharacters: 0 });
  const entries = [anEntry("Frogs"), anEntry("Toads"), anEntry("Newts")];
  expect(await pass(kept, batchesOf(entries, entries))).toEqual([...entries, ...entries]);
  expect(kept.areAll(6)).toBe(false);
  expect(place.isClosed()).toBe(true);
});

test("entries of which an earlier run has read some are not all kept", async () => {
  const kept = new KeptEntries({ bytes: 0 });
  await pass(kept, batchesOf([anEntry("Frogs")]));
  expect(kept.areAll(2)).toBe(false);
});

test("once it has ended nothing is kept, and the place is given up", async () => {
  const place = smallPlace(9);
  const kept = new KeptEntries({ bytes: 1, openAside: async () => place, mostCharacters: 0 });
  await pass(kept, batchesOf([anEntry("Frogs")]));
  expect(kept.areAll(1)).toBe(true);
  kept.end();
  kept.end();
  expect(place.isClosed()).toBe(true);
  expect(kept.areAll(1)).toBe(false);
});
