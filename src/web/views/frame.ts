import { type Action, offers } from "../../core/decide/keymap.ts";
import { ROUTES } from "../../core/decide/page-data.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { button, el, fill, put } from "../dom.ts";
import { timeLeft } from "../state/pace.ts";
import { draftOf, type PageState, progress, shownId, shownItem } from "../state/page-state.ts";
import { ownWordFinder } from "../state/segments.ts";
import type { Settings } from "../state/settings.ts";
import { asideNodes } from "./aside.ts";
import { bannerText } from "./banner.ts";
import type { Handlers, KeepInfo } from "./handlers.ts";
import { labelOf } from "./labels.ts";
import { pairNodes } from "./pair.ts";
import { recordNodes, voteNodes } from "./record.ts";

/** The buttons that answer, in their order; those that a work does not offer are left out. */
const ANSWERS: readonly Action[] = [
  "exclude",
  "maybe",
  "include",
  "different",
  "same",
  "not-retrieved",
  "alike",
  "skip",
  "undo",
];
const TOOLS: readonly Action[] = ["search", "list", "highlight", "help"];

/** The page of a work: its parts stay where they are, and only what they hold changes. */
export interface Frame {
  readonly root: HTMLElement;
  render(state: PageState, settings: Settings, keep: KeepInfo): void;
}

export function createFrame(handlers: Handlers): Frame {
  const where = el("p", { class: "where", dir: "auto" });
  const counts = el("p", { class: "counts" });
  const bar = el("progress", { "aria-label": "Progress" });
  const saved = el("p", { class: "saved" });
  const tools = el("div", { class: "tools", id: "tools" });
  const more = el(
    "button",
    { type: "button", class: "more", "aria-controls": "tools", "aria-expanded": "false" },
    "More",
  );
  more.addEventListener("click", () => {
    const open = tools.classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
  });
  const warning = el("p", { dir: "auto" });
  const understood = button("OK", undefined, () => handlers.understood());
  const banner = el("div", { class: "banner", hidden: true }, warning, understood);
  const article = el("article", { tabindex: "0", "aria-label": "Record" });
  const aside = el("aside", { "aria-label": "Criteria, note and rating", tabindex: "0" });
  const pane = el("div", { class: "pane", hidden: true });
  const status = el("p", { role: "status", dir: "auto" });
  const undo = el("div", { class: "take-back" });
  const answers = el("div", { class: "answers", role: "group", "aria-label": "Your answer" });
  const root = el(
    "div",
    { class: "work" },
    el("header", { class: "top" }, where, counts, bar, saved, more, tools),
    banner,
    el("main", {}, article, pane, aside),
    el("footer", {}, el("div", { class: "toast" }, status, undo), answers),
  );
  const parts = { where, counts, bar, saved, banner, warning, understood, status, undo };
  const buttonsChanged = changes();
  const itemChanged = changes();
  const asideChanged = changes();
  const ratedChanged = changes();
  const idChanged = changes();
  return {
    root,
    render(state, settings, keep) {
      if (buttonsChanged(state.plan, state.work.order, settings)) {
        drawTools(tools, state, settings, handlers);
        drawAnswers(answers, state, settings, handlers);
        fill(undo, actionButton("undo", settings, handlers, "undo"));
      }
      const id = shownId(state);
      const content = contentOf(shownItem(state));
      const isEmpty = content === undefined ? state.link : undefined;
      if (itemChanged(id, content, settings.marks, settings.words, isEmpty))
        drawArticle(article, state, settings);
      const draft = id === undefined ? undefined : draftOf(state, id);
      const isRated = id !== undefined && state.ratingShown.has(id);
      if (asideChanged(id, content, draft?.note, draft?.tags.join(";"), isRated, settings))
        fill(aside, ...asideNodes(state, settings, handlers));
      // What was asked for is seen, however long the list of reasons is.
      if (ratedChanged(id, isRated) && isRated)
        aside.querySelector(".rating")?.scrollIntoView({ block: "nearest" });
      drawHead(parts, state, keep);
      drawPane(pane, state, settings, handlers);
      if (idChanged(id, content === undefined)) toTop(article, aside);
    },
  };
}

function drawAnswers(
  answers: HTMLElement,
  state: PageState,
  settings: Settings,
  handlers: Handlers,
): void {
  const offered = ANSWERS.filter((action) => offers(action, state.plan));
  fill(answers, ...offered.map((action) => actionButton(action, settings, handlers, action)));
}

/** What of an item is drawn; its `seen` and the own answer are not. */
function contentOf(item: ReturnType<typeof shownItem>): unknown {
  return item?.kind === "pair" ? item.fields : item?.record;
}

interface Parts {
  readonly where: HTMLElement;
  readonly counts: HTMLElement;
  readonly bar: HTMLProgressElement;
  readonly saved: HTMLElement;
  readonly banner: HTMLElement;
  readonly warning: HTMLElement;
  readonly understood: HTMLElement;
  readonly status: HTMLElement;
  readonly undo: HTMLElement;
}

function drawHead(parts: Parts, state: PageState, keep: KeepInfo): void {
  const { decided, left } = progress(state);
  const { where, counts, bar, saved, banner, warning, understood, status, undo } = parts;
  const search = state.narrowed === undefined ? [] : [`search: ${state.narrowed.text}`];
  setText(
    where,
    [state.plan.where, state.reviewer, state.work.orderName, ...search].filter(Boolean).join(" · "),
  );
  const time = timeLeft(state.pace, left);
  setText(
    counts,
    `${formatCount(decided)} of ${formatCount(decided + left)}${time === "" ? "" : ` · ${time}`}`,
  );
  bar.max = Math.max(1, decided + left);
  bar.value = decided;
  setText(saved, savedText(state));
  const told = bannerText(state, keep);
  setText(warning, told);
  banner.hidden = told === "";
  // What is wrong now stays; what was told about the browser can be put away.
  understood.hidden = told !== keep.warning;
  setText(status, state.notice.text);
  put(status, "class", state.notice.tone === "error" ? "error" : false);
  undo.classList.toggle("shown", state.notice.undo);
}

