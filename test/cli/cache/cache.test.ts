import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { storedValue } from "../../../src/cli/cache/stored-values.ts";
import { openReview } from "../../../src/cli/folder/review-folder.ts";
import type { Io } from "../../../src/cli/io/io.ts";
import { reviewRanker } from "../../../src/core/overviews/rating/rating-queue.ts";
import { screenReview } from "../../../src/core/review/review.ts";
import { type TestFolder, testFolder } from "../captured-io.ts";
import {
  type Change,
  changes,
  contentOf,
  damageCache,
  edit,
  startOfReview,
} from "./changing-review.ts";
import { changesOfRated, decisionsOn, RATED_TITLES, ratedReview } from "./rated-review.ts";

afterEach(() => vi.unstubAllEnvs());

/** Runs slr without any cache. */
async function cold(folder: TestFolder, ...argv: string[]) {
  vi.stubEnv("SLR_NO_CACHE", "1");
  try {
    return await folder.slr(...argv);
  } finally {
    vi.unstubAllEnvs();
  }
}

/** The same review in another folder, without its cache. */
function copyOf(folder: TestFolder): TestFolder {
  const copy = testFolder();
  cpSync(folder.path, copy.path, {
    recursive: true,
    filter: (path) => !path.startsWith(join(folder.path, ".slr")),
  });
  return copy;
}

/** Runs a command and tells the steps that it went through. */
async function stepsOf(folder: TestFolder, ...argv: string[]): Promise<string[]> {
  const steps: string[] = [];
  const status: Io["status"] = (step) => void steps.push(step?.doing ?? "");
  await folder.slrWith({ status }, ...argv);
  return steps;
}

/** How much stands in a file of the cache before its content. */
const SEALED = 44;

const cacheOf = (folder: TestFolder) => join(folder.path, ".slr/cache");

test("after one more decision, no export is parsed and no record judged again", async () => {
  const folder = testFolder(startOfReview());
  expect(await stepsOf(folder, "prisma")).toContain("Screening");
  const decisions = folder.read("decisions/ada.csv");
  folder.write("decisions/ada.csv", `${decisions},title-abstract,exclude,,,,,,,Seen twice,\n`);
  await folder.slr("screen");
  const written = readdirSync(cacheOf(folder));
  for (const command of ["prisma", "status", "check", "screen"])
    expect(await stepsOf(folder, command)).not.toContain("Screening");
  expect(readdirSync(cacheOf(folder))).toEqual(written);
});

test("a rating is made again where the outcomes are others, and only there", async () => {
  const folder = testFolder(ratedReview());
  expect(await stepsOf(folder, "screen")).toContain("Rating");
  expect(await stepsOf(folder, "screen")).not.toContain("Rating");
  const header = decisionsOn([]);
  const edits = [
    (rows: string) => rows,
    (rows: string) => rows.replace("include", "exclude"),
    (rows: string) => `${rows}${decisionsOn(RATED_TITLES.slice(18, 20)).slice(header.length)}`,
    () => decisionsOn(RATED_TITLES.slice(6)),
    // Too few for a rating.
    () => decisionsOn(RATED_TITLES.slice(0, 3)),
    () => decisionsOn(RATED_TITLES.slice(0, 18)),
  ];
  for (const edit of edits) {
    folder.write("decisions/ada.csv", edit(folder.read("decisions/ada.csv")));
    const copy = copyOf(folder);
    const full = await cold(copy, "screen");
    expect((await folder.slr("screen")).transcript).toBe(full.transcript);
    expect(contentOf(folder.path)).toEqual(contentOf(copy.path));
  }
  expect(folder.read("results/records.csv")).toMatch(/,0\.\d{2,}/);
});

test("only the exports that changed are read again", async () => {
  const folder = testFolder(startOfReview());
  await folder.slr("prisma");
  const readings = () => readdirSync(cacheOf(folder)).filter((name) => name.startsWith("reading"));
  const before = readings();
  folder.write("searches/acm.bib", `${folder.read("searches/acm.bib")}@misc{z, title={New one}}\n`);
  await folder.slr("prisma");
  expect(before).toHaveLength(2);
  expect(readings()).toHaveLength(3);
});

test("problems keep their file and line when they come from the cache", async () => {
  const folder = testFolder(startOfReview());
  const first = await folder.slr("screen");
  const problems = folder.read("results/problems.csv");
  const second = await folder.slr("screen");
  expect(second.transcript).toBe(first.transcript);
  expect(folder.read("results/problems.csv")).toBe(problems);
  expect(problems).toContain("searches/acm.bib,2,");
  expect((await cold(copyOf(folder), "screen")).transcript).toBe(first.transcript);
});

