import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashed, readToEnd } from "../../../src/cli/io/file-hash.ts";
import { diskAt } from "../../../src/cli/io/io.ts";
import { testFolder } from "../captured-io.ts";

const PIECE = 1 << 18;

test.each([0, 1, PIECE, PIECE + 1, 5 * PIECE + 17])(
  "a file of %i bytes is read whole, and in passing with the same pieces",
  async (size) => {
    const folder = testFolder().path;
    const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7 + (at >> 9)) % 251));
    writeFileSync(join(folder, "a.ris"), bytes);
    const disk = diskAt(folder);
    const whole: Buffer[] = [];
    for await (const piece of disk.readBytes("a.ris")) whole.push(Buffer.from(piece));
    const passed: Buffer[] = [];
    for await (const piece of disk.readBytes("a.ris", { inPassing: true }))
      passed.push(Buffer.from(piece));
    expect(Buffer.concat(whole).equals(bytes)).toBe(true);
    expect(Buffer.concat(passed).equals(bytes)).toBe(true);
  },
);

test("a hash in passing is that of the bytes", async () => {
  const folder = testFolder().path;
  writeFileSync(join(folder, "a.ris"), "TY  - JOUR\r\n".repeat(50_000));
  const disk = diskAt(folder);
  const [passed, read] = [1, 2].map(() => hashed((how) => disk.readBytes("a.ris", how)));
  expect(await readToEnd(passed!)).toBe(true);
  for await (const _ of read!.bytes());
  expect(passed!.hash()).toEqual(read!.hash());
  expect(passed!.hash().text).not.toBe(passed!.hash().bytes);
});

test("whoever stops reading in passing leaves nothing open, and what cannot be read is an error", async () => {
  const folder = testFolder().path;
  writeFileSync(join(folder, "a.ris"), Buffer.alloc(3 * PIECE));
  const disk = diskAt(folder);
  for await (const piece of disk.readBytes("a.ris", { inPassing: true })) {
    expect(piece).toHaveLength(PIECE);
    break;
  }
  const missing = async () => {
    for await (const _ of disk.readBytes("b.ris", { inPassing: true }));
  };
  await expect(missing()).rejects.toThrow();
});
