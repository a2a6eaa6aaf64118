import { describe, expect, test } from "vitest";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";

/** Where slr.yaml says that the query of its only criterion is wrong: line and column. */
function placeOfError(query: string): string {
  const text = `title: q\ncriteria:\n  - id: Q1\n    text: x\n    stage: title-abstract\n    include: ${query}\n`;
  const { problems } = parseProtocol(text, "slr.yaml");
  const [problem] = problems;
  return `${problem?.line}:${/column (\d+)/.exec(problem?.message ?? "")?.[1]}`;
}

describe("an error in a query has its line and column in slr.yaml", () => {
  test.each([
    ["plain", "asthma AND x.tw.", "6:26"],
    ["plain, on two lines", "asthma AND\n      x.tw.", "7:8"],
    ["in single quotes", "'\"it''s\" AND x.tw.'", "6:28"],
    ["in double quotes", '"\\"a\\" AND x.tw."', "6:26"],
    ["a block", "|\n      asthma AND\n      (wheeze OR\n       x.tw.)", "9:9"],
    ["a block with a comment", "|- # why\n      asthma AND\n\n      x.tw.", "9:8"],
    ["a folded block", ">\n      asthma AND\n      x.tw.", "8:8"],
    ["at the end of a block", "|\n      asthma AND\n      (wheeze OR a", "8:7"],
    ["in a block of text that YAML unescapes, where the value begins", '"a\\tb AND x.tw."', "6:14"],
  ])("%s", (_, query, place) => {
    expect(placeOfError(query)).toBe(place);
  });

  test("a warning has it, too", () => {
    expect(placeOfError("|\n      asthma AND\n      C++")).toBe("8:7");
  });
});

describe("a key whose value would be lost is an error with its line:", () => {
  test.each([
    ["a program called __proto__", "reviewers:\n  ada: {}\n  __proto__: { kind: automation }\n", 3],
    ["a name of a database", "databases: { __proto__: MEDLINE }\n", 1],
    ["a sub-query", "terms:\n  __proto__: title(tea)\n", 2],
    ["a column", "sources:\n  - name: A\n    files: a.csv\n    columns: { __proto__: b }\n", 4],
    ["a key of slr.yaml", "title: T\n__proto__: { title: S }\n", 2],
    ["a key that stands twice", "title: S\ntitle: T\n", 2],
    ["the same behind an alias", "title: &a title\n? *a\n: S\n", 2],
  ])("%s", (_, yaml, line) => {
    const { ok, problems } = parseProtocol(yaml, "slr.yaml");
    expect(ok).toBe(false);
    expect(problems.map((one) => [one.code, one.line])).toEqual([["protocol/yaml", line]]);
  });
});