test("identical entries of two sources are told of by later runs, too, until one of them changes", async () => {
  const start = startOfReview();
  const folder = testFolder({
    ...start,
    "slr.yaml": start["slr.yaml"]!.replace(
      "sources:\n",
      "sources:\n  - { name: Copy, files: searches/copy.ris }\n",
    ),
    "searches/copy.ris": `${start["searches/s1.ris"]}\n`,
  });
  for (const command of ["screen", "screen", "prisma", "screen"]) {
    const copy = copyOf(folder);
    expect(await folder.slr(command)).toEqual(await cold(copy, command));
    expect(folder.read("results/problems.csv")).toContain("screen/same-entries");
  }
  const edited = start["searches/s1.ris"]!.replaceAll("PY  - 2021", "PY  - 2022");
  folder.write("searches/copy.ris", edited);
  const copy = copyOf(folder);
  expect(await folder.slr("screen")).toEqual(await cold(copy, "screen"));
  expect(contentOf(folder.path)).toEqual(contentOf(copy.path));
});

/** The words of a command; a title is one. */
const argvOf = (command: string) => command.split(/ (?=-|Methods)/);

/** Runs commands with and without the cache after each of some changes. */
async function expectSame(
  start: Record<string, string>,
  steps: readonly (readonly [Change, string])[],
): Promise<void> {
  const folder = testFolder(start);
  await folder.slr("screen");
  for (const [change, command] of steps) {
    change.make(folder.path);
    const copy = copyOf(folder);
    const full = await cold(copy, ...argvOf(command));
    const cached = await folder.slr(...argvOf(command));
    expect({ change: change.says, ...cached }).toEqual({ change: change.says, ...full });
    expect(contentOf(folder.path)).toEqual(contentOf(copy.path));
  }
}

const rounds = (usual: number) => ({
  numRuns: Number(process.env.CACHE_ROUNDS ?? usual),
  ...(process.env.CACHE_SEED && { seed: Number(process.env.CACHE_SEED) }),
});

test("cached and full runs give the same bytes, output and exit code, whatever happens to the folder", async () => {
  const commands = fc.constantFrom("screen", "prisma", "check", "status", "criteria", "dedupe");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(changes, commands), { minLength: 5, maxLength: 9 }),
      (steps) => expectSame(startOfReview(), steps),
    ),
    rounds(4),
  );
});

test("the same holds for ratings, whatever changes in the texts, the protocol, the decisions or the cache", async () => {
  const commands = fc.constantFrom("screen", "screen", "rate", `rate --explain ${RATED_TITLES[3]}`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(changesOfRated, commands), { minLength: 7, maxLength: 9 }),
      (steps) => expectSame(ratedReview(), steps),
    ),
    rounds(1),
  );
});

test("after one more decision, the vectors of the records are taken as they were", async () => {
  const folder = testFolder(ratedReview());
  const vectors = () =>
    readdirSync(cacheOf(folder))
      .filter((name) => name.startsWith("vectors"))
      .map((name) => [name, statSync(join(cacheOf(folder), name)).ino]);
  await folder.slr("screen");
  const before = vectors();
  expect(before).toHaveLength(1);
  folder.write("decisions/ada.csv", decisionsOn(RATED_TITLES.slice(0, 19)));
  expect(await stepsOf(folder, "screen")).toContain("Rating");
  // A file that is written takes the place of another one.
  expect(vectors()).toEqual(before);
  const yaml = folder.read("slr.yaml");
  folder.write("slr.yaml", yaml.replace("title: T", "title: Training of models"));
  await folder.slr("screen");
  expect(vectors()).toHaveLength(2);
});

test("vectors of other texts by the same keys are not taken", async () => {
  const abstract = (text: string): Change => ({
    says: `abstracts become: ${text}`,
    make: (folder) =>
      edit(folder, "searches/s.ris", (ris) =>
        ris.replaceAll(/^AB .*\n/gm, "").replaceAll(/^ER/gm, `AB  - ${text}\nER`),
      ),
  });
  await expectSame(ratedReview(), [
    [abstract("Training of birds in rivers"), "screen"],
    [abstract("Birds of training in rivers"), "screen"],
    [abstract("Birds of training in cities"), "screen"],
  ]);
});

