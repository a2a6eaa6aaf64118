import { createReadStream, existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { ReadOptions } from "../../src/formats/format.ts";
import { adviceFor, detectFormat } from "../../src/formats/index.ts";
import { decodeText } from "../../src/formats/text/decode.ts";
import { adviceForBytes } from "../../src/formats/text/sniff.ts";
import { type Reading, readAll } from "./contract.ts";

/**
 * Conformance over real exports, which lie beside the repository and are not part of it (third
 * parties' data). `INDEX.tsv` has the number of records counted by other means, `EXPECTED.json` the
 * numbers of fields and the first and last title.
 */
const EXPORTS = new URL("../../../shared/exports/", import.meta.url);
const present = existsSync(new URL("INDEX.tsv", EXPORTS));
/** The formats of the index that slr reads; of the others it says what to export instead. */
const READ: Readonly<Record<string, (path: string) => string>> = {
  ris: () => "ris",
  bibtex: () => "bibtex",
  csv: () => "csv",
  tsv: () => "csv",
  "wos-tab": () => "csv",
  "wos-plain": () => "wos-plain",
  nbib: () => "nbib",
  // The index counts CNKI's files to ENW.
  enw: (path) => (path.endsWith(".net") ? "noteexpress" : "enw"),
  "cochrane-txt": () => "cochrane",
  "endnote-xml": () => "endnote-xml",
  "pubmed-xml": () => "pubmed-xml",
  json: (path) => (path.endsWith("crossref-buhos.json") ? "crossref-json" : "csl-json"),
};
/** The formats in which every file has the fields that were counted, no fewer and no more. */
const EXACT = ["ris", "wos-plain", "nbib", "enw", "cochrane-txt", "endnote-xml", "pubmed-xml"];
/** Numbers of records where the index counted something else. */
const RECORDS: Readonly<Record<string, number>> = {
  // The index counted the object around them; its four members have one item each.
  "json/crossref-citationjs.json": 4,
};
const FIELDS = ["title", "abstract", "doi", "year", "authors"] as const;

interface Expected {
  readonly title?: number | null;
  readonly abstract?: number | null;
  readonly doi?: number | null;
  readonly year?: number | null;
  readonly authors?: number | null;
  readonly first?: string | null;
  readonly last?: string | null;
}

interface Row {
  readonly path: string;
  readonly format: string;
  readonly records: string;
}

function index(): readonly Row[] {
  const [, ...lines] = readFileSync(new URL("INDEX.tsv", EXPORTS), "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [path = "", format = "", , , , , records = ""] = line.split("\t");
    return { path, format, records };
  });
}

interface Outcome {
  readonly format: string | undefined;
  readonly advice: string | undefined;
  readonly reading: Reading;
}

async function open(path: string): Promise<Outcome> {
  const url = new URL(path, EXPORTS);
  const options: ReadOptions = { file: path };
  const bytes = readFileSync(url);
  const nothing: Reading = { entries: [], problems: [] };
  const refused = adviceForBytes(bytes.subarray(0, 65_536));
  if (refused !== undefined) return { format: undefined, advice: refused, reading: nothing };
  let head = "";
  for await (const chunk of decodeText(createReadStream(url)).chunks) {
    head += chunk;
    if (head.length >= 65_536) break;
  }
  const format = detectFormat(head.slice(0, 65_536), options);
  if (format === undefined) return { format, advice: adviceFor(head), reading: nothing };
  const reading = await readAll(format, decodeText(createReadStream(url)).chunks, options);
  return { format: format.id, advice: undefined, reading };
}

/**
 * Where slr reads less than the index counted, or (tagged lines, XML) more, and is right. BibTeX and
 * tables may always give more: the index counted lines and known columns.
 */
const EXPLAINED: Readonly<Record<string, string>> = {
  "ris/ovid-eric-cff.ris doi": "DOIs in L1, which the index did not look at",
  "ris/endnote-ptsd-included3.ris doi": "DOIs in links, which the index did not look at",
  "ris/hawc-with-doi.ris doi": "`not-a-doi` is none",
  "ris/zotero-fiduswriter.ris abstract": "two abstracts are `<div></div>` and nothing else",
  "bibtex/bbt-jabref-groups-97.bib doi": "`j.desal.2005.02.017` is none",
  "bibtex/bbt-plus-in-field-2660.bib doi": "`fg6rf9` and `d4vb59` are short forms, not DOIs",
  "bibtex/bbt-plus-in-field-2660.bib year": "`-3000~` is no year of a report",
  "csv/asreview-duplicates.csv doi": "`10.1` is none",
  "csv/refworks-buhos.csv last": "a dash that was encoded twice is repaired",
  "bibtex/wos-colrev.bib last": "`&apos;` is an apostrophe",
  "nbib/pmc-medlars-holub.txt abstract":
    "an empty AB, and an OAB that says that the publisher has the abstract, are none",
  "nbib/pubmed-heart-buhos.nbib abstract": "an abstract in OAB, which the index did not look at",
  "nbib/eric-colrev.nbib doi": "a DOI as a link, which the index did not look at",
  "enw/endnote-fidus.enw doi": "DOIs in %O, which the index did not look at",
  "enw/rayyan-example1.enw last": "the last record has no title",
  "endnote-xml/endnote-fidus-docx.xml doi": "a DOI in a link, which the index did not look at",
};

