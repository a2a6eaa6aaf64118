import { allWaiting, narrow } from "../../../core/decide/search.ts";
import {
  type Effect,
  press,
  type Saying,
  type Session,
  type View,
} from "../../../core/decide/session.ts";
import type { Terminal } from "../../io/io.ts";
import { type Keyboard, openKeyboard } from "./keys.ts";
import { type Frame, screenLines } from "./screen.ts";
import { type Line, line, paintScreen, shorten } from "./styled-text.ts";

/** What a session needs from the review. */
export interface SessionSource {
  readonly frame: Frame;
  /** Whether the item can be shown at once. */
  isReady(id: string): boolean;
  /** Prepares the first item of the queue, and returns its lines at a width. */
  prepare(queue: readonly string[]): Promise<(width: number) => readonly Line[]>;
  /** Writes an answer down; it is on the disk when this returns. */
  say(id: string, saying: Saying | undefined): Promise<void>;
  /** The order in which the queue should go on after the answers so far. */
  arrange(queue: readonly string[]): readonly string[];
  /** The items among these that have all words of a search. */
  search(text: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Opens the item's pages, and returns the message for the reviewer. */
  open(id: string): Promise<string>;
}

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
  source: SessionSource,
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
    const screen = screenLines(session, source.frame, wrapped.lines, size);
    view = screen.view;
    terminal.write(paintScreen(screen.lines, colour));
  };
  /** Prepares the first item; returns whether the reviewer had to wait for it. */
  const prepare = async (): Promise<boolean> => {
    const [id] = session.queue;
    if (id === undefined) return false;
    const waits = !source.isReady(id);
    if (waits) {
      item = () => [line("Reading the exports ...", "faint")];
      wrapped = undefined;
      draw();
    }
    item = await source.prepare(session.queue);
    wrapped = undefined;
    return waits;
  };
  const searched = async (text: string): Promise<Session> => {
    if (text === "") return narrow(session, text, new Set());
    session = { ...session, notice: "Searching ..." };
    draw();
    return narrow(session, text, await source.search(text, allWaiting(session)));
  };
  let keyboard: Keyboard | undefined;
  let giveBack = terminal.takeOver(draw);
  const act = async (effect: Effect): Promise<void> => {
    if (effect.kind === "say") await source.say(effect.id, effect.saying);
    else if (effect.kind === "open") session = { ...session, notice: await source.open(effect.id) };
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
    for (;;) {
      const before = session.queue[0];
      const step = press(session, await keyboard.next(), source.frame.plan, view);
      if (step.effects.some(({ kind }) => kind === "end")) return step.session;
      // A resize during this draws the previous item, because the next one waits for the disk.
      const said = step.effects.filter(({ kind }) => kind === "say");
      for (const effect of said) await act(effect);
      session =
        said.length === 0
          ? step.session
          : { ...step.session, queue: source.arrange(step.session.queue) };
      for (const effect of step.effects) if (effect.kind !== "say") await act(effect);
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
