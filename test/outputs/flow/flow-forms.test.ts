import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FlowCounts } from "../../../src/core/screening/flow.ts";
import { describeFlow, diagramTexts } from "../../../src/outputs/flow/diagram/flow-diagram.ts";
import { FLOW_FORMATS } from "../../../src/outputs/flow/flow-formats.ts";
import { flowCsv } from "../../../src/outputs/flow/forms/flow-csv.ts";
import { flowJson } from "../../../src/outputs/flow/forms/flow-json.ts";
import { flowMarkdown } from "../../../src/outputs/flow/forms/flow-markdown.ts";
import { flowSvg } from "../../../src/outputs/flow/forms/flow-svg.ts";
import { flowText } from "../../../src/outputs/flow/forms/flow-text.ts";
import { fontWidth } from "../../../src/outputs/text/font-width.ts";
import { displayWidth } from "../../../src/outputs/text/plain-text.ts";
import { arbitraryFlow } from "../arbitrary-flow.ts";
import { large, small, unfinished, updated, withOtherMethods } from "../example-flows.ts";

const GOLDEN = "../../../fixtures/outputs";
const title = "Exercise & sleep: a review";
const EXAMPLES = { small, withOtherMethods, updated, unfinished, large };

test.each(Object.entries(EXAMPLES))("the numbers of the example %s add up", (_, flow) => {
  const waiting = (pending: FlowCounts["pending"]) =>
    pending.title_abstract + pending.title_abstract_conflict + pending.unread;
  const sum = (list: FlowCounts["dbr_excluded"]) => list.reduce((total, { n }) => total + n, 0);
  expect(sum(flow.database_specific_results)).toBe(flow.database_results);
  expect(sum(flow.register_specific_results)).toBe(flow.register_results);
  expect(flow.database_results + flow.register_results).toBe(
    flow.duplicates + flow.excluded_automatic + flow.excluded_other + flow.records_screened,
  );
  expect(flow.records_screened).toBe(
    flow.records_excluded + flow.dbr_sought_reports + waiting(flow.pending),
  );
  expect(flow.records_excluded_by.human + flow.records_excluded_by.automation).toBe(
    flow.records_excluded,
  );
  expect(flow.dbr_sought_reports).toBe(
    flow.dbr_notretrieved_reports + flow.pending.retrieval + flow.dbr_assessed,
  );
  const open = (pending: FlowCounts["pending"]) => pending.full_text + pending.full_text_conflict;
  expect(flow.new_reports).toBe(
    flow.dbr_assessed -
      sum(flow.dbr_excluded) -
      open(flow.pending) +
      flow.other_assessed -
      sum(flow.other_excluded) -
      open(flow.other_pending),
  );
});

test.each(FLOW_FORMATS)("the form $name loads under its name", async ({ name, load }) => {
  expect((await load()).name).toBe(name);
});

test("every ending of a file asks for one form, and text is the default", () => {
  const endings = FLOW_FORMATS.flatMap((form) => form.endings);
  expect(new Set(endings).size).toBe(endings.length);
  expect(FLOW_FORMATS[0].name).toBe("text");
});

