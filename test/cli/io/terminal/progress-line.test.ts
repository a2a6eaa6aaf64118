import { expect, test } from "vitest";
import { ProgressLine, progressText } from "../../../../src/cli/io/terminal/progress-line.ts";
import { displayWidth } from "../../../../src/outputs/text/plain-text.ts";

/** A terminal of so many columns and a clock that stands until it is moved. */
function watched(columns = 100) {
  const lines: string[] = [];
  let now = 0;
  const line = new ProgressLine({
    draw: (text) => void lines.push(text),
    width: () => columns,
    clock: () => now,
  });
  return {
    line,
    lines,
    at(milliseconds: number) {
      now = milliseconds;
    },
  };
}

test("work that is over within a second shows nothing", () => {
  const { line, lines, at } = watched();
  line.show({ doing: "Reading" });
  at(999);
  line.show({ doing: "Screening" });
  line.end();
  expect(lines).toEqual([]);
});

test("longer work is drawn at most ten times a second, however often it tells of itself", () => {
  const { line, lines, at } = watched();
  for (let ms = 0; ms <= 3000; ms += 1) {
    at(ms);
    line.show({ doing: "Reading", done: ms, unit: "entries", share: ms / 4000 });
  }
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe("Reading  25 %, 1,000 entries, 1,000/s, 3 s left");
  expect(lines.at(-1)).toBe("Reading  75 %, 3,000 entries, 1,000/s, 1 s left");
  line.end();
  expect(lines.at(-1)).toBe("");
});

test("the rate and the remaining time are those of the step, not of the steps before it", () => {
  const { line, lines, at } = watched();
  line.show({ doing: "Reading", done: 0, share: 0 });
  at(10_000);
  line.show({ doing: "Screening", done: 100, share: 0.1 });
  at(12_000);
  line.show({ doing: "Screening", done: 300, share: 0.3 });
  line.end();
  expect(lines).toEqual(["Screening  10 %, 100", "Screening  30 %, 300, 100/s, 7 s left", ""]);
});

test("after something was printed, work has another second before it is shown", () => {
  const { line, lines, at } = watched();
  line.show({ doing: "Reading" });
  at(2000);
  line.end();
  line.show({ doing: "Writing" });
  at(2900);
  line.show({ doing: "Writing" });
  expect(lines).toEqual([]);
  line.end();
});

const READING = {
  doing: "Reading",
  what: "searches/2024/pubmed-baseline.nbib",
  done: 41_234,
  unit: "entries",
  share: 0.42,
};
const SINCE = { seconds: 5, done: 0, share: 0 };

test.each([
  [100, "Reading searches/2024/pubmed-baseline.nbib  42 %, 41,234 entries, 8,200/s, 7 s left"],
  [79, "Reading …hes/2024/pubmed-baseline.nbib  42 %, 41,234 entries, 8,200/s, 7 s left"],
  [60, "Reading …ubmed-baseline.nbib  42 %, 41,234 entries, 7 s left"],
  [40, "Reading …d-baseline.nbib  42 %, 7 s left"],
  [26, "Reading  42 %, 7 s left"],
  [10, "Reading"],
  [4, "Read"],
  [0, ""],
])("in %i columns it keeps what matters most", (columns, text) => {
  const drawn = progressText(READING, SINCE, columns);
  expect(displayWidth(drawn)).toBeLessThanOrEqual(columns);
  expect(drawn).toBe(text);
});

test("names in wide letters are measured in columns", () => {
  const drawn = progressText({ ...READING, what: `${"検索".repeat(20)}.ris` }, SINCE, 50);
  expect(displayWidth(drawn)).toBeLessThanOrEqual(50);
  expect(drawn).toMatch(/^Reading ….*検索\.ris {2}42 %/);
});

test.each([
  [0.5, "Rating"],
  [12, "Rating  12 s"],
  [240, "Rating  4 min"],
  [7500, "Rating  2 h 5 min"],
])("a step that does not know its end says after %d s how long it has gone on", (seconds, text) => {
  expect(progressText({ doing: "Rating" }, { seconds, done: 0, share: 0 }, 80)).toBe(text);
});
