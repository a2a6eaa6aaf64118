import { expect, test } from "vitest";
import { recordMatcher } from "../../../src/core/decide/search.ts";
import { aRecord } from "../records/records.ts";

const record = aRecord({
  title: "Metagenomics of Pig  Farms",
  abstract: "Viruses in Ångström-scale pores.",
  authors: ["García, Ana"],
  keywords: ["virome"],
  year: 2019,
  doi: "10.1000/abc",
});

test.each([
  ["pig farms", true],
  ['"pig farms"', true],
  ['"farms pig"', false],
  ["farms pig", true],
  ["GARCIA 2019", true],
  ["angstrom", true],
  ["virom", true],
  ["10.1000/abc", true],
  ["abcd2345", true],
  ["pig cattle", false],
  ['"unfinished phr', false],
])("%s: %s", (search, matches) => {
  expect(recordMatcher(search)("abcd2345", record)).toBe(matches);
});
