import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeIo } from "../../src/cli/io/terminal.ts";
import { main } from "../../src/cli/main.ts";
import { EXAMPLE } from "./console.ts";
import { blocksOf, pageText } from "./pages.ts";

const PAGE = "docs/large-maps.md";

type Row = Readonly<Record<string, unknown>>;

/** The questions of the page, in its order, each with its query. */
const QUESTIONS = pageText(PAGE)
  .split(/^## /m)
  .find((section) => section.startsWith("Five questions"))!
  .split(/^### /m)
  .slice(1)
  .map((part) => ({ question: part.split("\n")[0]!, query: blocksOf(part, "sql")[0]! }));

interface Tables {
  readonly records: readonly Row[];
  readonly judgements: readonly Row[];
  readonly ledger: readonly Row[];
  readonly earlier: readonly Row[];
}

const folder = mkdtempSync(join(tmpdir(), "slr-large-maps-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let tables: Tables;

function screen(): Promise<number> {
  const silent = {
    print: () => {},
    write: () => Promise.resolve(true),
    notify: () => {},
    status: () => {},
    owned: () => undefined,
  };
  return main(["screen"], nodeIo(folder, silent));
}

// One review for all questions: the example without the last two decisions of Bela, and, a week
// before, without the last five.
beforeAll(async () => {
  cpSync(EXAMPLE, folder, { recursive: true });
  appendFileSync(join(folder, "slr.yaml"), "\nresults: { parquet: true }\n");
  const decisions = join(folder, "decisions", "bela.csv");
  const rows = readFileSync(decisions, "utf8").trimEnd().split("\n");
  writeFileSync(decisions, `${rows.slice(0, -5).join("\n")}\n`);
  await screen();
  cpSync(join(folder, "results"), join(folder, "earlier"), { recursive: true });
  writeFileSync(decisions, `${rows.slice(0, -2).join("\n")}\n`);
  await screen();
  const read = async (file: string) => {
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    return parquetReadObjects({ file: bytes.buffer });
  };
  tables = {
    records: await read("results/records.parquet"),
    judgements: await read("results/judgements.parquet"),
    ledger: await read("results/ledger.parquet"),
    earlier: await read("earlier/records.parquet"),
  };
});

const compare = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : 1);
const textsOf = (cell: unknown) => cell as readonly string[];

/** The answers, computed without SQL. */
const ANSWERS: readonly ((of: Tables) => Row[])[] = [
  ({ records }) =>
    [...new Set(records.flatMap(({ sources }) => textsOf(sources)))]
      .map((source) => {
        const found = records.filter(({ sources }) => textsOf(sources).includes(source));
        const alone = found.filter(({ sources }) => textsOf(sources).length === 1);
        const included = alone.filter((record) => record.included === true);
        return {
          source,
          records: found.length,
          alone: alone.length,
          alone_and_included: included.length,
        };
      })
      .sort((a, b) => b.alone_and_included - a.alone_and_included || compare(a.source, b.source)),
  ({ records }) => {
    const passed = records.filter(({ stage_1 }) => stage_1 === "include");
    return [...new Set(passed.map(({ year }) => year as number | null))]
      .sort((a, b) => (a ?? 9999) - (b ?? 9999))
      .map((year) => {
        const its = passed.filter((record) => record.year === year);
        const included = its.filter((record) => record.included === true);
        return { year, records: its.length, included: included.length };
      });
  },
  ({ judgements, records }) => {
    const included = new Set(
      records.filter((one) => one.included === true).map((one) => one.record),
    );
    const byWord = new Map<string, Set<unknown>>();
    for (const { record, criterion, verdict, words } of judgements)
      if (criterion === "I1" && verdict === "met")
        for (const word of textsOf(words).map((one) => one.toLowerCase()))
          byWord.set(word, (byWord.get(word) ?? new Set()).add(record));
    return [...byWord]
      .map(([word, its]) => ({
        word,
        records: its.size,
        included: [...its].filter((record) => included.has(record)).length,
      }))
      .sort((a, b) => b.records - a.records || compare(a.word, b.word))
      .slice(0, 5);
  },
  ({ records, ledger }) =>
    records
      .filter(({ box }) => String(box).startsWith("pending-"))
      .sort((a, b) => Number(b.score) - Number(a.score) || compare(a.record, b.record))
      .flatMap(({ record, rating, title }) =>
        ledger
          .filter((row) => row.record === record && row.box !== "duplicate")
          .map(({ file, line }) => ({ record, rating, file, line, title })),
      ),
  ({ records, earlier }) =>
    records
      .map(({ record, box: now, title }) => {
        const before = earlier.find((one) => one.record === record);
        return { record, earlier: before?.box, now, title };
      })
      .filter((row) => row.earlier !== row.now)
      .sort((a, b) => compare(a.record, b.record)),
];

function markdownTable(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell ?? "").replaceAll("|", "\\|")).join(" | ")} |`;
  const isNumber = (name: string) => rows.every((row) => typeof (row[name] ?? 0) === "number");
  return [
    line(header),
    `| ${header.map((name) => (isNumber(name) ? "---:" : "---")).join(" | ")} |`,
    ...rows.map((row) => line(header.map((name) => row[name]))),
  ].join("\n");
}

test("the page asks five questions and shows their answers, computed from the Parquet files", async () => {
  expect(QUESTIONS).toHaveLength(ANSWERS.length);
  let text = pageText(PAGE);
  for (const [at, { query }] of QUESTIONS.entries()) {
    const answer = ANSWERS[at]!(tables);
    expect(answer.length).toBeGreaterThan(1);
    const [before, after = ""] = text.split(`\`\`\`sql\n${query}\`\`\`\n`);
    const rest = after.replace(/^\n(?:\|.*\n)+/, "");
    text = `${before}\`\`\`sql\n${query}\`\`\`\n\n${markdownTable(answer)}\n${rest}`;
  }
  await expect(text).toMatchFileSnapshot(join("..", "..", PAGE));
});

