import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { type TestFolder, testFolder } from "./cli/captured-io.ts";
import { expectNothingOf, filesOf, secretsOf } from "./cli/commands/publish/secrets.ts";
import { filesBelow, reviewCopy, rowsOf, screenedReview } from "./screened-review.ts";

/** Published reviews that are adopted with nothing but a slr.yaml; they lie beside the repository, if at all. */
const SHARED = fileURLToPath(new URL("../../shared/reviews", import.meta.url));
const PRESENT = existsSync(SHARED);
const OURS = "test/reviews";

/** What the review claims of itself, as it was written down for this project. */
function published(review: string): unknown {
  return JSON.parse(readFileSync(join(SHARED, review, "expected.json"), "utf8")).published;
}

interface VerifiedRecord {
  readonly title: string;
  readonly box: string;
}

/** The part of `slr verify --format json` that these tests look at. */
interface Verified {
  readonly counts: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly difference: number | null;
    readonly explanations: readonly {
      readonly more: readonly VerifiedRecord[];
      readonly fewer: readonly VerifiedRecord[];
    }[];
  }[];
  readonly lists: readonly {
    readonly is_instead: string | null;
    readonly agreeing: readonly unknown[];
    readonly elsewhere: readonly { readonly is: VerifiedRecord }[];
    readonly not_found: readonly unknown[];
    readonly missing: readonly unknown[];
  }[];
  readonly contradictions: readonly string[];
  readonly remarks: readonly { readonly words: string }[];
}

/** No abstract or note of 1,835 records is in the published copy, and the copy passes. */
async function expectCopyWithoutTexts(folder: TestFolder): Promise<void> {
  expect((await folder.slr("publish", "copy")).code).toBe(0);
  const { code, out } = await folder.slr("check", "-C", "copy");
  expect(out).toMatch(/All \d+ checks passed\./);
  expect(code).toBe(0);
  const secrets = await secretsOf(folder);
  // The tables that the review maps have notes of their own.
  const tables = ["title-abstract-screening", "full-text-screening"].flatMap((name) =>
    rowsOf(folder.read(`decisions/${name}.tsv`), "\t"),
  );
  const notes = tables.flatMap((row) =>
    Object.entries(row).flatMap(([column, cell]) =>
      /note|comment|rationale|justification/i.test(column) && cell.length > 10 ? [cell] : [],
    ),
  );
  expectNothingOf(
    { ...secrets, notes: [...new Set([...secrets.notes, ...notes])] },
    filesOf(folder, "copy"),
  );
  expect(secrets.abstracts.length).toBeGreaterThan(1500);
  expect(notes.length).toBeGreaterThan(50);
}

// The reviews are whole ones: thousands of records, read several times.
vi.setConfig({ testTimeout: 300_000 });

const adopted = (review: string) => screenedReview(join(SHARED, review), join(OURS, review));

/** Reviews after `slr screen`, with what it printed, each screened once. */
const screenings = new Map<string, ReturnType<typeof screening>>();

async function screening(review: string) {
  const { folder, code, err } = await adopted(review);
  return { files: filesBelow(folder, ""), code, err };
}

/** The same as `adopted` for a review that several tests look at. */
async function adoptedOnce(review: string) {
  const made = screenings.get(review) ?? screening(review);
  screenings.set(review, made);
  const { files, code, err } = await made;
  const folder = testFolder(Object.fromEntries(files));
  const rows = (file: string) => rowsOf(folder.read(`results/${file}`));
  return { folder, code, err, rows, flow: JSON.parse(folder.read("results/prisma.json")) };
}

