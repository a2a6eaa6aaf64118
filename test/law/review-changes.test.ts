import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openReview } from "../../src/cli/folder/review-folder.ts";
import { UserError } from "../../src/cli/io/errors.ts";
import type { CheckedReview } from "../../src/core/checks/check.ts";
import { locked } from "../../src/core/checks/lock/locked.ts";
import { type ScreenedReview, screenWithoutRating } from "../../src/core/review/review.ts";
import { createRandom } from "../../src/core/statistics/random.ts";
import { compareLocks, type LockDifferences } from "../../src/core/versions/compare-locks.ts";
import { type Lock, lockOf, renderLock } from "../../src/core/versions/lock.ts";
import { parseLock } from "../../src/core/versions/parse-lock.ts";
import { type TestFolder, testFolder } from "../cli/captured-io.ts";
import { changed, written } from "./changes.ts";

/** `npm run bench:law` makes 1,000 changes; the suite makes few. */
const CHANGES = Number(process.env.SLR_LAW_CHANGES ?? 30);
const REVIEWS = [
  "fixtures/checks/good",
  "fixtures/law/adopted",
  "fixtures/reviews/llm-acceleration",
];

/** The inputs of a review: not what slr writes, and not what only describes it. */
function inputsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !/^results|^\.slr|^by-hand|\.md$/.test(file))
    .sort();
  return new Map(
    files.map((file) => [file, written(file, readFileSync(join(folder, file), "utf8"))]),
  );
}

interface Screened {
  readonly review: ScreenedReview;
  /** Without hashes of inputs, which would report every change. */
  readonly lock: Lock;
}

/** Screens a folder; nothing where slr refuses to, because slr.yaml is none any more. */
async function screened(folder: TestFolder): Promise<Screened | undefined> {
  let result: Screened | undefined;
  await folder.slrBy(async (io) => {
    try {
      const review = await screenWithoutRating((await openReview(io, [])).input);
      result = { review, lock: parseLock(renderLock(lockOf(review, new Map())))! };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
    return 0;
  });
  return result;
}

/** A record as a reader of the flow sees it: which entries are in it, and what is counted of them. */
interface Seen {
  readonly key: string;
  readonly entries: readonly string[];
  /** The entry that is kept for it. */
  readonly kept: string;
  readonly says: string;
}

/**
 * Names for entries that stay the same when others come, go and move: the strongest identifier that
 * the entry had, within its file. An entry that shares no identifier with an earlier one is another.
 * An entry that also got an identifier of another one keeps its own name: no entry takes a name of
 * which another shares more identifiers.
 */
function entryNames(now: Screened, before: Screened): Map<string, string> {
  const anchorsIn = ({ review: { identified, files } }: Screened) =>
    identified.entries.map(({ id, file, keys }) => ({
      id,
      file: files[file]!.path,
      anchors: keys?.anchors ?? [],
    }));
  const nameOf = (file: string, anchor: string | undefined) => `${file} ${anchor ?? "unreadable"}`;
  const known = new Map<string, string>();
  for (const { file, anchors } of anchorsIn(before))
    for (const anchor of anchors) {
      const name = nameOf(file, anchor);
      if (!known.has(name)) known.set(name, known.get(nameOf(file, anchors[0])) ?? name);
    }
  const entries = anchorsIn(now).map(({ id, file, anchors }) => {
    const shared = new Map<string, number>();
    for (const anchor of anchors) {
      const name = known.get(nameOf(file, anchor));
      if (name !== undefined) shared.set(name, (shared.get(name) ?? 0) + 1);
    }
    return { id, file, anchors, shared };
  });
  const most = new Map<string, number>();
  for (const { shared } of entries)
    for (const [name, count] of shared) most.set(name, Math.max(count, most.get(name) ?? 0));
  return new Map(
    entries.map(({ id, file, anchors, shared }) => [
      id,
      [...shared].find(([name, count]) => count === most.get(name))?.[0] ??
        [...shared][0]?.[0] ??
        nameOf(file, anchors[0]),
    ]),
  );
}

function recordsSeen({ review }: Screened, names: ReadonlyMap<string, string>): Seen[] {
  const { results, identified } = review;
  const sourceOf = new Map(
    identified.entries.map(({ id, kind, source }) => [id, `${kind} ${source}`]),
  );
  const rows = new Map(results.ledger.map((row) => [row.entry, row]));
  return results.records.map(({ key, box, entries }) => {
    const { reason, by } = rows.get(entries[0]!)!;
    const programs = [...by.split(";")].every((name) => name === "rules" || name === "gpt");
    const counted =
      box === "excluded-full-text"
        ? reason.split(";")[0]
        : box === "excluded-title-abstract"
          ? programs
          : box === "included"
            ? results.included.find((one) => one.key === key)!.synthesis
            : "";
    const [kept, ...others] = entries.map((entry) => sourceOf.get(entry));
    return {
      key,
      entries: entries.map((entry) => names.get(entry)!).sort(),
      kept: names.get(entries[0]!)!,
      says: JSON.stringify([box, counted, kept, others.sort()]),
    };
  });
}

/** The pairs of included records that are one study, by the names of their kept entries; with their keys. */
function studiesSeen({ review }: Screened, seen: readonly Seen[]): Map<string, readonly string[]> {
  const { included } = review.results;
  const nameOf = new Map(seen.map(({ key, kept }) => [key, JSON.stringify([kept])]));
  return new Map(
    included.flatMap((a) =>
      included
        .filter((b) => a.key < b.key && a.study === b.study)
        .map(
          (b) => [[nameOf.get(a.key), nameOf.get(b.key)].sort().join(), [a.key, b.key]] as const,
        ),
    ),
  );
}

/** The keys of records that are included on both sides and are one study with another on one side only. */
function studiesChanged(
  [before, seenBefore]: readonly [Screened, readonly Seen[]],
  [now, seenNow]: readonly [Screened, readonly Seen[]],
): string[] {
  const [was, is] = [studiesSeen(before, seenBefore), studiesSeen(now, seenNow)];
  const included = (seen: readonly Seen[]) =>
    new Set(
      seen
        .filter(({ says }) => says.startsWith('["included"'))
        .map(({ kept }) => JSON.stringify([kept])),
    );
  const [includedBefore, includedNow] = [included(seenBefore), included(seenNow)];
  const staying = (name: string) => includedBefore.has(name) && includedNow.has(name);
  const only = (one: typeof was, other: typeof was) =>
    [...one].flatMap(([pair, keys]) => {
      const [a = "", b = ""] = pair.split(/(?<=\]),/);
      return !other.has(pair) && staying(a) && staying(b) ? keys : [];
    });
  return [...only(was, is), ...only(is, was)];
}

