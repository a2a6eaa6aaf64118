import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import {
  type AnswerMessage,
  ROUTES,
  type WorkView,
} from "../../../../../src/core/decide/page-data.ts";
import type { Saying } from "../../../../../src/core/decide/session.ts";
import { risOf, testFolder } from "../../../captured-io.ts";
import { randomNumbers } from "../random-numbers.ts";
import { saying, signIn } from "./web-client.ts";

/** What came of many servers that were killed at random moments. */
export interface KilledServers {
  kills: number;
  /** Killed before the reviewer was signed in. */
  atStart: number;
  /** Answers that a server had confirmed. */
  confirmed: number;
  /** Answers on their way at a kill, and those of them that were on the disk already. */
  pending: number;
  written: number;
  /** Rows of decisions/ada.csv. */
  rows: number;
}

const RECORDS = 120;
const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: E1, text: First, stage: title-abstract }
`;
const WORK = "screen/title-abstract";
const SAYINGS: readonly Saying[] = [
  saying("include"),
  saying("exclude", { reasons: ["E1"] }),
  saying("maybe", { note: 'A note, with "quotes"' }),
  saying("exclude", { tags: ["a", "b"] }),
];

/** What the reviewer's browser keeps while servers come and go. */
interface Browser {
  /** The answers that a server confirmed, in their order. */
  readonly confirmed: AnswerMessage[];
  /** The answer on its way, which the browser sends again until it is confirmed. */
  pending: AnswerMessage | undefined;
  /** By record, the number of rows and what was said last. */
  readonly known: Map<string, { seen: number; said: Saying | null }>;
}

/**
 * Starts slr decide --web, answers and kills it, again and again. Throws if a confirmed answer is
 * missing on the disk, or one is there twice.
 */
export async function killServers(kills: number, seed: number): Promise<KilledServers> {
  const random = randomNumbers(seed);
  const result = { kills: 0, atStart: 0, confirmed: 0, pending: 0, written: 0, rows: 0 };
  let folder = "";
  let browser: Browser = { confirmed: [], pending: undefined, known: new Map() };
  while (result.kills < kills) {
    if (folder === "" || browser.known.size > RECORDS - 60) {
      folder = newFolder();
      browser = { confirmed: [], pending: undefined, known: new Map() };
    }
    const before = browser.confirmed.length;
    if (!(await killedServer(folder, browser, random))) result.atStart += 1;
    const rows = rowsOf(folder);
    const { pending, confirmed } = browser;
    const expected = confirmed.map(rowOf);
    const hasPending = pending !== undefined && rows.length === expected.length + 1;
    const all = hasPending ? [...expected, rowOf(pending)] : expected;
    if (rows.join("\n") !== all.join("\n")) {
      throw new Error(
        `Kill ${result.kills + 1}: confirmed\n${expected.join("\n")}\non its way ${pending && rowOf(pending)}\nthe disk has\n${rows.join("\n")}`,
      );
    }
    result.kills += 1;
    result.confirmed += confirmed.length - before;
    result.pending += pending === undefined ? 0 : 1;
    result.written += hasPending ? 1 : 0;
    result.rows = rows.length;
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

/** One server that answers until it is killed; false if that was before anybody had signed in. */
async function killedServer(
  folder: string,
  browser: Browser,
  random: () => number,
): Promise<boolean> {
  const args = ["decide", "--web", "--as", "ada", "--order", "key", "--no-open", "--port", "0"];
  const server = spawn(process.execPath, [resolve("bin/slr.js"), ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<void>((done) => server.once("exit", () => done()));
  const early = random() < 0.1;
  const link = early ? undefined : await linkOf(server);
  if (link === undefined) await wait(random() * 800);
  else {
    const before = browser.confirmed.length;
    const answers = Math.floor(random() * 12);
    const late = random() * 4;
    await answerUntilKilled(link, browser, random, () => {
      if (browser.confirmed.length - before < answers) return;
      setTimeout(() => server.kill("SIGKILL"), late);
    });
  }
  server.kill("SIGKILL");
  await ended;
  return link !== undefined;
}

async function linkOf(server: ChildProcess): Promise<string | undefined> {
  let printed = "";
  for await (const chunk of server.stdout!) {
    printed += String(chunk);
    const link = /ada: (\S+)\n/.exec(printed)?.[1];
    if (link !== undefined) return link;
  }
  return undefined;
}

/** Sends what is on its way, then answer after answer, until the server is gone. */
async function answerUntilKilled(
  link: string,
  browser: Browser,
  random: () => number,
  confirmed: () => void,
): Promise<void> {
  try {
    const window = await signIn(Number(new URL(link).port), link.slice(link.indexOf("#t=") + 3));
    const view = await window.open(WORK);
    let upcoming = view.state.upcoming;
    for (;;) {
      browser.pending ??= nextAnswer(browser, upcoming, random);
      const reply = await window.post(ROUTES.answer(WORK), browser.pending);
      if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
      const { key, seen, state } = JSON.parse(reply.text);
      browser.known.set(key, { seen, said: browser.pending.saying });
      browser.confirmed.push(browser.pending);
      browser.pending = undefined;
      upcoming = state.upcoming;
      confirmed();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ECONNRESET" && code !== "ECONNREFUSED") throw error;
  }
}

/** Mostly a new record; sometimes another answer about an earlier one, or its undo. */
function nextAnswer(
  { known, confirmed }: Browser,
  upcoming: WorkView["state"]["upcoming"],
  random: () => number,
): AnswerMessage {
  const uuid = `answer-${confirmed.length}-${Math.floor(random() * 1e9)}`;
  const choose = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  if (known.size > 0 && random() < 0.3) {
    const [key, { seen, said }] = choose([...known]);
    const others = [...SAYINGS, null].filter((one) => one?.verdict !== said?.verdict);
    return { uuid, key, seen, saying: choose(others) };
  }
  const key = upcoming.find((id) => !known.has(id)) ?? upcoming[0]!;
  return { uuid, key, seen: known.get(key)?.seen ?? 0, saying: choose(SAYINGS) };
}

function rowOf({ key, saying: said }: AnswerMessage): string {
  if (said === null) return [key, "withdrawn", "", "", ""].join();
  return [key, said.verdict, said.reasons.join(";"), said.note, said.tags.join(";")].join();
}

/** The rows as they are right after a kill; throws where a line is torn. */
function rowsOf(folder: string): string[] {
  const file = join(folder, "decisions", "ada.csv");
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  if (!text.endsWith("\n")) throw new Error(`Torn last line: ${text.slice(-200)}`);
  const rows: string[][] = parse(text, { relax_column_count: true });
  for (const row of rows) if (row.length !== 12) throw new Error(`Torn line: ${row.join()}`);
  return rows
    .slice(1)
    .map(([record, , verdict, reason, , note, ...rest]) =>
      [record, verdict, reason, note, rest.at(-1)].join(),
    );
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