describe.skipIf(!PRESENT)("published reviews (skipped without ../shared/reviews)", () => {
  test("zatti-agent-memory: every published number and outcome, by screen, check, verify and publish", async () => {
    const { folder, rows, code, err, flow } = await adopted("zatti-agent-memory");
    expect(err).not.toContain(" error: ");
    expect(code).toBe(0);
    expect(flow).toMatchObject({
      database_specific_results: [
        { name: "Scopus", n: 130 },
        { name: "arXiv", n: 1118 },
      ],
      database_results: 1248,
      citations_results: 1071,
      duplicates: 484,
      records_screened: 1835,
      records_excluded: 1670,
      records_excluded_by: { human: 1528, automation: 142 },
      dbr_sought_reports: 165,
      dbr_notretrieved_reports: 1,
      dbr_assessed: 164,
      dbr_excluded: [
        { name: "CE1", n: 39 },
        { name: "CE2", n: 20 },
        { name: "CE3", n: 9 },
        { name: "CE4", n: 1 },
      ],
      new_reports: 95,
    });
    const check = await folder.slr("check");
    expect(check.out).toContain("checks passed");
    expect(check.code).toBe(0);

    const outcome = new Map<string, string>();
    for (const row of rowsOf(folder.read("decisions/title-abstract-screening.tsv"), "\t")) {
      outcome.set(
        row.dedup_group!,
        row.title_abstract_decision === "exclude"
          ? `excluded-title-abstract ${row.exclusion_code}`
          : "",
      );
    }
    for (const row of rowsOf(folder.read("decisions/full-text-screening.tsv"), "\t")) {
      const { full_text_decision: decision, exclusion_code: reason } = row;
      outcome.set(
        row.dedup_group!,
        decision === "include"
          ? "included "
          : decision === "exclude"
            ? `excluded-full-text ${reason}`
            : "not-retrieved ",
      );
    }
    // The ledger of the review, in the order of its entries within each source.
    const names: Record<string, string> = {
      arxiv_chunk: "arXiv",
      scopus: "Scopus",
      citations: "Citation chasing",
    };
    const publishedGroups = rowsOf(folder.read("decisions/dedup.tsv"), "\t");
    const group = new Map<string, string>();
    const kept = new Map<string, string>();
    for (const row of publishedGroups) {
      const key = row.dedup_group!;
      const expected = row.keep_record === "yes" ? outcome.get(key)! : "duplicate";
      const source = names[row.source!]!;
      if (row.keep_record === "yes") kept.set(key, `${source} ${expected}`);
      group.set(`${source} ${row.source_record_id}`, key);
    }
    const ledger = rows("ledger.csv");
    const slr = new Map<string, string>();
    for (const { box, reason, source, record } of ledger) {
      if (box !== "duplicate") slr.set(record!, `${source} ${box} ${reason}`.trimEnd());
    }
    expect([...slr.values()].sort()).toEqual(
      [...kept.values()].map((text) => text.trimEnd()).sort(),
    );
    expect(ledger.filter(({ box }) => box === "duplicate")).toHaveLength(
      publishedGroups.filter((row) => row.keep_record !== "yes").length,
    );
    expect(
      rows("records.csv")
        .filter(({ included }) => included === "yes")
        .map(({ title }) => title!.toLowerCase())
        .sort(),
    ).toEqual(
      rowsOf(folder.read("decisions/included-studies.tsv"), "\t")
        .map(({ title }) => title!.toLowerCase())
        .sort(),
    );

    folder.write("claims.json", JSON.stringify(published("zatti-agent-memory")));
    const run = await folder.slr(
      "verify",
      "claims.json",
      "included=decisions/included-studies.tsv",
    );
    expect(run.out).toContain("All 20 claims agree with the data.");
    expect(run.out).not.toContain("remark");
    expect(run.code).toBe(0);
    rmSync(join(folder.path, "claims.json"));
    await expectCopyWithoutTexts(folder);
  });

  test("moliterno-genai-testing: 67 included and 114 excluded at title/abstract, with their reasons", async () => {
    const { flow, err, rows } = await adoptedOnce("moliterno-genai-testing");
    expect(flow).toMatchObject({
      database_results: 181,
      records_screened: 181,
      records_excluded: 114,
      dbr_sought_reports: 67,
    });
    const gold = rowsOf(readFileSync(join(SHARED, "moliterno-genai-testing/gold.csv"), "utf8"));
    const said = (title: string, decision: string, reason: string) =>
      `${title.trim()} ${decision} ${decision === "exclude" ? reason : ""}`;
    expect(
      rows("records.csv")
        .map(({ title, stage_1, reason_1 }) => said(title!, stage_1!, reason_1!))
        .sort(),
    ).toEqual(
      gold
        .map(({ title, ta_decision, reason }) =>
          said(title!, ta_decision!, reason!.split(",").join(";")),
        )
        .sort(),
    );
    // Four inclusions keep the reason of an exclusion that was taken back: nothing to warn of.
    expect(err).not.toContain("warning: The reason");
  });

  test("moliterno-genai-testing: slr verify finds what does not fit, with the records", async () => {
    const { folder } = await adoptedOnce("moliterno-genai-testing");
    folder.write("claims.json", JSON.stringify(published("moliterno-genai-testing")));
    const { out, code } = await folder.slr(
      "verify",
      "claims.json",
      "assessed=data/rayyan_fulltext_review.csv",
      "included=data/included_studies.csv",
      "included=data/extraction_table.csv",
      "--format",
      "json",
    );
    expect(code).toBe(1);
    const { counts, lists, contradictions, remarks } = JSON.parse(out) as Verified;
    const said = counts.map(({ name, verdict, difference }) => `${name} ${verdict} ${difference}`);
    expect(said).toEqual([
      "databases agrees 0",
      "screened agrees 0",
      "ta_included agrees 0",
      "ta_excluded agrees 0",
      "assessed differs 1",
      "included differs 12",
    ]);
    // Two were assessed although excluded, and one that passed was not.
    const [fits] = counts[4]!.explanations;
    expect(fits?.more.map(({ title }) => title)).toEqual([
      "Safety Issues in Conversational Systems",
      "Gemini in RoboCup-2000",
    ]);
    expect(fits?.fewer.map(({ title }) => title)).toEqual([
      "Reasoning and Planning with Large Language Models in Code Development",
    ]);
    const [assessed, copy, extracted] = lists;
    expect([assessed!.elsewhere.length, assessed!.missing.length]).toEqual([2, 1]);
    // The list of the included is a copy of the screening file: 181 rows, 114 of them excluded.
    expect(copy!.is_instead).toContain("records identified");
    const excluded = copy!.elsewhere.filter(({ is }) => is.box === "excluded-title-abstract");
    expect(excluded).toHaveLength(114);
    // 43 are included; 12 of the 16 maybes are extracted, and no decision on them is recorded.
    expect([extracted!.agreeing.length, extracted!.elsewhere.length]).toEqual([43, 12]);
    expect(new Set(extracted!.elsewhere.map(({ is }) => is.box))).toEqual(
      new Set(["pending-full-text"]),
    );
    expect(contradictions).toEqual(["assessed 68 is more than ta_included 67"]);
    expect(remarks.map(({ words }) => words)).toEqual([
      "no reason is given for 1 of 114 exclusions at title/abstract",
      "no reason is given for 3 of 7 exclusions at full text",
      "4 inclusions at title/abstract with a reason to exclude",
      "2 records with a full-text decision, although excluded at title/abstract",
      "1 record that passed title/abstract, without a full-text decision",
      "16 reports with a maybe at full text, and no final decision",
    ]);
  });

  test("giamattei-causal-sqa: slr verify finds what does not fit, with the records", async () => {
    const { folder } = await adoptedOnce("giamattei-causal-sqa");
    folder.write("claims.json", JSON.stringify(published("giamattei-causal-sqa")));
    const run = await folder.slr(
      ...["verify", "claims.json", "included=data.xlsx/CLASSIFICATION", "--format", "json"],
    );
    expect(run.code).toBe(1);
    const { counts, lists, remarks } = JSON.parse(run.out) as Verified;
    const verdicts = Object.fromEntries(counts.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts).toMatchObject({
      screened: "agrees",
      included_from_search: "agrees",
      included: "differs",
      snowballing: "differs",
      test_set: "unknown",
    });
    // All that the search found, and 8 of snowballing and 2 of the test set that no search found.
    expect(lists[0]).toMatchObject({ claimed: 86, missing: [], elsewhere: [] });
    expect([lists[0]!.agreeing.length, lists[0]!.not_found.length]).toEqual([76, 10]);
    expect(remarks.map(({ words }) => words).slice(0, 2)).toEqual([
      "9 pairs of records with the same DOI and title",
      "2 pairs of these, of which one is included and the other excluded",
    ]);
    expect(remarks.slice(-2).map(({ words }) => words)).toEqual([
      "no reason is given for all 694 exclusions at title/abstract",
      "19 rows of data.xlsx/INCLUSION_EXCLUSION with `TESTSET` in column 12, which has no header and is not mapped",
    ]);
  });

  test("giamattei-causal-sqa, from its raw sheets: what its databases found agrees, and three decisions contradict others", async () => {
    const folder = reviewCopy(
      join(SHARED, "giamattei-causal-sqa"),
      join(OURS, "giamattei-causal-sqa-raw"),
    );
    const { databases, records } = published("giamattei-causal-sqa") as Record<string, number>;
    folder.write("claims.json", JSON.stringify({ databases, records }));
    const { out } = await folder.slr("verify", "claims.json", "--format", "json");
    const { counts, remarks } = JSON.parse(out) as Verified;
    expect(
      counts.map(({ name, verdict, difference }) => `${name} ${verdict} ${difference}`),
    ).toEqual([
      "databases agrees 0",
      "databases agrees 0",
      "databases agrees 0",
      "databases agrees 0",
      "records agrees 0",
    ]);
    expect(remarks.map(({ words }) => words)).toContain(
      "3 records with a full-text decision, although excluded at title/abstract",
    );
    const { out: trace } = await folder.slr("trace", "doi:10.1145/3472538.3472550", "-f", "json");
    const { stages, entries } = JSON.parse(trace) as {
      stages: { outcome: string | null; decisions: { verdict: string }[] }[];
      entries: { file: string }[];
    };
    // One row includes the record and another excludes it; the second has the last word.
    const verdicts = stages.flatMap(({ decisions }) => decisions.map(({ verdict }) => verdict));
    expect(new Set(verdicts)).toEqual(new Set(["exclude", "include"]));
    expect(stages.at(-1)?.outcome).toBeNull();
    expect(entries.length).toBeGreaterThan(1);
  });

  test("giamattei-causal-sqa: 770 screened, 76 included, and the pairs that its authors overlooked", async () => {
    const { folder, rows, flow, code } = await adoptedOnce("giamattei-causal-sqa");
    expect(code).toBe(0);
    expect(flow).toMatchObject({ records_screened: 770, records_excluded: 694, new_reports: 76 });
    const alike = await folder.slr("check", "--format", "json");
    const { problems } = JSON.parse(alike.out).checks.find(
      ({ id }: { readonly id: string }) => id === "decided-alike",
    );
    const opposite = rows("records.csv").filter(({ record }) =>
      problems.some((problem: { readonly record: string }) => problem.record === record),
    );
    expect(opposite.map(({ doi }) => doi)).toEqual(
      expect.arrayContaining(["10.1109/tsc.2016.2607739", "10.1145/3472538.3472550"]),
    );
    const sameDoi = rows("possible-duplicates.csv").filter(({ rule }) =>
      rule!.startsWith("same DOI"),
    );
    expect(sameDoi.length).toBeGreaterThanOrEqual(9);
  });

  test("giamattei-causal-sqa, raw: rows per database, and its duplicates", async () => {
    const folder = testFolder();
    for (const file of readdirSync(join(SHARED, "giamattei-causal-sqa/raw"))) {
      cpSync(join(SHARED, "giamattei-causal-sqa/raw", file), join(folder.path, file));
    }
    await folder.slr("screen", "acm.csv", "ieee.csv", "scopus.csv", "wos.csv");
    const flow = JSON.parse(folder.read("results/prisma.json"));
    expect(flow.database_specific_results).toEqual([
      { name: "ACM Digital Library", n: 45 },
      { name: "IEEE Xplore", n: 342 },
      { name: "Scopus", n: 429 },
      { name: "Web of Science", n: 270 },
    ]);
    expect(flow.duplicates).toBeGreaterThanOrEqual(315);
    expect(flow.duplicates).toBeLessThanOrEqual(325);
  });
});
