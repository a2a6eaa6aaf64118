import { expect, test } from "vitest";
import { TermCounter } from "../../../../src/core/overviews/search/telling-terms.ts";
import { record } from "../../criteria/subjects.ts";

/** Three included reports and six others; the strings are `asthma school*` and `children`. */
function counted() {
  const included = [
    "Asthma and inhaler technique",
    "Inhaler techniques of children",
    "An inhaler technique at school",
  ];
  const others = ["Asthma at home", "An inhaler", "Weather", "Children", "A technique", "Pollen"];
  const terms = new TermCounter(["asthma AND school*", "children"]);
  for (const title of included) terms.propose(record({ title }));
  for (const title of included) terms.count(record({ title }), true, [false, true]);
  for (const title of others)
    terms.count(record({ title }), false, [title === "An inhaler", false]);
  return terms.tellingTerms();
}

test("terms of included reports that no string has, the most telling first, with what each would add", () => {
  expect(counted()).toEqual([
    // In all three included reports and in no other record.
    {
      term: "inhaler technique",
      included: 3,
      others: 0,
      costs: [
        { records: 3, included: 3 },
        { records: 0, included: 0 },
      ],
    },
    // One more record has it, which the first string finds and the second does not.
    {
      term: "inhaler",
      included: 3,
      others: 1,
      costs: [
        { records: 3, included: 3 },
        { records: 1, included: 0 },
      ],
    },
    {
      term: "technique",
      included: 3,
      others: 1,
      costs: [
        { records: 4, included: 3 },
        { records: 1, included: 0 },
      ],
    },
  ]);
});

test("a term that is as frequent among the others tells nothing", () => {
  const terms = new TermCounter([]);
  const titles = ["model one", "model two", "model three"];
  for (const title of titles) terms.propose(record({ title }));
  for (const title of titles) terms.count(record({ title }), true, []);
  for (const title of titles) terms.count(record({ title }), false, []);
  expect(terms.tellingTerms()).toEqual([]);
});
