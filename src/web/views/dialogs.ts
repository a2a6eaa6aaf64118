import { REASON_LABELS } from "../../core/decide/keymap.ts";
import { sayingText } from "../../core/decide/saying-text.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { button, type Child, el, fill } from "../dom.ts";
import { draftOf, type PageState, type Prompt, shownId } from "../state/page-state.ts";
import type { Settings } from "../state/settings.ts";
import { answersNodes } from "./answers.ts";
import type { Handlers } from "./handlers.ts";
import { settingsNodes } from "./settings-panel.ts";

/** The one dialog of the page: what is asked above the record. */
export interface Dialog {
  readonly root: HTMLDialogElement;
  render(state: PageState, settings: Settings): void;
}

/** Until the next frame, a field of a closed dialog still has the focus, and would swallow keys. */
function close(root: HTMLDialogElement): void {
  root.close();
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && root.contains(activeElement)) activeElement.blur();
}

export function createDialog(handlers: Handlers): Dialog {
  const root = el("dialog", { class: "sheet", "aria-labelledby": "dialog-title" });
  let drawn: Prompt = { kind: "none" };
  let keys = (_event: KeyboardEvent): boolean => false;
  root.addEventListener("cancel", (event) => {
    event.preventDefault();
    handlers.close();
  });
  root.addEventListener("click", (event) => {
    if (event.target === root) handlers.close();
  });
  root.addEventListener("keydown", (event) => {
    if (isPlain(event) && keys(event)) event.preventDefault();
  });
  return {
    root,
    render(state, settings) {
      const { prompt } = state;
      if (prompt.kind === "none") {
        if (root.open) close(root);
        drawn = prompt;
        keys = () => false;
        return;
      }
      if (prompt === drawn && prompt.kind !== "help") return;
      if (prompt === drawn && root.contains(document.activeElement) && !redraws(root, settings))
        return;
      drawn = prompt;
      root.dataset.keys = JSON.stringify(settings.keymap);
      keys = settings.keys ? keysIn(state, handlers) : () => false;
      root.className = `sheet asks-${prompt.kind}`;
      fill(root, ...contentOf(state, settings, handlers));
      if (!root.open) root.showModal();
      root.querySelector<HTMLElement>("[autofocus]")?.focus();
    },
  };
}

/** Whether the list of keys in an open dialog shows other keys than those that hold now. */
function redraws(root: HTMLElement, { keymap }: Settings): boolean {
  return root.dataset.keys !== JSON.stringify(keymap);
}

/** A key alone, meant for the page and not for a field. */
export function isPlain(event: KeyboardEvent): boolean {
  const { target } = event;
  const isField =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return (
    !isField &&
    !event.repeat &&
    !event.isComposing &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey
  );
}

/** What keys do in the dialog; true if one did something. */
function keysIn(state: PageState, handlers: Handlers): (event: KeyboardEvent) => boolean {
  if (state.prompt.kind === "batch")
    return ({ key }) => {
      if (key === "y") handlers.answerAlike();
      else if (key === "n") handlers.close();
      else return false;
      return true;
    };
  if (state.prompt.kind !== "reason") return () => false;
  return ({ key, target }) => {
    const reason = state.plan.reasons[REASON_LABELS.indexOf(key)];
    if (reason !== undefined) handlers.exclude([reason.id]);
    else if (key === "0") handlers.act("other-reason");
    else if (key === "Enter" && !(target instanceof HTMLButtonElement)) handlers.exclude([]);
    else return false;
    return true;
  };
}

function contentOf(state: PageState, settings: Settings, handlers: Handlers): Child[] {
  const { prompt } = state;
  switch (prompt.kind) {
    case "none":
      return [];
    case "reason":
      return reasonNodes(state, settings, handlers);
    case "text":
      return textNodes(state, prompt.for, handlers);
    case "list":
      return answersNodes(state, handlers);
    case "help":
      return settingsNodes(state.plan, settings, handlers);
    case "batch":
      return [
        titleNode(`The same answer for ${formatCount(prompt.ids.length)} more pairs?`),
        el("p", {}, `They are asked for the same reason. The answer is: ${prompt.verdict}.`),
        el(
          "div",
          { class: "row" },
          button(`Yes, all ${prompt.verdict}`, settings.keys ? "y" : undefined, () =>
            handlers.answerAlike(),
          ),
          button("No", settings.keys ? "n" : undefined, () => handlers.close(), {
            autofocus: true,
          }),
        ),
      ];
    case "stale":
      return staleNodes(prompt, handlers);
  }
}

