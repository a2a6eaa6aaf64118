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
