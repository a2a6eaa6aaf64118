import { advance } from "../../../core/decide/advance.ts";
import { press } from "../../../core/decide/press.ts";
import type { View } from "../../../core/decide/prompt.ts";
import { allWaiting, narrow } from "../../../core/decide/search.ts";
import type { Effect, Session } from "../../../core/decide/session.ts";
import type { Terminal } from "../../io/io.ts";
import { itemLines } from "./items.ts";
import { type Keyboard, openKeyboard } from "./keys.ts";
import type { PreparedSession } from "./open-session.ts";
import { screenLines } from "./screen.ts";
import { type Line, line, paintScreen, shorten } from "./styled-text.ts";

/** The session with a notice of keys that came before the item that they were meant for. */
function withUnapplied(session: Session, typed: string): Session {
  const keys = typed.replace(/\s+/g, " ").trim();
  if (keys === "") return session;
  const notice = `Typed before this was shown, so not applied: ${shorten(keys, 20)}`;
  return { ...session, notice: [notice, session.notice].filter(Boolean).join(". ") };
}

/** Shows item after item and does what the keys say, until the reviewer ends the session. */
export async function runSession(
  start: Session,
  { desk, plan, stage, heading, orderName }: PreparedSession,
  terminal: Terminal,
  colour: boolean,
): Promise<Session> {
  let session = start;
  let view: View = { page: 1, last: 0 };
  let item: (width: number) => readonly Line[] = () => [];
  let wrapped: { readonly width: number; readonly lines: readonly Line[] } | undefined;
  const draw = () => {
    const size = terminal.size();
    if (wrapped?.width !== size.columns)
      wrapped = { width: size.columns, lines: item(size.columns) };
    const screen = screenLines(session, { heading, plan }, wrapped.lines, size);
    view = screen.view;
    terminal.write(paintScreen(screen.lines, colour));
  };
  /** Prepares the first item; returns whether the reviewer had to wait for it. */
  const prepare = async (): Promise<boolean> => {
    const [id] = session.queue;
    if (id === undefined) return false;
    const waits = !desk.isReady(id);
    if (waits) {
      item = () => [line("Reading the exports ...", "faint")];
      wrapped = undefined;
      draw();
    }
    const view = await desk.prepare(session.queue);
    item = (width) => itemLines(view, stage, width);
    wrapped = undefined;
    return waits;
  };
  const searched = async (text: string): Promise<Session> => {
    if (text === "") return narrow(session, text, new Set());
    session = { ...session, notice: "Searching ..." };
    draw();
    return narrow(session, text, await desk.search(text, allWaiting(session)));
  };
  let keyboard: Keyboard | undefined;
  let giveBack = terminal.takeOver(draw);
  const carryOut = async (effect: Effect): Promise<void> => {
    if (effect.kind === "open") session = { ...session, notice: await desk.open(effect.id) };
    else if (effect.kind === "why") session = { ...session, notice: desk.why(effect.id) };
    else if (effect.kind === "search") session = await searched(effect.text);
    else if (effect.kind === "suspend") {
      giveBack();
      await terminal.suspend();
      giveBack = terminal.takeOver(draw);
    }
  };
  try {
    await prepare();
    const early = await terminal.typedBefore();
    if (early.includes("\x03") || early.includes("\x04")) return session;
    session = withUnapplied(session, early);
    draw();
    keyboard = openKeyboard(terminal.input);
    // The reviewer reads the first item while the rating learns how to go on.
    const orderBefore = orderName();
    await new Promise(setImmediate);
    await desk.catchUp?.();
    if (orderName() !== orderBefore) draw();
    for (;;) {
      const before = session.queue[0];
      const step = press(session, await keyboard.next(), plan, view);
      if (step.effects.some(({ kind }) => kind === "end")) return step.session;
      // A resize during this draws the previous item, because the next one waits for the disk.
      session = await advance(step, desk);
      for (const effect of step.effects) await carryOut(effect);
      // Keys typed while an item is loaded were not meant for it.
      if (session.queue[0] !== before && (await prepare()))
        session = withUnapplied(session, keyboard.forget());
      draw();
    }
  } finally {
    keyboard?.close();
    giveBack();
  }
}
