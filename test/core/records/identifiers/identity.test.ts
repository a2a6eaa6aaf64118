import { expect, test } from "vitest";
import {
  anchorsOf,
  compareAnchors,
  KEY_PATTERN,
  keyOfAnchor,
} from "../../../../src/core/records/identifiers/identity.ts";
import { aRecord } from "../records.ts";

test("anchors come strongest first", () => {
  const record = aRecord({
    title: "Megatron-LM: Training",
    authors: ["Shoeybi, M."],
    year: 2019,
    doi: "10.1145/1",
    pmid: "12",
    arxiv: "1909.08053",
  });
  expect(anchorsOf(record)).toEqual([
    "doi:10.1145/1",
    "pmid:12",
    "arxiv:1909.08053",
    "title:megatron lm training|2019|shoeybi",
  ]);
});

test("a DOI that arXiv registered is the arXiv id", () => {
  expect(anchorsOf(aRecord({ doi: "10.48550/arxiv.1909.08053" }))).toEqual(["arxiv:1909.08053"]);
  expect(anchorsOf(aRecord({ arxiv: "1909.08053" }))).toEqual(["arxiv:1909.08053"]);
});

test("a record without title and identifiers has no anchor", () => {
  expect(anchorsOf(aRecord({ year: 2020, venue: "Nature" }))).toEqual([]);
});

test("a DOI is stronger than a PMID, a PMID than an arXiv id, all than a title", () => {
  const anchors = ["title:a|2020|b", "arxiv:1", "pmid:9", "doi:10.2/b", "doi:10.2/a"] as const;
  expect([...anchors].sort(compareAnchors)).toEqual([
    "doi:10.2/a",
    "doi:10.2/b",
    "pmid:9",
    "arxiv:1",
    "title:a|2020|b",
  ]);
});

test("a key is eight base32 characters, the same on every machine", () => {
  // printf 'doi:10.1145/1' | sha256sum | xxd -r -p | base32 | cut -c1-8
  expect(keyOfAnchor("doi:10.1145/1")).toMatch(KEY_PATTERN);
  expect(keyOfAnchor("doi:10.1145/1")).toBe("kf6a3spr");
});

test("no key can be taken for a number by a spreadsheet", () => {
  for (let i = 0; i < 20_000; i += 1) {
    expect(Number.isNaN(Number(keyOfAnchor(`doi:10.1000/${i}`)))).toBe(true);
  }
});
