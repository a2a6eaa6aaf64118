import fc from "fast-check";
import { expect, test } from "vitest";
import { asideFile } from "../../../../src/cli/io/aside-file.ts";
import {
  BREAK,
  createTextStore,
  eachStoredText,
} from "../../../../src/core/rating/text/text-store.ts";
import { testFolder } from "../../../cli/captured-io.ts";

const word = fc.oneof(
  fc.constantFrom(0, 0xefff, 0xf000, 0xffff, 0x10000, 0xffeffff, BREAK),
  fc.nat(300_000),
);

test("texts come out as they went in, whatever the numbers of their words", () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 40 }), { maxLength: 12 }), (texts) => {
      const store = createTextStore();
      for (const words of texts) store.add(Uint32Array.from(words), 1, 2);
      expect(store.length).toBe(texts.flat().length);
      expect(texts.map((_, row) => [...store.text(row).words])).toEqual(texts);
      const again: number[][] = [];
      eachStoredText(store.stored(), (words) => again.push([...words]));
      expect(again).toEqual(texts);
    }),
  );
});

test.each([
  ["in memory", async () => undefined],
  ["in a file", () => asideFile(`${testFolder().path}/aside`)],
])("texts fill one block after another, %s", async (_where, openAside) => {
  const store = createTextStore(await openAside());
  const long = Uint32Array.from({ length: 1 << 15 }, (_, at) => 50_000 + at);
  for (let row = 0; row < 9; row += 1)
    store.add(
      long.map((one) => one + row),
      3,
      7,
    );
  for (const row of [8, 0, 5]) {
    expect(store.text(row)).toMatchObject({ title: 3, titleAndAbstract: 7 });
    expect(store.text(row).words).toEqual(long.map((one) => one + row));
  }
  expect([...store.pieces()].length).toBe(3);
  const seen: number[] = [];
  eachStoredText(store.stored(), (words) => seen.push(words[9]!));
  expect(seen).toEqual(Array.from({ length: 9 }, (_, row) => 50_009 + row));
});
