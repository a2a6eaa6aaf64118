import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Io } from "../../../../src/cli/io/io.ts";
import { risOf, testFolder } from "../../captured-io.ts";

const YAML = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris, expected: 2 }]
criteria: [{ id: F1, text: No evaluation, stage: full-text }]
known-relevant: [Paged attention for serving]
`;
const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";

function finished(rows: readonly string[] = []) {
  const decide = (title: string, stage: string, verdict: string, reason = "") =>
    `,${stage},${verdict},${reason},,,,,,${title},`;
  return testFolder({
    "slr.yaml": YAML,
    "searches/scopus.ris": risOf(
      "Pipelined training of giant models",
      "Paged attention for serving",
    ),
    "decisions/ada.csv": [
      HEADER,
      decide("Pipelined training of giant models", "title-abstract", "include"),
      decide("Paged attention for serving", "title-abstract", "include"),
      decide("Pipelined training of giant models", "full-text", "exclude", "F1"),
      decide("Paged attention for serving", "full-text", "include"),
      ...rows,
      "",
    ].join("\n"),
  });
}

test("a finished review passes every check", async () => {
  const folder = finished();
  await folder.slr("screen");
  const { code, transcript } = await folder.slr("check");
  expect(transcript).toMatchInlineSnapshot(`
    "out| warn  every source has the date of its search, its query and its platform
    out|       slr.yaml:2: warning: The source Scopus has no \`searched\`. (check/no-search-date)
    out|       slr.yaml:2: warning: The source Scopus has no \`query\`. (check/no-query)
    out|       slr.yaml:2: warning: The source Scopus has no \`platform\`, such as Ovid, EBSCOhost or the publisher of the database. (check/no-platform)
    out| ok    every entry of every export has one row in the ledger
    out| ok    the flow balances: what enters a box leaves it
    out| ok    every entry can be read
    out| ok    the exports are whole: none empty, none twice, none without a source, as many hits as the databases showed
    out| ok    every exclusion at full text has a reason
    out| ok    every reason for an exclusion is a criterion of slr.yaml
    out| ok    no record skips a stage
    out| ok    reviewers agree: no decisions are in conflict
    out| ok    every row that people wrote names one record and is applied
    out| ok    every line of every table that people keep is read or reported
    out| ok    no record is pending
    out| ok    every included record has the decisions that slr.yaml asks for
    out| ok    no program excluded or included a record alone
    out| ok    where a stopping rule ended screening, the rule is met
    out| ok    no possible duplicates wait for a person
    out| ok    no two records that may be one have opposite decisions
    out| ok    no study is counted twice among the included
    out| ok    no included report is retracted, an erratum, or one about which concern was expressed
    out| ok    the reports known to be relevant were found and are not excluded
    out| ok    every criterion with a query tells some records from others
    out| ok    results/ is what slr would write now
    out| ok    nothing else is wrong with the files
    out| All 23 checks passed."
  `);
  expect(code).toBe(0);
});

test("results that are missing or out of date fail", async () => {
  const folder = finished();
  expect((await folder.slr("check")).out).toContain("(check/out-of-date)");
  await folder.slr("screen");
  folder.write("results/prisma.json", "{}\n");
  const { code, out } = await folder.slr("check");
  expect(code).toBe(1);
  expect(out).toContain(
    "results/ is not what slr would write now: prisma.json differs. Run slr screen.",
  );
});

test("what shows no rating computes none", async () => {
  const folder = finished();
  await folder.slr("screen");
  const doing: string[] = [];
  const status: Io["status"] = (step) => void doing.push(step?.doing ?? "");
  await folder.slrWith({ status }, "prisma");
  await folder.slrWith({ status }, "status");
  folder.write("decisions/ada.csv", `${folder.read("decisions/ada.csv")}\n`);
  await folder.slrWith({ status }, "check");
  expect(doing).toContain("Reading");
  expect(doing).not.toContain("Rating");
});

