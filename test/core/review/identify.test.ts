import { describe, expect, test } from "vitest";
import {
  DEFAULT_PROTOCOL,
  type Protocol,
  type SourcePlan,
} from "../../../src/core/protocol/protocol.ts";
import type { Attribution, Batch, ParsedEntry } from "../../../src/core/records/entry.ts";
import { type ExportFile, identify } from "../../../src/core/review/identify.ts";
import { aRecord } from "../records/records.ts";

const scopus: Attribution = { database: "Scopus", kind: "database" };
const pubmed: Attribution = { database: "PubMed", kind: "database" };
const trials: Attribution = { database: "ClinicalTrials.gov", kind: "register" };
const zotero = (attribution: Attribution = {}): Attribution => ({
  ...attribution,
  producer: "Zotero",
});

function exportOf(
  path: string,
  attributions: readonly (Attribution | "unreadable")[],
  source?: SourcePlan,
): ExportFile {
  const entries = attributions.map((attribution, at): ParsedEntry => {
    const line = at + 1;
    if (attribution !== "unreadable") {
      const record = aRecord({ title: `${path} has record ${at}` });
      return { kind: "record", line, record, attribution };
    }
    const problem = { severity: "error", code: "x/x", file: path, line, message: "" } as const;
    return { kind: "unreadable", line, problem };
  });
  return {
    path,
    ...(source && { source }),
    sha256: () => path,
    format: () => "test",
    async *read(): AsyncGenerator<Batch> {
      yield { entries, problems: [] };
    },
  };
}

const library = (more: Partial<SourcePlan> = {}): SourcePlan => ({
  name: "Library",
  kind: "database",
  searches: [{ files: ["library.ris"], line: 1 }],
  by: "entry",
  line: 1,
  ...more,
});

async function identified(file: ExportFile, more: Partial<Protocol> = {}) {
  const sources = file.source === undefined ? [] : [file.source];
  const { entries, files, problems } = await identify([file], {
    ...DEFAULT_PROTOCOL,
    sources,
    ...more,
  });
  return {
    ids: entries.map(({ id }) => id),
    kinds: entries.map(({ kind }) => kind),
    files,
    problems: problems.filter(({ code }) => code.startsWith("screen/")),
  };
}

describe("a source whose entries name their databases (by: entry)", () => {
  test("gives each entry to its database, and what names none to the source itself", async () => {
    const file = exportOf(
      "library.ris",
      [scopus, pubmed, {}, scopus, "unreadable", trials],
      library(),
    );
    const { ids, kinds, files, problems } = await identified(file);
    expect(ids).toEqual([
      "Scopus#1",
      "PubMed#1",
      "Library#1",
      "Scopus#2",
      "Library#2",
      "ClinicalTrials.gov#1",
    ]);
    expect(kinds).toEqual(["database", "database", "database", "database", "database", "register"]);
    expect(files[0]?.sources).toEqual([
      { name: "Library", entries: 2 },
      { name: "Scopus", entries: 2 },
      { name: "ClinicalTrials.gov", entries: 1 },
      { name: "PubMed", entries: 1 },
    ]);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["screen/no-evidence", expect.stringContaining("names no database and is counted as")],
    ]);
  });

  test("calls databases by the names that the review gives them", async () => {
    const file = exportOf(
      "library.ris",
      [{ database: "MEDLINE (Ovid)", kind: "database" }],
      library(),
    );
    const databases = new Map([["MEDLINE (Ovid)", "MEDLINE"]]);
    expect((await identified(file, { databases })).ids).toEqual(["MEDLINE#1"]);
  });

  test("takes the kind of a source of that name from the protocol", async () => {
    const registry = library({ name: "PubMed", kind: "register" });
    const file = exportOf("library.ris", [pubmed], library());
    const { kinds } = await identified(file, { sources: [library(), registry] });
    expect(kinds).toEqual(["register"]);
  });

  test("compares the expected number with all entries of its files", async () => {
    const file = exportOf(
      "library.ris",
      [scopus, pubmed],
      library({ searches: [{ files: ["library.ris"], expected: 2, line: 1 }] }),
    );
    expect((await identified(file)).problems).toEqual([]);
    const other = exportOf(
      "library.ris",
      [scopus, pubmed],
      library({ searches: [{ files: ["library.ris"], expected: 3, line: 1 }] }),
    );
    expect((await identified(other)).problems[0]?.message).toContain("hold 2 entries");
  });
});

describe("an export that no protocol assigns", () => {
  test("of one database is that database's, entries that do not say included", async () => {
    const { ids, problems } = await identified(exportOf("a.ris", [scopus, {}, scopus]));
    expect(ids).toEqual(["Scopus#1", "Scopus#2", "Scopus#3"]);
    expect(problems).toEqual([]);
  });

  test.each([
    ["a library", [zotero(scopus), zotero(), zotero(scopus)], ["Scopus#1", "Zotero#1", "Scopus#2"]],
    ["mostly silent", [scopus, {}, {}], ["Scopus#1", "a#1", "a#2"]],
    ["of two databases", [scopus, pubmed, {}], ["Scopus#1", "PubMed#1", "a#1"]],
    [
      "of a host of databases and others, which gives its name to no silent entry",
      [{ ...scopus, producer: "Ovid" }, pubmed, {}],
      ["Scopus#1", "PubMed#1", "a#1"],
    ],
  ] as const)("that is %s is counted entry by entry, with a warning", async (_, list, expected) => {
    const { ids, problems } = await identified(exportOf("a.ris", list));
    expect(ids).toEqual(expected);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "warning screen/mixed-databases",
    ]);
  });

  test("that names nothing has the name of its producer, else of its file", async () => {
    expect((await identified(exportOf("a.ris", [zotero()]))).ids).toEqual(["Zotero#1"]);
    expect((await identified(exportOf("b/a.ris.gz", [{}]))).ids).toEqual(["a#1"]);
    expect((await identified(exportOf("empty.ris", []))).files[0]?.source).toBe("empty");
  });

  test("of a tool that searches citations is no database", async () => {
    const tool: Attribution = { producer: "ResearchRabbit", kind: "citation-searching" };
    const { ids, kinds } = await identified(exportOf("a.ris", [tool, tool]));
    expect(ids).toEqual(["ResearchRabbit#1", "ResearchRabbit#2"]);
    expect(new Set(kinds)).toEqual(new Set(["citation-searching"]));
  });
});

test("a source that slr.yaml gives without `by: entry` keeps all of its entries", async () => {
  const plan: SourcePlan = {
    name: "Zotero",
    kind: "database",
    searches: [{ files: ["a.ris"], line: 1 }],
    line: 1,
  };
  const { ids, problems } = await identified(exportOf("a.ris", [scopus, pubmed, {}], plan));
  expect(ids).toEqual(["Zotero#1", "Zotero#2", "Zotero#3"]);
  expect(problems).toEqual([]);
});
