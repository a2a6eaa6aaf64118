import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { withinLimits } from "../../../src/formats/fields/limits.ts";

const record: BibRecord = {
  title: "A title",
  authors: [],
  issn: [],
  keywords: [],
  mesh: [],
  original: [["TI", "x".repeat(20_000)]],
};

describe("a field that is longer than such a field can be", () => {
  test("is cut and told; the original entry keeps it", () => {
    const { record: limited, remarks } = withinLimits({ ...record, title: "x".repeat(20_000) });
    expect(limited.title).toHaveLength(10_000);
    expect(limited.original).toBe(record.original);
    expect(remarks).toEqual([
      "The field `title` holds 20,000 characters, expected at most 10,000; slr reads the first of them.",
    ]);
  });

  test("is left out where a part of it would name something else", () => {
    const { record: limited, remarks } = withinLimits({
      ...record,
      doi: `10.1000/${"a".repeat(6000)}`,
    });
    expect(limited).not.toHaveProperty("doi");
    expect(remarks[0]).toContain("it is left out");
  });

  test("may be one of many authors or keywords", () => {
    const authors = [{ family: "x".repeat(5000) }, { family: "Doe", given: "Jane" }];
    const { record: limited, remarks } = withinLimits({
      ...record,
      authors,
      keywords: ["k".repeat(2000)],
    });
    expect(limited.authors[0]?.family).toHaveLength(1000);
    expect(limited.authors[1]).toEqual({ family: "Doe", given: "Jane" });
    expect(limited.keywords[0]).toHaveLength(1000);
    expect(remarks).toHaveLength(2);
  });
});

test("control characters mean nothing in a field; line ends and tabs stay", () => {
  const { record: limited, remarks } = withinLimits({
    ...record,
    title: "\u001b\u0007A\u0000 title",
    abstract: "a\n\tb\u009b",
  });
  expect(limited).toMatchObject({ title: "A title", abstract: "a\n\tb" });
  expect(remarks).toEqual([]);
});

test("a record within the limits is the same object", () => {
  expect(withinLimits(record).record).toBe(record);
});

test("an escape sequence goes whole, so that its rest does not become text", () => {
  const { record } = withinLimits({
    title: "Evil \u001b[2J\u001b]0;owned\u0007 \u009b31mtitle",
    authors: [],
    issn: [],
    keywords: [],
    mesh: [],
    original: [],
  });
  expect(record.title).toBe("Evil  title");
});
