import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskAt } from "../../../src/cli/io/io.ts";
import { testFolder } from "../captured-io.ts";

test("what is put aside is read again, written or not, and leaves no file", async () => {
  const folder = testFolder();
  const aside = (await diskAt(folder.path).openAside())!;
  expect(readdirSync(folder.path)).toEqual([]);
  const values = Array.from({ length: 300 }, (_, at) => Buffer.alloc(1 + 53 * at, at));
  const positions = values.map((value) => aside.put(value)!);
  for (const at of [299, 0, 150, 298, 7, 299])
    expect(aside.at(positions[at]!, values[at]!.length)).toEqual(values[at]);
  aside.close();
  expect(readdirSync(folder.path)).toEqual([]);
});

test("there is no place aside where no file can be made", async () => {
  const folder = testFolder();
  writeFileSync(join(folder.path, "file"), "");
  expect(await diskAt(join(folder.path, "file")).openAside()).toBeUndefined();
});
