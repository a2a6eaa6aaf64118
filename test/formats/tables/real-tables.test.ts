import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { csv } from "../../../src/formats/tables/csv.ts";
import { decodeText } from "../../../src/formats/text/decode.ts";
import { once, type Reading, readAll } from "../contract.ts";

/** Third parties' exports lie beside the repository and are not part of it. */
const SHARED = new URL("../../../../shared/", import.meta.url);
const present = existsSync(SHARED);

async function read(path: string): Promise<Reading> {
  const bytes = readFileSync(new URL(path, SHARED));
  return readAll(csv, decodeText(once(bytes)).chunks, { file: path.split("/").at(-1) ?? path });
}

function databases({ entries }: Reading): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const entry of entries) {
    const name = entry.kind === "record" ? (entry.attribution.database ?? "none") : "unreadable";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe.skipIf(!present)("tables of published reviews (skipped where ../shared is absent)", () => {
  test.each([
    ["giamattei-causal-sqa/raw/scopus.csv", { Scopus: 429 }],
    ["giamattei-causal-sqa/raw/ieee.csv", { "IEEE Xplore": 342 }],
    ["giamattei-causal-sqa/raw/acm.csv", { "ACM Digital Library": 45 }],
    ["giamattei-causal-sqa/raw/wos.csv", { "Web of Science": 270 }],
    ["moliterno-genai-testing/data/rayyan_screening_all.csv", { Scopus: 181 }],
    ["zatti-agent-memory/raw/scopus-results-family-a-coding-agent-memory.tsv", { Scopus: 53 }],
    ["zatti-agent-memory/raw/scopus-results-family-b-generic-agent-memory-se.tsv", { Scopus: 32 }],
    ["zatti-agent-memory/raw/scopus-results-family-c-strong-memory-se.tsv", { Scopus: 45 }],
    ["zatti-agent-memory/raw/arxiv-query-chunk-results.tsv", { none: 1118 }],
  ])("%s has %o", async (path, expected) => {
    expect(databases(await read(`reviews/${path}`))).toEqual(expected);
  });

  test("a list of queries is no table of records", () => {
    const path = "reviews/zatti-agent-memory/raw/scopus-query-branches.tsv";
    const text = readFileSync(new URL(path, SHARED), "utf8");
    expect(csv.recognizes(text, { file: "scopus-query-branches.tsv" })).toBe(false);
  });

  test("producers that keep records of others say where these come from, or nothing", async () => {
    expect(databases(await read("exports/csv/zotero-cff.csv"))).toEqual({ Embase: 10 });
    expect(databases(await read("exports/csv/ebsco-cff.csv"))).toEqual({
      "Academic Search Premier": 10,
    });
    expect(databases(await read("exports/csv/covidence-zentouro.csv"))).toEqual({ none: 178 });
    expect(databases(await read("exports/csv/pop-acm-ehfellinger.csv"))).toEqual({ none: 219 });
  });
});