test("who goes on to decide after a rating that is known has vectors at hand, the same as new ones", async () => {
  const folder = testFolder(ratedReview());
  await folder.slr("screen");
  await folder.slrBy(async (io) => {
    const { input } = await openReview(io, []);
    const review = await screenReview(input, { wholeRecords: 0, vectors: true });
    const { vectorParts } = review.texts;
    expect(vectorParts!.all().size).toBe(0);
    await review.recallVectors();
    const [known, found] = [vectorParts, undefined].map((vectorParts) =>
      reviewRanker({ ...review.texts, vectorParts }, "default", 1),
    );
    expect(vectorParts!.all().size).toBeGreaterThan(2);
    expect(vectorParts!.hasNew).toBe(false);
    expect(known!.values).toEqual(found!.values);
    expect(known!.values.some((value) => value > 0)).toBe(true);
    return 0;
  });
});

test.each(
  ["cut", "edited", "emptied", "exchanged"].flatMap((how) => [
    { how, command: "prisma", start: startOfReview },
    { how, command: "screen", start: ratedReview },
  ]),
)(
  "files of the cache of $command that are $how are passed over without a word, and written anew",
  async ({ how, command, start }) => {
    const folder = testFolder(start());
    const first = await folder.slr(command);
    // V8 may write a value in several ways.
    const content = () =>
      readdirSync(cacheOf(folder)).map((name) => {
        const bytes = readFileSync(join(cacheOf(folder), name));
        return storedValue(bytes.subarray(SEALED), SEALED);
      });
    const before = content();
    for (const which of before.keys()) damageCache(folder.path, which, how);
    expect((await folder.slr(command)).transcript).toBe(first.transcript);
    expect(content()).toEqual(before);
  },
);

test("a cache that came with a folder from elsewhere opens nothing", async () => {
  const folder = testFolder(startOfReview());
  await folder.slr("prisma");
  const before = readdirSync(cacheOf(folder)).map((name) =>
    readFileSync(join(cacheOf(folder), name)),
  );
  vi.stubEnv("XDG_CACHE_HOME", join(tmpdir(), "slr-test-home-of-another"));
  expect(await stepsOf(folder, "prisma")).toContain("Screening");
  const after = readdirSync(cacheOf(folder)).map((name) =>
    readFileSync(join(cacheOf(folder), name)),
  );
  expect(after).toHaveLength(before.length);
  for (const [at, bytes] of after.entries()) expect(bytes.equals(before[at]!)).toBe(false);
});

test("where no cache can be written, everything works without one", async () => {
  const expected = (await testFolder(startOfReview()).slr("prisma")).transcript;
  const places: ((path: string) => void)[] = [
    (path) => writeFileSync(join(path, ".slr"), "a file"),
    (path) => symlinkSync(tmpdir(), join(path, ".slr")),
    (path) => symlinkSync("/nowhere", join(path, ".slr")),
    (path) => {
      mkdirSync(join(path, ".slr"));
      chmodSync(join(path, ".slr"), 0o500);
    },
  ];
  for (const make of places) {
    const folder = testFolder(startOfReview());
    make(folder.path);
    for (let run = 0; run < 2; run += 1)
      expect((await folder.slr("prisma")).transcript).toBe(expected);
  }
  // In /proc, the system makes nothing and says that there is no such folder.
  for (const home of ["/dev/null", "/proc"]) {
    vi.stubEnv("XDG_CACHE_HOME", home);
    const homeless = testFolder(startOfReview());
    expect((await homeless.slr("prisma")).transcript).toBe(expected);
    expect(existsSync(cacheOf(homeless))).toBe(false);
  }
});

test("what a killed process left is removed, git ignores the cache, and SLR_NO_CACHE leaves it alone", async () => {
  const folder = testFolder(startOfReview());
  await cold(folder, "prisma");
  expect(existsSync(join(folder.path, ".slr"))).toBe(false);
  folder.write(".slr/cache/reading-x.999999999.tmp", "half a fi");
  await folder.slr("prisma");
  expect(readdirSync(cacheOf(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  expect(folder.read(".slr/.gitignore")).toBe("*\n");
});

test("two processes may write one cache at a time", async () => {
  const folder = testFolder(startOfReview());
  const runs = await Promise.all(
    ["prisma", "status", "prisma", "check"].map((one) => folder.slr(one)),
  );
  expect(runs[2]!.transcript).toBe(runs[0]!.transcript);
  expect(await stepsOf(folder, "prisma")).not.toContain("Screening");
});

test("exports that are named on the command line get no cache beside them", async () => {
  const folder = testFolder({ "a.bib": startOfReview()["searches/acm.bib"]! });
  await folder.slr("dedupe", "a.bib");
  expect(existsSync(join(folder.path, ".slr"))).toBe(false);
});
