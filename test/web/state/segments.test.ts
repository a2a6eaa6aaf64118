import { expect, test } from "vitest";
import { foundLine, ownWordFinder, segmentsOf } from "../../../src/web/state/segments.ts";
import { marked } from "../sample-page.ts";

const looks = (field: ReturnType<typeof marked>, words: readonly string[], marks = true) =>
  segmentsOf(field, ownWordFinder(words), marks).map(({ text, kind, own }) =>
    [text, kind, own && "own"].filter(Boolean).join("|"),
  );

test("a text keeps all of its letters, cut where looks change", () => {
  const field = marked("a survey of pruning", { include: "pruning", exclude: "survey" });
  expect(looks(field, ["of prun*"])).toEqual([
    "a ",
    "survey|exclude",
    " ",
    "of |own",
    "pruning|include|own",
  ]);
});

test("without marks only differences of pairs stay", () => {
  expect(looks(marked("a survey", { exclude: "survey" }), ["a"], false)).toEqual(["a survey"]);
  expect(looks(marked("a survey", { differs: "survey" }), [], false)).toEqual([
    "a ",
    "survey|differs",
  ]);
});

test("own words are words, not parts of words, and signs in them mean themselves", () => {
  expect(looks(marked("art party Art. start"), ["art"])).toEqual([
    "art|own",
    " party ",
    "Art|own",
    ". start",
  ]);
  expect(looks(marked("C++ and c(x)"), ["c(x)", "*", ""])).toEqual(["C++ and ", "c(x)|own"]);
  expect(ownWordFinder(["", " ; "])).toBeUndefined();
});

test("an empty text has no stretches, and a text of 2 MB is cut in one pass", () => {
  expect(looks(marked(""), ["x"])).toEqual([]);
  const long = marked("pruning is good. ".repeat(120_000), { include: "pruning" });
  const segments = segmentsOf(long, ownWordFinder(["good"]), true);
  expect(segments.map(({ text }) => text).join("")).toBe(long.text);
  expect(segments).toHaveLength(480_000);
});

test("the line for readers counts each word that a criterion found", () => {
  const criteria = [
    { id: "I1", matched: true, words: ["Pruning", "pruning"] },
    { id: "E1", matched: false, words: [] },
    { id: "E3", matched: true, words: ["survey"] },
  ];
  expect(foundLine(criteria, "Pruning and pruning: a survey")).toBe(
    "Found: I1 pruning ×2; E3 survey",
  );
  expect(foundLine([], "Pruning")).toBe("");
});