describe("wording", () => {
  const texts = (flow: FlowCounts) => diagramTexts(describeFlow(flow));

  test("a finished review has the boxes of PRISMA 2020 in its words and no others", () => {
    expect(texts(small)).toEqual([
      "Identification of studies via databases and registers",
      "Records identified from:",
      "Databases (n = 1,204)",
      "Scopus (n = 704)",
      "PubMed (n = 500)",
      "Registers (n = 12)",
      "ClinicalTrials.gov (n = 12)",
      "Records removed before screening:",
      "Duplicate records removed (n = 200)",
      "Records marked as ineligible by automation tools (n = 0)",
      "Records removed for other reasons (n = 1)",
      "Records screened (n = 1,015)",
      "Records excluded (n = 899)",
      "Reports sought for retrieval (n = 116)",
      "Reports not retrieved (n = 4)",
      "Reports assessed for eligibility (n = 112)",
      "Reports excluded:",
      "E1: Wrong population (n = 30)",
      "E2: p < 0.05 & no effect size, or none reported (n = 10)",
      "Studies included in review (n = 70)",
      "Reports of included studies (n = 72)",
    ]);
  });

  test("an updated review has previous, new and total studies", () => {
    expect(texts(updated)).toEqual(
      expect.arrayContaining([
        "Previous studies",
        "Studies included in previous version of review (n = 40)",
        "Reports of studies included in previous version of review (n = 44)",
        "Identification of new studies via databases and registers",
        "Identification of new studies via other methods",
        "New studies included in review (n = 76)",
        "Reports of new included studies (n = 79)",
        "Total studies included in review (n = 115)",
        "Reports of total included studies (n = 123)",
      ]),
    );
  });

  test("other methods that found nothing are left out, and so are those of their lines that are 0", () => {
    expect(texts(small).join("\n")).not.toContain("other methods");
    expect(texts(withOtherMethods)).toContain("Citation searching (n = 31)");
    expect(texts(withOtherMethods).join("\n")).not.toContain("Organisations");
  });

  test("merged other methods stand in the first column", () => {
    const merged = { ...small, citations_results: 31, other_methods: "merged" } as const;
    const diagram = describeFlow(merged);
    expect(diagram.other).toBeUndefined();
    expect(diagram.databases.heading).toBe(
      "Identification of studies via databases, registers and other methods",
    );
    expect(texts(merged)).toContain("Citation searching (n = 31)");
  });

  test("human and automation are told apart only if automation excluded any", () => {
    expect(texts(unfinished)).toEqual(
      expect.arrayContaining(["By a human (n = 250)", "By automation tools (n = 350)"]),
    );
    expect(texts(small).join("\n")).not.toContain("By a human");
  });

  test("an unfinished review says what waits, outside of PRISMA's boxes", () => {
    const { databases, notes, extended } = describeFlow(unfinished);
    const beside = databases.steps.flatMap(({ sides }) =>
      sides.filter(({ standard }) => !standard).flatMap(({ lines }) => lines),
    );
    expect(beside.map(({ label, n }) => [label, n])).toEqual([
      ["Records awaiting screening", 300],
      ["Records in conflict", 10],
      ["Records left unread by a stopping rule", 50],
      ["Reports awaiting retrieval", 9],
      ["Reports awaiting assessment", 12],
      ["Reports in conflict", 3],
    ]);
    expect(notes).toEqual([
      "Screening is not finished: 310 records and 24 reports await a decision.",
    ]);
    expect(extended).toBe(true);
    expect(describeFlow(small)).toMatchObject({ notes: [], extended: false });
  });

  test("a review that excluded no report says 0 instead of an empty list", () => {
    expect(texts({ ...small, dbr_excluded: [] })).toContain("Reports excluded (n = 0)");
  });
});

describe("text", () => {
  test.each(Object.entries(EXAMPLES))("draws the example %s", async (name, flow) => {
    await expect(flowText.render(flow, { title })).toMatchFileSnapshot(
      `${GOLDEN}/flow-${name}.txt`,
    );
  });

  test("draws in 60 and in 100 columns", async () => {
    for (const width of [60, 100]) {
      await expect(flowText.render(updated, { title, width })).toMatchFileSnapshot(
        `${GOLDEN}/flow-updated-${width}-columns.txt`,
      );
    }
  });

  test("stays inside of its columns whatever the names, with every box closed", () => {
    fc.assert(
      fc.property(arbitraryFlow, fc.integer({ min: 60, max: 100 }), (flow, width) => {
        const drawing = flowText.render(flow, { title: "", width });
        const lines = drawing.split("\n");
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        const corners = (corner: RegExp) => drawing.match(corner)?.length ?? 0;
        const rail = corners(/^ ┌─+┘$/gm);
        expect(corners(/┌/g) - rail).toBe(corners(/┐/g));
        expect(corners(/└/g)).toBe(corners(/┐/g));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        expect(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(drawing)).toBe(false);
      }),
    );
  });

  test("a width out of range is brought into it", () => {
    const narrow = flowText.render(small, { title, width: 20 });
    expect(narrow).toBe(flowText.render(small, { title, width: 60 }));
    expect(flowText.render(small, { title, width: 300 })).toBe(
      flowText.render(small, { title, width: 100 }),
    );
  });
});

