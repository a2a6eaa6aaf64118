import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { type TestFolder, testFolder } from "../cli/captured-io.ts";
import { filesBelow } from "../screened-review.ts";
import { madeUpReview, STATES } from "./made-up-review.ts";

/** What slr says of the review in each of its states, and the locks of its two publications. */
const GOLDEN = "fixtures/living-review";
const golden = (file: string) => join(GOLDEN, file);
const LOCKS = { 2023: [], 2024: [2023], 2025: [2023, 2024] } as const;

vi.setConfig({ testTimeout: 60_000 });

/** The files of the review in a state, with the locks of the versions before it. */
function filesOf(state: (typeof STATES)[number]): Record<string, string> {
  const locks = LOCKS[state].map((year) => [
    `slr-${year}.lock`,
    readFileSync(golden(`slr-${year}.lock`), "utf8"),
  ]);
  return { ...madeUpReview(state), ...Object.fromEntries(locks) };
}

/** The files of the review in each state after `slr screen`, with its results and its cache. */
const reviews = new Map<number, Promise<ReadonlyMap<string, Uint8Array>>>();

/** The same of one state, made once. */
function filesAfterScreening(
  state: (typeof STATES)[number],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const screen = async () => {
    const folder = testFolder(filesOf(state));
    await folder.slr("screen");
    return filesBelow(folder, "");
  };
  const review = reviews.get(state) ?? screen();
  reviews.set(state, review);
  return review;
}

/** The review in a state after `slr screen`. */
async function screened(state: (typeof STATES)[number]): Promise<TestFolder> {
  return testFolder(Object.fromEntries(await filesAfterScreening(state)));
}

const flowIn = (folder: TestFolder) => JSON.parse(folder.read("results/prisma.json"));

test.each([2023, 2024] as const)("the version of %i gives its flow and its lock", async (state) => {
  const folder = await screened(state);
  const { code, out } = await folder.slr("check", "--update-lock");
  expect(out).toMatch(/All \d+ checks passed\./);
  expect(code).toBe(0);
  await expect(folder.read("slr.lock")).toMatchFileSnapshot(`../../${golden(`slr-${state}.lock`)}`);
  const { out: flow } = await folder.slr("prisma");
  await expect(flow).toMatchFileSnapshot(`../../${golden(`flow-${state}.txt`)}`);
  // The flow that is drawn from the lock is the one that was published.
  const drawn = await folder.slr("prisma", "--lock", "slr.lock");
  expect(drawn.out).toBe(flow);
});

