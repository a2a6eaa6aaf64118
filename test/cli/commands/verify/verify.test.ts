import { describe, expect, test } from "vitest";
import { reviewWithResults, rowsOf } from "../../../screened-review.ts";

const EXAMPLE = "fixtures/reviews/llm-acceleration";
const example = () => reviewWithResults(EXAMPLE);

interface Verified {
  readonly agrees: boolean;
  readonly counts: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly claimed: number;
    readonly data: number | null;
    readonly difference: number | null;
    readonly explanations: readonly {
      readonly words: string;
      readonly more: readonly { readonly entry: string }[];
      readonly fewer: readonly { readonly entry: string }[];
    }[];
  }[];
  readonly lists: readonly Readonly<Record<(typeof PARTS)[number], readonly unknown[]>>[];
  readonly contradictions: readonly string[];
}

const PARTS = ["agreeing", "elsewhere", "repeated", "ambiguous", "not_found"] as const;

/** How many claimed entries ended where. */
function endsOf({ lists }: Verified): Record<string, number> {
  const [list] = lists as readonly Record<string, readonly unknown[]>[];
  return Object.fromEntries([...PARTS, "missing"].map((name) => [name, list![name]!.length]));
}

describe("slr verify with counts", () => {
  test("every number of the review's own flow agrees, as JSON and as the CSV of the R package", async () => {
    const folder = await example();
    await folder.slr("prisma", "-o", "flow.csv");
    const { code, out } = await folder.slr(
      "verify",
      "results/prisma.json",
      "flow.csv",
      "-f",
      "json",
    );
    const { agrees, counts } = JSON.parse(out) as Verified;
    expect(counts.filter(({ verdict }) => verdict !== "agrees")).toEqual([]);
    expect(counts.length).toBeGreaterThan(70);
    expect([agrees, code]).toEqual([true, 0]);
  });

  test("arguments, lines of name=value and a YAML list say the same", async () => {
    const folder = await example();
    folder.write(
      "claims.txt",
      "# the paper\nscreened = 65\nduplicates=20\n\ndatabases.Scopus=28\n",
    );
    folder.write("claims.yaml", "- screened: 65\n- duplicates=20\n- databases: { Scopus: 28 }\n");
    for (const given of [["screened=65", "duplicates=20", "databases.Scopus=28"], ["claims.txt"]]) {
      const { out, code } = await folder.slr("verify", ...given);
      expect(out).toContain("All 3 claims agree with the data.");
      expect(code).toBe(0);
    }
    folder.write("claims.csv", "box,n\nRecords screened,65\nduplicates,20\n");
    expect((await folder.slr("verify", "claims.csv")).out).toContain("All 2 claims agree");
    // The list of databases is given as a whole, so those that it leaves out are differences.
    const { out, code } = await folder.slr("verify", "claims.yaml");
    expect(out).toContain("databases (claims.yaml:3) leaves out 15 records from Web of Science");
    expect(code).toBe(1);
  });

  test("a number that differs comes with the records that make up the difference", async () => {
    const folder = await example();
    const { out, code } = await folder.slr(
      "verify",
      "screened=67",
      "ft_reasons.F1=5",
      "-f",
      "json",
    );
    const { counts } = JSON.parse(out) as Verified;
    expect(code).toBe(1);
    expect(counts.map(({ verdict, difference }) => [verdict, difference])).toEqual([
      ["differs", 2],
      ["differs", 1],
    ]);
    const unreadable = counts[0]!.explanations.find(({ words }) =>
      words.includes("cannot be read"),
    );
    expect(unreadable?.more.map(({ entry }) => entry)).toEqual(["Scopus#9", "arXiv#9"]);
  });

  test("a name that slr does not know is neither right nor wrong, and the run fails", async () => {
    const folder = await example();
    const { out, code } = await folder.slr("verify", "test_set=21", "screned=65");
    expect(out).toContain("unknown  test_set: 21. slr counts nothing of this name");
    expect(out).toContain("did you mean `screened`?");
    expect(code).toBe(1);
  });

  test("claims that contradict each other are said, whatever the data are", async () => {
    const folder = await example();
    const { out } = await folder.slr("verify", "assessed=51", "ta_included=50", "-f", "json");
    expect((JSON.parse(out) as Verified).contradictions).toEqual([
      "assessed 51 is more than ta_included 50",
    ]);
  });

  test("what is no number, no file and no claim gets a message", async () => {
    const folder = await example();
    folder.write("claims.yaml", "screened: about sixty\nincluded: 43\n");
    const run = async (...argv: string[]) => (await folder.slr("verify", ...argv)).err;
    expect(await run("claims.yaml")).toContain("claims.yaml:1: error: `screened` is `about sixty`");
    folder.write("twice.yaml", "screened: 65\nscreened: 66\n");
    expect(await run("twice.yaml")).toContain("twice.yaml:2: error: This is no YAML");
    expect(await run()).toContain("Nothing is claimed");
    expect(await run("nothing.json")).toContain("There is no file");
    expect(await run("foo=results/included.csv")).toContain("no box is called foo");
    expect(await run("slr.yaml")).toMatch(/error: /);
  });
});

