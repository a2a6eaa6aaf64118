import { expect, test } from "vitest";
import { markAutomation } from "../../../../src/core/protocol/edit/mark-automation.ts";
import { parseProtocol } from "../../../../src/core/protocol/parse-protocol.ts";

function kinds(yaml: string) {
  const parsed = parseProtocol(yaml, "slr.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return Object.fromEntries(parsed.protocol.reviewers);
}

test("where no reviewers are listed, every line stays and they come at the end", () => {
  const yaml = "# Our review\ntitle:   Sleep # working title";
  const marked = markAutomation(yaml, ["AI-Reviewer"]);
  expect(marked).toBe(`${yaml}\nreviewers:\n  "AI-Reviewer": { kind: automation }\n`);
  expect(kinds(marked)).toEqual({ "AI-Reviewer": "automation" });
});

test("listed reviewers and comments stay; who is listed stays as listed", () => {
  const yaml = "title: Sleep\nreviewers:\n  ann: { kind: person } # the first\n  gpt:\n# the end\n";
  const marked = markAutomation(yaml, ["AI-Reviewer", "ann"]);
  expect(marked).toContain("# the first");
  expect(marked).toContain("# the end");
  expect(kinds(marked)).toEqual({ ann: "person", gpt: "person", "AI-Reviewer": "automation" });
  expect(markAutomation(yaml, ["ann"])).toBe(yaml);
});

test("an empty list and a protocol in braces are extended, too", () => {
  expect(kinds(markAutomation("title: Sleep\nreviewers:\n", ["llm"]))).toEqual({
    llm: "automation",
  });
  expect(kinds(markAutomation("{ title: Sleep }\n", ["llm"]))).toEqual({ llm: "automation" });
});