describe("the third round, after two publications", () => {
  test("is an update of the second version: its flow counts only what its searches found", async () => {
    const folder = await screened(2025);
    await expect((await folder.slr("prisma")).out).toMatchFileSnapshot(
      `../../${golden("flow-2025.txt")}`,
    );
    const [before, now] = [
      JSON.parse(readFileSync(golden("slr-2024.lock"), "utf8")),
      flowIn(folder),
    ];
    expect(now.previous_studies).toBe(before.flow.total_studies);
    expect(now.previous_reports).toBe(before.flow.total_reports);
    // 41 of Scopus and 29 of PubMed, of which earlier versions had found some.
    expect(now.database_results).toBe(70);
    expect(now.duplicates + now.excluded_automatic + now.records_screened).toBe(70);
    expect(now.total_reports).toBe(before.flow.total_reports + now.new_reports);
  });

  test("shows all versions side by side in every form", async () => {
    const folder = await screened(2025);
    let out = "";
    for (const [form, ending] of [
      ["text", "txt"],
      ["md", "md"],
      ["csv", "csv"],
      ["json", "json"],
    ] as const) {
      const run = await folder.slr("prisma", "--versions", "--format", form);
      expect(run.code).toBe(0);
      await expect(`${run.out}\n`).toMatchFileSnapshot(`../../${golden(`versions.${ending}`)}`);
      out = run.out;
    }
    const { versions, all_versions: all, notes } = JSON.parse(out);
    const flows = versions.map(({ flow }: { flow: Record<string, number> }) => flow);
    expect(flows.slice(0, 2)).toEqual(
      [2023, 2024].map((year) => JSON.parse(readFileSync(golden(`slr-${year}.lock`), "utf8")).flow),
    );
    expect(flows[2]).toEqual(flowIn(folder));
    for (const box of ["database_results", "duplicates", "records_screened", "new_reports"])
      expect(all[box], box).toBe(flows[0][box] + flows[1][box] + flows[2][box]);
    expect(all.new_studies).toBe(flows[2].total_studies);
    expect(notes.filter((note: string) => note.includes("as previous"))).toEqual([]);
    const page = readFileSync("docs/living-reviews.md", "utf8");
    expect(page).toContain(readFileSync(golden("versions.txt"), "utf8").trimEnd());
    const word = await folder.slr("prisma", "--versions", "-o", "versions.docx");
    expect(word.code).toBe(2);
    expect(word.err).toContain("--versions has the forms text, json, csv, md, svg, png, pdf");
    const both = await folder.slr("prisma", "--versions", "--lock", "slr-2023.lock");
    expect(both.code).toBe(2);
  });

  test("draws all versions side by side, each as it was published", async () => {
    const folder = await screened(2025);
    expect((await folder.slr("prisma", "--versions", "-o", "versions.svg")).code).toBe(0);
    const figure = folder.read("versions.svg");
    for (const name of ["Base review (2023-07-01)", "First update (2024-07-01)", "This version"])
      expect(figure).toContain(`font-weight="bold">${name}</text>`);
    // Every line of each version's own figure is in the figure of all.
    for (const lock of ["slr-2023.lock", "slr-2024.lock"]) {
      await folder.slr("prisma", "--lock", lock, "-o", "one.svg");
      const texts = [...folder.read("one.svg").matchAll(/<text [^>]*>([^<]*)<\/text>/g)];
      expect(texts.length).toBeGreaterThan(20);
      for (const [, text] of texts) expect(figure).toContain(`>${text}</text>`);
    }
    for (const [file, begins] of [
      ["versions.png", "\u0089PNG"],
      ["versions.pdf", "%PDF"],
    ] as const) {
      expect((await folder.slr("prisma", "--versions", "--dpi", "40", "-o", file)).code).toBe(0);
      const bytes = readFileSync(join(folder.path, file));
      expect(bytes.subarray(0, 4).toString("latin1")).toBe(begins);
    }
  });

  test("has only new records pending, and slr status says what is new", async () => {
    const folder = await screened(2025);
    const { out } = await folder.slr("status");
    await expect(`${out}\n`).toMatchFileSnapshot(`../../${golden("status.txt")}`);
    const { since } = JSON.parse((await folder.slr("status", "--format", "json")).out);
    expect(since).toMatchObject({
      version: "First update",
      lock: "slr-2024.lock",
      exports: ["searches/pubmed-2025.nbib", "searches/scopus-2025.ris"],
      entries: 70,
      records: 50,
      moved: 2,
    });
    const { records } = JSON.parse(readFileSync(golden("slr-2024.lock"), "utf8"));
    const pending = folder
      .read("results/records.csv")
      .split("\n")
      .filter((row) => row.includes("pending"))
      .map((row) => row.slice(0, row.indexOf(",")));
    expect(pending.length).toBeGreaterThan(5);
    expect(pending.filter((key) => key in records)).toEqual([]);
  });

  test("is compared with both publications, record by record", async () => {
    const folder = await screened(2025);
    const { code, out } = await folder.slr("check");
    expect(code).toBe(1); // some records are pending
    await expect(`${out}\n`).toMatchFileSnapshot(`../../${golden("check.txt")}`);
    const report = JSON.parse((await folder.slr("check", "--format", "json")).out);
    const [first, second] = report.changes;
    expect([first.from, first.to, second.from, second.to]).toEqual([
      ...["Base review", "First update"],
      ...["First update", "This version"],
    ]);
    expect(first.added).toHaveLength(70);
    expect(first.moved).toEqual([]);
    expect(second.added).toHaveLength(50);
    // Exactly the two records that the reviewers settled anew: one for its reason, one for its box.
    expect(
      second.moved.map(({ before, now, counts }: Record<string, unknown>) => ({
        before,
        now,
        counts,
      })),
    ).toEqual([
      { before: "not-retrieved", now: "excluded-full-text" },
      {
        before: "excluded-full-text",
        now: "excluded-full-text",
        counts: [{ what: "reason", before: "F1", now: "F2" }],
      },
    ]);
    const kept = report.checks.find(({ id }: { id: string }) => id === "previous-kept");
    expect(kept.status).toBe("warned");
    expect(kept.problems).toHaveLength(2);
  });
});

