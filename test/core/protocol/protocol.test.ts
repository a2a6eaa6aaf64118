import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CHECKS } from "../../../src/core/checks/index.ts";
import { configurableChecks } from "../../../src/core/checks/settings.ts";
import { DEFAULT_POLICY } from "../../../src/core/dedupe/relations/index.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import { protocolJsonSchema } from "../../../src/core/protocol/schema.ts";
import { formatProblem } from "../../../src/core/records/problem.ts";

function problemsOf(yaml: string): string {
  const parsed = parseProtocol(yaml, "slr.yaml");
  return parsed.problems.map(formatProblem).join("\n");
}

function protocolOf(yaml: string) {
  const parsed = parseProtocol(yaml, "slr.yaml");
  if (!parsed.ok) throw new Error(problemsOf(yaml));
  return parsed.protocol;
}

test("an empty protocol has the defaults: people decide, one for each record", () => {
  expect(protocolOf("")).toMatchObject({
    sources: [],
    screening: {
      "title-abstract": { by: "reviewers", perRecord: 1 },
      "full-text": { by: "reviewers", perRecord: 1 },
    },
    otherMethods: "separate",
    ratingSeed: 1,
  });
});

test("a stage with a query is decided by rules, then reviewers, unless the protocol says otherwise", () => {
  const criteria = "criteria: [{ id: E1, text: Old, stage: title-abstract, exclude: year < 2017 }]";
  expect(protocolOf(criteria).screening["title-abstract"].by).toBe("rules-then-reviewers");
  const own = `${criteria}\nscreening: { title-abstract: { by: rules, per-record: 2 } }`;
  expect(protocolOf(own).screening["title-abstract"]).toEqual({
    by: "rules",
    perRecord: 2,
    reviewers: [],
    pilot: 0,
  });
});

test("JSON is accepted, being YAML, and one file needs no list", () => {
  const { sources } = protocolOf('{"sources": [{"name": "Scopus", "files": "searches/s.csv"}]}');
  expect(sources).toMatchObject([
    { name: "Scopus", kind: "database", searches: [{ files: ["searches/s.csv"] }] },
  ]);
});

test("a source says where its records are in JSON, and what their names mean", () => {
  const yaml =
    "sources:\n  - { name: A, files: a.json, rows: message.items, columns: { id: key, title: heading } }\n";
  expect(protocolOf(yaml).sources[0]).toMatchObject({
    rows: "message.items",
    columns: { id: "key", title: "heading" },
  });
});

test("a source says what PRISMA-S asks for, and a known-relevant report whether it is a seed", () => {
  const protocol = protocolOf(
    `sources:
  - name: MEDLINE
    platform: Ovid
    coverage: 1946 to present
    searches: [{ files: a.ris, limits: English }]
  - { name: Citations, kind: citation-searching, files: b.ris, seeds: [doi:10.1000/a] }
known-relevant:
  - doi:10.1000/a
  - { record: doi:10.1000/b, seed: true }
`,
  );
  expect(protocol.sources).toMatchObject([
    { coverage: "1946 to present", searches: [{ limits: "English" }] },
    { seeds: ["doi:10.1000/a"] },
  ]);
  expect(protocol.knownRelevant).toEqual([
    { reference: "doi:10.1000/a", line: 8 },
    { reference: "doi:10.1000/b", isSeed: true, line: 9 },
  ]);
});

test("broken YAML is a problem with line and column", () => {
  expect(problemsOf("title: A\nsources:\n  - name: [Scopus\n")).toMatch(
    /^slr\.yaml:3: error: .+ \(column 11\) \(protocol\/yaml\)$/m,
  );
});

test("an unknown key names its line and what is expected", () => {
  expect(problemsOf("title: A\nsource: []\n")).toBe(
    "slr.yaml:2: error: Unexpected key `source`, expected one of title, question, sources, databases, terms, criteria, taxonomy, reviewers, adjudicators, screening, rating, flow, results, previous, known-relevant, decisions, duplicates, versions, methods, checks, acknowledged, limits, published. Did you mean `sources`? (column 1) (protocol/unknown-key)",
  );
});

