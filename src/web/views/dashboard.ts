import {
  type Dashboard,
  type Outcomes,
  ROUTES,
  type WorkName,
} from "../../core/decide/page-data.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { button, type Child, el } from "../dom.ts";
import { recallCurve } from "./recall-curve.ts";

const STAGES = { "title-abstract": "Title/abstract", "full-text": "Full text" } as const;

/** The page at `/`: one's own progress always; of others only what lets nobody infer a vote. */
export function dashboardNodes(
  { title, reviewer, work, others, outcomes, outcomesBecause }: Dashboard,
  open: (work: WorkName) => void,
): Child[] {
  return [
    el("h1", { tabindex: "-1", dir: "auto" }, title),
    el("p", { class: "where", dir: "auto" }, `You screen as ${reviewer}.`),
    el("h2", {}, "Your work"),
    work.length === 0
      ? el("p", {}, "There is nothing for you in this review at the moment.")
      : el(
          "ul",
          { class: "offers" },
          ...work.map((offer) =>
            el(
              "li",
              {},
              el(
                "div",
                {},
                el("h3", {}, capital(offer.where)),
                el(
                  "p",
                  {},
                  `${formatCount(offer.decided)} decided${verdictsText(offer.verdicts)}, ${formatCount(offer.left)} left`,
                ),
                progressNode(offer.decided, offer.left, offer.where),
              ),
              button(offer.left > 0 ? "Go on" : "Look back", undefined, () => open(offer.work), {
                class: offer.left > 0 ? "primary" : undefined,
                "aria-label": `${offer.left > 0 ? "Go on" : "Look back"}: ${offer.where}`,
              }),
            ),
          ),
        ),
    others.length > 0 && othersTable(others),
    el("h2", {}, "The review"),
    el("p", { class: "faint" }, outcomesBecause),
    ...(outcomes === undefined ? [] : outcomeNodes(outcomes)),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function verdictsText(verdicts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(verdicts)
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${formatCount(n)} ${verdict}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function progressNode(decided: number, left: number, label: string): HTMLProgressElement {
  const bar = el("progress", { "aria-label": `Progress: ${label}` });
  bar.max = Math.max(1, decided + left);
  bar.value = decided;
  return bar;
}

/** A table that scrolls by itself where the screen is narrow. */
function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): HTMLElement {
  const text = (value: string | number) => (typeof value === "number" ? formatCount(value) : value);
  return el(
    "div",
    { class: "wide", tabindex: "0", role: "group", "aria-label": caption },
    el(
      "table",
      { class: "numbers" },
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ...head.map((cell) => el("th", { scope: "col" }, cell)))),
      el(
        "tbody",
        {},
        ...rows.map(([first = "", ...cells]) =>
          el(
            "tr",
            {},
            el("th", { scope: "row", dir: "auto" }, text(first)),
            ...cells.map((cell) => el("td", {}, text(cell))),
          ),
        ),
      ),
    ),
  );
}

function othersTable(others: Dashboard["others"]): HTMLElement {
  const rows = others.flatMap(({ reviewer, kind, stages }) =>
    stages.map(({ stage, decided, left }) => [
      `${reviewer}${kind === "automation" ? " (program)" : ""}`,
      STAGES[stage],
      decided,
      left,
    ]),
  );
  return table("How far the others are", ["Reviewer", "Stage", "Decided", "Left"], rows);
}

function outcomeNodes(outcomes: Outcomes): Child[] {
  const { stages, conflicts, agreement, flow, recall, records, stopping, next } = outcomes;
  const share = (value: number | undefined) =>
    value === undefined ? "–" : `${(value * 100).toFixed(1)} %`;
  return [
    next.length > 0 && el("h3", {}, "What to do next"),
    next.length > 0 && el("ol", {}, ...next.map((step) => el("li", { dir: "auto" }, step))),
    table(
      "Outcomes",
      ["Stage", "Records", "Include", "Exclude", "Pending", "Conflict", "Unread"],
      stages.map(({ stage, records: all, include, exclude, pending, conflict, unread }) => [
        STAGES[stage],
        all,
        include,
        exclude,
        pending,
        Math.max(conflict, conflicts[stage] ?? 0),
        unread,
      ]),
    ),
    agreement.length > 0 &&
      table(
        "Agreement",
        ["Stage", "Reviewers", "Records", "Agreement", "Kappa"],
        agreement.map(({ stage, reviewers, records: both, agreement: agreed, kappa }) => [
          STAGES[stage],
          reviewers.join(", "),
          both,
          share(agreed),
          kappa === undefined ? "–" : kappa.toFixed(2),
        ]),
      ),
    el("h3", {}, "Flow"),
    el(
      "div",
      { class: "wide", tabindex: "0", role: "group", "aria-label": "Flow diagram" },
      el("img", { src: ROUTES.flow, alt: "The flow diagram; its numbers are in the next table." }),
    ),
    table(
      "Flow in numbers",
      ["Box", "Number"],
      flow.map(({ box, n }) => [box, n]),
    ),
    recall.length > 1 && el("h3", {}, "Relevant records found"),
    recall.length > 1 && recallCurve(recall, records),
    stopping.length > 0 &&
      table(
        "Stopping rules",
        ["Rule", "Met", "What it says", "What it promises"],
        stopping.map(({ rule, planned, met, says, promises }) => [
          `${rule}${planned ? " (planned)" : ""}`,
          met ? "yes" : "no",
          says,
          promises,
        ]),
      ),
  ];
}
