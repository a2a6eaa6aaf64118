import { sayingText } from "../../core/decide/saying-text.ts";
import { lineMatcher } from "../../core/decide/search.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { button, type Child, el, fill } from "../dom.ts";
import type { PageState } from "../state/page-state.ts";
import type { Handlers } from "./handlers.ts";

/** As many lines are drawn at once; more on request. */
const LINES = 200;

/** The list of one's own answers, the newest first, with search and filter; any can be decided anew. */
export function answersNodes(state: PageState, handlers: Handlers): Child[] {
  const all = [...state.answers.values()].toReversed();
  const verdicts = [...new Set(all.map(({ said }) => said.verdict))].sort();
  const field = el("input", {
    id: "answers-search",
    autofocus: true,
    autocomplete: "off",
  });
  const filter = el(
    "select",
    { id: "answers-filter" },
    el("option", { value: "" }, `all (${formatCount(all.length)})`),
    ...verdicts.map((verdict) => {
      const n = all.filter(({ said }) => said.verdict === verdict).length;
      return el("option", { value: verdict }, `${verdict} (${formatCount(n)})`);
    }),
  );
  const list = el("ul", { class: "own" });
  const count = el("p", { role: "status", class: "faint" });
  let shown = LINES;
  const draw = () => {
    const matches = lineMatcher(field.value);
    const found = all.filter(
      ({ id, said, label }) =>
        (filter.value === "" || said.verdict === filter.value) &&
        (field.value === "" ||
          matches([id, sayingText(said), label, said.note, ...said.tags].join(" "))),
    );
    count.textContent = `${formatCount(found.length)} of ${formatCount(all.length)}`;
    fill(
      list,
      ...found
        .slice(0, shown)
        .map(({ id, said, label }) =>
          el(
            "li",
            {},
            el(
              "button",
              { type: "button", onclick: () => handlers.revise(id) },
              el("span", { class: `says ${said.verdict}` }, sayingText(said)),
              el("span", { dir: "auto", class: "label" }, label === "" ? id : label),
              said.note !== "" && el("span", { class: "quote", dir: "auto" }, said.note),
              said.tags.length > 0 &&
                el("span", { class: "faint", dir: "auto" }, `Tags: ${said.tags.join("; ")}`),
            ),
          ),
        ),
      found.length > shown &&
        el(
          "li",
          {},
          button("Show more", undefined, () => {
            shown += LINES;
            draw();
          }),
        ),
    );
  };
  const again = () => {
    shown = LINES;
    draw();
  };
  field.addEventListener("input", again);
  filter.addEventListener("change", again);
  draw();
  return [
    el("h2", { id: "dialog-title" }, "My answers, the newest first"),
    el(
      "div",
      { class: "row filters" },
      el("span", { class: "labelled" }, el("label", { for: "answers-search" }, "Search"), field),
      el("span", { class: "labelled" }, el("label", { for: "answers-filter" }, "Answer"), filter),
      button("Back", "Esc", () => handlers.close()),
    ),
    count,
    el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "My answers" }, list),
  ];
}