test.each([
  ["reviewers:\n  ada: { kid: person }\n", "2: error: Unexpected key `kid`, expected one of kind."],
  ["rating: { sed: 1 }", "1: error: Unexpected key `sed`, expected one of seed, vectors."],
  [
    "flow: { other: merged }",
    "1: error: Unexpected key `other`, expected one of other-methods, template.",
  ],
  [
    "previous: { study: 1 }",
    "1: error: Unexpected key `study`, expected one of studies, reports, lock, name, date.",
  ],
  [
    "screening:\n  title: {}\n",
    "2: error: Unexpected key `title`, expected one of title-abstract, full-text, reasons.",
  ],
  [
    "screening:\n  title-abstract:\n    stop: { rule: knee, shar: 0.5 }\n",
    "3: error: Unexpected key `shar`, expected one of rule,",
  ],
  [
    "duplicates:\n  - file: d.csv\n    group: g\n    entry:\n      source: s\n      number: n\n",
    "6: error: Unexpected key `number`, expected one of source, id, ordinal, title, sources.",
  ],
  [
    "duplicates:\n  - { file: { file: d.xlsx, page: A }, group: g, entry: { source: s } }\n",
    "2: error: Unexpected key `page`, expected one of file, sheet.",
  ],
  [
    "decisions:\n  - { file: d.csv, stage: full-text, group: g, verdict: { colum: v } }\n",
    "2: error: Unexpected key `colum`, expected one of column, pattern, include, maybe, exclude, not-retrieved, otherwise.",
  ],
  [
    "decisions:\n  - { file: d.csv, stage: full-text, group: g, verdict: { matrix: { yess: x } } }\n",
    "2: error: Unexpected key `yess`, expected one of exclude, include, yes, no, maybe.",
  ],
  [
    "decisions:\n  - { file: d.csv, stage: full-text, group: { colum: g }, verdict: { column: v } }\n",
    "2: error: Unexpected key `colum`, expected one of column, pattern, values.",
  ],
])("an unknown key is told the keys that are known at its place: %j", (yaml, problem) => {
  expect(problemsOf(yaml)).toContain(`slr.yaml:${problem}`);
  expect(problemsOf(yaml)).not.toContain("Invalid input.");
});

test.each([
  [
    'include: "language model" OR LLM',
    "^",
    /There is text after a quoted phrase.*single quotes.*after `\|`/,
  ],
  ["text: Old: before 2017", "^", /YAML takes the text before.*single quotes/],
  ["text: @home", "^", /A value that begins with `@` has another meaning/],
  ['text: "open', "^^^^^", /The quote that opens here is not closed.*column 11/],
  ["text: *quantum", "^^^^^^^^", /YAML takes `\*quantum` for an alias.*single quotes/],
])("a mistake in YAML says what to do, with a caret: %s", (line, caret, message) => {
  const problems = problemsOf(`criteria:\n  - id: I1\n    stage: full-text\n    ${line}\n`);
  expect(problems).toMatch(message);
  expect(problems.split("\n")[2]!.trim()).toMatch(/^\^+$/);
  expect(problems).toContain(caret);
  expect(problems.match(/error:/g)).toHaveLength(1);
});

test.each([
  ["a quote that only the end of the file ends", 'title: "Tea\ncriteria:\n  - id: E1\n', 1],
  ["an apostrophe", "criteria:\n  - id: 'E1\n    text: x\n    stage: full-text\n", 2],
  ["a brace", "title: T\ncriteria:\n  - { id: E1, text: x\nscreening:\n  a: b\n", 3],
  ["a bracket around maps", "sources: [ { name: A, files: a.ris }\ncriteria: []\n", 1],
])("%s that is not closed is told where it opens", (_, yaml, line) => {
  expect(problemsOf(yaml)).toMatch(
    new RegExp(`^slr.yaml:${line}: error: The .* opens here is not`),
  );
});

test.each([
  [
    "sources: [{ name: A, kind: databse, files: a.csv }]",
    "Unexpected `databse`, expected one of database, register,",
    "Did you mean `database`?",
  ],
  [
    "criteria: [{ id: A, text: T, stage: fulltext }]",
    "Unexpected `fulltext`",
    "Did you mean `full-text`? (",
  ],
  [
    "criteria: [{ id: A, stage: full-text }]",
    "criteria.A.text: Missing value, expected a text.",
    "",
  ],
  ["criteria: [{ id: A, text: T, stage: abstract }]", "Did you mean `title-abstract`?"],
  ["criteria: [{ text: T, id: 3 }]", "criteria.1.stage: Missing value, expected one of "],
  ["title: [a]", 'title: Unexpected `["a"]`, expected a text.', ""],
  ["screening: { full-text: { per-record: 0 } }", "Unexpected `0`, expected at least 1.", ""],
])("a wrong value is told in the words of a protocol: %s", (yaml, ...texts) => {
  const problems = problemsOf(yaml);
  for (const text of texts) expect(problems).toContain(text);
  expect(problems).not.toMatch(/Invalid|Too small/);
});

test("a wrong value names its key", () => {
  const problems = problemsOf("sources:\n  - name: Scopus\n    kind: databse\n    files: a.csv\n");
  expect(problems).toContain("slr.yaml:3: error: sources.Scopus.kind: ");
  expect(problems).toContain("citation-searching");
});