/** What of an export was not read as expected; empty if all was. */
function misses({ reading: { entries } }: Outcome, row: Row, expected: Expected): string[] {
  const records = entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
  const result: string[] = [];
  for (const field of FIELDS) {
    const wanted = expected[field];
    if (wanted === undefined || wanted === null || `${row.path} ${field}` in EXPLAINED) continue;
    const actual = records.filter((record) => {
      const value = record[field];
      return Array.isArray(value) ? value.length > 0 : value !== undefined;
    }).length;
    if (EXACT.includes(row.format) ? actual !== wanted : actual < wanted)
      result.push(`${field} ${actual} instead of ${wanted}`);
  }
  if (expected.first && comparable(titleOf(entries[0])) !== comparable(expected.first))
    result.push(`first title "${titleOf(entries[0])}" instead of "${expected.first}"`);
  if (`${row.path} last` in EXPLAINED) return result;
  if (expected.last && comparable(titleOf(entries.at(-1))) !== comparable(expected.last))
    result.push(`last title "${titleOf(entries.at(-1))}" instead of "${expected.last}"`);
  return result;
}

function titleOf(entry: Reading["entries"][number] | undefined): string {
  return entry?.kind === "record" ? (entry.record.title ?? "") : "";
}

/** The index cut long titles, and did not take away LaTeX and markup. */
function comparable(title: string): string {
  return title
    .replace(/\\[a-z]+|<[^>]*>/gi, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .slice(0, 100);
}

describe.skipIf(!present)("real exports (skipped without ../shared/exports)", () => {
  const rows = present ? index() : [];
  const read = rows.filter(({ format }) => format in READ);
  // Workbooks are read by a format that is no text: see real-workbooks.test.ts.
  const refused = rows.filter(({ format }) => !(format in READ) && format !== "xlsx");
  const outcomes = new Map<string, Outcome>();
  const missed = new Map<string, string[]>();

  beforeAll(async () => {
    const expected: Readonly<Record<string, Expected>> = JSON.parse(
      readFileSync(new URL("EXPECTED.json", EXPORTS), "utf8"),
    );
    for (const row of rows) {
      const outcome = await open(row.path);
      outcomes.set(row.path, outcome);
      if (row.format in READ) missed.set(row.path, misses(outcome, row, expected[row.path] ?? {}));
    }
  });

  test.each(read)("$path is read as $records entries", ({ path, format, records }) => {
    const outcome = outcomes.get(path);
    expect(outcome?.format).toBe(READ[format]?.(path));
    expect(outcome?.reading.entries.length).toBe(RECORDS[path] ?? Number(records));
  });

  test.each(refused.filter(({ format }) => format !== "negative"))(
    "$path is not read, and slr says what to export instead",
    ({ path }) => {
      expect(outcomes.get(path)?.format).toBeUndefined();
      expect(outcomes.get(path)?.advice).toMatch(/RIS|BibTeX|CSV|PubMed/);
    },
  );

  test("a git-lfs pointer is called by its name", () => {
    expect(outcomes.get("negative/git-lfs-pointer.csv")?.advice).toContain("git lfs pull");
  });

  test("every file of tagged lines, XML and JSON has the fields and titles that were counted", () => {
    const exact = new Set(
      rows.filter(({ format }) => [...EXACT, "json"].includes(format)).map((r) => r.path),
    );
    const wrong = [...missed].filter(([path, list]) => exact.has(path) && list.length > 0);
    expect(wrong).toEqual([]);
  });

  test("nearly every file has the fields and titles that were counted", () => {
    const wrong = [...missed].filter(([, list]) => list.length > 0);
    const rate = 1 - wrong.length / missed.size;
    console.info(
      [
        `${missed.size - wrong.length} of ${missed.size} files as counted:`,
        ...wrong.map(([path, list]) => `  ${path}: ${list.join("; ")}`),
      ].join("\n"),
    );
    expect(rate).toBeGreaterThanOrEqual(0.985);
  });
});
