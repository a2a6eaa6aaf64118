import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { risOf, type TestFolder, testFolder } from "./captured-io.ts";
import { randomNumbers } from "./commands/decide/random-numbers.ts";

const BIN = resolve("bin/slr.js");

const RECORDS = 400;
const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/*.ris }]
criteria:
  - { id: E1, text: Wrong topic, stage: title-abstract }
`;
const RAYYAN =
  "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id\n";

const titleOf = (at: number) => `Work ${"abcdefghij"[at % 10]} number ${at} of many`;
const exportOf = (records: number) =>
  risOf(...Array.from({ length: records }, (_, at) => titleOf(at)));

/** A command that changes a folder, and how a run of it begins and is judged. */
interface Killable {
  readonly argv: readonly string[];
  /** Makes the folder ready for another run, in one of two states. */
  begin(folder: TestFolder, state: 0 | 1): Promise<void>;
  /** What the command writes, as text. */
  written(folder: TestFolder): string;
}

/** Commands that write whole files; a crash leaves the old content or the new one. */
export const KILLABLE = {
  screen: {
    argv: ["screen"],
    async begin(folder, state) {
      folder.write("searches/scopus.ris", exportOf(RECORDS - state));
    },
    written: (folder) => contentOf(folder, "results"),
  },
  import: {
    argv: ["import", "decisions", "rayyan.csv", "--from", "rayyan"],
    async begin(folder) {
      rmSync(join(folder.path, "decisions"), { recursive: true, force: true });
    },
    written: (folder) => contentOf(folder, "decisions"),
  },
  lock: {
    argv: ["check", "--update-lock"],
    async begin(folder, state) {
      folder.write("searches/scopus.ris", exportOf(RECORDS - state));
      await folder.slr("screen");
    },
    written: (folder) => contentOf(folder, ".", /^slr\.lock$/),
  },
} satisfies Record<string, Killable>;

/** What came of many runs of a command that were killed at random moments. */
export interface KilledRuns {
  kills: number;
  /** Runs that had ended before the kill. */
  ended: number;
  /** Kills after which the folder held what was there before, or something in between. */
  old: number;
  /** Kills after which it held all that the command writes. */
  whole: number;
}

/**
 * Runs a command, kills it at a random moment, and runs it again to its end, as often as is said.
 * The run that is killed is a process of its own; the next one need not be.
 * Throws where a kill left a torn file, or where the next run does not come to what a run without a
 * kill comes to.
 */
export async function killRuns(
  name: keyof typeof KILLABLE,
  kills: number,
  seed: number,
): Promise<KilledRuns> {
  const random = randomNumbers(seed);
  const { argv, begin, written }: Killable = KILLABLE[name];
  const folder = testFolder(startOfReview());
  const expected: string[] = [];
  await begin(folder, 0);
  await folder.slr(...argv);
  expected.push(written(folder));
  await begin(folder, 1);
  const started = performance.now();
  await run(folder.path, argv, undefined);
  const duration = performance.now() - started;
  expected.push(written(folder));
  const result: KilledRuns = { kills: 0, ended: 0, old: 0, whole: 0 };
  for (; result.kills < kills; result.kills += 1) {
    const state = (result.kills % 2) as 0 | 1;
    await begin(folder, state);
    // Files are written in the second half of a run.
    const moment = (0.4 + 0.7 * random()) * duration;
    if (!(await run(folder.path, argv, moment))) result.ended += 1;
    // Any command first puts back what the crash has left aside.
    await folder.slr("status");
    const left = written(folder);
    if (left === expected[state]) result.whole += 1;
    else if (isOld(name, left, expected)) result.old += 1;
    else throw new Error(`Kill ${result.kills + 1} of slr ${argv.join(" ")} left\n${left}`);
    await folder.slr(...argv);
    if (written(folder) !== expected[state])
      throw new Error(
        `After kill ${result.kills + 1}, slr ${argv.join(" ")} wrote something else.`,
      );
    const names = readdirSync(folder.path, { recursive: true, encoding: "utf8" });
    const torn = names.filter((file) => /(?<!\.slr.*)\.tmp$/.test(file));
    if (torn.length > 0) throw new Error(`Kill ${result.kills + 1} left ${torn.join(", ")}.`);
  }
  return result;
}

/** Whether a folder holds what it held before the run; of decisions also the whole rows so far. */
function isOld(name: keyof typeof KILLABLE, left: string, expected: readonly string[]): boolean {
  if (name !== "import") return expected.includes(left);
  const rows = left.split("\n");
  const all = new Set(expected[0]!.split("\n"));
  return rows.every((row) => all.has(row));
}

/** Runs slr; false if it ended before it was killed. */
function run(
  folder: string,
  argv: readonly string[],
  killAfter: number | undefined,
): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [BIN, ...argv], { cwd: folder, stdio: "ignore" });
    const timer =
      killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
    child.on("close", (_, signal) => {
      clearTimeout(timer);
      done(signal !== null);
    });
  });
}

function startOfReview(): Record<string, string> {
  const articles = Array.from({ length: RECORDS - 1 }, (_, at) => {
    const verdict = at % 3 === 0 ? "Included" : "Excluded";
    const notes = `RAYYAN-INCLUSION: {""Ann Lee""=>""${verdict}"", ""Bo Li""=>""Maybe""}`;
    return `rayyan-${at},${titleOf(at)},2020,,,,,,,,,,,,,,"${notes}",,,,\n`;
  });
  return {
    "slr.yaml": PROTOCOL,
    "searches/scopus.ris": exportOf(RECORDS),
    "rayyan.csv": RAYYAN + articles.join(""),
  };
}

/** Names and content of the finished files in a folder. */
function contentOf(folder: TestFolder, below: string, only = /./): string {
  const path = join(folder.path, below);
  try {
    return readdirSync(path)
      .filter((name) => only.test(name) && !name.endsWith(".tmp"))
      .sort()
      .map((name) => `${name}\n${readFileSync(join(path, name), "utf8")}`)
      .join("\n");
  } catch {
    return "";
  }
}
