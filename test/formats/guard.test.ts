import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bibtex } from "../../src/formats/bibtex/bibtex.ts";
import { exportOfText } from "../../src/formats/export-of-text.ts";
import type { Format } from "../../src/formats/format.ts";
import { readGuarded } from "../../src/formats/guard.ts";
import { FORMATS } from "../../src/formats/index.ts";
import { nbib } from "../../src/formats/tagged/nbib.ts";
import { ris } from "../../src/formats/tagged/ris/ris.ts";
import { decodeText } from "../../src/formats/text/decode.ts";
import { inChunks, once, readAll } from "./contract.ts";

async function guarded(format: Format, text: string, size = 7) {
  const entries: number[] = [];
  const found: string[] = [];
  for await (const batch of readGuarded(format, inChunks(text, size), { file: "a.txt" })) {
    entries.push(...batch.entries.map(({ line }) => line));
    for (const { severity, code, line } of batch.problems)
      if (code.endsWith("/entry-count")) found.push(`${line} ${severity}`);
  }
  return { entries, found };
}

/** A format that reads too little or too much: entries begin where `begins` says. */
function reading(begins: readonly number[]): Format {
  return {
    ...ris,
    async *read(chunks) {
      for await (const _ of chunks);
      yield {
        entries: begins.map((line) => ({
          kind: "unreadable",
          line,
          problem: { severity: "error", code: "ris/bad-year", message: "x", line },
        })),
        problems: [],
      };
    },
  };
}

const TWO = "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n";

describe("the guard", () => {
  test("is silent where every beginning is an entry", async () => {
    for (const size of [1, 3, 100])
      expect(await guarded(ris, TWO, size)).toEqual({ entries: [1, 4], found: [] });
    expect((await guarded(ris, TWO.replaceAll("\n", "\r\n"), 1)).found).toEqual([]);
  });

  test("says where an entry swallowed another, or one is lost above the first", async () => {
    expect((await guarded(reading([1]), TWO)).found).toEqual(["4 error"]);
    expect((await guarded(reading([4]), TWO)).found).toEqual(["1 error"]);
    expect((await guarded(reading([]), TWO)).found).toEqual(["1 error"]);
  });

  test("says where an entry has no beginning", async () => {
    expect((await guarded(reading([1, 2, 4]), TWO)).found).toEqual(["2 warning"]);
  });

  test("finds every beginning in one line that is longer than a piece", async () => {
    const note = "frogs and toads ".repeat(3_000_000 / 16);
    const entry = `@article{a, title = {One}, note = {${note}}} `;
    // Six entries, 18 million characters.
    const text = entry.repeat(6);
    expect(await guarded(bibtex, text, 1 << 18)).toEqual({
      entries: [1, 1, 1, 1, 1, 1],
      found: [],
    });
    const [first] = (await guarded({ ...bibtex, read: reading([1]).read }, text, 1 << 18)).found;
    expect(first).toBe("1 error");
  });

  test("holds no more of a line than a piece and a chunk", async () => {
    let longest = 0;
    const look = (line: string) => {
      longest = Math.max(longest, line.length);
      return 0;
    };
    const watching = { ...reading([]), marks: () => ({ find: look, findOn: look }) };
    const line = "frogs and toads ".repeat(2_500_000);
    await guarded(watching, line, 1 << 18);
    expect(line.length).toBe(40_000_000);
    expect(longest).toBeLessThanOrEqual(16 * 1024 * 1024 + (1 << 18));
  });

  test("leaves it to the format where that has said why", async () => {
    const text =
      "TI  - No type\nAU  - Doe, J.\nER  - \nTY  - BOOK\nTY  - MAP\nTI  - Atlas\nER  - \n";
    expect(await guarded(ris, text)).toEqual({ entries: [1, 4], found: [] });
  });

  test("sees a mark that its format cannot read", async () => {
    const text = "PMID- 1\nTI  - One\n PMID 2\nTI  - Two\n";
    expect(await guarded(nbib, text)).toEqual({ entries: [1], found: ["3 error"] });
  });

  test("passes on the first problems of a kind, whatever the format, and counts the others", async () => {
    const batches = [60_000, 60_000, 1].map((size) => ({
      entries: [],
      problems: Array.from({ length: size }, (_, at) => ({
        severity: "warning" as const,
        code: size === 1 ? "ris/other" : "ris/bad-year",
        file: "a.txt",
        line: at + 1,
        message: "The year is not a number.",
      })),
    }));
    const format: Format = {
      ...ris,
      async *read() {
        yield* batches;
      },
    };
    const problems = [];
    for await (const batch of readGuarded(format, inChunks("", 1), { file: "a.txt" }))
      problems.push(...batch.problems);
    expect(problems.length).toBe(100_002);
    expect(problems.slice(-2).map(({ code, message }) => [code, message])).toEqual([
      ["ris/other", "The year is not a number."],
      ["ris/bad-year", "And 20000 more of these."],
    ]);
  });

  test("watches the exports that slr reads", async () => {
    // Inside of an abstract one blank before the dash is prose, though it looks like a beginning.
    const file = exportOfText({
      path: "a.ris",
      text: "TY  - JOUR\nTI  - One\nAB  - Text\nTY - RPRT\nER  - \n",
    });
    const codes: string[] = [];
    for await (const batch of file.read()) codes.push(...batch.problems.map(({ code }) => code));
    expect(codes).toContain("ris/entry-count");
  });
});

