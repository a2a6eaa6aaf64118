import { expect, test } from "vitest";
import type { ListedEntry } from "../../../../src/core/overviews/listed-entries.ts";
import { FLOW_TEMPLATES } from "../../../../src/core/protocol/protocol.ts";
import { isCounted } from "../../../../src/core/screening/entry-sets.ts";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { boxesInOrder, lineText } from "../../../../src/outputs/flow/diagram/flow-diagram.ts";
import { flowHtml } from "../../../../src/outputs/flow/forms/flow-html.ts";
import { type reviewCopy, reviewWithCache } from "../../../screened-review.ts";
import { small } from "../../example-flows.ts";

const title = "Exercise & sleep: a review";

const entry = (number: number, more: Partial<ListedEntry>): ListedEntry => ({
  entry: `Scopus#${number}`,
  record: `key${number}`,
  kind: "database",
  source: "Scopus",
  file: "searches/a.ris",
  line: number,
  box: "included",
  reason: "",
  by: "ada",
  title: `Title ${number}`,
  authors: "",
  year: "",
  doi: "",
  ...more,
});

const entries = [
  entry(1, { doi: '10.1000/a"b' }),
  entry(2, { box: "excluded-full-text", reason: "E1;E2" }),
  entry(3, { box: "excluded-full-text", reason: "E2", title: "<script>alert(1)</script>" }),
  entry(4, { box: "duplicate", reason: "same DOI", by: "rules" }),
  entry(5, { box: "removed-other", record: "", title: "", reason: "unreadable" }),
  entry(6, { box: "excluded-title-abstract", kind: "register", source: "ClinicalTrials.gov" }),
];

test("every box of records leads to their list, and every link to a place in the page", () => {
  const html = flowHtml.render(small, { title, entries });
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([...new Set(links)]));
  for (const { id } of boxesInOrder(describeFlow(small))) expect(links).toContain(id);
});

test("a figure with links is a group, because a screen reader takes an image as one thing", () => {
  expect(flowHtml.render(small, { title, entries })).toMatch(/<svg [^>]*role="group"/);
});

test("a report is listed under its primary reason, with file and line", () => {
  const html = flowHtml.render(small, { title, entries });
  const [, first = ""] = html.split(/<h3 [^>]*>E1: /);
  expect(first.slice(0, first.indexOf("</table>"))).toContain("Scopus#2<br>searches/a.ris:2");
  expect(first.slice(0, first.indexOf("</table>"))).not.toContain("Scopus#3");
  expect(html).toContain('<a href="https://doi.org/10.1000/a%22b" rel="noreferrer">Title 1</a>');
});

test("names are text, nothing runs and nothing is loaded", () => {
  const html = flowHtml.render(small, { title: "</title><script>", entries });
  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/\sstyle=|<link|<img|\son\w+=/);
});

test("names, reasons and file names steer no terminal and turn no letters around", () => {
  const hostile = "a\x1b[2J\x9b2Jb\u202ec";
  const told = { title: hostile, authors: hostile, reason: hostile, by: hostile, file: hostile };
  const html = flowHtml.render(small, { title, entries: [entry(1, told)] });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be gone
  expect(html).not.toMatch(/[\x1b\x9b\u202e]/);
  expect(html).toContain("<td>abc · abc</td>");
});

test("a long list is cut, and says where all are", () => {
  const many = Array.from({ length: 2001 }, (_, index) => entry(index + 1, {}));
  const html = flowHtml.render(small, { title, entries: many });
  expect(html).toContain("The first 2,000 of 2,001 entries; results/ledger.csv has all.");
});

test("without entries it is the figure alone", () => {
  const html = flowHtml.render(small, { title });
  expect(html).toContain("<svg ");
  expect(html).not.toContain("<section");
  expect(html).not.toContain("href=");
});

test.each(
  FLOW_TEMPLATES.flatMap((template) =>
    (["separate", "merged"] as const).map((other) => [template, other] as const),
  ),
)(
  "in the template %s with other methods %s, each list is as long as its number",
  async (template, other) => {
    const folder = await reviewWithCache("fixtures/reviews/llm-acceleration");
    folder.write(
      "slr.yaml",
      `${folder.read("slr.yaml").replace(/^flow:.*\n/m, "")}\nflow: { template: ${template}, other-methods: ${other} }\n`,
    );
    await folder.slr("prisma", "-o", "flow.html");
    const { flow, listed } = readPage(folder.read("flow.html"), await flowOf(folder));
    const lines = boxesInOrder(describeFlow(flow)).flatMap(({ box }) => box.lines);
    const sets = lines.filter(({ set }) => set !== undefined);
    expect(sets.length).toBeGreaterThan(12);
    for (const line of sets) {
      if (listed.has(lineText(line)))
        expect([line.label, listed.get(lineText(line))]).toContain(line.n);
    }
    expect(listed.size).toBeGreaterThan(8);
  },
);

async function flowOf(folder: ReturnType<typeof reviewCopy>): Promise<FlowCounts> {
  return JSON.parse((await folder.slr("prisma", "--format", "json")).out);
}

/** Rows of each list of the page, by the line of the diagram above it. */
function readPage(html: string, flow: FlowCounts) {
  const listed = new Map<string, number>();
  for (const [, heading = "", rest = ""] of html.matchAll(
    /<h3 [^>]*>([^<]*)<\/h3>\n(<table>.*?<\/table>|<p>None)/gs,
  )) {
    listed.set(heading.replaceAll("&amp;", "&"), rest.split("<tr><td>").length - 1);
  }
  return { flow, listed };
}

test("an entry of other methods is in their column, unless they are merged", () => {
  const cited = entry(1, { kind: "citation-searching" });
  const first = { column: "first", boxes: ["included"] } as const;
  expect(isCounted(cited, first, small)).toBe(false);
  expect(isCounted(cited, first, { ...small, other_methods: "merged" })).toBe(true);
  expect(isCounted(cited, { ...first, column: "both" }, small)).toBe(true);
});
