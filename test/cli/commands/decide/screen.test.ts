import fc from "fast-check";
import { expect, test } from "vitest";
import { itemLines, styled } from "../../../../src/cli/commands/decide/items.ts";
import { screenLines } from "../../../../src/cli/commands/decide/screen.ts";
import {
  type Line,
  paintLine,
  paintScreen,
  shorten,
  widthOf,
  wrapMarked,
} from "../../../../src/cli/commands/decide/styled-text.ts";
import {
  pairFields,
  pairSide,
  recordView,
  voteViews,
} from "../../../../src/core/decide/item-view.ts";
import { markField } from "../../../../src/core/decide/marked-fields.ts";
import type { ItemView } from "../../../../src/core/decide/page-data.ts";
import { press } from "../../../../src/core/decide/press.ts";
import { type SessionPlan, startSession } from "../../../../src/core/decide/session.ts";
import { parseProtocol } from "../../../../src/core/protocol/parse-protocol.ts";
import type { BibRecord } from "../../../../src/core/records/model.ts";
import { NO_TIME, readTime } from "../../../../src/core/records/time.ts";
import type { Ballot } from "../../../../src/core/votes/ballot.ts";
import { aRecord } from "../../../core/records/records.ts";

const parsed = parseProtocol(
  `
criteria:
  - { id: I1, text: About models of language, stage: title-abstract, include: 'title-abs-key("language model*")' }
  - { id: E1, text: About pruning, stage: title-abstract, exclude: title-abs-key(prun*) }
`,
  "slr.yaml",
);
if (!parsed.ok) throw new Error("The protocol of the test is broken.");
const { criteria } = parsed.protocol;

const ITEM = { id: "abcd2345", seen: 0, label: "A title" };

function viewOf(record: BibRecord) {
  const subject = { record };
  return recordView({ key: "abcd2345", subject, sources: ["Scopus"] }, { criteria }, "full-text");
}

function linesOf(record: BibRecord, width: number): Line[] {
  return itemLines({ ...ITEM, kind: "record", record: viewOf(record) }, "full-text", width);
}

function pairLines(a: BibRecord, b: BibRecord, width: number): Line[] {
  const [one, other] = [a, b].map((record) =>
    pairSide("abcd2345", record, { sources: ["Scopus"] }),
  );
  const pair = { kind: "pair", why: "alike", cause: "", a: one!, b: other! } as const;
  const item: ItemView = { ...ITEM, ...pair, fields: pairFields(a, b) };
  return itemLines(item, undefined, width);
}

const text = (lines: readonly Line[]) =>
  lines.map((spans) =>
    spans
      .map((span) => span.text)
      .join("")
      .trimEnd(),
  );

const words = fc
  .array(
    fc.constantFrom(
      "language",
      "models",
      "pruning",
      "模型模型",
      "e\u0301te\u0301",
      "x".repeat(90),
      "👩‍🔬",
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(" "));
const records = fc
  .record({ title: words, abstract: words, venue: words })
  .map((fields) =>
    aRecord({ ...fields, authors: ["Lovelace, Ada", "Babbage, Charles"], keywords: ["models"] }),
  );
const plan: SessionPlan = {
  task: "screen",
  reasons: Array.from({ length: 40 }, (_, at) => ({
    id: `E${at}`,
    text: `A reason with the number ${at} and a long text`,
  })),
  reasonRequired: true,
  canMissReports: true,
  labelOf: (id) => `A title of ${id} that is as long as titles are, with authors and a year`,
};

test("no line is wider than the terminal and no screen taller, whatever is shown and typed", () => {
  const keys = fc.array(
    fc.constantFrom("e", "n", "t", "?", "s", "j", "x", "0", "u", "i", "l", "/"),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(
      records,
      records,
      keys,
      fc.integer({ min: 8, max: 120 }),
      fc.integer({ min: 4, max: 50 }),
      (a, b, pressed, columns, rows) => {
        const items = [linesOf(a, columns), pairLines(a, b, columns)];
        for (const item of items) {
          let session = startSession({
            queue: ["a", "b"],
            answered: ["c"],
            said: new Map(),
            notice: "A notice that says a thing or two, and goes on for a while.",
          });
          for (const key of pressed)
            session = press(session, { name: key, text: key }, plan, { page: 5, last: 9 }).session;
          const frame = { heading: () => ["title/abstract", "ada", "by rating"], plan };
          const { lines } = screenLines(session, frame, item, { columns, rows });
          expect(lines).toHaveLength(rows);
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
        }
      },
    ),
    { seed: 7, numRuns: 150 },
  );
});

test("wrapping loses no letter and no mark", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 60 }), (written, width) => {
      const marked = markField("title", written, criteria);
      const lines = wrapMarked(styled(marked), width);
      const joined = (style?: string) =>
        lines
          .flatMap((spans) => spans.filter((span) => style === undefined || span.style === style))
          .map((span) => span.text)
          .join("")
          .replaceAll(" ", "");
      expect(joined()).toBe(marked.text.replaceAll(" ", ""));
      for (const style of ["wanted", "unwanted"]) {
        const expected = styled(marked)
          .marks.filter((mark) => mark.style === style)
          .map(({ start, end }) => marked.text.slice(start, end))
          .join("")
          .replaceAll(" ", "");
        expect(joined(style)).toBe(expected);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a long item scrolls and says how far, a long list of reasons is cut", () => {
  const abstract = Array.from({ length: 300 }, (_, at) => `word${at}`).join(" ");
  const item = linesOf(aRecord({ title: "T", abstract }), 60);
  const session = startSession({ queue: ["a"], answered: [], said: new Map(), notice: "" });
  const frame = { heading: () => ["title/abstract"], plan };
  const { lines, view: at } = screenLines(session, frame, item, { columns: 60, rows: 20 });
  expect(text(lines).join("\n")).toMatch(/-- lines 1-\d+ of 4\d, space scrolls -/);
  const end = screenLines({ ...session, scroll: at.last }, frame, item, { columns: 60, rows: 20 });
  expect(text(end.lines).join("\n")).toContain("word299");
});

