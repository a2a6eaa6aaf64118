import { addAll } from "../../core/records/add-all.ts";
import type { Verdict } from "../../core/records/decision.ts";
import { ownValue } from "../../core/records/own-value.ts";
import type { Problem } from "../../core/records/problem.ts";
import { NO_TIME, readTimes, type Time } from "../../core/records/time.ts";
import { inTimeOrder } from "../../core/records/time-order.ts";
import { readRows } from "../tables/rows.ts";
import { problemsOfToolTimes, type ToolFile } from "./screening-tool.ts";

/** The last word of one user of Rayyan on one article. */
export interface LoggedDecision {
  /** The number in the article's key `rayyan-<number>`. */
  readonly article: string;
  /** The user's e-mail address or number, which identifies nobody outside Rayyan. */
  readonly user: string;
  readonly verdict?: Verdict;
  readonly reasons: readonly string[];
  readonly labels: readonly string[];
  readonly decidedAt: Time;
  readonly line: number;
}

const VERDICTS: Readonly<Record<string, Verdict>> = {
  "1": "include",
  "0": "maybe",
  "-1": "exclude",
};

/** Tells whether a file is Rayyan's `customizations_log.csv`. */
export function isRayyanLog(head: string): boolean {
  return /^"?created_at"?,"?user_id"?,"?user_email"?,"?article_id"?,"?key"?,"?value"?\s/.test(head);
}

/** Reads the log of an export: the latest row of a user about an article and a key counts. */
export async function readRayyanLog(
  file: ToolFile,
  problems: Problem[],
): Promise<readonly LoggedDecision[]> {
  let text = "";
  for await (const chunk of file.text()) text += chunk;
  const rows = text.replace(/\r\n?/g, "\n");
  const logged: { readonly cells: readonly string[]; readonly line: number }[] = [];
  const state = new Map<string, Mutable>();
  const whole = (async function* () {
    yield rows;
  })();
  for await (const batch of readRows(whole, { delimiter: ",", quotes: true }, 6, 1)) {
    for (const row of batch) {
      if ("unreadable" in row) report(row.line, "a quote that is never closed", "six cells");
      else if (row.cells.some((cell) => cell.trim() !== "") && row.line > 1) logged.push(row);
    }
  }
  const times = readTimes(logged.map(({ cells }) => cells[0] ?? ""));
  const timed = logged.map(({ cells, line }, at) => ({
    cells,
    place: { file: file.file, line },
    decidedAt: times[at]!,
  }));
  addAll(problems, problemsOfToolTimes(timed, file.file));
  for (const { cells, place, decidedAt } of inTimeOrder(timed, (row) => row))
    note(cells, place.line, decidedAt);
  return [...state.values()].map(({ reasons, labels, ...rest }) => ({
    ...rest,
    reasons: [...reasons],
    labels: [...labels],
  }));

  function report(line: number, found: string, expected: string): void {
    problems.push({
      severity: "error",
      code: "rayyan/log",
      file: file.file,
      line,
      message: `Unexpected ${found}, expected ${expected}. The row is not applied.`,
    });
  }

  function note(cells: readonly string[], line: number, time: Time): void {
    const [, id = "", email = "", article = "", key = "", value = ""] = cells.map((cell) =>
      cell.trim(),
    );
    if (cells.length < 6) {
      report(line, `${cells.length} cells`, "six");
      return;
    }
    const user = email === "" ? `user-${id}` : email;
    const slot = `${article} ${user}`;
    const said: Mutable = state.get(slot) ?? {
      article,
      user,
      reasons: new Set(),
      labels: new Set(),
      decidedAt: NO_TIME,
      line,
    };
    const removed = value === "deleted";
    if (key === "included") {
      const verdict = ownValue(VERDICTS, value);
      if (verdict === undefined && !removed) {
        report(line, `value \`${value.slice(0, 40)}\``, "1, 0, -1 or deleted");
        return;
      }
      said.line = line;
      said.decidedAt = time;
      if (verdict === undefined) delete said.verdict;
      else said.verdict = verdict;
    } else {
      // Labels and reasons are quoted separately; other keys are Rayyan's settings.
      const label = /^"([\s\S]*)"$/.exec(key)?.[1];
      if (label === undefined || label.startsWith("__SYSTEM__")) return;
      const reason = label.startsWith("__EXR__");
      const set = reason ? said.reasons : said.labels;
      const name = reason ? label.slice("__EXR__".length) : label;
      if (removed) set.delete(name);
      else set.add(name);
    }
    state.set(slot, said);
  }
}

interface Mutable {
  readonly article: string;
  readonly user: string;
  verdict?: Verdict;
  readonly reasons: Set<string>;
  readonly labels: Set<string>;
  decidedAt: Time;
  line: number;
}