function savedText({ unsaved, link, writing }: PageState): string {
  if (link === "signed-out") return "signed out";
  if (link === "offline")
    return unsaved.length === 0 ? "no server" : `${formatCount(unsaved.length)} unsaved`;
  return writing === undefined ? "saved ✓" : "saving …";
}

/** Text is set only where it changed, because readers announce what is set. */
function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function actionButton(
  action: Action,
  settings: Settings,
  handlers: Handlers,
  className: string,
): HTMLButtonElement {
  const key = settings.keys ? settings.keymap[action] : undefined;
  return button(labelOf(action), key, () => handlers.act(action), { class: className });
}

const ORDER_NAMES: Readonly<Record<PageState["plan"]["orders"][number], string>> = {
  rating: "By rating",
  key: "As it comes",
  outliers: "Outliers first",
};

function drawTools(
  tools: HTMLElement,
  state: PageState,
  settings: Settings,
  handlers: Handlers,
): void {
  const { orders } = state.plan;
  const select = el(
    "select",
    { "aria-label": "Order" },
    ...orders.map((order) =>
      el("option", { value: order, selected: order === state.work.order }, ORDER_NAMES[order]),
    ),
  );
  select.addEventListener("change", () => {
    const order = orders.find((one) => one === select.value);
    if (order !== undefined) handlers.order(order);
  });
  const { home, csv } = handlers;
  const file = el("input", {
    type: "file",
    accept: ".csv,text/csv",
    class: "hidden",
    tabindex: "-1",
    "aria-hidden": "true",
  });
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen !== undefined) csv?.load(chosen);
    file.value = "";
  });
  fill(
    tools,
    home !== undefined && button("Overview", undefined, home, { class: "home" }),
    csv !== undefined && button("Save my decisions", undefined, () => csv.save(), { class: "csv" }),
    csv !== undefined && button("Take in an earlier file", undefined, () => file.click()),
    csv !== undefined && file,
    orders.length > 1 && select,
    ...TOOLS.filter((action) => offers(action, state.plan)).map((action) =>
      actionButton(action, settings, handlers, action),
    ),
  );
}

function drawArticle(article: HTMLElement, state: PageState, settings: Settings): void {
  const item = shownItem(state);
  if (item === undefined) {
    fill(article, ...emptyNodes(state));
    return;
  }
  if (item.kind === "pair") {
    fill(article, ...pairNodes(item));
    return;
  }
  const marking = { own: ownWordFinder(settings.words), marks: settings.marks };
  const nodes = recordNodes(item.record, marking);
  // The votes stand below the title, which says what they are about.
  fill(
    article,
    ...nodes.slice(0, 1),
    item.kind === "conflict" && voteNodes(item.votes, state.plan.reasons),
    ...nodes.slice(1),
  );
}

function emptyNodes(state: PageState): HTMLElement[] {
  const id = shownId(state);
  if (id !== undefined) {
    const why =
      state.link === "offline"
        ? "This record comes when the server is back. Your answers so far are kept."
        : "The record is being read …";
    return [
      el("h1", { tabindex: "-1" }, state.link === "offline" ? "No server" : "One moment"),
      el("p", {}, why),
    ];
  }
  const { decided } = progress(state);
  const text =
    decided === 0
      ? "Nothing waits for you here, and you have decided nothing here."
      : `${formatCount(decided)} decided. ${labelOf("list")} shows what you decided, to decide anything anew.`;
  return [el("h1", { tabindex: "-1" }, "Nothing is left here"), el("p", {}, text)];
}

/** The PDF or the text of a record, from the review's own folder. */
function drawPane(
  pane: HTMLElement,
  state: PageState,
  settings: Settings,
  handlers: Handlers,
): void {
  const item = shownItem(state);
  const file = item === undefined || item.kind === "pair" ? undefined : item.record.fullText;
  const shows = file !== undefined && state.home === "server" && settings.pane;
  pane.hidden = !shows;
  if (!shows) {
    fill(pane);
    return;
  }
  // The record beside it needs the room that a list of the pages would take.
  const url = `${ROUTES.fullText(item!.id)}${file.kind === "pdf" ? "#navpanes=0" : ""}`;
  if (pane.querySelector("iframe")?.getAttribute("src") === url) return;
  fill(
    pane,
    el(
      "p",
      {},
      el("a", { href: url, target: "_blank", rel: "noopener" }, "Open in a tab"),
      button("Close", undefined, () => handlers.change({ ...settings, pane: false })),
    ),
    el("iframe", { src: url, title: `Full text: ${file.file}` }),
  );
}

/** Readers and keys go on at the title of the next record, which is shown from its beginning. */
function toTop(article: HTMLElement, aside: HTMLElement): void {
  article.scrollTop = 0;
  aside.scrollTop = 0;
  article.closest("main")!.scrollTop = 0;
  if (document.querySelector("dialog[open]") === null)
    article.querySelector("h1")?.focus({ preventScroll: true });
}

/** Tells whether values differ from those of the last time, so that only what changes is drawn. */
function changes(): (...values: readonly unknown[]) => boolean {
  let before: readonly unknown[] | undefined;
  return (...values) => {
    const last = before;
    before = values;
    return last === undefined || values.some((value, at) => !Object.is(value, last[at]));
  };
}
