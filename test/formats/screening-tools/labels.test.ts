import { describe, expect, test } from "vitest";
import { jsonCriteria, plainCriteria } from "../../../src/formats/screening-tools/criteria-file.ts";
import {
  labelOf,
  labelPlaceAmong,
  labelPlacesOf,
} from "../../../src/formats/screening-tools/labels.ts";

const record = (...original: [string, string][]) => ({ original });

describe("labels of records", () => {
  test.each([
    ["1", true],
    ["1.0", true],
    ["yes", true],
    ["Included", true],
    ["relevant", true],
    ["0", false],
    ["No", false],
    ["excluded", false],
    ["irrelevant", false],
    ["-1", undefined],
    ["nan", undefined],
    ["maybe", undefined],
  ])("%s in a column is %s", (text, label) => {
    expect(labelOf(record(["label_included", text]), { column: "label_included" })).toBe(label);
  });

  test("a column is found by its name, whatever its case and signs", () => {
    expect(labelOf(record(["Final decision", "include"]), { column: "final_decision" })).toBe(true);
  });

  test("an empty cell is no label", () => {
    expect(labelOf(record(["title", "A"]), { column: "included" })).toBeUndefined();
  });

  test.each(["2", "perhaps", "0.5"])("%s is no label that slr knows", (text) => {
    expect(labelOf(record(["included", text]), { column: "included" })).toEqual({
      unexpected: text,
    });
  });

  test("ASReview's notes in RIS files, and notes that contradict each other", () => {
    expect(labelOf(record(["N1", "ASReview_relevant"]), "notes")).toBe(true);
    expect(labelOf(record(["N1", "<p>ASReview_irrelevant</p>"]), "notes")).toBe(false);
    expect(labelOf(record(["N1", "ASReview_not_seen"]), "notes")).toBeUndefined();
    expect(labelOf(record(["N1", "ASReview_relevant ASReview_irrelevant"]), "notes")).toEqual({
      unexpected: "ASReview_relevant; ASReview_irrelevant",
    });
  });

  test("of several columns of a set, the final inclusion comes before that by abstract", () => {
    const columns = labelPlacesOf(record(["label_abstract", "1"], ["label_included", "0"]));
    expect(labelPlaceAmong(new Set(columns))).toEqual({ column: "label_included" });
    expect(labelPlaceAmong(new Set())).toBe("notes");
  });
});

describe("files of criteria", () => {
  test("text is taken as it is", () => {
    expect(plainCriteria("\ufeff Trials of exercise\n")("any")).toEqual(["Trials of exercise"]);
    expect(plainCriteria("  ")("any")).toBeUndefined();
  });

  test("JSON for one review, and for each set by its name; what is excluded is left out", () => {
    expect(jsonCriteria('{"title":"T","inclusion":["a","b"],"exclusion":"c"}')!("any")).toEqual([
      "T",
      "a",
      "b",
    ]);
    const sets = jsonCriteria(
      '{"A":{"title":"T","rq":"Q","inc":"I","exc":"E"},"B":{"source":"s"}}',
    )!;
    expect(sets("A")).toEqual(["T", "Q", "I"]);
    expect(sets("B")).toBeUndefined();
    expect(sets("C")).toBeUndefined();
  });

  test.each(["{", "[]", '"text"', "{}", '{"A": {"source": "s"}}'])("%s is neither", (text) => {
    expect(jsonCriteria(text)).toBeUndefined();
  });
});
