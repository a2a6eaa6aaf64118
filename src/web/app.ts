import { actionOf } from "../core/decide/keymap.ts";
import type { ItemView } from "../core/decide/page-data.ts";
import type { Desk, Store } from "./desks/desk.ts";
import { el } from "./dom.ts";
import { type PageEffect, type PageEvent, type PageState, startPage } from "./state/page-state.ts";
import { reduce } from "./state/reduce.ts";
import { readSettings, type Settings } from "./state/settings.ts";
import { createDialog, isPlain } from "./views/dialogs.ts";
import { createFrame } from "./views/frame.ts";
import type { Handlers, KeepInfo } from "./views/handlers.ts";

/** What the shell of a page adds to a work. */
export interface Shell {
  readonly home?: () => void;
  readonly csv?: { save(): Promise<void>; load(file: File): Promise<void> };
  keep(): KeepInfo;
  /** Called when the screen has changed, for measurements and tests. */
  drawn?(state: PageState): void;
}

/** A work that runs in the page. */
export interface Running {
  readonly root: HTMLElement;
  dispatch(event: PageEvent): void;
  /** Begins anew with what the desk has now. */
  restart(view: Pick<Awaited<ReturnType<Desk["open"]>>, "work" | "answers">): void;
  stop(): void;
}

const SETTINGS = "settings";
/** The server is asked again after this time, twice as long each time, up to the longest. */
const RETRY = { first: 500, longest: 8000 } as const;

/** Runs a work: events change the state, effects go to the desk, and the screen follows. */
export async function runWork(
  { work, answers, unsaved }: Awaited<ReturnType<Desk["open"]>>,
  desk: Desk,
  shell: Shell,
): Promise<Running> {
  let settings = await settingsIn(desk.store);
  let state = withAnswersOf(startPage(desk.home, work, Date.now()), answers);
  let isUnderstood = false;
  const retries = createRetries(() => dispatch({ kind: "retry" }));

  const dispatch = (event: PageEvent) => {
    const step = reduce(state, event);
    state = step.state;
    if (event.kind === "saved" || event.kind === "items") retries.reset();
    // An answer is on its way before anything is drawn.
    for (const effect of step.effects) run(effect);
    render();
  };

  const ask = (asked: Promise<PageEvent | undefined>): void => {
    void asked.then((event) => {
      if (event !== undefined) dispatch(event);
    });
  };

  const run = (effect: PageEffect): void => {
    if (effect.kind === "highlight") change({ ...settings, marks: !settings.marks });
    else if (effect.kind === "open") open(effect.id);
    else if (effect.kind === "forget")
      // What stays behind is sent again, which the server knows by its name.
      void desk.forget(effect.uuid).catch(() => {});
    else if (effect.kind === "retry-soon") retries.soon();
    else ask(askDesk(desk, effect));
  };

  const change = (changed: Settings): void => {
    settings = changed;
    void desk.store.set(SETTINGS, settings).catch(() => {});
    render();
  };

  /** The PDF in the pane, else the first page of the record, or those of both of a pair. */
  const open = (id: string): void => {
    const item = state.items.get(id);
    if (item === undefined) return;
    if (item.kind !== "pair" && item.record.fullText !== undefined && desk.home === "server") {
      change({ ...settings, pane: !settings.pane });
      return;
    }
    const urls = pagesOf(item);
    if (urls.length === 0)
      dispatch({ kind: "say", tone: "plain", text: "It has no PDF and no page to open." });
    for (const url of urls) window.open(url, "_blank", "noopener,noreferrer");
  };

  const handlers = handlersOf(shell, {
    dispatch,
    change,
    render: () => render(),
    understood() {
      isUnderstood = true;
      render();
    },
  });
  const frame = createFrame(handlers);
  const dialog = createDialog(handlers);
  const root = el("div", { class: "screen" }, frame.root, dialog.root);

  const render = () => {
    applySettings(settings);
    const keep = shell.keep();
    frame.render(state, settings, isUnderstood ? { ...keep, warning: "" } : keep);
    dialog.render(state, settings);
    shell.drawn?.(state);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (!isPlain(event) || dialog.root.open) return;
    const done = typeKey(event.key, state, settings, {
      ...handlers,
      reason: (number) => dispatch({ kind: "reason-number", number, ...stamp() }),
    });
    if (done) event.preventDefault(); // `/` searches in some browsers
  };
  document.addEventListener("keydown", onKey);

  if (unsaved.length > 0) dispatch({ kind: "unsaved", messages: unsaved });
  // The next records are at hand before a server can go away.
  dispatch({ kind: "begin", at: Date.now() });
  return {
    root,
    dispatch,
    restart(view) {
      state = withAnswersOf(startPage(desk.home, view.work, Date.now()), view.answers);
      render();
    },
    stop() {
      retries.stop();
      document.removeEventListener("keydown", onKey);
    },
  };
}

