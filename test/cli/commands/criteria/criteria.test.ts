import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { risOf, testFolder } from "../../captured-io.ts";

const TITLES = [
  "A survey of pruning",
  "Surveys of attention and pruning",
  "Pruning transformers",
  "Serving language models",
  "Attention in vision",
  "A survey of birds",
] as const;

const CRITERIA = `criteria:
  - id: E1
    text: A survey
    stage: title-abstract
    exclude: title(survey)
    examples:
      match: [A survey of pruning, { title: Surveys, year: 2020 }]
      no-match: [Pruning transformers, Surveying land, doi:10.1000/none]
  - id: I1
    text: On language models
    stage: title-abstract
    include: title(@topic)
  - { id: E2, text: Bad English, stage: title-abstract }
terms: { topic: pruning OR attention OR "language models" }
`;
const SOURCES = "sources: [{ name: Scopus, files: searches/scopus.ris }]\n";
const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";
const DECISIONS = `${HEADER}
,title-abstract,include,,,,,,,${TITLES[0]},
,title-abstract,exclude,E1,,,,,,${TITLES[2]},
,title-abstract,exclude,E1,,,,,,${TITLES[1]},
,title-abstract,include,,,,,,,${TITLES[3]},
`;

const review = (yaml = CRITERIA, files: Readonly<Record<string, string>> = {}) =>
  testFolder({
    "slr.yaml": `${SOURCES}${yaml}`,
    "searches/scopus.ris": risOf(...TITLES),
    "decisions/ada.csv": DECISIONS,
    ...files,
  });

test("lists what each criterion excludes, its examples, and where it and people differ", async () => {
  const { code, out } = await review().slr("criteria");
  expect(out).toMatchInlineSnapshot(`
    "E1  A survey
        title-abstract, exclude: title(survey)
        excludes 3 of 6 records (50.0 %): 2 alone, 3 first; unknown for 0
        people agree on 2 of 4 records
        excludes, but people included: 1
          c6rwcj4t  A survey of pruning
        lets pass, but people excluded for this reason: 1
          nrtdx52w  Pruning transformers
        examples: 4 of 5 as expected
          slr.yaml:9: "doi:10.1000/none" must not match, but no record has this DOI

    I1  On language models
        title-abstract, include: title(@topic)
        read as: title(pruning) OR title(attention) OR title("language models")
        excludes 1 of 6 records (16.7 %): 0 alone, 0 first; unknown for 0
        people agree on 2 of 2 records

    E2  Bad English
        title-abstract, decided by people

    Overlap
        E1 and I1: 1 record"
  `);
  // A DOI that no record has is an example that tests nothing.
  expect(code).toBe(1);
});

test("the same for programs, with every record that differs", async () => {
  const { out } = await review().slr("criteria", "--format", "json");
  const [survey] = JSON.parse(out).criteria;
  expect(survey).toMatchObject({
    id: "E1",
    excluded: 3,
    alone: 2,
    first: 3,
    people: { both_exclude: 1, both_pass: 1, only_rule: [{ title: TITLES[0] }] },
  });
});

describe("--try", () => {
  test("says what a query would exclude, and shows some of it", async () => {
    const { code, out } = await review().slr("criteria", "--try", "title(@topic AND attention)");
    expect(out).toMatchInlineSnapshot(`
      "excludes 2 of 6 records (33.3 %): 1 alone, 1 first; unknown for 0
      people agree on 3 of 3 records
      2 of the 2 records:
        fsz2lu2h  Surveys of attention and pruning  ("attention", "pruning")
        vmq5dckb  Attention in vision  ("Attention")"
    `);
    expect(code).toBe(0);
  });

  test("as an inclusion, in the language of a database", async () => {
    const { out } = await review().slr(
      "criteria",
      "--try",
      "pruning.ti.",
      "--from",
      "ovid",
      "--as",
      "include",
    );
    expect(out).toMatch(/^excludes 3 of 6 records \(50\.0 %\)/);
  });

  test("a query with a mistake is told with a caret", async () => {
    const { code, err } = await review().slr("criteria", "--try", "title(survey AND)");
    expect(err).toMatch(/title\(survey AND\)\n\s+\^/);
    expect(code).toBe(2);
  });
});

describe("--against", () => {
  const BY_RULES = "screening: { title-abstract: { by: rules }, full-text: { by: rules } }\n";
  const wider = CRITERIA.replace("title(survey)", "title(survey OR vision)").replace(
    / {4}examples:\n.*\n.*\n/,
    "",
  );
  const narrower = CRITERIA.replace(/ {4}examples:\n.*\n.*\n/, "");

  test("another folder: records that move, and an included one makes it fail", async () => {
    const folder = review(`${wider}${BY_RULES}`, {
      "before/slr.yaml": `${SOURCES}${narrower}${BY_RULES}`,
      "decisions/ada.csv": `${HEADER}\n`,
    });
    const { code, out } = await folder.slr("criteria", "--against", "before");
    expect(out).toMatchInlineSnapshot(`
      "Against before, 1 record changes its outcome; 1 of them is included before or after:
        vmq5dckb  included → excluded-title-abstract (E1)  Attention in vision"
    `);
    expect(code).toBe(1);
    const { out: json } = await folder.slr("criteria", "--against", "before", "--format", "json");
    expect(JSON.parse(json).changes).toMatchObject([
      { title: "Attention in vision", included: true },
    ]);
  });

  test("a git revision", async () => {
    const folder = review(`${narrower}${BY_RULES}`, { "decisions/ada.csv": `${HEADER}\n` });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], {
        cwd: folder.path,
      });
    git("init", "-q");
    git("add", "slr.yaml");
    git("commit", "-qm", "criteria");
    const { code, out } = await folder.slr("criteria", "--against", "HEAD");
    expect(out).toBe("Against HEAD, no record changes its outcome.");
    expect(code).toBe(0);
    const other = await folder.slr("criteria", "--against", "no-such-branch");
    expect(other.err).toMatch(/neither a folder nor a git revision/);
    expect(other.code).toBe(2);
  });
});

test("a folder without slr.yaml, and options that exclude each other", async () => {
  expect((await testFolder().slr("criteria")).code).toBe(2);
  const { err } = await review().slr("criteria", "--try", "a", "--against", "HEAD");
  expect(err).toMatch(/cannot be used together/);
});