test("a syntax error in a criterion has a caret under its place", () => {
  const yaml =
    "criteria:\n  - id: I1\n    text: On topic\n    stage: title-abstract\n    include: title(pruning AND)\n";
  const problems = problemsOf(yaml);
  expect(problems).toMatch(/^slr\.yaml:5: error: I1: .+ \(column \d+\) \(protocol\/query\)$/m);
  const [, query, caret] = problems.split("\n");
  expect(query).toBe("      include: title(pruning AND)");
  expect(caret!.indexOf("^")).toBe(query!.indexOf(")"));
});

test.each([
  ["two queries", "criteria: [{ id: A, text: T, stage: full-text, exclude: a, include: b }]"],
  [
    "a repeated id",
    "criteria: [{ id: A, text: T, stage: full-text }, { id: A, text: U, stage: full-text }]",
  ],
  [
    "an id that cannot stand in a list of reasons",
    'criteria: [{ id: "A;B", text: T, stage: full-text }]',
  ],
  [
    "a criterion before screening that nobody could apply",
    "criteria: [{ id: A, text: T, stage: before-screening }]",
  ],
  ["two sources of one name", "sources: [{ name: S, files: a }, { name: S, files: b }]"],
  ["a path that leaves the review", "sources: [{ name: S, files: ../secret.csv }]"],
  ["an absolute path", "sources: [{ name: S, files: /etc/passwd }]"],
  ["a negative count", "sources: [{ name: S, files: a, expected: -1 }]"],
])("%s is refused", (_, yaml) => {
  expect(parseProtocol(yaml, "slr.yaml").ok).toBe(false);
});

test("a stage names the reviewers among whom its records are dealt, and its pilot", () => {
  const yaml =
    "screening: { full-text: { per-record: 2, reviewers: [ada, bela, cara], pilot: 50 } }";
  expect(protocolOf(yaml).screening["full-text"]).toEqual({
    by: "reviewers",
    perRecord: 2,
    reviewers: ["ada", "bela", "cara"],
    pilot: 50,
  });
});

test.each([
  [
    "fewer reviewers than must decide each record",
    "screening:\n  full-text:\n    per-record: 3\n    reviewers: [ada, bela]\n",
    "slr.yaml:3: error: `per-record: 3` asks for more reviewers than the 2 that the stage names. Name more reviewers, or lower the number. (column 17) (protocol/too-few-reviewers)",
  ],
  [
    "a reviewer who is named twice",
    "screening:\n  full-text:\n    reviewers: [ada, ada]\n",
    "slr.yaml:3: error: `ada` is named twice. Name each reviewer once. (column 22) (protocol/repeated-reviewer)",
  ],
  [
    "a reviewer who is not among the people that are listed",
    "reviewers: { ada: {}, bela: {}, gpt: { kind: automation } }\nscreening:\n  full-text:\n    reviewers: [ada, belah, gpt]\n",
    "slr.yaml:4: warning: Unexpected reviewer `belah`, expected one of ada, bela, gpt, whom `reviewers` lists. (column 22) (protocol/unknown-reviewer)",
  ],
  [
    "nothing: a list of programs does not say who the people are",
    "reviewers: { gpt: { kind: automation } }\nscreening: { full-text: { reviewers: [ada, gpt] } }\n",
    "",
  ],
])("reviewers of a stage: %s", (_, yaml, problems) => {
  expect(problemsOf(yaml)).toBe(problems);
});

test("`versions` says which versions of a study are duplicates; the others stay as PRISMA has them", () => {
  const parsed = parseProtocol("versions: { preprint: merge, update: separate }", "slr.yaml");
  expect(parsed.ok && parsed.protocol.versions).toEqual({ ...DEFAULT_POLICY, preprint: "merge" });
  const mistaken = parseProtocol("versions:\n  preprints: merge\n  thesis: keep", "slr.yaml");
  expect(mistaken.problems.map(formatProblem)).toEqual([
    expect.stringContaining("slr.yaml:3: error: versions.thesis: "),
    expect.stringContaining(
      "slr.yaml:2: error: Unexpected key `preprints`, expected one of registration, thesis,",
    ),
  ]);
});

test("the JSON Schema for editors is the schema that slr uses", () => {
  const written = JSON.parse(readFileSync("schema/slr.schema.json", "utf8")) as unknown;
  expect(written).toEqual(
    JSON.parse(JSON.stringify(protocolJsonSchema(configurableChecks(CHECKS)))),
  );
});

