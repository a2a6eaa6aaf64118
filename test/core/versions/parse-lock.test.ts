import fc from "fast-check";
import { expect, test } from "vitest";
import { type Lock, type LockedRecord, renderLock } from "../../../src/core/versions/lock.ts";
import { LockedRecords } from "../../../src/core/versions/locked-records.ts";
import { parseLock } from "../../../src/core/versions/parse-lock.ts";

const LOCK: Lock = {
  version: 2,
  inputs: { "a.xlsx": { bytes: "a1" }, "b.csv": { bytes: "b1", text: "b0" } },
  flow: { records_screened: 2 },
  records: LockedRecords.of({
    aaaaaaaa: { anchors: ["title:a|2021|b"], box: "pending-full-text" },
    "zzzzzzzz-1": { anchors: [], box: "included", counted: { entries: ["database Scopus"] } },
  }),
  unreadable: { Scopus: 1 },
};
const TEXT = renderLock(LOCK);

/** All records of a lock, whole. */
function wholeRecords({ records }: Lock) {
  return records?.keys.map((key, place) => {
    const { anchors, box, counted } = records.at(place);
    return { key, anchors, box, counted };
  });
}

test("a lock that slr writes is read back", () => {
  const read = parseLock(TEXT)!;
  expect({ ...read, records: undefined }).toEqual({ ...LOCK, records: undefined });
  expect(wholeRecords(read)).toEqual(wholeRecords(LOCK));
  expect(renderLock(read)).toBe(TEXT);
});

test("records are found by their keys", () => {
  const { records } = parseLock(TEXT)!;
  expect(records?.get("aaaaaaaa")?.box).toBe("pending-full-text");
  expect(records?.get("bbbbbbbb")).toBeUndefined();
  expect(records?.has("zzzzzzzz-1")).toBe(true);
});

test("a lock means the same whether it has the lines that slr writes or any others", () => {
  const key = fc.oneof(
    fc.stringMatching(/^[a-z2-7]{8}(-[a-z2-7]{2})?$/),
    fc.stringMatching(/^[2-7]{8}$/),
    fc.constantFrom("Key", "__proto", "constructor"),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('"],"box":"', "\n},\n", "a\\"),
  );
  const record = fc.record(
    {
      anchors: fc.array(text, { maxLength: 3 }),
      box: text,
      counted: fc.record(
        { entries: fc.array(text, { maxLength: 2 }), reason: text, study: text },
        { requiredKeys: ["entries"] },
      ),
    },
    { requiredKeys: ["anchors", "box"] },
  );
  fc.assert(
    fc.property(fc.dictionary(key, record, { noNullPrototype: true }), (records) => {
      const lock = { ...LOCK, records: LockedRecords.of(records as Record<string, LockedRecord>) };
      const written = renderLock(lock);
      const otherwise = JSON.stringify(JSON.parse(written), null, 2);
      expect(wholeRecords(parseLock(written)!)).toEqual(wholeRecords(lock));
      expect(wholeRecords(parseLock(otherwise)!)).toEqual(wholeRecords(lock));
    }),
  );
});

const LINE = '"aaaaaaaa": {"anchors":["title:a|2021|b"],"box":"pending-full-text"},\n';

test.each([
  [
    "records in another order",
    (text: string) =>
      text.replace(LINE, "").replace(/(?=\n\},\n"unreadable)/, `,\n${LINE.slice(0, -2)}`),
  ],
  [
    "a record twice, of which the last counts",
    (text: string) => text.replace(LINE, LINE.replace("pending-full-text", "unread") + LINE),
  ],
  ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
  [
    "identifiers twice, of which the last count",
    (text: string) =>
      text.replace('["title:a|2021|b"],"box"', '["x"],"box":"","anchors":["title:a|2021|b"],"box"'),
  ],
  [
    "other records within the flow",
    (text: string) =>
      text.replace(
        '"flow": {',
        '"flow": {"more": {\n"records": {\n"bbbbbbbb": {"anchors":[],"box":"x"}\n}\n},',
      ),
  ],
])("a lock with %s is read as JSON says", (_, change) => {
  const text = change(TEXT);
  expect(text).not.toBe(TEXT);
  expect(wholeRecords(parseLock(text)!)).toEqual(wholeRecords(LOCK));
});

test.each([
  ["an identifier that is no text", '["title:a|2021|b"]', "[1]"],
  ["identifiers without a comma", '["title:a|2021|b"]', '["a""b"]'],
  ["a comma too many", '["title:a|2021|b"]', '["a",]'],
  ["a break in a text", "a|2021|b", "a\n|2021|b"],
  ["a character that JSON does not escape so", "a|2021|b", "a\\x|2021|b"],
  ["a line that does not end", '"pending-full-text"}', '"pending-full-text"'],
  ["no comma between two records", '"pending-full-text"},', '"pending-full-text"}'],
  ["a comma behind the last record", '["database Scopus"]}}', '["database Scopus"]}},'],
])("a lock with %s is no lock", (_, before, now) => {
  const text = TEXT.replace(before, now);
  expect(text).not.toBe(TEXT);
  expect(parseLock(text)).toBeUndefined();
});

test.each([
  "not JSON",
  "null",
  "{}",
  '{"version":3,"inputs":{},"flow":{},"records":{}}',
  "[]",
  '{"inputs":{"a.ris":1},"flow":{}}',
  '{"version":2,"inputs":{},"flow":[],"records":{}}',
  '{"version":2,"inputs":{"a.ris":{"bytes":1}},"flow":{},"records":{}}',
  '{"version":2,"inputs":{"a.ris":{"bytes":"a","text":null}},"flow":{},"records":{}}',
  '{"version":2,"inputs":{},"flow":{}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":null}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":["a"]}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[1],"box":"included"}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[],"box":"included","counted":{}}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[],"box":"included","counted":{"entries":[],"automation":false}}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[],"box":"included","counted":{"entries":[],"study":1}}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{},"unreadable":{"Scopus":"1"}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"__proto__":{"anchors":[],"box":"included"}}}',
])("%s is no lock", (text) => expect(parseLock(text)).toBeUndefined());

test("what a later slr writes into a lock beside what this one knows is passed over", () => {
  const more = TEXT.replace('"version": 2,', '"version": 2,\n"more": 1,').replace(
    '"box":',
    '"more":[],"box":',
  );
  expect(wholeRecords(parseLock(more)!)).toEqual(wholeRecords(LOCK));
});
