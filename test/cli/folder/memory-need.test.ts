import { expect, test } from "vitest";
import { risOf, testFolder } from "../captured-io.ts";

const MB = 1 << 20;

/** What is said of two exports of 500 MB each, as the system tells their sizes. */
async function said(memoryLimit: number): Promise<string> {
  const folder = testFolder({
    "slr.yaml": "title: Ponds\n",
    "searches/scopus.ris": risOf("Prices of ponds"),
    "searches/eric.ris": risOf("Prices of frogs"),
  });
  const { code, err } = await folder.slrWith(
    { memoryLimit: () => memoryLimit, sizeOf: () => Promise.resolve(500 * MB) },
    "screen",
  );
  expect(code).toBe(0);
  return err;
}

test("who has exports that may need more memory than Node gives is told how to give more", async () => {
  expect(await said(1700 * MB)).toMatch(
    /^The exports have 1000 MB, for which slr may need 1800 MB of memory, but Node gives it no more than 1700 MB\. If slr ends with `heap out of memory`, set NODE_OPTIONS=--max-old-space-size=2700 and run it again\.$/m,
  );
});

test("exports that fit into the memory are no news", async () => {
  expect(await said(1900 * MB)).not.toContain("memory");
});