test("what a record does not have is said, not left out", () => {
  expect(text(linesOf(aRecord({}), 60))).toEqual([
    "(no title)",
    "(no authors)",
    "(no venue), (no year)",
    "abcd2345  (no DOI)",
    "Scopus",
    "",
    "(no abstract)",
  ]);
});

test("pairs too narrow for two columns are shown one below the other", () => {
  const [a, b] = [aRecord({ title: "First title", year: 2019 }), aRecord({ title: "First title" })];
  expect(text(pairLines(a, b, 60))).toContain("First title                  | First title");
  const narrow = text(pairLines(a, b, 30));
  expect(narrow.filter((line) => line === "First title")).toHaveLength(2);
  expect(narrow).toContain("-- year: one only ------------");
});

test("votes stand side by side with reasons, note and time; a program is called one", () => {
  const ballot: Ballot = {
    votes: [
      {
        reviewer: "ada",
        kind: "person",
        verdict: "include",
        reasons: [],
        decidedAt: readTime("2024-06-03"),
      },
      {
        reviewer: "gpt",
        kind: "automation",
        verdict: "exclude",
        reasons: ["E1"],
        decidedAt: NO_TIME,
      },
    ],
    rows: [],
    latest: NO_TIME,
  };
  const record = viewOf(aRecord({}));
  const item: ItemView = { ...ITEM, kind: "conflict", record, votes: voteViews(ballot) };
  expect(text(itemLines(item, "full-text", 47)).slice(0, 5)).toEqual([
    `-- votes at full text ${"-".repeat(25)}`,
    "ada                    | gpt (program)",
    "include                | exclude",
    "2024-06-03             | E1",
    "-".repeat(47),
  ]);
});

test("styles become escape sequences only where they look like something", () => {
  const line: Line = [
    { text: "a", style: "wanted" },
    { text: "b", style: "plain" },
    { text: "c", style: "faint" },
  ];
  expect(paintLine(line, true)).toBe("\u001b[1;32ma\u001b[0mb\u001b[2mc\u001b[0m");
  expect(paintLine(line, false)).toBe("\u001b[4ma\u001b[0mbc");
});

test.each([
  ["short", 10, "short"],
  ["a longer text", 10, "a longe..."],
  ["模型模型模型", 7, "模型..."],
  ["abc", 2, ".."],
])("%s in %i cells is %s", (written, width, expected) => {
  expect(shorten(written, width)).toBe(expected);
});

test("a screen is drawn row by row, each cleared before it is written", () => {
  const rows: Line[] = [[{ text: "full", style: "strong" }], []];
  expect(paintScreen(rows, true)).toBe(
    "\u001b[1;1H\u001b[K\u001b[1mfull\u001b[0m\u001b[2;1H\u001b[K",
  );
});
