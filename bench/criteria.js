// npm run bench:criteria [records]: judging by criteria, beside the same queries as a loop of plain
// regular expressions and in a full-text index of SQLite (node:sqlite has FTS5; sql.js has FTS4).
// No figure here is a test.
import { createRequire } from "node:module";
import { evaluateQuery, IndexedSubject, parseQuery } from "../dist/core/criteria/index.js";
import { random } from "./generate.js";

const RECORDS = Number(process.argv[2] ?? 100_000);
const CRITERIA = 30;
const TERMS = 20;
const TITLE = 12;
const ABSTRACT = 180;

const next = random(17);
const pick = (letters) => letters[Math.floor(next() * letters.length)];
const syllable = () =>
  `${pick("bcdfghklmnprstvwz")}${next() < 0.2 ? pick("lrh") : ""}${pick("aeiou")}${next() < 0.4 ? pick("nrstlm") : ""}`;

/** A vocabulary in which, as in English, few words make most of a text (Zipf's law). */
const VOCABULARY = [
  ...new Set(
    Array.from({ length: 30_000 }, () =>
      Array.from({ length: 2 + Math.floor(next() * 3) }, syllable).join(""),
    ),
  ),
];
const word = () => VOCABULARY[Math.floor(VOCABULARY.length ** next()) - 1] ?? VOCABULARY[0];
const text = (words) => Array.from({ length: words }, word).join(" ");

/** Words, phrases and beginnings, from frequent to rare. */
function term() {
  const kind = next();
  const rare = () => VOCABULARY[200 + Math.floor(next() * (VOCABULARY.length - 200))];
  if (kind < 0.5) return { kind: "word", words: [rare()] };
  if (kind < 0.75) return { kind: "beginning", words: [rare().slice(0, 6)] };
  return { kind: "phrase", words: [word(), rare()] };
}

const criteria = Array.from({ length: CRITERIA }, () => Array.from({ length: TERMS }, term));
const ours = ({ kind, words }) =>
  kind === "word"
    ? `"${words[0]}"`
    : kind === "beginning"
      ? `${words[0]}*`
      : `"${words.join(" ")}"`;
const pattern = ({ kind, words }) =>
  kind === "beginning" ? `${words[0]}\\w*` : words.join("\\W+");
const inSqlite = ({ kind, words }) =>
  kind === "beginning" ? `${words[0]}*` : `"${words.join(" ")}"`;

const rows = Array.from({ length: RECORDS }, () => ({
  title: text(TITLE),
  abstract: text(ABSTRACT),
}));
const megabytes = rows.reduce((sum, row) => sum + row.title.length + row.abstract.length, 0) / 1e6;

function seconds(run) {
  const before = process.cpuUsage();
  const found = run();
  const { user, system } = process.cpuUsage(before);
  return { found, cpu: (user + system) / 1e6 };
}

const print = (name, { found, cpu }) =>
  console.log(`${name.padEnd(44)} ${cpu.toFixed(1).padStart(6)} CPU s   ${found} matches`);

console.log(
  `${RECORDS} records (${megabytes.toFixed(0)} MB of titles and abstracts), ${CRITERIA} criteria of ${TERMS} terms`,
);
const queries = criteria.map((terms) => {
  const parsed = parseQuery(`title-abs(${terms.map(ours).join(" OR ")})`);
  if (!parsed.ok) throw new Error("A term of the benchmark is no query.");
  return parsed.query;
});
print(
  "slr, with the words of each judgement",
  seconds(() => {
    let found = 0;
    for (const row of rows) {
      const subject = new IndexedSubject({
        record: { ...row, authors: [], issn: [], keywords: [], mesh: [], original: [] },
      });
      for (const query of queries) if (evaluateQuery(query, subject).truth === "true") found += 1;
    }
    return found;
  }),
);
const regexes = criteria.map(
  (terms) => new RegExp(`\\b(?:${terms.map(pattern).join("|")})\\b`, "i"),
);
print(
  "one regular expression for each criterion",
  seconds(() => {
    let found = 0;
    for (const { title, abstract } of rows)
      for (const regex of regexes) if (regex.test(title) || regex.test(abstract)) found += 1;
    return found;
  }),
);

/** A database in memory with this full-text module, and the time to fill and to ask it. */
function sqlite(name, { run, insert, count }, module) {
  print(
    `${name}, with the index`,
    seconds(() => {
      run(`CREATE VIRTUAL TABLE records USING ${module}(title, abstract)`);
      run("BEGIN");
      for (const { title, abstract } of rows) insert(title, abstract);
      run("COMMIT");
      return criteria.reduce((sum, terms) => sum + count(terms.map(inSqlite).join(" OR ")), 0);
    }),
  );
}

const ASK = "SELECT count(*) AS n FROM records WHERE records MATCH ?";
const INSERT = "INSERT INTO records VALUES (?, ?)";
try {
  const { DatabaseSync } = await import(/** @type {string} */ ("node:sqlite"));
  const database = new DatabaseSync(":memory:");
  let insert;
  sqlite(
    "SQLite FTS5 (node:sqlite)",
    {
      run: (sql) => database.exec(sql),
      insert: (...row) => {
        insert ??= database.prepare(INSERT);
        insert.run(...row);
      },
      count: (query) => database.prepare(ASK).get(query).n,
    },
    "fts5",
  );
} catch {
  console.log("SQLite FTS5: this Node has no node:sqlite");
}
try {
  const SQL = await createRequire(import.meta.url)("sql.js")();
  const database = new SQL.Database();
  let insert;
  sqlite(
    "SQLite FTS4 (sql.js, WebAssembly)",
    {
      run: (sql) => database.run(sql),
      insert: (...row) => {
        insert ??= database.prepare(INSERT);
        insert.run(row);
      },
      count: (query) => database.exec(ASK, [query])[0].values[0][0],
    },
    "fts4",
  );
} catch (error) {
  console.log(`SQLite FTS4: ${error.message}`);
}