/** `npm run duckdb` installs it outside of the repository; where it is not, these tests are skipped. */
const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const DUCKDB = process.env.SLR_DUCKDB || join(CACHE, "slr-screen", "duckdb");

interface DuckDb {
  runAndReadAll(query: string): Promise<{ getRowObjectsJS(): Row[] }>;
  closeSync(): void;
}

describe.skipIf(!existsSync(join(DUCKDB, "node_modules", "@duckdb")))("in DuckDB", () => {
  let database: DuckDb;
  beforeAll(async () => {
    const load = createRequire(join(DUCKDB, "package.json"));
    const { DuckDBInstance } = load("@duckdb/node-api") as {
      DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckDb> }> };
    };
    database = await (await DuckDBInstance.create(":memory:")).connect();
  });
  afterAll(() => database?.closeSync());

  const ask = async (query: string) => {
    const here = query.replace(/'((?:results|earlier)\/)/g, `'${folder}/$1`);
    const rows = (await database.runAndReadAll(here)).getRowObjectsJS();
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [
          name,
          typeof cell === "bigint" ? Number(cell) : cell,
        ]),
      ),
    );
  };

  test.each(QUESTIONS.map(({ question, query }, at) => [question, query, at] as const))(
    "%s",
    async (_, query, at) => {
      expect(await ask(query)).toEqual(ANSWERS[at]!(tables));
    },
  );

  test("the columns have their types, and missing values are null", async () => {
    const types = await ask(
      "SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM 'results/records.parquet')",
    );
    expect(Object.fromEntries(types.map(({ name, type }) => [name, type]))).toMatchObject({
      record: "VARCHAR",
      year: "INTEGER",
      sources: "VARCHAR[]",
      reason_2: "VARCHAR[]",
      included: "BOOLEAN",
      score: "DOUBLE",
    });
    const [counts] = await ask(
      "SELECT count(*) FILTER (WHERE year IS NULL) AS years, count(*) FILTER (WHERE included IS NULL) AS undecided, count(*) FILTER (WHERE reason_2 IS NULL) AS not_reached FROM 'results/records.parquet'",
    );
    const missing = (name: string) => tables.records.filter((row) => row[name] == null).length;
    expect(counts).toEqual({
      years: missing("year"),
      undecided: missing("included"),
      not_reached: missing("reason_2"),
    });
  });
});
