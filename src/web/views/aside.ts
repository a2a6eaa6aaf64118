import { type Action, offers } from "../../core/decide/keymap.ts";
import type { CriterionView } from "../../core/decide/page-data.ts";
import { button, type Child, el } from "../dom.ts";
import { draftOf, type PageState, shownItem } from "../state/page-state.ts";
import type { Settings } from "../state/settings.ts";
import type { Handlers } from "./handlers.ts";
import { labelOf } from "./labels.ts";
import { ratingNodes } from "./record.ts";

/** Beside a record: reasons for exclusion, criteria with what rules found, note, tags, rating. */
export function asideNodes(state: PageState, settings: Settings, handlers: Handlers): Child[] {
  const item = shownItem(state);
  if (item === undefined || item.kind === "pair") return [];
  const { criteria } = item.record;
  const { reasons } = state.plan;
  const key = (action: Action) => (settings.keys ? settings.keymap[action] : undefined);
  const tool = (action: Action) =>
    offers(action, state.plan) &&
    button(labelOf(action), key(action), () => handlers.act(action), { class: action });
  const draft = draftOf(state, item.id);
  const isRated = state.ratingShown.has(item.id);
  return [
    reasons.length > 0 && el("h2", {}, "Exclude because"),
    ...reasons.map(({ id, text }, at) =>
      el(
        "button",
        {
          type: "button",
          class: "reason",
          onclick: () => handlers.exclude([id]),
          ...(settings.keys && at < 9 && { "aria-keyshortcuts": at + 1 }),
        },
        settings.keys && at < 9 && el("kbd", {}, String(at + 1)),
        el("span", { dir: "auto" }, ` ${id} ${text}`),
        hintNode(criteria.find((criterion) => criterion.id === id)),
      ),
    ),
    offers("other-reason", state.plan) &&
      button("Another reason …", key("other-reason"), () => handlers.act("other-reason"), {
        class: "reason",
      }),
    ...inclusionNodes(criteria),
    el("h2", {}, "Notes and tags"),
    el("div", { class: "row" }, tool("note"), tool("tags")),
    draft.note !== "" && el("p", { class: "quote", dir: "auto" }, draft.note),
    draft.tags.length > 0 && el("p", { dir: "auto" }, `Tags: ${draft.tags.join("; ")}`),
    offers("why", state.plan) && el("h2", {}, "Rating"),
    offers("why", state.plan) &&
      (isRated ? el("div", { class: "rating" }, ...ratingNodes(item.record.rating)) : tool("why")),
    el("h2", {}, "Full text"),
    el("div", { class: "row" }, tool("open"), paneButton(state, settings, handlers)),
  ];
}

/** Whether rules would exclude for this reason, in a word. */
function hintNode(criterion: CriterionView | undefined): Child {
  if (criterion === undefined || criterion.matched === undefined) return undefined;
  const { effect, matched, says } = criterion;
  const applies = effect === "exclude" ? matched : !matched;
  return el(
    "span",
    { class: applies ? "hint applies" : "hint", title: says },
    applies ? (effect === "exclude" ? "found" : "not found") : "",
  );
}

/** The criteria for inclusion with what their queries found. */
function inclusionNodes(criteria: readonly CriterionView[]): Child[] {
  const wanted = criteria.filter(({ effect }) => effect === "include");
  if (wanted.length === 0) return [];
  return [
    el("h2", {}, "Include if"),
    el(
      "ul",
      { class: "criteria" },
      ...wanted.map(({ id, text, says }) =>
        el(
          "li",
          { dir: "auto" },
          `${id} ${text}`,
          says !== "" && el("span", { class: "says" }, says),
        ),
      ),
    ),
  ];
}

function paneButton(state: PageState, settings: Settings, handlers: Handlers): Child {
  const item = shownItem(state);
  if (state.home === "file" || item === undefined || item.kind === "pair") return undefined;
  if (item.record.fullText === undefined)
    return el("p", { class: "faint" }, "no file in fulltext/");
  return button(settings.pane ? "Hide the PDF" : "Show the PDF", undefined, () =>
    handlers.change({ ...settings, pane: !settings.pane }),
  );
}