describe("slr verify with lists", () => {
  test("the included records are the box in whatever format they are exported", async () => {
    const folder = await example();
    const lists = ["ris", "bib", "csv", "xlsx", "json", "nbib", "xml"].map((end) => `list.${end}`);
    for (const list of lists) {
      const format = list.endsWith(".xml") ? ["-f", "endnote-xml"] : [];
      await folder.slr("export", "--box", "included", ...format, "-o", list);
    }
    const { out, code } = await folder.slr("verify", ...lists.map((list) => `included=${list}`));
    expect(out.match(/44 entries, the 44 reports of included studies/g)).toHaveLength(7);
    expect(code).toBe(0);
  });

  test("a list that is called like its box needs no name", async () => {
    const folder = await example();
    expect((await folder.slr("verify", "results/included.json")).code).toBe(0);
    const { code } = await folder.slr(
      "verify",
      "results/included.bib",
      "results/excluded-full-text.csv",
    );
    expect(code).toBe(0);
  });

  test("one missing, one twice, one with a typo, one of another box, one that nobody found: each ends once", async () => {
    const folder = await example();
    const rows = rowsOf(folder.read("results/included.csv"));
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const line = ({ title = "", authors = "", year = "", doi = "" }: Record<string, string>) =>
      [title, authors, year, doi].map(cell).join(",");
    const typo = rows.findIndex(({ authors = "" }) => authors.split(";").length > 3);
    const list = rows.map((row, at) =>
      at === typo ? { ...row, title: row.title!.replace("ing", "ign"), doi: "" } : row,
    );
    const excluded = rowsOf(folder.read("results/excluded-full-text.csv"))[0]!;
    const lines = [
      ...list.slice(1).map(line),
      line(rows[2]!),
      line(excluded),
      line({ title: "A study that no search has found", authors: "Nobody, A.", year: "2020" }),
    ];
    folder.write("list.csv", `Title,Authors,Year,DOI\n${lines.join("\n")}\n`);
    const { out, code } = await folder.slr("verify", "included=list.csv", "-f", "json");
    const verified = JSON.parse(out) as Verified;
    expect(code).toBe(1);
    const ends = endsOf(verified);
    const claimed = PARTS.reduce((sum, name) => sum + ends[name]!, 0);
    expect(claimed).toBe(lines.length);
    expect(ends).toEqual({
      agreeing: 43,
      elsewhere: 1,
      repeated: 1,
      ambiguous: 0,
      not_found: 1,
      missing: 1,
    });
  });

  test("a table in no known format is read by what its columns hold", async () => {
    const folder = await example();
    const rows = rowsOf(folder.read("results/included.csv"));
    const lines = rows.map(({ title }, at) => `S${at}\t${title}\tyes`);
    folder.write("final.tsv", `Nr\tTítulo do estudo\tok\n${lines.join("\n")}\n`);
    // Of the two reports with one title it makes no difference which is which.
    expect((await folder.slr("verify", "included=final.tsv")).out).toContain("44 entries, the 44");
    const last = rows.findLastIndex(({ title }) => title!.startsWith("ByteTransformer"));
    folder.write(
      "final.tsv",
      `Nr\tTítulo\tok\n${lines.filter((_, at) => at !== last).join("\n")}\n`,
    );
    const { out, code } = await folder.slr("verify", "included=final.tsv", "-f", "json");
    // Of two reports with one title, a title alone does not say which is meant.
    expect(endsOf(JSON.parse(out) as Verified)).toMatchObject({ agreeing: 42, ambiguous: 1 });
    expect(code).toBe(1);
  });

  test("an entry that cannot be read stays in the list", async () => {
    const folder = await example();
    const ris = folder.read("results/included.ris");
    folder.write("list.ris", `${ris}\nTY  - JOUR\nID  - 1\nER  - \n`);
    const { out } = await folder.slr("verify", "included=list.ris", "-f", "json");
    expect(endsOf(JSON.parse(out) as Verified)).toMatchObject({ agreeing: 44, not_found: 1 });
  });

  test("--list takes several lists, and --columns names the columns of unknown tables", async () => {
    const folder = await example();
    const { code } = await folder.slr(
      ...["verify", "--list", "included=results/included.bib"],
      "excluded-full-text=results/excluded-full-text.csv",
    );
    expect(code).toBe(0);
    const [first] = rowsOf(folder.read("results/included.csv"));
    folder.write("one.csv", `Nr,Studie\n1,"${first!.title}"\n`);
    const { out } = await folder.slr("verify", "included=one.csv", "--columns", "title=Studie");
    expect(out).toContain("1 entry; the data have 44 reports of included studies, 1 of them");
    const wrong = await folder.slr("verify", "included=one.csv", "--columns", "Studie");
    expect(wrong.err).toContain("Write title=Study,doi=DOI");
  });

  test("a list that is another box says so", async () => {
    const folder = await example();
    const { out } = await folder.slr("verify", "included=results/records.csv");
    expect(out).toMatch(/The list holds exactly the\s+records without\s+duplicates/);
  });
});
