import { expect, test } from "vitest";
import { studiesOffered } from "../../../../src/core/overviews/duplicates/linked-versions.ts";
import type { LinkedVersions, RecordSummary } from "../../../../src/core/screening/results.ts";

const summary = (authors: string, year?: number): RecordSummary => ({
  title: "Early mobilisation",
  authors,
  venue: "",
  doi: "",
  pmid: "",
  ...(year !== undefined && { year }),
});
const pair = (recordA: string, recordB: string, studyA = "", studyB = ""): LinkedVersions => ({
  recordA,
  recordB,
  relation: "preprint",
  rule: "same title and authors, a preprint and a published version",
  similarity: 1,
  titleA: "",
  titleB: "",
  studyA,
  studyB,
});
const records = [
  { key: "a", summary: summary("Novak, Petra; Lindqvist, Arne", 2021) },
  { key: "b", summary: summary("Novak, P.", 2020) },
  { key: "c", summary: summary("Novak, P.", 2020) },
  { key: "d", summary: summary("") },
  { key: "e", summary: summary("") },
  { key: "f", summary: summary("Novak, P.", 2020) },
];

test("versions that hang together are one study, named by the earliest of them", () => {
  expect(studiesOffered([pair("a", "b"), pair("a", "c")], records)).toEqual([
    { study: "Novak 2020", record: "a" },
    { study: "Novak 2020", record: "b" },
    { study: "Novak 2020", record: "c" },
  ]);
});

test("two studies of one author and year differ by a letter; without an author the key names it", () => {
  expect(studiesOffered([pair("a", "b"), pair("c", "f"), pair("d", "e")], records)).toEqual([
    { study: "Novak 2020", record: "a" },
    { study: "Novak 2020", record: "b" },
    { study: "Novak 2020a", record: "c" },
    { study: "Novak 2020a", record: "f" },
    { study: "d", record: "d" },
    { study: "d", record: "e" },
  ]);
});

test("who is listed already keeps the study, and the others are offered the same", () => {
  expect(studiesOffered([pair("a", "b", "", "HIP-1")], records)).toEqual([
    { study: "HIP-1", record: "a" },
  ]);
  expect(studiesOffered([pair("a", "b", "HIP-1", "HIP-1")], records)).toEqual([]);
});

test("what people listed under two studies is not offered as one", () => {
  expect(
    studiesOffered([pair("a", "b", "HIP-1", "HIP-2"), pair("a", "c", "HIP-1")], records),
  ).toEqual([]);
});