test("results of other inputs are out of date, and the message names the inputs", async () => {
  const folder = finished();
  await folder.slr("screen");
  const decisions = folder.read("decisions/ada.csv");
  folder.write("decisions/ada.csv", decisions.replace("\n", "\n\n"));
  const { code, out } = await folder.slr("check");
  expect(code).toBe(1);
  expect(out).toContain("results/ was written before decisions/ada.csv changed. Run slr screen.");
  folder.write("decisions/ada.csv", decisions.replaceAll("\n", "\r\n"));
  expect((await folder.slr("check")).out).toContain("in line ends only");
});

test.each([
  [
    "a conflict",
    ",full-text,exclude,F1,,,,,,Paged attention for serving,",
    "bela",
    "check/conflict",
  ],
  [
    "a decision that names no record",
    "zzzzzzzz,full-text,include,,,,,,,,",
    "bela",
    "decisions/unknown-record",
  ],
])("%s fails", async (_, row, reviewer, code) => {
  const folder = finished();
  folder.write(`decisions/${reviewer}.csv`, `${HEADER}\n${row}\n`);
  const result = await folder.slr("check");
  expect(result.code).toBe(1);
  expect(result.out).toContain(`(${code})`);
});

test("an exclusion at full text without a reason fails", async () => {
  const folder = finished([",full-text,exclude,,,,z,,,Pipelined training of giant models,"]);
  expect((await folder.slr("check")).out).toContain("(decisions/no-reason)");
});

test("an entry that is acknowledged as unreadable fails neither slr screen nor slr check, and stays visible", async () => {
  const folder = finished();
  folder.write("searches/scopus.ris", `${folder.read("searches/scopus.ris")}TY  - JOUR\nER  - \n`);
  folder.write("slr.yaml", YAML.replace("expected: 2", "expected: 3"));
  expect((await folder.slr("screen")).code).toBe(1);
  const before = await folder.slr("check");
  expect(before.code).toBe(1);
  const [, line, code] = /scopus\.ris:(\d+): error: .*\((ris\/[a-z-]+)\)/.exec(before.out)!;
  folder.write(
    "slr.yaml",
    `${folder.read("slr.yaml")}acknowledged: [{ code: ${code}, file: searches/scopus.ris, line: ${line}, reason: "empty in Scopus, too" }]\n`,
  );
  const screened = await folder.slr("screen");
  expect(screened.code).toBe(0);
  expect(screened.err).toContain("1 problem that slr.yaml acknowledges: slr check lists them.");
  const { code: exit, out } = await folder.slr("check");
  expect(exit).toBe(0);
  expect(out).toContain("ok    every entry can be read");
  expect(out).toMatch(
    /1 problem that slr\.yaml acknowledges:\n {6}searches\/scopus\.ris:\d+: error: /,
  );
  expect(out).toContain("reason: empty in Scopus, too");
});

test("a stage that was skipped fails", async () => {
  const folder = finished([",title-abstract,exclude,F1,,,z,,,Paged attention for serving,"]);
  const { out } = await folder.slr("check");
  expect(out).toContain("(decisions/stage-skipped)");
  expect(out).toContain("(known-relevant/excluded)");
});

test("pending records fail, with their keys", async () => {
  const folder = finished();
  folder.write("decisions/ada.csv", `${HEADER}\n`);
  expect((await folder.slr("check")).out).toMatch(
    /2 records pending at title\/abstract: \w{8}, \w{8}\. \(check\/pending-title-abstract\)/,
  );
});

test("a known-relevant report that no search found fails", async () => {
  const folder = finished();
  folder.write("slr.yaml", YAML.replace("Paged attention for serving", "doi:10.1000/missing"));
  expect((await folder.slr("check")).out).toContain("(known-relevant/not-found)");
});

test("the lock holds inputs and flow, and --locked names what differs", async () => {
  const folder = finished();
  await folder.slr("screen");
  expect((await folder.slr("check", "--locked")).code).toBe(2);
  expect((await folder.slr("check", "--update-lock")).code).toBe(0);
  const lock = JSON.parse(folder.read("slr.lock"));
  expect(Object.keys(lock.inputs)).toEqual([
    "decisions/ada.csv",
    "searches/scopus.ris",
    "slr.yaml",
  ]);
  expect((await folder.slr("check", "--locked")).code).toBe(0);

  folder.write(
    "searches/scopus.ris",
    risOf("Pipelined training of giant models", "Paged attention for serving", "A third"),
  );
  await folder.slr("screen");
  const { code, out } = await folder.slr("check", "--locked");
  expect(code).toBe(1);
  expect(out).toContain("slr.lock: error: searches/scopus.ris has changed. (check/locked-input)");
  expect(out).toContain("slr.lock: error: records_screened was 2, is 3. (check/locked-flow)");
  expect(out).toMatch(
    /slr\.lock: error: The record \w{8} is new; its box is pending-title-abstract\./,
  );
});

