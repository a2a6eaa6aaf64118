import { createReadStream, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { adviceForBytes, decodeText } from "../../src/formats/decode.ts";
import type { ReadOptions } from "../../src/formats/format.ts";
import { adviceFor, detectFormat } from "../../src/formats/index.ts";
import { type Reading, readAll } from "./contract.ts";

/**
 * Conformance over real exports, which lie beside the repository and are not part of it (third
 * parties' data). `INDEX.tsv` has the number of records counted by other means, `EXPECTED.json` the
 * numbers of fields and the first and last title.
 */
const EXPORTS = new URL("../../../shared/exports/", import.meta.url);
const present = existsSync(new URL("INDEX.tsv", EXPORTS));
const READ = ["ris", "bibtex", "csv", "tsv", "wos-tab"];

interface Expected {
  readonly n: number;
  readonly title: number;
  readonly abstract: number;
  readonly doi: number;
  readonly year: number;
  readonly authors: number;
  readonly first: string;
  readonly last: string;
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

/** What of an export was not read as expected; empty if all was. */
function misses({ reading: { entries } }: Outcome, row: Row, expected: Expected): string[] {
  const records = entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
  const count = (has: (record: (typeof records)[number]) => boolean) => records.filter(has).length;
  const pairs: [name: string, actual: unknown, expected: unknown][] = [
    ["entries", entries.length, Number(row.records)],
    ["title", count((r) => r.title !== undefined), expected.title],
    ["abstract", count((r) => r.abstract !== undefined), expected.abstract],
    ["doi", count((r) => r.doi !== undefined), expected.doi],
    ["year", count((r) => r.year !== undefined), expected.year],
    ["authors", count((r) => r.authors.length > 0), expected.authors],
    ["first", comparable(titleOf(entries[0])), comparable(expected.first)],
    ["last", comparable(titleOf(entries.at(-1))), comparable(expected.last)],
  ];
  return pairs.flatMap(([name, actual, wanted]) =>
    actual === wanted ? [] : [`${name}: ${String(actual)} instead of ${String(wanted)}`],
  );
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
  const all: Record<string, Expected> = present
    ? JSON.parse(readFileSync(new URL("EXPECTED.json", EXPORTS), "utf8"))
    : {};

  test.each(["ris", "bibtex", "csv"])("tmp %s", async (format) => {
    const out = [];
    for (const row of rows.filter((row) => row.format === format)) {
      const o = await open(row.path);
      const m = misses(o, row, all[row.path]!);
      if (m.length) out.push(`${row.path} (${o.format} ${o.advice ?? ""}) ${m.join("; ")}`);
    }
    console.log(out.length, "\n" + out.join("\n"));
  });
});
