import { expect, test } from "vitest";
import { DEFAULT_PROTOCOL } from "../../../src/core/protocol/protocol.ts";
import { findRecords } from "../../../src/core/review/find-records.ts";
import { readRecords } from "../../../src/core/review/read-records.ts";
import { NOBODY_HAS_DECIDED } from "../../../src/core/review/review-input.ts";
import { exportOfText } from "../../../src/formats/export-of-text.ts";

/** More entries than a function takes arguments. */
const MANY = 150_000;

test("a record of very many entries is read", async () => {
  const text = "TY  - JOUR\nTI  - Frogs in ponds\nDO  - 10.1000/1\nER  - \n";
  const exports = [exportOfText({ path: "a.ris", text })];
  const found = await findRecords({ ...NOBODY_HAS_DECIDED, protocol: DEFAULT_PROTOCOL, exports });
  const { identified, clustered } = found;
  const [record] = clustered.records;
  const [entry] = identified.entries;
  const kept = identified.kept!;
  const read = [];
  for await (const { members } of readRecords({
    ...found,
    identified: {
      ...identified,
      entries: new Array(MANY).fill(entry),
      kept: Object.assign(Object.create(kept), {
        areAll: () => true,
        recordAt: () => kept.recordAt(0),
      }),
    },
    clustered: {
      ...clustered,
      records: [{ ...record!, members: Array.from({ length: MANY }, (_, at) => at) }],
      recordOf: new Int32Array(MANY),
    },
  }))
    read.push(members.length);
  expect(read).toEqual([MANY]);
});
