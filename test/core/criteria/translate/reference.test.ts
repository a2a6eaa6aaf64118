import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { evaluateQuery, IndexedSubject } from "../../../../src/core/criteria/index.ts";
import { dialectNamed, translate } from "../../../../src/core/criteria/translate/index.ts";
import type { BibRecord } from "../../../../src/core/records/model.ts";
import { exportOfText } from "../../../../src/formats/export-of-text.ts";
import { parsed } from "../subjects.ts";
import { referenceOf } from "./reference.ts";

const EXAMPLES = "../shared/facts/query-examples.tsv";
const EXPORTS = "../shared/exports";
/** `SLR_REFERENCE_RECORDS=5000` compares as many; the suite compares fewer. */
const RECORDS = Number(process.env.SLR_REFERENCE_RECORDS ?? 500);
const DATABASES: Readonly<Record<string, string>> = {
  PubMed: "pubmed",
  Scopus: "scopus",
  "Web of Science": "web-of-science",
  Ovid: "ovid",
};
const isThere = existsSync(EXAMPLES) && existsSync(EXPORTS);

/** Records of real exports in files that are not large, in the order of their names. */
async function realRecords(): Promise<BibRecord[]> {
  const found: BibRecord[] = [];
  const files = readdirSync(EXPORTS, { recursive: true, encoding: "utf8" }).sort();
  for (const file of files.filter((name) => /\.(?:bib|ris|nbib|csv|txt|ciw|tsv|xml)$/.test(name))) {
    if (file.includes("negative") || found.length >= RECORDS) continue;
    const text = readFileSync(join(EXPORTS, file), "utf8");
    if (text.length > 2_500_000 || text.includes("\0")) continue;
    try {
      for await (const batch of exportOfText({ path: file, text }).read())
        found.push(
          ...batch.entries.flatMap((entry) => (entry.kind === "unreadable" ? [] : [entry.record])),
        );
    } catch {
      // A file that slr reads in another way is not needed here.
    }
  }
  return found.slice(0, RECORDS);
}

interface Example {
  readonly database: string;
  readonly text: string;
  readonly ours: string;
}

function examples(): Example[] {
  const [, ...lines] = readFileSync(EXAMPLES, "utf8").trimEnd().split("\n");
  return lines
    .map((line) => {
      const [database = "", query = "", ours = ""] = line.split("\t");
      return { database, text: query.replaceAll("\\n", "\n"), ours };
    })
    .filter(({ ours }) => !ours.startsWith("REFUSE"));
}

/** Words of the examples that are no terms: names of functions, and values of languages and types. */
const NO_TERMS =
  /^(?:title|abs|abstract|key|keywords|author|authors|authkey|index|terms|venue|near|pre|and|not|year|language|type|doi|has|in|article|review|conference|paper|article|lancet|ecology|nature|energy|joule|science|english|german|french|chinese|japanese)$/;

/** The example about words that real records hold: each of its topics replaced by a frequent word. */
function aboutFrequentWords(example: Example, frequent: readonly string[], from: number): Example {
  // Where a word has a wildcard inside, or is in a regular expression, the two strings spell it
  // differently.
  if (/\?|\\b/.test(example.ours)) return example;
  const topics = new Set(
    (example.ours.toLowerCase().match(/(?<![\p{L}?])[a-z]{4,}(?![\p{L}?])/gu) ?? []).filter(
      (word) => !NO_TERMS.test(word),
    ),
  );
  let { text, ours } = example;
  [...topics].forEach((topic, n) => {
    const word = frequent[(from + n) % frequent.length]!;
    const whole = new RegExp(`(?<![\\p{L}?.-])${topic}(?![\\p{L}?])`, "giu");
    text = text.replace(whole, word);
    ours = ours.replace(whole, word);
  });
  return { ...example, text, ours };
}

/** The most frequent words of titles, without those of one to three letters. */
function frequentWords(records: readonly BibRecord[]): string[] {
  const counts = new Map<string, number>();
  for (const { title = "" } of records)
    for (const word of new Set(title.toLowerCase().match(/(?<!\p{L})[a-z]{5,12}(?!\p{L})/gu) ?? []))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([word]) => !NO_TERMS.test(word))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 60)
    .map(([word]) => word);
}

describe.skipIf(!isThere)("translated strings over records of real exports", () => {
  let records: BibRecord[] = [];
  beforeAll(async () => {
    records = await realRecords();
  }, 240_000);

  test("find the same records as a plain second reading of what they should be", () => {
    expect(records.length).toBe(RECORDS);
    const frequent = frequentWords(records);
    const all = examples();
    const asked = [
      ...all,
      ...all.map((example, n) => aboutFrequentWords(example, frequent, 3 * n)),
    ];
    const differing: unknown[] = [];
    let finding = 0;
    for (const { database, text, ours } of asked) {
      const translation = translate(text, dialectNamed(DATABASES[database] ?? "")!);
      if (!translation.ok) {
        differing.push({ text, error: translation.error.message });
        continue;
      }
      // What the table leaves open, whether other forms of a word are meant, the translation says.
      const exact = database === "PubMed" || database === "Ovid" ? quoted(ours) : ours;
      const reference = referenceOf(exact.replaceAll("keywords ~", "index-terms ~"));
      const query = parsed(translation.query);
      let found = 0;
      for (const record of records) {
        const { truth } = evaluateQuery(query, new IndexedSubject({ record }));
        const expected = reference(record);
        if (truth === "true") found += 1;
        if (truth !== (expected === undefined ? "unknown" : String(expected)))
          differing.push({ text, query: translation.query, truth, expected, title: record.title });
      }
      if (found > 0) finding += 1;
    }
    expect(differing.slice(0, 10)).toEqual([]);
    // Sets that are empty on both sides would prove little.
    expect(finding).toBeGreaterThan(RECORDS < 5_000 ? 20 : 70);
  }, 600_000);
});

/** The terms of a query in quotes, so that they stand for themselves alone. */
function quoted(query: string): string {
  return query.replace(/"[^"]*"|~\s*\/.*?\/i|[^\s()",=<>!~]+/g, (token, at: number) => {
    const isTerm =
      /^[\p{L}]+$/u.test(token) &&
      !/^(?:and|or|not|in|has|abstract)$/i.test(token) &&
      !/^\s*(?:[(=<>~!]|in )/.test(query.slice(at + token.length)) &&
      !/(?:=|in \([^)]*|has\()\s*$/.test(query.slice(0, at));
    return isTerm ? `"${token}"` : token;
  });
}