test("an earlier version that does not continue the one before it is named", async () => {
  const folder = testFolder(filesOf(2025));
  folder.write(
    "slr.yaml",
    folder.read("slr.yaml").replace(/ {2}- \{ lock: slr-2023\.lock.*\n/, ""),
  );
  const { out } = await folder.slr("prisma", "--versions");
  expect(out).toContain(
    "First update counts 17 studies in 17 reports of earlier versions, which are not listed.",
  );
});

test("a review without earlier versions says how to name them", async () => {
  const folder = testFolder(filesOf(2023));
  const { code, err } = await folder.slr("prisma", "--versions");
  expect(code).toBe(2);
  expect(err).toContain("names no earlier version");
});

test.each([
  ["two versions with one lock", "[{ lock: a.lock }, { lock: a.lock }]", "repeated-version"],
  [
    "two versions with one name",
    "[{ lock: a.lock, name: Base }, { lock: b.lock, name: Base }]",
    "repeated-version",
  ],
  [
    "versions that are not oldest first",
    "[{ lock: a.lock, date: 2024-05-01 }, { lock: b.lock, date: 2023-05-01 }]",
    "version-order",
  ],
  ["a version without a lock", "[{ name: Base }]", "invalid"],
  ["a name beside numbers", "{ studies: 3, name: Base }", "invalid"],
  ["a date that is no day", "[{ lock: a.lock, date: May 2024 }]", "invalid"],
])("%s are refused", async (_, previous, code) => {
  const files = filesOf(2023);
  const folder = testFolder({
    ...files,
    "slr.yaml": `${files["slr.yaml"]}previous: ${previous}\n`,
  });
  const { code: exit, err } = await folder.slr("screen");
  expect(exit).toBe(2);
  expect(err).toContain(`(protocol/${code})`);
});

const hasGit = (() => {
  try {
    execFileSync("git", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasGit)("a version in git", () => {
  let repository: TestFolder;
  const git = (...argv: readonly string[]) =>
    execFileSync(
      "git",
      [
        ...["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.autocrlf=false"],
        ...argv,
      ],
      { cwd: repository.path, stdio: "pipe" },
    );

  test("the middle one, checked out again, gives equal results and an equal lock", async () => {
    repository = testFolder();
    git("init", "--quiet");
    for (const state of STATES) {
      const files = await filesAfterScreening(state);
      for (const [file, content] of files)
        if (!file.startsWith(".slr")) repository.write(file, content);
      if (state !== 2025)
        repository.write("slr.lock", readFileSync(golden(`slr-${state}.lock`), "utf8"));
      git("add", "--all", ".");
      git("commit", "--quiet", "-m", `The review of ${state}`);
    }

    git("checkout", "--quiet", "HEAD~1");
    const lock = repository.read("slr.lock");
    expect(lock).toBe(readFileSync(golden("slr-2024.lock"), "utf8"));
    rmSync(join(repository.path, "results"), { recursive: true });
    const { code } = await repository.slr("screen");
    expect(code).toBe(0);
    for (const [file, content] of await filesAfterScreening(2024))
      if (file.startsWith("results"))
        expect(repository.read(file), file).toBe(Buffer.from(content).toString());
    expect((await repository.slr("check", "--locked")).out).toMatch(/All \d+ checks passed\./);
    await repository.slr("check", "--update-lock");
    expect(repository.read("slr.lock")).toBe(lock);
  });
});
