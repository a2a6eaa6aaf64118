import { describe, expect, test } from "vitest";
import { wantedText } from "../../../../src/core/rating/text/wanted-text.ts";

describe("what a description of criteria wants", () => {
  test.each([
    ["RCTs of adults with asthma", ["RCTs of adults with asthma"]],
    ["Cohort studies without a control group", ["Cohort studies"]],
    ["Studies of children will be excluded", []],
    ["We excluded letters. Trials in adults are eligible.", ["Trials in adults are eligible."]],
    [
      "Papers that are not peer-reviewed but report experiments",
      ["Papers that are report experiments"],
    ],
    ["Conference papers were not considered", []],
    ["Humans of any age, whether or not treated", ["Humans of any age, whether or not treated"]],
    ["Not only adults but also children", ["Not only adults but also children"]],
    ["No more than 5 years old", ["No more than 5 years old"]],
    ["Studies that are not excluded by title", ["Studies that are not excluded by title"]],
    ["Exclusively breastfed infants", ["Exclusively breastfed infants"]],
    ["Peer-reviewed, i.e. journals. In English", ["Peer-reviewed, i.e. journals.", "In English"]],
  ])("%s", (text, wanted) => {
    expect(wantedText(text)).toEqual(wanted);
  });

  test("a list under a heading of exclusion is left out, up to one of inclusion", () => {
    expect(
      wantedText("Exclusion criteria\n- mice\n- rats\n\nInclusion criteria:\n- humans\n- primates"),
    ).toEqual(["humans", "primates"]);
    expect(
      wantedText("Inclusion criteria: 1. trials; 2. adults. Exclusion criteria: letters; mice."),
    ).toEqual(["trials", "adults."]);
  });

  test("entries of a list count one by one", () => {
    expect(wantedText("1. Trials of zinc 2. Not in animals 3. In adults")).toEqual([
      "Trials of zinc",
      "In adults",
    ]);
    expect(wantedText("Design: cohort (Case reports are not kept.) (Reviews.)")).toEqual([]);
  });
});