test("JSON for programs, annotations for GitHub", async () => {
  const folder = finished();
  const json = JSON.parse((await folder.slr("check", "--format", "json")).out);
  expect(json).toMatchObject({ ok: false });
  expect(json.checks[0]).toMatchObject({ id: "conservation", status: "passed", problems: [] });
  expect((await folder.slr("check", "--format", "github")).out).toMatch(
    /^::error title=check\/out-of-date::/,
  );
  expect((await folder.slr("check", "--format", "xml")).code).toBe(2);
});

test("the lock and results/ say when only line ends differ, and the review passes", async () => {
  const folder = finished();
  await folder.slr("screen");
  await folder.slr("check", "--update-lock");
  for (const file of [
    "slr.yaml",
    "slr.lock",
    "searches/scopus.ris",
    "decisions/ada.csv",
    "results/ledger.csv",
    "results/manifest.json",
  ])
    folder.write(file, folder.read(file).replaceAll("\n", "\r\n"));
  const { code, out } = await folder.slr("check", "--locked");
  expect(out).toContain("searches/scopus.ris differs in its line ends only");
  expect(out).toContain("ledger.csv, manifest.json differ in line ends only");
  expect(out).not.toContain("FAIL");
  expect(code).toBe(0);
});

test("a guess at an encoding is not repeated while the file is as it was locked", async () => {
  const folder = finished();
  const latin = (letter: number) => {
    const note = (text: string) => text.replace(/,include,,,,,,,Paged/, ",include,,,NOTE,,,,Paged");
    const [before = "", after = ""] = note(finished().read("decisions/ada.csv")).split("NOTE");
    folder.write(
      "decisions/ada.csv",
      Buffer.from(`${before}caf${String.fromCharCode(letter)}${after}`, "latin1"),
    );
  };
  latin(0xe9);
  await folder.slr("screen");
  expect((await folder.slr("check")).out).toContain("decisions/ada.csv: warning: 1 byte is not");
  await folder.slr("check", "--update-lock");
  const locked = await folder.slr("check", "--locked");
  expect(locked.out).not.toContain("ada.csv");
  expect(locked.code).toBe(0);

  latin(0xe8);
  const changed = await folder.slr("check", "--locked");
  expect(changed.out).toContain("slr.lock: error: decisions/ada.csv has changed.");
  expect(changed.out).toContain("decisions/ada.csv: warning: 1 byte is not");
  expect(changed.code).toBe(1);
});

test("a lock that version 1 wrote still checks", async () => {
  const files = ["slr.yaml", "slr.lock", "searches/scopus.ris", "decisions/ada.csv"];
  const folder = testFolder(
    Object.fromEntries(
      files.map((file) => [file, readFileSync(`fixtures/locks/version-1/${file}`, "utf8")]),
    ),
  );
  await folder.slr("screen");
  expect(await folder.slr("check", "--locked")).toMatchObject({ code: 0 });
  folder.write(
    "decisions/ada.csv",
    folder.read("decisions/ada.csv").replace("exclude,F1", "include,"),
  );
  await folder.slr("screen");
  const { out } = await folder.slr("check", "--locked");
  expect(out).toContain("decisions/ada.csv has changed.");
  expect(out).toContain("new_reports was 1, is 2.");
});

test("no lock is written while errors stand, unless it is forced; pending work is no obstacle", async () => {
  const folder = finished(["doi:10.1000/nowhere,title-abstract,include,,,,,,,,"]);
  const refused = await folder.slr("check", "--update-lock");
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("slr.lock is not written, because there are errors (attached).");
  expect((await folder.slr("check", "--locked")).code).toBe(2);
  expect((await folder.slr("check", "--update-lock", "--force")).err).toContain("slr.lock holds");

  const pending = finished();
  pending.write("decisions/ada.csv", `${HEADER}\n`);
  expect((await pending.slr("check", "--update-lock")).err).toContain("slr.lock holds 3 files");
});