/** Asks again after a while, each time after twice as long. */
function createRetries(again: () => void) {
  let wait: number = RETRY.first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon(): void {
      clearTimeout(timer);
      timer = setTimeout(again, wait);
      wait = Math.min(RETRY.longest, wait * 2);
    },
    /** The server has answered: the next wait is a short one. */
    reset(): void {
      wait = RETRY.first;
    },
    stop: () => clearTimeout(timer),
  };
}

const stamp = () => ({ at: Date.now(), uuid: uuid() });

/** What buttons and fields do: each becomes an event. */
function handlersOf(
  { home, csv }: Shell,
  {
    dispatch,
    change,
    render,
    understood,
  }: Pick<Handlers, "change" | "understood"> & {
    dispatch(event: PageEvent): void;
    render(): void;
  },
): Handlers {
  return {
    act: (action) => dispatch({ kind: "do", action, ...stamp() }),
    exclude: (reasons) => dispatch({ kind: "exclude", reasons, ...stamp() }),
    typed: (text) => dispatch({ kind: "typed", text, ...stamp() }),
    close: () => dispatch({ kind: "close" }),
    revise: (id) => dispatch({ kind: "revise", id, at: Date.now() }),
    answerAlike: () => dispatch({ kind: "answer-alike", ...stamp() }),
    insist: () => dispatch({ kind: "insist", uuid: uuid() }),
    order: (order) => dispatch({ kind: "ask-order", order }),
    change,
    understood,
    ...(home && { home }),
    ...(csv && {
      csv: {
        save: () => void csv.save().then(render),
        load: (file: File) => void csv.load(file).then(render),
      },
    }),
  };
}

/** What a desk answers to an effect that asks it. */
function askDesk(
  desk: Desk,
  effect: Extract<PageEffect, { kind: "write" | "fetch" | "search" | "skip" | "order" }>,
): Promise<PageEvent | undefined> {
  switch (effect.kind) {
    case "write":
      return desk.write(effect.message, effect.send);
    case "fetch":
      return desk.fetch(effect.ids);
    case "search":
      return desk.search(effect.text);
    case "skip":
      return desk.skip(effect.id);
    case "order":
      return desk.order(effect.order);
  }
}

/** The page that is opened for a record, or those of both records of a pair. */
function pagesOf(item: ItemView): readonly string[] {
  const links =
    item.kind === "pair" ? [...item.a.links, ...item.b.links] : item.record.links.slice(0, 1);
  return links.map(({ url }) => url).filter((url) => /^https?:/i.test(url));
}

/** Does what a key means while a record is shown; false if it means nothing. */
function typeKey(
  key: string,
  state: PageState,
  settings: Settings,
  does: Pick<Handlers, "act" | "close" | "revise"> & { reason(number: number): void },
): boolean {
  if (key === "Escape" || (key === "ArrowRight" && state.revising !== undefined)) {
    does.close();
    return true;
  }
  if (!settings.keys) return false;
  if (key === "ArrowLeft") {
    // The last answer, or the one before the answer that is shown again.
    const ids = [...state.answers.keys()];
    const shown = state.revising === undefined ? ids.length : ids.indexOf(state.revising);
    const id = ids[shown - 1];
    if (id !== undefined) does.revise(id);
    return id !== undefined;
  }
  const meant = actionOf(key, settings.keymap, state.plan);
  if (meant === undefined) return false;
  if (typeof meant === "string") does.act(meant);
  else does.reason(meant.reason);
  return true;
}

/** The settings that the browser keeps. */
export async function settingsIn(store: Store): Promise<Settings> {
  return readSettings(await store.get(SETTINGS).catch(() => undefined));
}

function withAnswersOf(state: PageState, answers: Awaited<ReturnType<Desk["open"]>>["answers"]) {
  return reduce(state, { kind: "answers", answers }).state;
}

/** Theme and size hold for the whole document. */
export function applySettings({ theme, size }: Settings): void {
  const { documentElement } = document;
  if (theme === "auto") delete documentElement.dataset.theme;
  else documentElement.dataset.theme = theme;
  documentElement.dataset.size = String(size);
}

/** A name that no other message has; `crypto.randomUUID` is missing on a network without TLS. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
