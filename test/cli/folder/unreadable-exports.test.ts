import { describe, expect, test } from "vitest";
import { zipOf } from "../../formats/zip-writer.ts";
import { risOf, testFolder } from "../captured-io.ts";

const PROTOCOL = `title: Ponds
sources:
  - { name: Scopus, files: searches/scopus-* }
  - { name: ERIC, files: searches/eric.ris }
`;
const PROSE = "Dear all,\nthe search is done.\n";

const flowOf = (folder: { read(file: string): string }) =>
  JSON.parse(folder.read("results/prisma.json"));

describe("one unreadable file among several", () => {
  test.each([
    ["prose", PROSE, "is in no format that slr reads"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "is no text"],
    ["a damaged archive", zipOf({ name: "a.ris", content: risOf("A") }).subarray(0, 60), "damaged"],
    ["a web page", "<!DOCTYPE html>\n<html></html>", "is a web page"],
  ])("such as %s stops no review; its source is incomplete", async (_, content, words) => {
    const folder = testFolder({
      "slr.yaml": PROTOCOL,
      "searches/scopus-1.ris": risOf("Prices of ponds"),
      "searches/scopus-2.ris": content,
      "searches/eric.ris": risOf("Prices of frogs"),
    });
    const { code, out, err } = await folder.slr("screen");
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).toContain("Its entries are not counted, so its source is incomplete.");
    expect(err).toContain("(screen/unreadable-file)");
    expect(out).toMatch(/Identified +2 +2 from databases, Scopus incomplete/);
    expect(flowOf(folder)).toMatchObject({
      database_results: 2,
      database_specific_results: [
        { name: "ERIC", n: 1 },
        { name: "Scopus", n: 1 },
      ],
      incomplete_sources: ["Scopus"],
    });
  });

  test("every form of the flow says so, and slr check fails", async () => {
    const folder = testFolder({
      "slr.yaml": PROTOCOL,
      "searches/scopus-1.ris": PROSE,
      "searches/eric.ris": risOf("Prices of frogs"),
    });
    await folder.slr("screen");
    const sentence = "Not all files of Scopus could be read";
    const inOneLine = (text: string) => text.replace(/\s+/g, " ");
    for (const form of ["text", "md", "mermaid", "tex", "html"])
      expect(inOneLine((await folder.slr("prisma", "--format", form)).out)).toContain(sentence);
    expect((await folder.slr("prisma", "--format", "csv")).err).toContain(sentence);
    const { code, out } = await folder.slr("check");
    expect(code).toBe(1);
    expect(out).toContain("FAIL  the exports are whole");
    expect((await folder.slr("check", "--update-lock")).code).not.toBe(0);
  });

  test("without slr.yaml it is a source of its own", async () => {
    const folder = testFolder({ "a.ris": risOf("Prices of ponds"), "b.txt": PROSE });
    const { code } = await folder.slr("screen", "a.ris", "b.txt");
    expect(code).toBe(1);
    expect(flowOf(folder)).toMatchObject({
      database_specific_results: [
        { name: "a", n: 1 },
        { name: "b", n: 0 },
      ],
      incomplete_sources: ["b"],
    });
  });

  test("in an archive makes the source of the archive incomplete", async () => {
    const folder = testFolder({
      "all.zip": zipOf(
        { name: "a.ris", content: risOf("Prices of ponds") },
        { name: "b.csv", content: PROSE },
      ),
      "slr.yaml": "title: Ponds\nsources:\n  - { name: Scopus, files: all.zip }\n",
    });
    const { code } = await folder.slr("screen");
    expect(code).toBe(1);
    expect(flowOf(folder)).toMatchObject({ database_results: 1, incomplete_sources: ["Scopus"] });
  });
});

test("a review of which nothing can be read does not begin", async () => {
  const folder = testFolder({ "a.txt": PROSE, "b.txt": PROSE });
  const { code, err } = await folder.slr("screen", "a.txt", "b.txt");
  expect(code).toBe(2);
  expect(err).toMatch(/^error: a\.txt is in no format/);
});

test("a file that is not there is a mistake in the command, and stops it", async () => {
  const folder = testFolder({ "a.ris": risOf("Prices of ponds") });
  const { code, err } = await folder.slr("screen", "a.ris", "b.ris");
  expect(code).toBe(2);
  expect(err).toContain("Cannot read b.ris: there is no such file.");
});

test("a folder in the place of a file stops the command, too", async () => {
  const folder = testFolder({ "a.ris": risOf("Prices of ponds"), "b/c.ris": risOf("Frogs") });
  const { code, err } = await folder.slr("screen", "a.ris", "b");
  expect(code).toBe(2);
  expect(err).toContain("b is a folder, where slr needs a regular file.");
});