/** A review in which both kinds of problems are frequent: years that are none, keys of no record. */
function troubled() {
  const folder = finished(
    Array.from(
      { length: 25 },
      (_, at) => `zzzzzzz${"abcdefghijklmnopqrstuvwxy"[at]},full-text,include,,,,,,,,`,
    ),
  );
  folder.write(
    "searches/scopus.ris",
    risOf(
      ...Array.from(
        { length: 30 },
        (_, at) => `Study ${"abcdefghijklmnopqrstuvwxyzABCD"[at]} of ${at} kinds`,
      ),
    ).replace(/^PY {2}- .*$/gm, "PY  - soon"),
  );
  return folder;
}

test("errors come before warnings, each kind with its count and a few examples", async () => {
  const folder = troubled();
  await folder.slr("screen");
  const { out } = await folder.slr("check");
  const lines = out.split("\n");
  const firstOf = (found: string) => lines.findIndex((line) => line.includes(found));
  const lastOf = (found: string) => lines.findLastIndex((line) => line.includes(found));
  expect(lastOf(": error: ")).toBeLessThan(firstOf(": warning: "));
  expect(lastOf("FAIL  ")).toBeLessThan(firstOf("warn  "));
  expect(lastOf("warn  ")).toBeLessThan(firstOf("ok    "));
  expect(lines.filter((line) => line.includes("(ris/bad-year)"))).toEqual([
    expect.stringContaining("searches/scopus.ris:4: warning: "),
    expect.stringContaining("searches/scopus.ris:11: warning: "),
    expect.stringContaining("searches/scopus.ris:18: warning: "),
    "        … and 27 more: 30 warnings of this kind (ris/bad-year); slr check --format json lists them.",
  ]);
  expect(lines.filter((line) => /: error: .*decisions\/unknown-record/.test(line))).toHaveLength(
    20,
  );
  expect(out).toContain("29 errors of this kind (decisions/unknown-record)");
  const problems = folder.read("results/problems.csv").split("\n");
  expect(problems.filter((line) => line.includes(",ris/bad-year,"))).toHaveLength(30);
  expect(problems.filter((line) => line.includes(",decisions/unknown-record,"))).toHaveLength(29);
});

test("GitHub shows at most ten annotations: one error of each kind comes first", async () => {
  const { out } = await troubled().slr("check", "--format", "github");
  const lines = out.split("\n");
  const annotations = lines.filter((line) => line.startsWith("::"));
  expect(annotations).toHaveLength(10);
  for (const line of annotations) expect(line).toMatch(/^::error /);
  const kinds = annotations.map((line) => /title=(.+?)::/.exec(line)![1]);
  expect(kinds).toContain("check/out-of-date");
  expect(kinds.indexOf("decisions/unknown-record")).toBeLessThan(9);
  expect(lines.at(-1)).toMatch(/^\d+ more of \d+ problems: slr check lists them\.$/);
});

test("reasons that differ are a warning at full text only, where PRISMA counts them", async () => {
  const folder = finished();
  const differing = (stage: string) =>
    [HEADER, `,${stage},exclude,another,,,,,,Pipelined training of giant models,`, ""].join("\n");
  folder.write(
    "slr.yaml",
    `${YAML}screening: { title-abstract: { by: reviewers, per-record: 1 }, full-text: { by: reviewers, per-record: 2 } }\n`,
  );
  folder.write("decisions/bela.csv", differing("full-text"));
  expect((await folder.slr("check")).out).toContain("(decisions/reasons-differ)");
  folder.write("slr.yaml", folder.read("slr.yaml").replace("per-record: 1", "per-record: 2"));
  folder.write(
    "decisions/ada.csv",
    [HEADER, ",title-abstract,exclude,F1,,,,,,Pipelined training of giant models,", ""].join("\n"),
  );
  folder.write("decisions/bela.csv", differing("title-abstract"));
  expect((await folder.slr("check")).out).not.toContain("(decisions/reasons-differ)");
});
