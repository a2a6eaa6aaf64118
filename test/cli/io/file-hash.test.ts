import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { FileHasher } from "../../../src/cli/io/file-hash.ts";

const hashOf = (...pieces: (string | Uint8Array)[]) => {
  const hasher = new FileHasher();
  for (const piece of pieces) hasher.update(Buffer.from(piece));
  return hasher.digest();
};
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("the hash of the bytes is that of sha256sum, the hash of the text that of Unix line ends", () => {
  for (const pieces of [["a\r\nb\r\n"], ["a\r", "\nb", "\r\n"], ["a\rb\r"], ["a\nb\n"]])
    expect(hashOf(...pieces)).toEqual({ bytes: sha256(pieces.join("")), text: sha256("a\nb\n") });
  expect(hashOf("a\r", "\r\n").text).toBe(sha256("a\n\n"));
});

test("what git takes for no text has no hash of a text", () => {
  expect(hashOf("PK", Uint8Array.of(0), "\r\n").text).toBeUndefined();
});
