import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseProtocol } from "../../src/core/protocol/parse-protocol.ts";
import type { Decision } from "../../src/core/records/decision.ts";
import { screenWithoutRating } from "../../src/core/review/review.ts";
import { createRandom } from "../../src/core/statistics/random.ts";
import { exportOfText, UnknownFormatError } from "../../src/formats/export-of-text.ts";
import { readDecisions } from "../../src/formats/review-files/review-tables.ts";
import { decodeBytes } from "../../src/formats/text/decode.ts";
import { type CutFile, cutFile, spliced } from "./raw-entries.ts";
import { unaccountedLines, violations } from "./violations.ts";

/** `npm run bench:law` sets how many spliced files; the suite takes few. */
const SPLICED = Number(process.env.SLR_LAW_FILES ?? 150);
const MUTATIONS = Number(process.env.SLR_LAW_MUTATIONS ?? 60);

const EXPORTS = new URL("../../../shared/exports/", import.meta.url);
const EXAMPLE = new URL("../../fixtures/reviews/llm-acceleration/searches/", import.meta.url);

async function textsIn(folder: URL): Promise<{ readonly name: string; readonly text: string }[]> {
  const texts = [];
  for (const path of pathsIn(fileURLToPath(folder))) {
    if (/\.(?:xlsx|zip|gz|tsv\.md|md)$|EXPECTED|INDEX/.test(path)) continue;
    const { text } = await decodeBytes(readFileSync(path), undefined, "keep");
    texts.push({ name: path.slice(fileURLToPath(folder).length), text });
  }
  return texts;
}

function pathsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}

