import fc from "fast-check";
import { expect, test } from "vitest";
import type { RecordKey } from "../../../src/core/records/model.ts";
import {
  keptRecords,
  recordsFrom,
  type UniqueRecord,
} from "../../../src/core/review/unique-records.ts";

const evidence = fc.record({
  rule: fc.constantFrom("same DOI", "people: same", ""),
  similarity: fc.double({ min: 0, max: 1, noNaN: true }),
});
const single = fc.nat(1000).map((member) => ({ members: [member], links: [] }));
const several = fc
  .array(fc.tuple(fc.nat(1000), fc.option(evidence, { nil: undefined })), { minLength: 2 })
  .map((members) => ({
    members: members.map(([member]) => member),
    links: members.map(([, link]) => link),
  }));
const anyRecord = fc
  .tuple(fc.stringMatching(/^[a-z2-7]{8}(-[a-z2-7]{2})?$/), fc.oneof(single, several))
  .map(([key, of]): UniqueRecord => ({ key: key as RecordKey, ...of }));

test("records are the same after they were kept, with their members in order and their evidence", () => {
  fc.assert(
    fc.property(fc.array(anyRecord), (records) => {
      const again = recordsFrom(keptRecords(records)).map(({ key, members, links }) => ({
        ...{ key, members, links },
      }));
      expect(again).toEqual(records);
    }),
  );
});