describe("the guard of each format", () => {
  const folder = new URL("../../fixtures/formats/", import.meta.url);
  const files = FORMATS.flatMap((format) =>
    readdirSync(new URL(`${format.id}/`, folder))
      .filter((name) => !name.endsWith(".json"))
      .map((name) => ({ format, path: `${format.id}/${name}` })),
  );

  test("is silent about a file of which everything is read", async () => {
    const told: string[] = [];
    // Its abstract quotes a record, which only a person can tell from an entry.
    const quotes = "ris/record-quoted-in-abstract.ris";
    for (const { format, path } of files.filter(({ path }) => path !== quotes)) {
      const bytes = readFileSync(new URL(encodeURI(path), folder));
      const chunks = () => decodeText(once(bytes)).chunks;
      const { entries, problems } = await readAll(format, chunks(), { file: path });
      if (problems.length > 0 || entries.some(({ kind }) => kind === "unreadable")) continue;
      for await (const batch of readGuarded(format, chunks(), { file: path }))
        told.push(...batch.problems.map(({ code, line }) => `${path}:${line} ${code}`));
    }
    expect(told).toEqual([]);
  });
});

describe("the marks of each format", () => {
  const TEXTS: Readonly<Record<string, readonly [text: string, count: number]>> = {
    ris: ["TY  - JOUR\nTI  - TY-21a\nER  - \nTY-JOUR\n", 2],
    nbib: ["PMC - PMC1\nPMID- 1\nOWN - NLM\n\nPMC - PMC2\nPMID- 2\n", 2],
    refworks: ["RT Journal Article\nAB We used\nRT PCR\n\nRT期刊\n", 2],
    enw: ["%T First\n%0 Book\n\n%T No type\n%A Doe\n\n%0 Book\n%T x\n%0 Book\n", 4],
    noteexpress: ["{Reference Type}: Book\n{Title}: x\n{Reference Type}: Book\n", 2],
    "wos-plain": ["FN x\nPT J\nTI PT\n   PT J\nER\nPT Patent\n", 2],
    cochrane: ["Record #1 of 2\nID: 1\nRecord #2 of 2\n", 2],
    ovid: ["<1. >\nTI  - x\n<2>\n", 2],
    bibtex: ["@comment{x}\n@string{a = {b}}\n@article{a, title={@b}}@book{c,\n}\n", 2],
    csv: ['a,b\n"x\ny",1\n\n2,"say ""hi"""\n', 3],
    "endnote-xml": ["<records><record><x/></record><record>\n<recordx></records>", 2],
    "pubmed-xml": ["<PubmedArticle><MedlineCitation>\n<PubmedBookArticle>", 2],
    mods: ["<modsCollection><mods>\n<m:mods ID='1'>", 2],
    "bibo-rdf": ["<rdf:RDF>\n  <bibo:AcademicArticle rdf:about='#1'>\n  <bibo:Journal>", 1],
    "unixref-xml": ["<doi_records><doi_record>\n<doi_record owner='10.1000'>", 2],
    "zotero-rdf": ["<z:itemType>book</z:itemType>\n<z:itemType>attachment</z:itemType>", 1],
  };

  test("are found by raw text", () => {
    for (const { id, marks } of FORMATS) {
      const finder = marks();
      const example = TEXTS[id];
      if (example === undefined) {
        for (const line of ['{"a": {"n": 1}, "items": [{"x": "[{"},', '{"y": [{}]}]}'])
          finder.find(line);
        expect(finder.totals?.(), id).toContain(2);
        continue;
      }
      const [text, count] = example;
      const found = text.split("\n").map((line) => finder.find(line));
      expect(
        found.reduce<number>((sum, n) => sum + (n === "maybe" ? 0 : n), 0),
        id,
      ).toBe(count);
    }
  });
});