function protocolOf(paths: readonly string[]) {
  const sources = paths.map((path) => `  - { name: ${path}, kind: database, files: ${path} }`);
  const parsed = parseProtocol(`title: Law\nsources:\n${sources.join("\n")}\n`, "slr.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.protocol;
}

/** The results of a review of these texts, each a database of its own; nothing where slr knows no format. */
async function screened(texts: readonly string[], decisions: readonly Decision[] = []) {
  const paths = texts.map((_, at) => `file-${at}.txt`);
  const protocol = protocolOf(paths);
  try {
    const exports = texts.map((text, at) =>
      exportOfText({ path: paths[at] ?? "", text, source: protocol.sources[at] }),
    );
    return (await screenWithoutRating({ protocol, exports, decisions })).results;
  } catch (error) {
    if (error instanceof UnknownFormatError) return undefined;
    throw error;
  }
}

const exports = await textsIn(EXPORTS);
const whole = exports.flatMap(({ text }) => cutFile(text) ?? []);

test.skipIf(exports.length === 0)(
  "every export obeys the law, and a difference from the raw text is a problem",
  async () => {
    let entries = 0;
    for (const { name, text } of exports) {
      const results = await screened([text]);
      if (results === undefined) continue;
      const raw = cutFile(text);
      const differs = raw !== undefined && raw.entries.length !== results.ledger.length;
      const said = results.problems.some(({ code }) =>
        /missing|repeated|count|comment|outside|unclosed/.test(code),
      );
      if (differs)
        expect(said, `${name}: ${raw.entries.length} and ${results.ledger.length}`).toBe(true);
      const expected = new Map(
        raw === undefined || differs ? [] : [["file-0.txt", raw.entries.length]],
      );
      expect(violations(results, expected), name).toEqual([]);
      entries += results.ledger.length;
    }
    expect(entries).toBeGreaterThan(5000);
  },
  300_000,
);

test("the example obeys the law", async () => {
  const texts = await textsIn(EXAMPLE);
  const results = await screened(texts.map(({ text }) => text));
  expect(results?.ledger.length).toBeGreaterThan(20);
  expect(results === undefined ? [] : violations(results, new Map())).toEqual([]);
});

/** Cut files of real exports whose entries are the entries that slr reads; the others have quirks of their own. */
async function plainFiles(): Promise<readonly CutFile[]> {
  const plain: CutFile[] = [];
  for (const cut of whole) {
    // The first forty entries of an export are as good as thousands.
    const file = { ...cut, entries: cut.entries.slice(0, 40) };
    const results = await screened([spliced(file, file.entries)]);
    if (
      results?.ledger.length === file.entries.length &&
      results.problems.every(({ severity }) => severity !== "error")
    )
      plain.push(file);
  }
  return plain;
}

test.skipIf(exports.length === 0)(
  "files spliced from entries of many exports obey the law",
  async () => {
    const plain = await plainFiles();
    expect(plain.length).toBeGreaterThan(40);
    const formats = new Map<string, CutFile[]>();
    for (const file of plain) formats.set(file.format, [...(formats.get(file.format) ?? []), file]);
    const random = createRandom(11);
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    let checked = 0;
    for (let review = 0; checked < SPLICED; review++) {
      const texts: string[] = [];
      const expected = new Map<string, number>();
      for (let n = 1 + random(3); n > 0; n--) {
        const files = pick([...formats.values()]);
        const entries = Array.from({ length: 1 + random(12) }, () => pick(pick(files).entries));
        expected.set(`file-${texts.length}.txt`, entries.length);
        texts.push(spliced(pick(files), entries));
        checked += 1;
      }
      const results = await screened(texts);
      expect(
        results === undefined ? ["unknown"] : violations(results, expected),
        texts.join("\n-----\n"),
      ).toEqual([]);
      if (review % 5 === 0 && results !== undefined)
        await expectVotesCounted(
          texts,
          expected,
          results.records.map(({ key }) => key),
          random,
        );
    }
  },
  7_200_000,
);

/** Votes on every third record, rows that name no record, and rows that are wrong: each line is a vote or a problem. */
async function expectVotesCounted(
  texts: readonly string[],
  expected: ReadonlyMap<string, number>,
  keys: readonly string[],
  random: (below: number) => number,
): Promise<void> {
  const voted = keys.filter(() => random(3) === 0);
  const lines = [
    "record,stage,verdict,reason,resolves,note,decided_at",
    ...voted.map(
      (key) => `${key},title-abstract,exclude,,,"said ""no"", so",2024-05-0${1 + random(9)}`,
    ),
    "zzzzzzzz,title-abstract,include,,,,2024-05-01",
    "zzzzzzzz,abstract,include,,,,2024-05-01",
    "",
    "zzzzzzzz,full-text,perhaps,,,,2024-05-01",
  ];
  const text = `${lines.join("\n")}\n`;
  const { rows, problems } = readDecisions(text, "decisions/ada.csv", "ada");
  expect(unaccountedLines(text, rows, problems)).toEqual([]);
  const results = await screened(texts, rows);
  if (results === undefined) throw new Error("unknown");
  expect(violations(results, expected)).toEqual([]);
  const excluded = results.records.filter(({ box }) => box === "excluded-title-abstract");
  const applied = new Set<string>(excluded.map(({ key }) => key));
  const named = new Set(
    results.problems.filter(({ file }) => file === "decisions/ada.csv").map(({ line }) => line),
  );
  // A vote for a key that several records own is not applied, and slr says so.
  expect(voted.flatMap((key, at) => (applied.has(key) || named.has(at + 2) ? [] : [key]))).toEqual(
    [],
  );
  expect([...applied].filter((key) => !voted.includes(key))).toEqual([]);
  expect(named).toContain(voted.length + 2);
}

test.skipIf(exports.length === 0)(
  "damaged exports obey the law, and what the damage hides is a problem",
  async () => {
    // The damages of bench/fuzz.js.
    const {
      cutAnywhere: _,
      damagedText,
      randomOf,
    } = await import(new URL("../../bench/mutations.js", import.meta.url).href);
    for (let n = 0; n < MUTATIONS; n++) {
      const random = randomOf("law", n);
      const piece = ({ head, entries, foot }: CutFile) => {
        const from = random.below(entries.length);
        return spliced({ format: "", head, entries, foot }, entries.slice(from, from + 8));
      };
      const one = random.pick(whole);
      const other = random.pick(whole.filter(({ format }) => format === one.format));
      const text: string = damagedText(piece(one), piece(other), random);
      const results = await screened([text]);
      if (results === undefined) continue;
      expect(violations(results, new Map()), text).toEqual([]);
      const raw = cutFile(text);
      if (raw === undefined || raw.entries.length <= results.ledger.length) continue;
      expect(results.problems.length, text).toBeGreaterThan(0);
    }
  },
  600_000,
);
