import { expect, test } from "vitest";
import { parseAutomationUse } from "../../../src/core/protocol/automation-use.ts";

const FILE = "automation/gpt.yaml";

test("what RAISE asks for is read, and a version may be a number", () => {
  expect(parseAutomationUse("tool: Chat\nversion: 4.1\nrole: Second reviewer\n", FILE)).toEqual({
    use: { tool: "Chat", version: "4.1", role: "Second reviewer" },
    problems: [],
  });
  expect(parseAutomationUse("", FILE).use).toEqual({});
});

test("an unknown key is a problem at its line, with the key that was meant", () => {
  const { use, problems } = parseAutomationUse("tool: Chat\nvalidaton: none\n", FILE);
  expect(use).toBeUndefined();
  expect(problems).toMatchObject([{ severity: "error", file: FILE, line: 2 }]);
  expect(problems[0]?.message).toContain("Did you mean `validation`?");
});

test("a file that is no YAML is a problem, and nothing is taken from it", () => {
  const { use, problems } = parseAutomationUse("tool: [", FILE);
  expect(use).toBeUndefined();
  expect(problems).toMatchObject([{ severity: "error", file: FILE }]);
});
