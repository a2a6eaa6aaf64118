import type { ItemView, PairSide } from "../../core/decide/page-data.ts";
import { type Child, el } from "../dom.ts";
import { markedNodes } from "./marked.ts";

type Pair = Extract<ItemView, { kind: "pair" }>;

/** Two records in two columns, field by field, with the words that only one of them has. */
export function pairNodes(pair: Pair): Child[] {
  const title = pair.fields.find(({ field }) => field === "title");
  const head = title === undefined || title.a.text === "" ? pair.id : title.a.text;
  return [
    el(
      "h1",
      { tabindex: "-1", dir: "auto" },
      "One record, or two? ",
      el("span", { class: "of" }, head),
    ),
    el("p", { class: "found", dir: "auto" }, pair.why),
    el(
      "table",
      { class: "pair" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Field"),
          el("th", { scope: "col" }, ...sideNodes(pair.a)),
          el("th", { scope: "col" }, ...sideNodes(pair.b)),
        ),
      ),
      el(
        "tbody",
        {},
        ...pair.fields.map(({ field, finding, a, b }) =>
          el(
            "tr",
            { class: finding.startsWith("same") ? "same" : "differs" },
            el("th", { scope: "row" }, field, el("span", { class: "finding" }, finding)),
            ...[a, b].map((side, at) =>
              el(
                "td",
                { dir: "auto", "data-key": at === 0 ? pair.a.key : pair.b.key },
                side.text === ""
                  ? el("span", { class: "faint" }, "(none)")
                  : markedNodes(side, { own: undefined, marks: true }),
              ),
            ),
          ),
        ),
      ),
    ),
  ];
}

function sideNodes({ key, sources, links }: PairSide): Child[] {
  return [
    el("span", { class: "key" }, key),
    " ",
    el("span", { dir: "auto" }, sources.join(", ")),
    ...links
      .filter(({ url }) => /^https?:/i.test(url))
      .flatMap(({ label, url }) => [
        " ",
        el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label),
      ]),
  ];
}
