import fc from "fast-check";
import { expect, test } from "vitest";
import { parseIdentity, renderIdentity } from "../../../src/core/published/identities.ts";
import { copyOf } from "../../../src/core/published/published-copy.ts";
import { recomputeReview } from "../../../src/core/published/recompute.ts";
import { withoutThirdPartyText } from "../../../src/core/published/withheld.ts";
import { screenReview } from "../../../src/core/review/review.ts";
import { readPublishedCopy } from "../../../src/formats/review-files/published-tables.ts";
import { publishedTables } from "../../../src/outputs/published/published-files.ts";
import { folders, inputOf } from "../../properties/folders.ts";

test("from the tables of a copy follow the same outcomes, boxes, flow and lists as from the review", async () => {
  await fc.assert(
    fc.asyncProperty(folders, async (folder) => {
      const input = inputOf(folder);
      const review = await screenReview(input);
      const tables = publishedTables(copyOf(review), withoutThirdPartyText(review.results));
      const texts = new Map(tables.map(({ path, render }) => [path, [...render()].join("")]));

      const copy = readPublishedCopy((file) => texts.get(file)!);
      const again = recomputeReview(copy, input.protocol);
      const recomputed = publishedTables(copy, withoutThirdPartyText(again.results));
      for (const { path, isRecomputed, render } of recomputed)
        if (isRecomputed || !path.startsWith("results/"))
          expect([...render()].join(""), path).toBe(texts.get(path));
      expect(again.results.flow).toEqual(review.results.flow);
    }),
    { numRuns: 40 },
  );
});

test("an entry keeps its identity in a line of identities.jsonl", () => {
  const entry = {
    id: "Scopus#12",
    file: "searches/a.csv",
    line: 7,
    source: "Scopus",
    kind: "database",
    record: "2p2viwhx",
    keys: {
      anchors: ["doi:10.1000/a", 'title:a "quoted" title|2024|ada'],
      title: 'a "quoted" title',
      year: 2024,
      names: "ada|a",
      link: undefined,
      fingerprint: "abc",
      earlier: { family: "Ad" },
    },
  } as const;
  const { keys, ...unreadable } = { ...entry, record: "" };
  expect(parseIdentity(renderIdentity(entry))).toEqual(entry);
  expect(parseIdentity(renderIdentity(unreadable))).toEqual(unreadable);
  expect(keys.anchors).toHaveLength(2);
});

test.each(["", "{}", '{"entry":1}', "not JSON"])("%j is no identity", (line) => {
  expect(parseIdentity(line)).toBeUndefined();
});
