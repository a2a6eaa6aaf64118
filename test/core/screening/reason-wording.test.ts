import { describe, expect, test } from "vitest";
import { proposedReason, reasonText } from "../../../src/core/protocol/criterion-wording.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import type { Criterion } from "../../../src/core/protocol/protocol.ts";
import { judgementText } from "../../../src/core/screening/judgement-text.ts";
import { wordingProblems } from "../../../src/core/screening/reason-wording.ts";

function criteriaOf(yaml: string): readonly Criterion[] {
  const parsed = parseProtocol(yaml, "slr.yaml");
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.protocol.criteria;
}

const CRITERIA = criteriaOf(`criteria:
  - { id: I1, text: Uses causal reasoning, stage: full-text, include: causal }
  - { id: I2, text: On software, reason: Not on software, stage: full-text, include: software }
  - { id: E1, text: A survey, stage: full-text, exclude: survey }
  - { id: F1, text: No evaluation, stage: full-text }
  - { id: I3, text: Reports a measurement, stage: full-text }
  - { id: I4, text: No full paper, stage: full-text }
  - { id: I5, text: No animals, stage: full-text, include: NOT animal* }
`);

const named = (id: string) => CRITERIA.find((criterion) => criterion.id === id)!;

describe("the reason for exclusion in words", () => {
  test.each([
    ["I1", "Not fulfilled: Uses causal reasoning"],
    ["I2", "Not on software"],
    ["E1", "A survey"],
    ["F1", "No evaluation"],
    ["I3", "Not fulfilled: Reports a measurement"],
    ["I4", "No full paper"],
    ["I5", "Violated: No animals"],
  ])("of %s is: %s", (id, text) => {
    expect(reasonText(named(id))).toBe(text);
  });

  test("is asked for where the flow counts a criterion of inclusion, with its line", () => {
    const counts = CRITERIA.map(({ id }) => ({ name: id, n: 1 }));
    const problems = wordingProblems(CRITERIA, counts);
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
      [2, "warning"],
      [6, "warning"],
      [8, "warning"],
    ]);
    expect(problems[0]!.message).toContain("`reason: Does not use causal reasoning`");
    expect(problems[2]!.message).toContain("`reason: Animals`");
    expect(wordingProblems(CRITERIA, [{ name: "F1", n: 4 }])).toEqual([]);
  });
});

describe("the wording that slr proposes for a reason", () => {
  test.each([
    ["About tea", "Not about tea"],
    ["Has a control group", "Does not have a control group"],
    ["Is peer-reviewed", "Is not peer-reviewed"],
    ["English or German", "Not English or German"],
    ["RCT", "Not RCT"],
    ["Without animals", "Animals"],
  ])("%s: %s", (text, reason) => {
    expect(proposedReason(text)).toBe(reason);
  });
});

describe("what a query says of a record, in words", () => {
  test.each([
    ["I1", "met", ["causal"], 'I1 fulfilled: "causal"'],
    ["I1", "violated", [], "I1 not fulfilled"],
    ["I1", "unknown", [], "I1 unknown"],
    ["E1", "met", [], "E1 does not apply"],
    ["E1", "violated", ["survey", "surveys"], 'E1 applies: "survey", "surveys"'],
    ["E1", "violated", [], "E1 applies"],
  ] as const)("%s %s %j: %s", (id, verdict, words, text) => {
    expect(judgementText({ criterion: id, verdict, words }, named(id).effect)).toBe(text);
  });
});