describe("JSON", () => {
  test("is the flow itself, in the order of its type whatever the order it came in", async () => {
    const shuffled = Object.fromEntries(Object.entries(unfinished).reverse()) as typeof unfinished;
    const text = flowJson.render(shuffled, { title });
    expect(JSON.parse(text)).toEqual(unfinished);
    expect(text).toBe(flowJson.render(unfinished, { title }));
    await expect(text).toMatchFileSnapshot(`${GOLDEN}/flow-unfinished.json`);
  });

  test("loses no number", () => {
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        expect(JSON.parse(flowJson.render(flow, { title: "" }))).toEqual(flow);
      }),
    );
  });
});

describe("CSV of the R package PRISMA2020", () => {
  const read = (flow: FlowCounts): Record<string, string>[] =>
    parse(flowCsv.render(flow, { title }), { columns: true });

  /** The package's own reading of a list: split at `;`, a label up to its first comma, then n. */
  const readList = (cell: string) =>
    /[^0-9,]/.test(cell)
      ? cell.split(/; ?/).map((item) => ({
          reason: item.replace(/,.*$/, ""),
          n: Number((/,([ 0-9,]*)/.exec(item)?.[1] ?? "").replace(/[^0-9.]/g, "")),
        }))
      : [{ reason: "", n: Number(cell.replaceAll(",", "")) }];

  test("has all 34 rows and 8 columns", async () => {
    const rows = read(updated);
    expect(Object.keys(rows[0] ?? {})).toEqual(
      "data,node,box,description,boxtext,tooltips,url,n".split(","),
    );
    expect(rows.map(({ data, box }) => (data === "NA" ? box : data))).toEqual(
      `prevstud previous_studies previous_reports newstud database_results database_specific_results
      register_results register_specific_results othstud website_results organisation_results
      citations_results duplicates excluded_automatic excluded_other records_screened
      records_excluded dbr_sought_reports dbr_notretrieved_reports other_sought_reports
      other_notretrieved_reports dbr_assessed dbr_excluded other_assessed other_excluded new_studies
      new_reports total_studies total_reports identification screening included total_studies_ma
      total_reports_ma`.split(/\s+/),
    );
    await expect(flowCsv.render(updated, { title })).toMatchFileSnapshot(
      `${GOLDEN}/flow-updated.csv`,
    );
  });

  test("every number of the flow is in its row", () => {
    const rows = read(withOtherMethods);
    for (const [key, value] of Object.entries(withOtherMethods)) {
      if (typeof value !== "number" || /^other_(?:duplicates|removed|records)/.test(key)) continue;
      expect([key, rows.find(({ data }) => data === key)?.n]).toEqual([key, String(value)]);
    }
  });

  test("commas, semicolons and quotes in labels do not change what the package reads", () => {
    const dbr_excluded = [
      { name: "E1", n: 1204, text: "Fewer than 1,000 patients; children, animals" },
      { name: 'No "control"', n: 2 },
    ];
    const cell = read({ ...small, dbr_excluded }).find(({ data }) => data === "dbr_excluded")?.n;
    expect(readList(cell ?? "")).toEqual([
      { reason: "E1: Fewer than 1 000 patients - children - animals", n: 1204 },
      { reason: "No ”control”", n: 2 },
    ]);
  });

  test("the package reads as many reasons with the same numbers, whatever their names", () => {
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        const cell = read(flow).find(({ data }) => data === "dbr_excluded")?.n ?? "";
        const expected = flow.dbr_excluded.length === 0 ? [0] : flow.dbr_excluded.map(({ n }) => n);
        expect(readList(cell).map(({ n }) => n)).toEqual(expected);
      }),
    );
  });

  test("without reasons it is a single 0, without registers the template's text, which the app hides", () => {
    const rows = read({ ...small, dbr_excluded: [], register_specific_results: [] });
    expect(rows.find(({ data }) => data === "dbr_excluded")?.n).toBe("0");
    expect(rows.find(({ data }) => data === "register_specific_results")?.n).toBe(
      "Register 1, xxx; Register 2, xxx; Register 3, xxx",
    );
  });
});