function titleNode(text: string): HTMLElement {
  return el("h2", { id: "dialog-title" }, text);
}

function reasonNodes(state: PageState, settings: Settings, handlers: Handlers): Child[] {
  const { reasons, reasonRequired } = state.plan;
  return [
    // Enter gives no reason, as in the terminal, so it must not press the first one.
    el("h2", { id: "dialog-title", tabindex: "-1", autofocus: true }, "Exclude, because"),
    ...reasons.map(({ id, text }, at) => {
      const label = settings.keys ? REASON_LABELS[at] : undefined;
      return el(
        "button",
        {
          type: "button",
          class: "reason",
          onclick: () => handlers.exclude([id]),
        },
        label !== undefined && el("kbd", {}, label),
        el("span", { dir: "auto" }, ` ${id} ${text}`),
      );
    }),
    button(
      "Another reason …",
      settings.keys ? "0" : undefined,
      () => handlers.act("other-reason"),
      {
        class: "reason",
      },
    ),
    el(
      "div",
      { class: "row" },
      !reasonRequired && button("Give no reason", undefined, () => handlers.exclude([])),
      button("Back", settings.keys ? "Esc" : undefined, () => handlers.close()),
    ),
    reasonRequired && el("p", { class: "faint" }, "An exclusion at full text needs a reason."),
  ];
}

const ASKS = {
  note: {
    title: "Note",
    hint: "It is kept with your answer to this record. Ctrl+Enter saves it.",
    save: "Keep the note",
  },
  tags: {
    title: "Tags",
    hint: "Words of your own to sort records by; a semicolon stands between two.",
    save: "Keep the tags",
  },
  reason: {
    title: "Exclude, because",
    hint: "A reason in your words; a semicolon stands between two, the most important first.",
    save: "Exclude",
  },
  search: {
    title: "Search what waits",
    hint: 'All of these words, in any field; a "phrase" stands in quotes. Nothing shows everything again.',
    save: "Search",
  },
} as const;

function textNodes(state: PageState, asks: keyof typeof ASKS, handlers: Handlers): Child[] {
  const { title, hint, save } = ASKS[asks];
  const id = shownId(state);
  const draft = id === undefined ? undefined : draftOf(state, id);
  const before = {
    note: draft?.note ?? "",
    tags: draft?.tags.join("; ") ?? "",
    reason: "",
    search: state.narrowed?.text ?? "",
  }[asks];
  const attributes = {
    id: "dialog-text",
    autofocus: true,
    dir: "auto",
    autocomplete: "off",
    "aria-describedby": "dialog-hint",
  };
  const field =
    asks === "note" ? el("textarea", { ...attributes, rows: 5 }) : el("input", attributes);
  field.value = before;
  field.addEventListener("keydown", (event) => {
    const { key, isComposing, ctrlKey, metaKey } = event as KeyboardEvent;
    if (key !== "Enter" || isComposing) return;
    if (asks === "note" && !ctrlKey && !metaKey) return;
    event.preventDefault();
    handlers.typed(field.value);
  });
  return [
    el("h2", { id: "dialog-title" }, el("label", { for: "dialog-text" }, title)),
    field,
    el("p", { class: "faint", id: "dialog-hint" }, hint),
    el(
      "div",
      { class: "row" },
      button(save, undefined, () => handlers.typed(field.value), { class: "primary" }),
      button("Back", "Esc", () => handlers.close()),
    ),
  ];
}

function staleNodes(
  { mine, theirs }: Extract<Prompt, { kind: "stale" }>,
  handlers: Handlers,
): Child[] {
  const { label, said } = theirs.item;
  const stands = said === undefined ? "no answer" : sayingText(said);
  const own = mine.saying === null ? "taken back" : sayingText(mine.saying);
  return [
    titleNode("This was decided elsewhere meanwhile"),
    el("p", { dir: "auto" }, label),
    el("p", {}, `There stands: ${stands}. Your answer here: ${own}.`),
    el(
      "div",
      { class: "row" },
      button(`Keep ${stands}`, undefined, () => handlers.close(), { autofocus: true }),
      button(`Change it: ${own}`, undefined, () => handlers.insist()),
    ),
  ];
}