test("an error in a block shows the line of the file with a caret under its place", () => {
  const yaml =
    "criteria:\n  - id: I1\n    text: On topic\n    stage: title-abstract\n    include: |\n      pruning # weights\n      AND ((tree)\n";
  const [first, line, caret] = problemsOf(yaml).split("\n");
  expect(first).toMatch(/^slr\.yaml:7: error: I1: .+ \(column 11\)/);
  expect(line).toBe("        AND ((tree)");
  expect(caret!.indexOf("^")).toBe(line!.indexOf("("));
});

describe("named sub-queries", () => {
  const withTerms = (terms: string, include: string) =>
    `terms: ${terms}\ncriteria:\n  - id: I1\n    text: On topic\n    stage: title-abstract\n    include: ${include}\n`;

  test("a criterion refers to them, also inside of a function and in each other", () => {
    const terms = "{ llm: 'LLM OR \"language model*\"', both: '@llm AND survey' }";
    expect(problemsOf(withTerms(terms, "title(@both) OR @llm NEAR/2 test"))).toBe("");
  });

  test.each([
    [
      "a name that there is not",
      "{ llm: LLM }",
      "'@lm'",
      /expected `@` and a name.*Did you mean @llm\?/s,
    ],
    ["one that refers to itself", "{ a: '@b', b: '@a' }", "x", /@a → @b → @a/],
    [
      "a comparison inside of a function",
      "{ old: year < 2000 }",
      "title(@old)",
      /does not fit here/,
    ],
    [
      "an error in it, at its own place",
      "{ llm: 'LLM AND' }",
      "'@llm'",
      /^slr\.yaml:1: error: @llm: /,
    ],
    ["a name with a blank", "{ 'a b': LLM }", "x", /letters, digits/],
  ])("%s is refused", (_, terms, include, message) => {
    expect(problemsOf(withTerms(terms, include))).toMatch(message);
  });

  test("sub-queries that would grow without end are refused", () => {
    const names = Array.from(
      { length: 12 },
      (_, n) => `t${n}: '${n === 0 ? "x" : `@t${n - 1} OR @t${n - 1}`}'`,
    );
    expect(problemsOf(withTerms(`{ ${names.join(", ")} }`, "'@t11'"))).toMatch(/at most 1000/);
  });
});

describe("a criterion in the language of a database", () => {
  const withDialect = (dialect: string, include: string) =>
    `criteria:\n  - id: I1\n    text: On topic\n    stage: title-abstract\n    dialect: ${dialect}\n    include: ${include}\n`;

  test("is translated", () => {
    const parsed = parseProtocol(withDialect("ovid", "(nurs* adj3 burnout).ti,ab."), "slr.yaml");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const [criterion] = parsed.protocol.criteria;
    expect(criterion?.query?.text).toBe('title-abs(nurs* NEAR/2 "burnout")');
    expect(criterion?.queryText).toBe("(nurs* adj3 burnout).ti,ab.");
  });

  test("is refused at its place where it has no counterpart", () => {
    const problems = problemsOf(withDialect("ovid", "nurs*.ti. and exp Burnout/"));
    const [first, line, caret] = problems.split("\n");
    expect(first).toMatch(/^slr\.yaml:6: error: I1: Unexpected `exp Burnout\/`/);
    expect(caret!.indexOf("^")).toBe(line!.indexOf("exp"));
  });

  test("a language that slr does not know is refused with those that it knows", () => {
    expect(problemsOf(withDialect("dialog", "x"))).toMatch(/dialect.*expected one of ovid, pubmed/);
  });
});

test("texts of slr.yaml steer no terminal, and the name of a source is one line", () => {
  const read = (yaml: string) => {
    const parsed = parseProtocol(yaml, "slr.yaml");
    if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join());
    const { title, sources } = parsed.protocol;
    const problems = parsed.problems.map(
      ({ severity, code, line }) => `${severity} ${code} ${line}`,
    );
    return { title, sources: sources.map(({ name }) => name), problems };
  };
  const withName = (name: string) => `sources:\n  - { name: "${name}", files: a.ris }\n`;
  for (const [name, readAs] of [
    ["A\\e[2J", "A"],
    ["A\\n::error::b", "A ::error::b"],
    ["A\\u202eb", "Ab"],
    ["A\\x9b31m", "A"],
  ] as const)
    expect(read(withName(name)), name).toMatchObject({
      sources: [readAs],
      problems: ["warning protocol/control 2"],
    });
  expect(read(`title: "A\\e[31m"\n${withName("A")}`)).toEqual({
    title: "A",
    sources: ["A"],
    problems: ["warning protocol/control 1"],
  });
  expect(read(`title: |\n  Two\n  lines\n${withName("Étude – 中文")}`).problems).toEqual([]);
});