describe("Markdown", () => {
  test.each(["updated", "unfinished", "large"] as const)("draws the example %s", async (name) => {
    await expect(flowMarkdown.render(EXAMPLES[name], { title })).toMatchFileSnapshot(
      `${GOLDEN}/flow-${name}.md`,
    );
  });

  test("names are text: no cell is split, nothing is HTML", () => {
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        for (const line of flowMarkdown.render(flow, { title: "<b>|x|</b>" }).split("\n")) {
          expect(line).not.toMatch(/<(?!!)/);
          if (line.startsWith("|")) expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
        }
      }),
    );
  });
});

describe("SVG", () => {
  test.each(Object.entries(EXAMPLES))("draws the example %s", async (name, flow) => {
    await expect(flowSvg.render(flow, { title })).toMatchFileSnapshot(`${GOLDEN}/flow-${name}.svg`);
  });

  test("says in words what it shows", () => {
    const svg = flowSvg.render(small, { title });
    expect(svg).toContain('role="img" aria-labelledby="slr-flow-title slr-flow-description"');
    expect(svg).toContain(">PRISMA 2020 flow diagram: Exercise &amp; sleep: a review</title>");
    expect(svg).toContain("Records screened (n = 1,015)\nRecords excluded (n = 899)");
  });

  test("is well-formed, runs nothing and loads nothing, whatever the names", () => {
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        const svg = flowSvg.render(flow, { title: '</title><script>alert("1")</script>' });
        expect(openElements(svg)).toEqual([]);
        expect(svg).not.toMatch(/<script|<foreignObject|<image|\son\w+=|href=|<!/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none
        expect(svg).not.toMatch(/[\x00-\x09\x0b-\x1f\ufffe\uffff]|\p{Surrogate}/u);
      }),
    );
  });

  test("every line fits its box and every box the picture", () => {
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        const svg = flowSvg.render(flow, { title: "" });
        const [, width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(
          Number,
        );
        let right = 0;
        for (const line of svg.split("\n")) {
          const rect = /^<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/.exec(line);
          if (rect !== null) {
            const [x = 0, y = 0, w = 0, h = 0] = rect.slice(1).map(Number);
            expect(x + w).toBeLessThan(width);
            expect(y + h).toBeLessThan(height);
            right = x + w;
          }
          const text = /^<text x="(\d+)" y="\d+"(?: fill="#\w+")?>(.*)<\/text>$/.exec(line);
          if (text === null) continue;
          const shown = (text[2] ?? "")
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&quot;", '"')
            .replaceAll("&amp;", "&");
          expect(Number(text[1]) + fontWidth(shown, 12)).toBeLessThanOrEqual(right - 9);
        }
      }),
    );
  });

  test("grows with its databases and reasons", () => {
    const height = (flow: FlowCounts) =>
      Number(/height="(\d+)"/.exec(flowSvg.render(flow, { title }))?.[1]);
    expect(height(large)).toBeGreaterThan(2 * height(small));
  });
});

/** Elements that were opened and not closed, and what was closed without being open. */
function openElements(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name = "", empty] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (close === "/" && open.pop() !== name) return [`</${name}>`];
    if (close !== "/" && empty !== "/") open.push(name);
  }
  return open;
}
