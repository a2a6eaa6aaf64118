import { describe, expect, test } from "vitest";
import { openReview } from "../../../../src/cli/folder/review-folder.ts";
import { namedRecord } from "../../../../src/core/overviews/trace/named-record.ts";
import { screenWithoutRating } from "../../../../src/core/review/review.ts";
import { reviewWithResults, rowsOf } from "../../../screened-review.ts";

const example = () => reviewWithResults("fixtures/reviews/llm-acceleration");

interface Trace {
  readonly record: string | null;
  readonly box: string;
  readonly reasons: readonly string[];
  readonly through: string | null;
  readonly stages: readonly {
    readonly stage: string;
    readonly outcome: string;
    readonly decisions: readonly { readonly file: string; readonly line: number }[];
  }[];
  readonly criteria: readonly {
    readonly id: string;
    readonly verdict: string | null;
    readonly reason: string | null;
    readonly missing: readonly string[];
    readonly found: readonly {
      readonly words: string;
      readonly field: string;
      readonly sentence: string | null;
      readonly start: number | null;
      readonly end: number | null;
    }[];
  }[];
  readonly entries: readonly {
    readonly entry: string;
    readonly file: string;
    readonly line: number;
    readonly sha256: string;
    readonly kept: boolean;
    readonly rule: string;
  }[];
}

describe("slr trace", () => {
  test("a record goes back to its decisions, judgements, and every raw line with its hash", async () => {
    const folder = await example();
    const { out, code } = await folder.slr("trace", "2p2viwhx", "--format", "json");
    const { box, stages, criteria, entries } = JSON.parse(out) as Trace;
    expect([code, box]).toEqual([0, "included"]);
    const rows = stages.flatMap(({ decisions }) => decisions);
    for (const { file, line } of rows)
      expect(folder.read(file).split("\n")[line - 1]).toContain("2p2viwhx");
    expect(rows).toHaveLength(3);
    const { inputs } = JSON.parse(folder.read("results/manifest.json")) as {
      inputs: Record<string, unknown>;
    };
    for (const { file, line, sha256 } of entries) {
      expect(JSON.stringify(inputs[file])).toContain(sha256);
      expect(folder.read(file).split("\n")[line - 1]).toMatch(/^(?:@|TY {2}- )/);
    }
    expect(entries.map(({ entry, kept }) => [entry, kept])).toEqual([
      ["arXiv#1", true],
      ["ResearchRabbit#4", false],
    ]);
    expect(entries[1]!.rule).toContain("same arXiv id");
    const { found } = criteria.find(({ id }) => id === "I1")!;
    expect(found.map(({ field, words }) => [field, words])).toEqual([
      ["title", "Language Models"],
      ["abstract", "transformer"],
    ]);
    for (const { sentence, start, end, words } of found)
      expect(sentence!.slice(start!, end!)).toBe(words);
  });

  test("every line of every export leads forward to the box of its entry", async () => {
    const folder = await example();
    const rows = (file: string) => rowsOf(folder.read(`results/${file}`));
    await folder.slrBy(async (io) => {
      const review = await screenWithoutRating((await openReview(io, [])).input);
      const keys = review.found.clustered.records.map(({ key }) => key);
      const led = rows("ledger.csv").map(({ file, line }) => {
        const named = namedRecord(`${file}:${line}`, review);
        return named.kind === "record"
          ? keys[named.at]
          : named.kind === "unreadable"
            ? ""
            : named.why;
      });
      expect(led).toEqual(rows("ledger.csv").map(({ record }) => record));
      // So do the names by which people call a record.
      for (const { record, title, doi } of rows("records.csv")) {
        expect(namedRecord(record!, review)).toMatchObject({
          kind: "record",
          at: keys.indexOf(record!),
        });
        if (doi !== "")
          expect(namedRecord(`doi:${doi}`, review)).toMatchObject({ at: keys.indexOf(record!) });
        expect(namedRecord(title!, review).kind).toMatch(/^(?:record|none)$/);
      }
      return 0;
    });
  });

  test("a line inside of an entry, of a decision, and of an entry that cannot be read", async () => {
    const folder = await example();
    const at = async (place: string) =>
      JSON.parse((await folder.slr("trace", place, "-f", "json")).out) as Trace;
    expect((await at("searches/arxiv.bib:6")).through).toBe(
      "searches/arxiv.bib:6 is in arXiv#1, which begins on line 5",
    );
    // A file is named by its path, by the end of it, or by a path from elsewhere.
    for (const file of ["ada.csv", "./decisions/ada.csv", `${folder.path}/decisions/ada.csv`])
      expect((await at(`${file}:7`)).record).toBe("2zulvzud");
    expect(await at("searches/arxiv.bib:131")).toMatchObject({
      record: null,
      entry: "arXiv#9",
      box: "removed-other",
    });
  });

  test("entries that people called the same lead to the row in which they did", async () => {
    const folder = await example();
    folder.write(
      "duplicates.csv",
      "a,b,verdict,by,decided_at\n2p2viwhx,2zulvzud,same,ada,2024-05-27T10:07:00Z\n",
    );
    const { out } = await folder.slr("trace", "arXiv#1", "-f", "json");
    const { entries } = JSON.parse(out) as {
      entries: { entry: string; said: { file: string; line: number }[] }[];
    };
    expect(entries.length).toBeGreaterThan(2);
    for (const { said } of entries) expect(said).toEqual([{ file: "duplicates.csv", line: 2 }]);
  });

  test("what was excluded says by which words, or that none was found", async () => {
    const folder = await example();
    const rows = (file: string) => rowsOf(folder.read(`results/${file}`));
    const excluded = rows("records.csv").find(({ reason_1 }) => reason_1?.startsWith("I1"))!;
    const { out } = await folder.slr("trace", excluded.record!);
    expect(out).toContain("I1 not fulfilled (the reason of the exclusion)");
    expect(out).toContain("nothing of the query is in title, abstract, keywords");
  });

  test("a name that leads to no record or to several gets a message that helps", async () => {
    const folder = await example();
    const run = (...words: string[]) => folder.slr("trace", ...words);
    const several = await run("ByteTransformer");
    expect(several.err).toContain("Records that may be meant: aaqebzha");
    expect(several.code).toBe(2);
    expect((await run("searches/arxiv.bib:1")).err).toContain("no entry of searches/arxiv.bib");
    expect((await run("decisions/ada.csv:1")).err).toContain("is no row about a record");
    expect((await run("nothing", "like", "this")).err).toContain("names no single record");
    // A title needs no quotes.
    expect((await run("Q8BERT:", "Quantized", "8Bit", "BERT")).code).toBe(0);
  });
});

