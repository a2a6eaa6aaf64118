import { expect, test } from "vitest";
import { risOf, testFolder } from "../captured-io.ts";

const MB = 1 << 20;

/** What happens with two exports of so many bytes each, as the system tells their sizes. */
async function screened(size: number, memoryLimit: number) {
  const folder = testFolder({
    "slr.yaml": "title: Ponds\n",
    "searches/scopus.ris": risOf("Prices of ponds"),
    "searches/eric.ris": risOf("Prices of frogs"),
  });
  let saves = false;
  const { code, err } = await folder.slrWith(
    {
      memoryLimit: () => memoryLimit,
      sizeOf: () => Promise.resolve(size),
      saveMemory: () => {
        saves = true;
      },
    },
    "screen",
  );
  expect(code).toBe(0);
  return { said: err, saves };
}

test("who has exports that may need more memory than Node gives is told how to give more", async () => {
  const { said } = await screened(500 * MB, 1000 * MB);
  expect(said).toMatch(
    /^The exports have 1000 MB, for which slr may need 1100 MB of memory, but Node gives it no more than 1000 MB\. If slr ends with `heap out of memory`, set NODE_OPTIONS=--max-old-space-size=1650 and run it again\.$/m,
  );
});

test("exports that fit into the memory are no news", async () => {
  expect((await screened(500 * MB, 1900 * MB)).said).not.toContain("memory");
});

test("a run with large exports saves memory", async () => {
  expect((await screened(500 * MB, 1900 * MB)).saves).toBe(true);
  expect((await screened(50 * MB, 1900 * MB)).saves).toBe(false);
});
