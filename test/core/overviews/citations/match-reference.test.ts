import { describe, expect, test } from "vitest";
import { joinReferences } from "../../../../src/core/overviews/citations/cited-works.ts";
import {
  type ReferenceMatch,
  ReferenceMatcher,
} from "../../../../src/core/overviews/citations/match-reference.ts";
import {
  hasFamily,
  referenceKeys,
} from "../../../../src/core/overviews/citations/reference-keys.ts";
import { DEFAULT_PROTOCOL } from "../../../../src/core/protocol/protocol.ts";
import type { CitedReference } from "../../../../src/core/records/cited-reference.ts";
import { screenWithoutRating } from "../../../../src/core/review/review.ts";
import { exportOfText } from "../../../../src/formats/export-of-text.ts";

const RECORDS = [
  "title,authors,year,journal,volume,pages,doi,id",
  'Effects of an acid on the liver of mice,"Abbott, Barbara",2012,Reprod Toxicol,33,491-505,10.1000/a,W1',
  'A second study of something else entirely,"van der Berg, P. J.",2015,Ibis,89,302-310,,W2',
  'Preprints and their many later versions,"Doe, Jane",2020,,,,10.1101/p,W3',
  'Editorial,"Roe, B.",2001,Ibis,1,1,,W4',
].join("\n");

const matcher = (async () => {
  const review = await screenWithoutRating({
    protocol: DEFAULT_PROTOCOL,
    exports: [exportOfText({ path: "a.csv", text: RECORDS })],
  });
  return new ReferenceMatcher(review.identified, review.found.clustered);
})();

const reference = (parts: Partial<CitedReference>): CitedReference => ({
  written: JSON.stringify(parts),
  authors: [],
  titles: [],
  ...parts,
});

async function match(parts: Partial<CitedReference>): Promise<ReferenceMatch> {
  return (await matcher).match(referenceKeys(reference(parts)));
}

const ABBOTT = [{ family: "Abbott", given: "B.D." }];
const TITLE = "Effects of an acid on the liver of mice";

describe("a reference matches a record", () => {
  test("by its DOI", async () => {
    expect(await match({ doi: "10.1000/a" })).toMatchObject({
      kind: "matched",
      record: 0,
      by: "identifier",
    });
  });

  test("by its whole title with the first author and the year, one year apart at most", async () => {
    const parts = { titles: ["Effects of an Acid on the Liver of Mice."], authors: ABBOTT };
    expect(await match({ ...parts, year: 2011 })).toMatchObject({ record: 0, by: "title" });
    expect(await match({ ...parts, year: 2009 })).toMatchObject({ kind: "doubt", records: [0] });
  });

  test("by any reading of its title", async () => {
    expect(
      await match({ titles: [`${TITLE}, Reprod`, TITLE], authors: ABBOTT, year: 2012 }),
    ).toMatchObject({ kind: "matched", record: 0 });
  });

  test("by author, year, volume and first page, whatever the order of the name", async () => {
    const place = { year: 2015, volume: "89", pages: "302" };
    for (const family of ["van der Berg", "Berg", "VANDERBERG", "van der Berg Piet"])
      expect(await match({ ...place, authors: [{ family }] }), family).toMatchObject(
        family === "Berg" ? { kind: "none" } : { kind: "matched", record: 1, by: "place" },
      );
  });
});

describe("in doubt it stays unmatched", () => {
  test("if the DOI is that of a record with another title or, without a title, another author", async () => {
    const other = { doi: "10.1000/a", titles: ["Something that is not about it at all, ever"] };
    expect(await match(other)).toMatchObject({ kind: "doubt", records: [0] });
    expect(await match({ doi: "10.1000/a", authors: [{ family: "Nelson" }] })).toMatchObject({
      kind: "doubt",
    });
  });

  test("if title, author and year are the same, and the DOI is another", async () => {
    expect(
      await match({
        doi: "10.1000/published",
        titles: ["Preprints and their many later versions"],
        authors: [{ family: "Doe" }],
        year: 2020,
      }),
    ).toMatchObject({
      kind: "doubt",
      records: [2],
      why: "the title is the same, the DOI is another",
    });
  });

  test("if the author or the year is missing beside a title", async () => {
    expect(await match({ titles: [TITLE], year: 2012 })).toMatchObject({ kind: "doubt" });
    expect(await match({ titles: [TITLE], authors: ABBOTT })).toMatchObject({ kind: "doubt" });
  });

  test("and a title that many works have matches none", async () => {
    expect(
      await match({ titles: ["Editorial"], authors: [{ family: "Roe" }], year: 2001 }),
    ).toEqual({ kind: "none" });
  });
});

test("a family name is found in a name as words that follow each other", () => {
  expect(hasFamily(["van", "der", "berg", "p"], "vanderberg")).toBe(true);
  expect(hasFamily(["douxchamps", "sabine"], "douxchamps")).toBe(true);
  expect(hasFamily(["abbott"], "abbot")).toBe(false);
  expect(hasFamily([], "abbott")).toBe(false);
});

describe("references that no record matches are one work", () => {
  const works = (...list: Partial<CitedReference>[]) =>
    joinReferences(
      list.map((parts, by) => ({
        by,
        reference: reference(parts),
        keys: referenceKeys(reference(parts)),
      })),
    ).map(({ references }) => references.map(({ by }) => by));

  test("by an identifier, by title with author and year, or by place", () => {
    const kaplan = { authors: [{ family: "Kaplan" }], year: 2020 };
    expect(
      works(
        { ...kaplan, titles: ["Scaling laws for neural language models"] },
        { ...kaplan, titles: ["Scaling Laws for Neural Language Models"], doi: "10.1000/k" },
        { ...kaplan, doi: "10.1000/K".toLowerCase() },
        { ...kaplan, volume: "1", pages: "7" },
        { ...kaplan, volume: "1", pages: "7-9" },
      ),
    ).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  test("but not if their DOIs differ, or one DOI stands beside two authors", () => {
    const title = {
      authors: [{ family: "Kaplan" }],
      year: 2020,
      titles: ["Scaling laws for neural language models"],
    };
    expect(works({ ...title, doi: "10.1000/a" }, { ...title, doi: "10.1000/b" })).toEqual([
      [0],
      [1],
    ]);
    expect(
      works(
        { doi: "10.1000/a", authors: [{ family: "Nelson" }], year: 2007 },
        { doi: "10.1000/a", authors: [{ family: "Mayunga" }], year: 2007 },
      ),
    ).toEqual([[0], [1]]);
  });
});
