import { describe, expect, test } from "vitest";
import { judge, record } from "./subjects.ts";

/** What the query finds in an abstract: field, and the sentence with the words in brackets. */
function placesIn(abstract: string, query: string): string[] {
  return [...judge(`abstract(${query})`, record({ abstract })).places()].map(
    ({ field, sentence }) => {
      const { text = "", start = 0, end = 0 } = sentence ?? {};
      return `${field}: ${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
    },
  );
}

describe("words are shown in their sentence", () => {
  test.each([
    ["One thing. We train on a GPU here. Another.", "gpu", "We train on a [GPU] here."],
    ["A GPU is used", "gpu", "A [GPU] is used"],
    ["It works, e.g. on a GPU of Fig. 3. Then not.", "gpu", "It works, e.g. on a [GPU] of Fig. 3."],
    ["Smith et al. report a GPU. So?", "gpu", "Smith et al. report a [GPU]."],
    ["Accuracy was 0.95 on a GPU! We stop.", "gpu", "Accuracy was 0.95 on a [GPU]!"],
    ["Why? A GPU.", "gpu", "A [GPU]."],
    ["We use\nGPU\nclusters. Then\nmore.", "gpu", "We use [GPU] clusters."],
    ["Aims\n\nTo use a GPU\n\nMethods", "gpu", "To use a [GPU]"],
    ["Not here. With <i>E.</i> <b>coli</b> strains.", "coli", "With E. [coli] strains."],
    ["CO<sub>2</sub> rises. Not here.", "CO2", "[CO2] rises."],
    ["没有。我们训练大模型。没有。", "模型", "我们训练大[模型]。"],
    ["𝐿𝐿𝑀 here. There.", "LLM", "[𝐿𝐿𝑀] here."],
  ])("%j, %s", (abstract, query, shown) => {
    expect(placesIn(abstract, query)).toEqual([`abstract: ${shown}`]);
  });

  test("a long sentence is cut at blanks on both sides of the words", () => {
    const long = `${"before ".repeat(200)}GPU ${"after ".repeat(200)}`;
    const [shown = ""] = placesIn(long, "gpu");
    expect(shown).toMatch(/^abstract: …before (?:before )+\[GPU\] (?:after )*after…$/);
    expect(shown.length).toBeLessThan(340);
  });

  test("no blank, no sentence end: a long text is cut all the same", () => {
    const [shown = ""] = placesIn(`${"模".repeat(5_000)}型${"模".repeat(5_000)}`, "型");
    expect(shown.length).toBeLessThan(340);
    expect(shown).toContain("[型]");
  });
});

test("each word comes with its field; a keyword is its own sentence, a value has none", () => {
  const found = judge(
    'title-abs-key(model*) AND year >= 2017 AND venue = "Nature"',
    record({
      title: "A model",
      abstract: "Nothing. Two models differ. Nothing.",
      keywords: ["graphs", "modelling; of much"],
      year: 2019,
      venue: "Nature",
    }),
  );
  expect(
    [...found.places()].map(({ words, field, sentence }) => [words, field, sentence?.text]),
  ).toEqual([
    ["model", "title", "A model"],
    ["models", "abstract", "Two models differ."],
    ["modelling", "keywords", "modelling; of much"],
    ["nature", "venue", undefined],
    ["2019", "year", undefined],
  ]);
  expect(found.words).toEqual([...found.places()].map(({ words }) => words));
});

test("a regular expression is shown in its sentence, too", () => {
  const found = judge("abstract ~ /g.u/i", record({ abstract: "No. A GPU here. No." }));
  expect([...found.places()].map(({ sentence }) => sentence)).toEqual([
    { text: "A GPU here.", start: 2, end: 5 },
  ]);
});
