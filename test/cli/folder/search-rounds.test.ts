import { describe, expect, test } from "vitest";
import { risOf, testFolder } from "../captured-io.ts";

const REVIEW = {
  // The later file comes first in the alphabet.
  "searches/z-2024.ris": risOf("Pipelined training of giant models", "Paged attention for serving"),
  "searches/a-2025.ris": risOf("Sparse mixtures of experts"),
};

const sources = (second: string) => `title: T
sources:
  - name: PubMed
    searches:
      - { searched: 2024-05-25, files: searches/z-2024.ris, expected: 2 }
      - { ${second} }
`;

describe("several searches of one source", () => {
  test("entries of a later search count on, whatever its files are called", async () => {
    const folder = testFolder({
      ...REVIEW,
      "slr.yaml": sources("searched: 2025-06-01, files: searches/a-2025.ris, expected: 1"),
    });
    expect((await folder.slr("screen")).code).toBe(0);
    const ids = [...folder.read("results/ledger.csv").matchAll(/PubMed#\d[^\n]*?searches\/[^,]*/g)];
    expect(ids.map(([line]) => line.replace(/,.*,/, " "))).toEqual([
      "PubMed#1 searches/z-2024.ris",
      "PubMed#2 searches/z-2024.ris",
      "PubMed#3 searches/a-2025.ris",
    ]);
  });

  test("the expected count is checked search by search", async () => {
    const folder = testFolder({
      ...REVIEW,
      "slr.yaml": sources("searched: 2025-06-01, files: searches/a-2025.ris, expected: 4"),
    });
    const { out } = await folder.slr("check");
    expect(out).toContain(
      "of PubMed, the search of 2025-06-01, hold 1 entry, but slr.yaml expects 4",
    );
    expect(out).toContain("slr.yaml:6");
  });

  test("a file belongs to one search", async () => {
    const folder = testFolder({
      ...REVIEW,
      "slr.yaml": sources("files: searches/*.ris"),
    });
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain("slr.yaml:6: error: searches/z-2024.ris is in two searches of PubMed");
  });

  test("a list of searches and files beside it contradict each other", async () => {
    const folder = testFolder({
      ...REVIEW,
      "slr.yaml": `${sources("files: searches/a-2025.ris")}    expected: 3\n`,
    });
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain("Beside `searches` there must be no");
  });

  test("an older search below a later one is told", async () => {
    const folder = testFolder({
      ...REVIEW,
      "slr.yaml": sources("searched: 2023-06-01, files: searches/a-2025.ris"),
    });
    expect((await folder.slr("screen")).err).toContain("oldest first");
  });

  test("a source needs files", async () => {
    const folder = testFolder({ ...REVIEW, "slr.yaml": "sources: [{ name: PubMed }]\n" });
    expect((await folder.slr("screen")).err).toContain("A source needs `files`");
  });
});