describe("slr explain", () => {
  test("each criterion with its verdict, and the words in their sentence", async () => {
    const folder = await example();
    const { out } = await folder.slr("explain", "2p2viwhx");
    expect(out).toContain("E1 does not apply: Published outside 2017-2023");
    expect(out).toContain("[Language Models]");
    expect(out).not.toContain("Entries");
  });

  test("a terminal gets colour instead of brackets", async () => {
    const folder = await example();
    const { out } = await folder.slrWith({ colour: true }, "explain", "2p2viwhx");
    expect(out).toContain("\u001b[1m\u001b[36mLanguage Models\u001b");
    expect(out).not.toContain("[Language Models]");
  });

  test("unknown says what is missing", async () => {
    const folder = await example();
    const { out } = await folder.slr("explain", "2wgfz46j", "-f", "json");
    const { criteria } = JSON.parse(out) as Trace;
    expect(criteria.find(({ id }) => id === "E1")).toMatchObject({
      verdict: "unknown",
      missing: ["year"],
    });
  });

  test("what an export says cannot reach the terminal as a command", async () => {
    const folder = await example();
    const ris = folder.read("searches/researchrabbit.ris");
    folder.write(
      "searches/researchrabbit.ris",
      `${ris}\nTY  - JOUR\nTI  - Evil \u001b[31mtransformer\u0007 model\nAU  - X, Y\nPY  - 2020\nER  - \n`,
    );
    const { out } = await folder.slrWith({ colour: false }, "explain", "Evil transformer model");
    expect(out).not.toContain("\u001b");
    expect(out).not.toContain("\u0007");
  });
});
