import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { risOf, testFolder } from "../../captured-io.ts";
import { runInPty } from "./pty.ts";
import { randomNumbers } from "./random-numbers.ts";

/** What came of many sessions that were killed at random moments. */
export interface Killed {
  kills: number;
  /** Killed before the first record was shown. */
  atStart: number;
  /** Answers that the screen had confirmed before the kill. */
  confirmed: number;
  /** Rows of decisions/ada.csv, undo rows among them. */
  rows: number;
  /** Folders in which the sessions went on from kill to kill. */
  folders: string[];
}

const RECORDS = 300;
const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: E1, text: First, stage: title-abstract }
  - { id: E2, text: Second, stage: title-abstract }
`;
const KEYS = ["i", "i", "m", "1", "2", "e\r", "u", 'nA note, with "quotes"\ri'];
/** `abcd2345: exclude, E1. u takes it back.` and `abcd2345: taken back, decide again.` */
const CONFIRMED = /([a-z2-7]{8}): (?:(include|exclude|maybe)(?:, (E\d))?\. u takes|(taken) back)/g;

/** `0 decided, 300 left`, `12 decided (3 include), 288 left`: a record is shown. */
const HEADING = /\d decided\b/;

/** Starts slr decide in a pseudo-terminal, presses keys and kills it, again and again. */
export async function killSessions(kills: number, seed: number): Promise<Killed> {
  const random = randomNumbers(seed);
  const result: Killed = { kills: 0, atStart: 0, confirmed: 0, rows: 0, folders: [] };
  let folder = "";
  let before: string[][] = [];
  while (result.kills < kills) {
    if (folder === "" || before.length > RECORDS - 120) {
      folder = newFolder();
      before = [];
      result.folders.push(folder);
    }
    const written = await killedSession(folder, random);
    const rows = rowsOnDisk(folder);
    const confirmed = [...written.matchAll(CONFIRMED)]
      .map(([, key, verdict, reason, taken]) =>
        [key, taken === undefined ? verdict : "withdrawn", reason ?? ""].join(),
      )
      // What is drawn again is no second answer: an answer and its undo take turns.
      .filter((answer, at, all) => answer !== all[at - 1]);
    const kept = rows.map(([record, , verdict, reason]) => [record, verdict, reason].join());
    const older = before.map(([record, , verdict, reason]) => [record, verdict, reason].join());
    const start = kept.slice(0, older.length + confirmed.length);
    if (start.join("\n") !== [...older, ...confirmed].join("\n")) {
      throw new Error(
        `Kill ${result.kills + 1}: the screen had confirmed\n${confirmed.join("\n")}\nthe disk has\n${kept.slice(older.length).join("\n")}`,
      );
    }
    result.kills += 1;
    if (!HEADING.test(written)) result.atStart += 1;
    result.confirmed += confirmed.length;
    result.rows += rows.length - before.length;
    before = rows;
  }
  return result;
}

function newFolder(): string {
  const titles = Array.from(
    { length: RECORDS },
    (_, at) => `${["Pruning", "Serving", "Sharding"][at % 3]} number ${at} of ${at * 7919}`,
  );
  return testFolder({ "slr.yaml": PROTOCOL, "searches/scopus.ris": risOf(...titles) }).path;
}

/** One session that gets keys until it is killed; everything it wrote to the terminal. */
async function killedSession(folder: string, random: () => number): Promise<string> {
  const session = runInPty(folder, ["decide", "--as", "ada", "--order", "key"]);
  let over = false;
  void session.ended.then(() => {
    over = true;
  });
  const early = random() < 0.1;
  if (early) for (let pauses = random() * 60; pauses > 0; pauses -= 1) await wait(10);
  else {
    while (!over && !HEADING.test(session.written())) await wait(5);
    // Bursts of keys are counted, not milliseconds, and each waits for an answer to the one before,
    // so that load changes nothing. The kill comes while the last burst is being answered.
    for (let bursts = random() * 24; bursts > 0 && !over; bursts -= 1) {
      const { length } = session.written();
      for (let n = random() * 4; n > 0; n -= 1)
        session.press(KEYS[Math.floor(random() * KEYS.length)]!);
      if (bursts <= 1) await wait(random() * 6);
      else while (!over && session.written().length === length) await wait(1);
    }
  }
  process.kill(session.pty.pid, "SIGKILL");
  await session.ended;
  await wait(5);
  return session.written();
}

/** The rows as they are right after the kill; throws where the last line is torn or a row is not whole. */
function rowsOnDisk(folder: string): string[][] {
  const file = join(folder, "decisions", "ada.csv");
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  if (!text.endsWith("\n")) throw new Error(`Torn last line: ${text.slice(-200)}`);
  const lines = text.trimEnd().split("\n");
  const rows: string[][] = lines.map((line) => parse(line, { relax_column_count: true })[0]!);
  for (const [at, row] of rows.entries())
    if (row.length !== 12) throw new Error(`Torn line ${at + 1}: ${lines[at]}`);
  return rows.slice(1);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
