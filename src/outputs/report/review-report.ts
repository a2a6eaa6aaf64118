import { formatCount, plural } from "../../core/records/text/plural.ts";
import { describeFlow } from "../flow/diagram/describe-flow.ts";
import { htmlPage } from "../html/html-page.ts";
import { htmlText } from "../html/html-text.ts";
import { REPORT_SCRIPT } from "./report-script.ts";
import { REPORT_STYLE } from "./report-style.ts";
import type { ReportedReview } from "./reported-review.ts";
import { REPORT_SECTIONS } from "./sections/index.ts";

/**
 * The whole review as one page, for a co-author, a peer reviewer or an editor. The same review gives
 * the same bytes.
 */
export function reviewReport(report: ReportedReview): string {
  const { protocol, review } = report;
  const title = htmlText(review.results.title) || "Untitled review";
  const sections = REPORT_SECTIONS.flatMap(({ id, title: heading, render }) => {
    const html = render(report);
    return html === undefined ? [] : [{ id, heading, html }];
  });
  const contents = sections.map(({ id, heading }) => `<li><a href="#${id}">${heading}</a>`);
  const { unfinished } = describeFlow(review.results.flow);
  const body = [
    '<a class="skip" href="#content">Skip to the content</a>',
    `<header>\n<h1>${title}</h1>`,
    protocol.question === "" ? "" : `<p>${htmlText(protocol.question)}`,
    factsHtml(report),
    unfinished === undefined ? "" : `<p class="note"><strong>${htmlText(unfinished)}</strong>`,
    `</header>\n<nav aria-label="Contents">\n<ul>\n${contents.join("\n")}\n</ul>\n</nav>`,
    '<main id="content" tabindex="-1">',
    ...sections.map(
      ({ id, heading, html }) =>
        `<section id="${id}" aria-labelledby="${id}-heading">\n<h2 id="${id}-heading">${heading}</h2>\n${html}\n</section>`,
    ),
    "</main>",
  ];
  return htmlPage({
    title,
    style: REPORT_STYLE,
    script: REPORT_SCRIPT,
    body: body.filter((part) => part !== "").join("\n"),
  });
}

/** The numbers that a reader looks for first. */
function factsHtml({ review, entries }: ReportedReview): string {
  const { flow } = review.results;
  const facts: readonly (readonly [string, number])[] = [
    ["entries identified", entries.length],
    ["duplicates removed", flow.duplicates + flow.other_duplicates],
    ["records screened", flow.records_screened],
    ["reports assessed", flow.dbr_assessed + flow.other_assessed],
    ["studies included", flow.new_studies],
  ];
  const items = facts.map(
    ([name, n]) => `<div><dt>${htmlText(name)}</dt><dd>${formatCount(n)}</dd></div>`,
  );
  const { previous_studies: before } = flow;
  const update =
    before === 0
      ? ""
      : `\n<p>An update of a review of ${plural(before, "study")}; the numbers count what is new.`;
  return `<dl class="facts">${items.join("")}</dl>${update}`;
}
