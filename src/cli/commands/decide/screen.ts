import { REASON_LABELS } from "../../../core/decide/keymap.ts";
import { listedDecisions } from "../../../core/decide/own-decisions.ts";
import { alikeLeft, keysOf } from "../../../core/decide/press.ts";
import type { DecisionList, View } from "../../../core/decide/prompt.ts";
import { sayingText } from "../../../core/decide/saying-text.ts";
import {
  type Progress,
  progressOf,
  type Session,
  type SessionPlan,
  tagsOf,
} from "../../../core/decide/session.ts";
import { compareText } from "../../../core/records/problem.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { ruledLine } from "./items.ts";
import { fitLine, flowItems, type Line, line, shorten, widthOf, wrapLine } from "./styled-text.ts";

/** The part of the screen that does not depend on the item. */
export interface Frame {
  /** What is decided, by whom, and in which order now: `title/abstract`, `ada`, `by rating`. */
  heading(): readonly string[];
  readonly plan: SessionPlan;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The whole screen: a heading with the progress, the item, and the keys. */
export function screenLines(
  session: Session,
  frame: Frame,
  item: readonly Line[],
  { columns, rows }: Size,
): { readonly lines: readonly Line[]; readonly view: View } {
  const width = Math.max(1, columns);
  const search = session.narrowed === undefined ? [] : [`search: ${session.narrowed.text}`];
  const head = [
    headingLine([...frame.heading(), ...search], width),
    progressLine(progressOf(session), width),
  ];
  const foot = footLines(session, frame.plan, width, Math.max(2, Math.floor(rows / 3)));
  const page = Math.max(1, rows - head.length - foot.length - 2);
  const body = bodyOf(session, frame.plan, item, width);
  const last = Math.max(0, body.length - page);
  const wanted =
    session.prompt.kind === "list"
      ? Math.max(0, session.prompt.cursor - Math.floor(page / 2))
      : session.scroll;
  const from = Math.min(wanted, last);
  const shown = body.slice(from, from + page);
  const filled = [...shown, ...new Array<Line>(page - shown.length).fill([])];
  const position =
    last === 0 ? "" : `lines ${from + 1}-${from + shown.length} of ${body.length}, space scrolls`;
  const lines = [...head, ruledLine("", width), ...filled, ruledLine(position, width), ...foot];
  return {
    lines: lines.slice(0, rows).map((one) => fitLine(one, Math.min(width, widthOf(one)))),
    view: { page, last },
  };
}

function headingLine(heading: readonly string[], width: number): Line {
  const text = shorten(` ${heading.map(plainText).join("  ")}`, width);
  return fitLine(line(text, "bar"), width, "bar");
}

/** `60 decided (12 include, 48 exclude), 140 left  [######......]`, without what does not fit. */
function progressLine({ decided, verdicts, left }: Progress, width: number): Line {
  const counts = [...verdicts]
    .map(([verdict, n]) => [sayingText({ verdict, reasons: [] }), n] as const)
    .sort(([a], [b]) => compareText(a, b))
    .map(([word, n]) => `${formatCount(n)} ${word}`);
  const which = counts.length === 0 ? "" : ` (${counts.join(", ")})`;
  const [one, other] = [`${formatCount(decided)} decided`, `, ${formatCount(left)} left`];
  const text = `${one}${which}${other}`.length <= width ? one + which + other : one + other;
  const room = Math.min(40, width - text.length - 4);
  const all = decided + left;
  if (room < 8 || all === 0) return line(text);
  const full = Math.floor((room * decided) / all);
  return [
    ...line(`${text}  `),
    ...line(`[${"#".repeat(full)}${".".repeat(room - full)}]`, "faint"),
  ];
}

function bodyOf(
  session: Session,
  plan: SessionPlan,
  item: readonly Line[],
  width: number,
): readonly Line[] {
  const { queue, prompt, narrowed } = session;
  if (prompt.kind === "help") return helpLines(plan, width);
  if (prompt.kind === "list") return listLines(session, prompt, plan, width);
  if (queue.length > 0) return item;
  const others = narrowed?.aside.length ?? 0;
  const text =
    others > 0
      ? `Nothing that was found is left. / and Enter show the other ${formatCount(others)}.`
      : "Nothing is left here. q quits, u takes the last answer back.";
  return wrapLine(text, width, "strong");
}

/** What the reviewer decided, a line each; the chosen one is marked. */
function listLines(
  session: Session,
  { cursor, filter }: DecisionList,
  plan: SessionPlan,
  width: number,
): Line[] {
  const items = listedDecisions(session, plan, filter);
  if (items.length === 0) return wrapLine("No decision of yours has all of these words.", width);
  const cells = Math.min(24, Math.max(...items.map(({ said }) => said.length)));
  return items.map(({ id, said, label }, at) => {
    const what = shorten(plainText(said), cells).padEnd(cells);
    const text = shorten(`${what}  ${plainText(id)}  ${plainText(label)}`, width - 2);
    return at === cursor ? line(`> ${text}`, "bar") : line(`  ${text}`);
  });
}

function helpLines(plan: SessionPlan, width: number): Line[] {
  const keys = [
    ...keysOf(plan),
    ...(plan.task === "pairs" ? [] : [["0", "exclude for a reason that you type"] as const]),
    ["arrows, j k, page keys, space", "scroll"] as const,
  ];
  return [
    ...keys.flatMap(([key, does]) => wrapLine(`${key.padEnd(5)} ${does}`, width)),
    [],
    ...wrapLine(
      '/ searches what waits in title, abstract, authors, venue, year, keywords and identifiers: all words must be there, a phrase stands in "double quotes". / and Enter show everything again. l lists what you decided, now and in earlier sessions; Enter shows one of them again, to decide it anew.',
      width,
    ),
    [],
    ...wrapLine(
      "Each answer is on the disk before the next one is shown. An undo is a row of its own: nothing is ever deleted. Any other key goes back.",
      width,
    ),
  ];
}

function footLines(session: Session, plan: SessionPlan, width: number, most: number): Line[] {
  const { prompt, queue, notes, said, notice } = session;
  const id = queue[0];
  if (prompt.kind === "text") {
    const what = { note: "Note", tags: "Tags", reason: "Reason", search: "Search" }[prompt.for];
    const help =
      prompt.for === "search"
        ? "Enter shows what waits and has all these words; without words, everything. Esc goes back."
        : prompt.for === "tags"
          ? "; stands between tags. Enter keeps them, Esc goes back."
          : "Enter keeps it, Esc goes back.";
    return [textLine(`${what}: `, prompt.text, width), ...noticeLines(notice || help, width)];
  }
  if (prompt.kind === "reason") {
    const help = plan.reasonRequired
      ? "0 types another reason, Esc goes back."
      : "Enter gives no reason, 0 types another one, Esc goes back.";
    const whole = plan.reasons
      .slice(0, REASON_LABELS.length)
      .map(({ id: name, text }, at) => line(plainText(`${REASON_LABELS[at]} ${name} ${text}`)));
    const fits = whole.length <= most;
    return [
      line("Exclude, because", "strong"),
      ...(fits
        ? whole.map((one) => line(shorten(one[0]!.text, width)))
        : flowItems(reasonItems(plan, width), 2, width)),
      ...noticeLines(notice || help, width),
    ];
  }
  if (prompt.kind === "batch") {
    const { answer, ids } = prompt;
    const count = ids.length === 1 ? "this 1 pair" : `these ${formatCount(ids.length)} pairs`;
    const cause = plan.causes?.get(ids[0]!) ?? "";
    return [
      ...wrapLine(
        plainText(`The same answer (${answer}) for ${count}? All are asked because: ${cause}.`),
        width,
        "strong",
      ),
      ...noticeLines("y answers them all, any other key goes back.", width),
    ];
  }
  if (prompt.kind === "list") {
    const help = "Enter shows it again, / filters, Esc goes back.";
    return prompt.typing
      ? [textLine("Filter: ", prompt.filter, width), ...noticeLines("Enter keeps it.", width)]
      : noticeLines(prompt.filter === "" ? help : `Filter: ${prompt.filter}. ${help}`, width);
  }
  const note = id === undefined ? undefined : notes.get(id);
  const tags = id === undefined ? [] : tagsOf(session, id);
  const before = id === undefined ? undefined : said.get(id);
  const reasons = plan.task === "pairs" ? [] : flowItems(reasonItems(plan, width), 2, width);
  return [
    ...reasons.slice(0, Math.max(1, most - 2)),
    ...(before === undefined
      ? []
      : [line(shorten(plainText(`You said before: ${sayingText(before)}`), width))]),
    ...(note === undefined ? [] : [line(shorten(plainText(`Note: ${note}`), width))]),
    ...(tags.length === 0 ? [] : [line(shorten(plainText(`Tags: ${tags.join("; ")}`), width))]),
    ...noticeLines(batchNotice(session, plan), width),
    ...keyLines(plan, width),
  ];
}

/** The last message, and how many pairs could get the same answer. */
function batchNotice(session: Session, plan: SessionPlan): string {
  const alike = alikeLeft(session, plan).length;
  if (alike === 0 || session.notice === "") return session.notice;
  const pairs = alike === 1 ? "1 more pair is" : `${formatCount(alike)} more pairs are`;
  return `${session.notice} ${pairs} asked for the same reason: a gives the same answer.`;
}

function noticeLines(notice: string, width: number): Line[] {
  return notice === "" ? [] : wrapLine(plainText(notice), width, "notice").slice(0, 3);
}

/** The number of cells that are enough to identify a reason; `e` shows the whole text. */
const REASON_WIDTH = 34;

function reasonItems({ reasons }: SessionPlan, width: number): Line[] {
  return reasons.slice(0, REASON_LABELS.length).map(({ id, text }, at) => {
    const label = `${REASON_LABELS[at]} `;
    return [
      ...line(label, "strong"),
      ...line(shorten(plainText(`${id} ${text}`), Math.min(REASON_WIDTH, width - label.length))),
    ];
  });
}

function keyLines(plan: SessionPlan, width: number): Line[] {
  const items = keysOf(plan)
    .filter(([key]) => key !== "1-9")
    .map(([key, does]): Line => [...line(key, "strong"), ...line(` ${does}`)]);
  return flowItems(items, 2, width);
}

/** The line that is being typed; if it is long, its end. */
function textLine(label: string, text: string, width: number): Line {
  const room = Math.max(1, width - label.length - 1);
  let shown = [...plainText(text)].slice(-room).join("");
  while (widthOf(line(shown)) > room) shown = shown.replace(/^\P{M}\p{M}*/u, "");
  const blank = /\s$/.test(text) ? " " : "";
  return [...line(label, "strong"), ...line(shown + blank), ...line(" ", "bar")];
}