/** What is not the same on both sides, each as often as it is. */
function differing(before: readonly Seen[], now: readonly Seen[]): readonly [Seen[], Seen[]] {
  const textOf = ({ entries, says }: Seen) => JSON.stringify([entries, says]);
  const without = (some: readonly Seen[], others: readonly Seen[]) => {
    const counts = new Map<string, number>();
    for (const one of others) counts.set(textOf(one), (counts.get(textOf(one)) ?? 0) + 1);
    return some.filter((one) => {
      const left = counts.get(textOf(one)) ?? 0;
      if (left > 0) counts.set(textOf(one), left - 1);
      return left === 0;
    });
  };
  return [without(before, now), without(now, before)];
}

/** What is wrong with what was reported of a change; empty where all of it and nothing else was. */
function misreported(before: Screened, now: Screened, differences: LockDifferences): string[] {
  const seenBefore = recordsSeen(before, entryNames(before, before));
  const seenNow = recordsSeen(now, entryNames(now, before));
  const [gone, come] = differing(seenBefore, seenNow);
  const studies = studiesChanged([before, seenBefore], [now, seenNow]);
  const { records } = differences;
  const reported = new Set(
    records.flatMap(({ key, became, partOf }) => [key, became ?? key, partOf ?? key]),
  );
  const silent = [...gone, ...come].filter(({ key }) => !reported.has(key));
  const real = new Set([...[...gone, ...come].map(({ key }) => key), ...studies]);
  const invented = records.filter(({ key, became }) => !real.has(key) && !real.has(became ?? key));
  const unreadable = (of: Screened) =>
    JSON.stringify(
      of.review.results.ledger
        .filter(({ record }) => record === "")
        .map(({ source }) => source)
        .sort(),
    );
  const messages = (locked.find?.({ lockDifferences: differences } as CheckedReview) ?? []).map(
    ({ message }) => message,
  );
  const untold = records.filter(
    ({ key, before: was, now: is }) =>
      !messages.some(
        (message) =>
          message.includes(key) && message.includes(was ?? "new") && message.includes(is ?? "gone"),
      ),
  );
  return [
    ...silent.map(({ key, says }) => `${key} is not reported: ${says}`),
    ...studies
      .filter((key) => !reported.has(key))
      .map((key) => `${key}: its study is not reported`),
    ...invented.map((one) => `${one.key} is reported without a change: ${JSON.stringify(one)}`),
    ...untold.map(({ key }) => `the message does not name ${key} and its boxes`),
    ...((unreadable(before) === unreadable(now)) === (differences.unreadable.length === 0)
      ? []
      : ["unreadable entries changed without a report, or the reverse"]),
  ];
}

test.each(REVIEWS)(
  "every change of %s that moves a record is reported with its boxes, and no other",
  async (review) => {
    const inputs = inputsOf(review);
    const folder = testFolder(Object.fromEntries(inputs));
    const before = (await screened(folder))!;
    expect(before.review.results.included.length).toBeGreaterThan(1);
    const random = createRandom(14);
    const files = [...inputs.keys()];
    let made = 0;
    let moved = 0;
    for (let tries = 0; made < CHANGES / REVIEWS.length; tries += 1) {
      expect(tries).toBeLessThan(CHANGES * 20);
      const file = files[random(files.length)]!;
      const change = changed(file, inputs.get(file)!, random);
      if (change === undefined) continue;
      folder.write(file, change.text);
      const now = await screened(folder);
      folder.write(file, inputs.get(file)!);
      if (now === undefined) continue;
      made += 1;
      const differences = compareLocks(before.lock, now.lock);
      const said = `${change.file}: ${change.what}`;
      expect(misreported(before, now, differences), said).toEqual([]);
      const isMoved = differences.records.length + differences.unreadable.length > 0;
      if (isMoved) moved += 1;
      // Only slr.yaml changes numbers without a record: of the previous review, and the template.
      if (differences.boxes.length > 0 && file !== "slr.yaml") expect(isMoved, said).toBe(true);
    }
    expect(moved).toBeGreaterThan(0);
    if (process.env.SLR_LAW_CHANGES !== undefined)
      console.log(`${review}: ${made} changes, ${moved} of which moved a record`);
  },
  7_200_000,
);
