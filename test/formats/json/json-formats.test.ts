import { createReadStream, existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Format, ReadOptions } from "../../../src/formats/format.ts";
import { crossrefJson } from "../../../src/formats/json/crossref-json.ts";
import { cslJson } from "../../../src/formats/json/csl-json.ts";
import { eppiJson } from "../../../src/formats/json/eppi-json.ts";
import { json } from "../../../src/formats/json/json.ts";
import { openalexJson } from "../../../src/formats/json/openalex-json.ts";
import { decodeText } from "../../../src/formats/text/decode.ts";
import { behavesLikeAFormat, type FixtureOptions, readAll, readText } from "../contract.ts";

const FORMATS: readonly Format[] = [cslJson, crossrefJson, openalexJson, eppiJson, json];

const OPTIONS: FixtureOptions = {
  "own-columns-and-rows.txt": {
    rows: "pages.raw.search-results.entry",
    columns: { title: "heading", year: "meta.when", authors: "meta.who.n", id: "code" },
  },
  "names-that-do-not-exist.txt": { columns: { year: "when", venue: "where", colour: "hue" } },
};

describe.each(FORMATS)("the format $id", (format) => {
  behavesLikeAFormat(format, `fixtures/formats/${format.id}`, OPTIONS);
});

describe("fields of JSON", () => {
  test.each<[string, unknown, object]>([
    [
      "names of people in objects",
      { author: [{ first_name: "Jane", last_name: "Doe" }] },
      { authors: [{ family: "Doe", given: "Jane" }] },
    ],
    [
      "one person with two family names",
      { authors: ["Doe Roe, Jane Ann"] },
      { authors: [{ family: "Doe Roe", given: "Jane Ann" }] },
    ],
    [
      "the name of a venue that is an object",
      { journal: { name: "Teas", issn: "x" } },
      { venue: "Teas" },
    ],
    [
      "a list of keywords",
      { keywords: ["tea, green", "cup"] },
      { keywords: ["tea, green", "cup"] },
    ],
    ["an arXiv id in a DOI", { doi: "10.48550/arXiv.2001.00001" }, { arxiv: "2001.00001" }],
    ["numbers", { year: 2020, volume: 7 }, { year: 2020, volume: "7" }],
    ["nothing in null and in empty texts", { year: null, doi: "" }, { title: "T" }],
  ])("%s", async (_, fields, expected) => {
    const { entries } = await readText(json, JSON.stringify([{ title: "T", ...Object(fields) }]));
    expect(entries[0]).toMatchObject({ kind: "record", record: expected });
  });

  test("a name such as `__proto__` is a name like any other", async () => {
    const text = '[{"title":"T","__proto__":{"title":"X"},"constructor":"c"}]';
    const { entries } = await readText(json, text);
    expect(entries[0]).toMatchObject({ record: { title: "T" } });
    expect(JSON.stringify(entries[0])).toContain('["constructor","c"]');
  });

  test("an inverted index with places beyond all bounds is still a text", async () => {
    const index = { tea: [1e15, -1], cup: [3, "x"], pot: {} };
    const work = { id: "https://openalex.org/W1", title: "T", abstract_inverted_index: index };
    const { entries } = await readText(openalexJson, JSON.stringify({ results: [work] }));
    expect(entries[0]).toMatchObject({ record: { abstract: "tea cup tea" } });
  });
});

/** A published review whose searches were kept as JSON; it is not part of the repository. */
const RAW = new URL("../../../../shared/reviews/zatti-agent-memory/raw/", import.meta.url);

describe.skipIf(!existsSync(RAW))("JSON of a published review (skipped without ../shared)", () => {
  const scopus = {
    rows: "pages.raw.search-results.entry",
    columns: { id: "eid", authors: "dc:creator", type: "subtypeDescription" },
  };
  test.each<[string, number, Omit<ReadOptions, "file">]>([
    ["results-citations.json", 1071, { rows: "papers", columns: { id: "paperId" } }],
    ["results-citations.json", 1071, {}],
    ["scopus-results-family-a-coding-agent-memory.json", 53, scopus],
    ["scopus-results-family-a-coding-agent-memory.json", 53, {}],
    ["scopus-results-family-b-generic-agent-memory-se.json", 32, scopus],
    ["scopus-results-family-c-strong-memory-se.json", 45, scopus],
  ])("%s has %i records", async (file, expected, options) => {
    const { chunks } = decodeText(createReadStream(new URL(file, RAW)));
    const { entries, problems } = await readAll(json, chunks, { file, ...options });
    expect(entries.filter((e) => e.kind === "record" && e.record.title !== undefined)).toHaveLength(
      expected,
    );
    expect(problems).toEqual([]);
  });
});
