import {
  alikeLeft,
  KEYS,
  REASON_LABELS,
  type Session,
  type SessionPlan,
  sayingText,
  type View,
} from "../../../core/decide/session.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { ruledLine } from "./items.ts";
import { fitLine, flowItems, type Line, line, shorten, widthOf, wrapLine } from "./styled-text.ts";

/** What of the screen does not depend on the item that is shown. */
export interface Frame {
  /** What is decided, by whom, in which order: `title/abstract`, `ada`, `by rating`. */
  readonly heading: readonly string[];
  readonly plan: SessionPlan;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The whole screen: a heading with the progress, the item, and what can be pressed. */
export function screenLines(
  session: Session,
  frame: Frame,
  item: readonly Line[],
  { columns, rows }: Size,
): { readonly lines: readonly Line[]; readonly view: View } {
  const width = Math.max(1, columns);
  const head = [headingLine(frame.heading, width), progressLine(session, width)];
  const foot = footLines(session, frame.plan, width, Math.max(2, Math.floor(rows / 3)));
  const page = Math.max(1, rows - head.length - foot.length - 2);
  const body = bodyOf(session, frame.plan, item, width);
  const last = Math.max(0, body.length - page);
  const from = Math.min(session.scroll, last);
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

function progressLine({ done, queue }: Session, width: number): Line {
  const text = `${formatCount(done.length)} decided, ${formatCount(queue.length)} left`;
  const room = Math.min(40, width - text.length - 4);
  const all = done.length + queue.length;
  if (room < 8 || all === 0) return line(text);
  const full = Math.floor((room * done.length) / all);
  return [
    ...line(`${text}  `),
    ...line(`[${"#".repeat(full)}${".".repeat(room - full)}]`, "faint"),
  ];
}

function bodyOf(
  { queue, prompt }: Session,
  plan: SessionPlan,
  item: readonly Line[],
  width: number,
): readonly Line[] {
  if (prompt.kind === "help") return helpLines(plan, width);
  if (queue.length > 0) return item;
  return wrapLine("Nothing is left here. q quits, u takes the last answer back.", width, "strong");
}

function helpLines(plan: SessionPlan, width: number): Line[] {
  const keys = [
    ...KEYS[plan.task],
    ...(plan.task === "pairs" ? [] : [["0", "exclude for a reason that you type"] as const]),
    ["arrows, j k, page keys, space", "scroll"] as const,
  ];
  return [
    ...keys.flatMap(([key, does]) => wrapLine(`${key.padEnd(5)} ${does}`, width)),
    [],
    ...wrapLine(
      "Each answer is on the disk before the next one is shown. An undo is a row of its own: nothing is ever deleted. Any key goes back.",
      width,
    ),
  ];
}

function footLines(session: Session, plan: SessionPlan, width: number, most: number): Line[] {
  const { prompt, queue, notes, said, notice } = session;
  const id = queue[0];
  if (prompt.kind === "text") {
    const what = prompt.for === "note" ? "Note" : "Reason";
    const help = "Enter keeps it, Esc goes back.";
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
  const note = id === undefined ? undefined : notes.get(id);
  const before = id === undefined ? undefined : said.get(id);
  const reasons = plan.task === "pairs" ? [] : flowItems(reasonItems(plan, width), 2, width);
  return [
    ...reasons.slice(0, Math.max(1, most - 2)),
    ...(before === undefined
      ? []
      : [line(shorten(plainText(`You said before: ${sayingText(before)}`), width))]),
    ...(note === undefined ? [] : [line(shorten(plainText(`Note: ${note}`), width))]),
    ...noticeLines(batchNotice(session, plan), width),
    ...keyLines(plan, width),
  ];
}

/** What happened last, and how many pairs could be answered alike. */
function batchNotice(session: Session, plan: SessionPlan): string {
  const alike = alikeLeft(session, plan).length;
  if (alike === 0 || session.notice === "") return session.notice;
  const pairs = alike === 1 ? "1 more pair is" : `${formatCount(alike)} more pairs are`;
  return `${session.notice} ${pairs} asked for the same reason: a gives the same answer.`;
}

function noticeLines(notice: string, width: number): Line[] {
  return notice === "" ? [] : wrapLine(plainText(notice), width, "notice").slice(0, 3);
}

/** As many cells tell which reason it is; `e` shows the whole text. */
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
  const items = KEYS[plan.task]
    .filter(([key]) => key !== "1-9")
    .map(([key, does]): Line => [...line(key, "strong"), ...line(` ${does}`)]);
  return flowItems(items, 2, width);
}

/** A line that is being typed; of a long one its end. */
function textLine(label: string, text: string, width: number): Line {
  const room = Math.max(1, width - label.length - 1);
  let shown = [...plainText(text)].slice(-room).join("");
  while (widthOf(line(shown)) > room) shown = shown.replace(/^\P{M}\p{M}*/u, "");
  const blank = /\s$/.test(text) ? " " : "";
  return [...line(label, "strong"), ...line(shown + blank), ...line(" ", "bar")];
}
