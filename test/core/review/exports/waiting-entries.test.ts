import { expect, test } from "vitest";
import { asideFile } from "../../../../src/cli/io/aside-file.ts";
import type { BytesAside } from "../../../../src/core/records/bulk/bytes-aside.ts";
import type { BibRecord } from "../../../../src/core/records/model.ts";
import {
  type MemberEntry,
  WaitingEntries,
} from "../../../../src/core/review/exports/waiting-entries.ts";
import { testFolder } from "../../../cli/captured-io.ts";

const RECORD: BibRecord = {
  title: "Grüße — \u{1F4DA} \ud800",
  abstract: "One abstract.",
  authors: [{ family: "Kim" }, { family: "Lee", given: "A." }],
  year: 2020,
  issn: [],
  keywords: ["a", "b"],
  mesh: [],
  citations: 3,
  original: [
    ["TI", "Grüße"],
    ["AB", "One abstract."],
    ["N2", "One abstract."],
    ["AB", ""],
  ],
};
const { abstract: _, ...rest } = RECORD;
/** A number that JSON cannot write. */
const withoutAbstract = { ...rest, citations: Number.POSITIVE_INFINITY };

function member(entry: number, record: BibRecord): MemberEntry {
  return { fingerprint: `f${entry}`, entry, record };
}

/** A place that has room for one entry. */
function smallPlace(): BytesAside {
  let kept: Buffer | undefined;
  return {
    put(bytes) {
      if (kept !== undefined) return undefined;
      kept = Buffer.from(bytes);
      return 0;
    },
    at: () => kept!,
    close: () => {},
  };
}

test.each<[string, number, (() => Promise<BytesAside | undefined>) | undefined]>([
  ["as they were read", 1000, undefined],
  ["in bytes", 0, undefined],
  ["in bytes where there is no place outside of memory", 0, () => Promise.resolve(undefined)],
  ["in a file", 0, () => asideFile(`${testFolder().path}/aside`)],
  ["in bytes once the file is full", 0, () => Promise.resolve(smallPlace())],
])(
  "entries wait %s until the last of their record has come, and are the same",
  async (_how, fewEntries, openAside) => {
    const waiting = await WaitingEntries.of({ entries: 10, records: 10, openAside, fewEntries });
    const [first, other, second] = [
      member(0, RECORD),
      member(1, RECORD),
      member(2, withoutAbstract),
    ];
    expect(waiting.add(6, first, [0])).toEqual([first]);
    expect(waiting.add(7, first, [2, 0, 3])).toBeUndefined();
    expect(waiting.add(8, other, [1, 4])).toBeUndefined();
    expect(waiting.add(7, second, [2, 0, 3])).toBeUndefined();
    const third = member(3, RECORD);
    expect(waiting.add(7, third, [2, 0, 3])).toEqual([second, first, third]);
    const last = member(4, withoutAbstract);
    expect(waiting.add(8, last, [1, 4])).toEqual([other, last]);
    waiting.close();
  },
);
