import type { MarkedField, RatingView, RecordView, VoteView } from "../../core/decide/page-data.ts";
import type { Reason } from "../../core/decide/session.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { button, type Child, el } from "../dom.ts";
import { foundLine } from "../state/segments.ts";
import { type Marking, markedNodes } from "./marked.ts";

/** Consortia have hundreds of authors; the first ones and the number are enough. */
const AUTHORS_SHOWN = 8;

/** What the page shows of a record: title, facts, links, what was found, abstract, keywords. */
export function recordNodes(record: RecordView, marking: Marking): Child[] {
  const { title, abstract, keywords, sources, key } = record;
  const text = [title, abstract, keywords].map((field) => field?.text ?? "").join("\n");
  const found = foundLine(record.criteria, text);
  return [
    el(
      "h1",
      { tabindex: "-1", dir: "auto", lang: languageOf(record) },
      title === undefined ? "(no title)" : markedNodes(title, marking),
    ),
    authorsNode(record),
    el("p", { class: "facts", dir: "auto" }, factsOf(record)),
    el("p", { class: "links" }, ...linkNodes(record), el("span", { class: "key" }, key)),
    sources.length > 0 && el("p", { class: "faint", dir: "auto" }, sources.join(", ")),
    el("p", { class: "found" }, found === "" ? "Found: no word of a criterion" : found),
    el("h2", { class: "quiet" }, "Abstract"),
    abstract === undefined
      ? el("p", { class: "faint" }, "(no abstract)")
      : abstractNodes(abstract, languageOf(record), marking),
    keywords !== undefined && el("h2", { class: "quiet" }, "Keywords"),
    keywords !== undefined &&
      el("p", { class: "keywords", dir: "auto" }, markedNodes(keywords, marking)),
  ];
}

/** No abstract is as long; what is longer would take seconds to draw with its marks. */
const LONGEST = 20_000;

/** An abstract; of a text that is none by its length the beginning, and the rest when it is asked for. */
function abstractNodes(
  abstract: MarkedField,
  lang: string | undefined,
  marking: Marking,
): HTMLElement[] {
  const { text, marks } = abstract;
  const shown =
    text.length <= LONGEST ? text : text.slice(0, LONGEST).replace(/\p{Surrogate}$/u, "");
  const field = { text: shown, marks: marks.filter(({ end }) => end <= shown.length) };
  const paragraph = el("p", { class: "abstract", dir: "auto", lang }, markedNodes(field, marking));
  if (shown.length === text.length) return [paragraph];
  const more = button(
    `Show the other ${formatCount(text.length - shown.length)} characters`,
    undefined,
    () => {
      paragraph.append(text.slice(shown.length));
      more.remove();
    },
  );
  return [paragraph, more];
}

/** A language tag that browsers can use; English is that of the page. */
function languageOf({ language }: RecordView): string | undefined {
  return language !== undefined && /^[a-z]{2}$/.test(language) && language !== "en"
    ? language
    : undefined;
}

function authorsNode({ authors }: RecordView): HTMLElement {
  const shown = authors.slice(0, AUTHORS_SHOWN).join("; ");
  const more = authors.length - AUTHORS_SHOWN;
  const text = `${shown}${more > 0 ? ` and ${more} more` : ""}`;
  return el("p", { class: "authors", dir: "auto" }, text === "" ? "(no authors)" : text);
}

function factsOf({ venue, year, type, place }: RecordView): string {
  return [venue ?? "(no venue)", year ?? "(no year)", place, type]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
}

/** Links open in a window of their own, which learns nothing of this page. */
function linkNodes({ links, identifiers }: RecordView): HTMLElement[] {
  if (links.length === 0 && identifiers.length === 0)
    return [el("span", { class: "faint" }, "(no DOI)")];
  return links
    .filter(({ url }) => /^https?:/i.test(url))
    .map(({ label, url }) =>
      el(
        "a",
        { href: url, target: "_blank", rel: "noopener noreferrer", title: url },
        label,
        el("span", { "aria-hidden": "true" }, " ↗"),
      ),
    );
}

const SIDE_SIGNS = { include: "✓", exclude: "✗", unclear: "?" } as const;

/** The votes on a record side by side, each with its reasons in words and its note. */
export function voteNodes(votes: readonly VoteView[], reasons: readonly Reason[]): HTMLElement {
  const inWords = (id: string) => {
    const reason = reasons.find((one) => one.id === id);
    return reason === undefined ? id : `${id} ${reason.text}`;
  };
  return el(
    "section",
    { class: "votes", "aria-label": "Votes" },
    ...votes.map((vote) =>
      el(
        "div",
        { class: `vote ${vote.side}` },
        el("h2", {}, vote.reviewer, vote.kind === "automation" && " (program)"),
        el(
          "p",
          { class: "verdict" },
          el("span", { "aria-hidden": "true" }, `${SIDE_SIGNS[vote.side]} `),
          vote.verdict,
        ),
        ...vote.reasons.map((reason) => el("p", { dir: "auto" }, inWords(reason))),
        vote.note !== "" && el("p", { class: "quote", dir: "auto" }, vote.note),
        vote.tags.length > 0 && el("p", { dir: "auto" }, `Tags: ${vote.tags.join("; ")}`),
        vote.decidedAt !== "" && el("p", { class: "faint" }, vote.decidedAt),
      ),
    ),
  );
}

/** The rating with the words that made it. */
export function ratingNodes(rating: RatingView | undefined): Child[] {
  if (rating === undefined) return [el("p", {}, "There is no rating for this record.")];
  const { level, score, terms, says } = rating;
  const sign = (weight: number) => (weight > 0 ? "+" : "−");
  return [
    (level !== undefined || score !== undefined) &&
      el(
        "p",
        { class: "level" },
        ...(level === undefined ? [] : [`${level} of 5`]),
        ...(score === undefined
          ? []
          : [`${level === undefined ? "" : ", "}score ${score.toFixed(2)}`]),
      ),
    el("p", { dir: "auto" }, says),
    terms.length > 0 &&
      el(
        "ul",
        { class: "terms" },
        ...terms.map(({ term, weight }) =>
          el("li", { dir: "auto" }, `${sign(weight)} ${term} ${Math.abs(weight).toFixed(2)}`),
        ),
      ),
  ];
}
