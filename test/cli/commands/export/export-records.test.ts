import fc from "fast-check";
import { expect, test } from "vitest";
import { testFolder } from "../../captured-io.ts";

const DECISIONS = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year\n";

const TITLES = ["Sleep in mice", "Sleep in men", "Naps, at noon", "=Dreams"];

function ris(titles: readonly string[]): string {
  return titles
    .map(
      (title, at) =>
        `TY  - JOUR\nTI  - ${title}\nAU  - Author, A.\nPY  - 20${20 + at}\nDO  - 10.1000/a${at}\nAB  - About.\nER  - \n`,
    )
    .join("\n");
}

/** A review in which Ann and Bo have voted. */
function review(ann: string, bo = "") {
  return testFolder({
    "slr.yaml": `title: Sleep
sources: [{ name: Scopus, files: searches/*.ris }]
criteria:
  - { id: E1, text: Wrong population, stage: title-abstract }
`,
    "searches/scopus.ris": ris(TITLES),
    "decisions/ann.csv": DECISIONS + ann,
    "decisions/bo.csv": DECISIONS + bo,
  });
}

const VOTES = [
  "doi:10.1000/a0,title-abstract,exclude,E1;too small,,a note,,,,,\n" +
    "doi:10.1000/a1,title-abstract,include,,,,,,,,\n" +
    "doi:10.1000/a2,title-abstract,maybe,,,ask,,,,,\n",
  "doi:10.1000/a1,title-abstract,exclude,E1,,,,,,,\n",
] as const;

test("--box chooses the records, --format what is written", async () => {
  const folder = review(...VOTES);
  const { out, err } = await folder.slr("export", "--box", "excluded", "--format", "ris");
  expect(out).toContain("TI  - Sleep in mice\n");
  expect(out.match(/^TY {2}- /gm)).toHaveLength(1);
  expect(err).toBe("Exported 1 record.");
  const count = async (box: string) => (await folder.slr("export", "--box", box)).err;
  expect(await count("pending")).toBe("Exported 2 records.");
  expect(await count("conflict,excluded-title-abstract")).toBe("Exported 2 records.");
  expect(await count("all")).toBe("Exported 4 records.");
  expect(await count("not-retrieved")).toBe("Exported 0 records.");
});

test("formulas are harmless in a CSV for people and untouched in one for a tool", async () => {
  const folder = review("");
  expect((await folder.slr("export", "-f", "csv")).out).toContain(",'=Dreams,");
  expect((await folder.slr("export", "--for", "rayyan")).out).toContain(",=Dreams,");
});

test("the name of the output says the format", async () => {
  const folder = review("");
  await folder.slr("export", "-o", "all.xml");
  expect(folder.read("all.xml")).toContain("<xml><records>");
  await folder.slr("export", "-o", "all.json");
  expect(JSON.parse(folder.read("all.json"))).toHaveLength(4);
});

test("the records never get a form that the name of the output does not say", async () => {
  const folder = review("");
  for (const file of ["all.foo", "all"]) {
    const { code, err } = await folder.slr("export", "-o", file);
    expect(code).toBe(2);
    expect(err).toContain(`No form of the records has the file extension of ${file}.`);
    expect(err).toContain("Use one of the extensions .ris, .bib, .csv, .xlsx, .json, .xml, .nbib,");
    expect(() => folder.read(file)).toThrow();
  }
  await folder.slr("export", "-o", "all.foo", "--format", "bib");
  expect(folder.read("all.foo")).toMatch(/^@/);
});

test("the output - is stdout, and no file", async () => {
  const folder = review("");
  const { out, err } = await folder.slr("export", "-o", "-");
  expect(out).toBe((await folder.slr("export")).out);
  expect(err).toContain("Exported 4 records.");
  expect(() => folder.read("-")).toThrow();
});

test.each([
  [["--format", "docx"], "argument 'docx' is invalid. Choose from ris, bib, csv, xlsx,"],
  [
    ["--for", "covidence"],
    "argument 'covidence' is invalid. Choose from rayyan, asreview, reviewer.",
  ],
  [
    ["--for", "rayyan", "--format", "ris"],
    "--format and --for cannot be used together; choose one of them.",
  ],
  [["--box", "duplicate"], "`duplicate` is not a box of the flow"],
  [["--box", "pend"], "`pend` is not a box of the flow"],
  [["--stage", "third"], "argument 'third' is invalid. Choose from title-abstract, full-text."],
])("%j is a usage error", async (options, expected) => {
  const { code, err } = await review("").slr("export", ...options);
  expect(code).toBe(2);
  expect(err).toContain(expected);
});

test("an export for Rayyan is read back as the same votes, reasons and notes", async () => {
  const folder = review(...VOTES);
  await folder.slr("export", "--for", "rayyan", "-o", "rayyan.csv");
  expect(folder.read("rayyan.csv")).toContain(
    'RAYYAN-INCLUSION: {""ann""=>""Excluded""} | RAYYAN-EXCLUSION-REASONS: E1,too small | USER-NOTES: {""ann""=>[""a note""]}',
  );
  const again = await folder.slr("import", "decisions", "rayyan.csv");
  expect([again.code, again.err]).toEqual([0, "Nothing to add.\n1 record without a decision."]);

  const fresh = review("");
  fresh.write("rayyan.csv", folder.read("rayyan.csv"));
  await fresh.slr("import", "decisions", "rayyan.csv");
  const said = (text: string) =>
    text
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split(",").slice(1, 6).join())
      .sort();
  for (const name of ["ann", "bo"]) {
    expect(said(fresh.read(`decisions/${name}.csv`))).toEqual(
      said(folder.read(`decisions/${name}.csv`)),
    );
  }
});

test("a review whose decisions have dates gets nothing back from its own export", async () => {
  const folder = review(
    "doi:10.1000/a0,title-abstract,exclude,E1,,,2024-01-01,,,,\ndoi:10.1000/a0,title-abstract,include,,,,2024-01-02,,,,\n",
  );
  await folder.slr("export", "--for", "rayyan", "-o", "rayyan.csv");
  const { err } = await folder.slr("import", "decisions", "rayyan.csv");
  expect(err).toBe("Nothing to add.\n3 records without a decision.");
});

test("what a tool says against a later decision is added, and said not to count", async () => {
  const folder = review("doi:10.1000/a0,title-abstract,include,,,,2024-01-02,,,,\n");
  folder.write("labels.csv", "record_id,title,year,included\n1,Sleep in mice,2020,0\n");
  const { code, err } = await folder.slr("import", "decisions", "labels.csv", "--as", "ann");
  expect(code).toBe(0);
  expect(err).toContain(
    "labels.csv:2: warning: ann said exclude here, but include later (2024-01-02), which counts.",
  );
});

test("an export for ASReview is read back as the outcomes that people reached", async () => {
  const folder = review(...VOTES);
  await folder.slr("export", "--for", "asreview", "-o", "asreview.csv");
  const rows = folder.read("asreview.csv").trim().split("\n");
  expect(rows[0]).toBe(
    "record_id,title,abstract,authors,year,doi,keywords,url,included,slr_record",
  );
  expect(rows.slice(1).map((row) => row.split(",").at(-2))).toEqual(["0", "", "1", ""]);

  const fresh = review("");
  fresh.write("asreview.csv", folder.read("asreview.csv"));
  await fresh.slr("import", "decisions", "asreview.csv", "--as", "cy");
  await fresh.slr("export", "--for", "asreview", "-o", "again.csv");
  expect(fresh.read("again.csv")).toBe(folder.read("asreview.csv"));
});

test("whatever one reviewer votes comes back from Rayyan's form and adds nothing", async () => {
  const vote = fc.record({
    verdict: fc.constantFrom("include", "exclude", "maybe"),
    reason: fc.constantFrom("", "E1", "too small", "a > b;E1", "x | y"),
    note: fc.constantFrom("", "hm", "=1", 'say ""no""', "a; b"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(vote, { maxLength: 4 }), async (votes) => {
      const rows = votes.map(
        ({ verdict, reason, note }, at) =>
          `doi:10.1000/a${at},title-abstract,${verdict},${verdict === "exclude" ? reason : ""},,"${note}",,,,,\n`,
      );
      const folder = review(rows.join(""));
      await folder.slr("export", "--for", "rayyan", "-o", "rayyan.csv");
      const before = folder.read("decisions/ann.csv");
      const { code } = await folder.slr("import", "decisions", "rayyan.csv");
      expect(code).toBe(0);
      expect(folder.read("decisions/ann.csv")).toBe(before);
    }),
    { numRuns: 20 },
  );
});

test("nothing that one of several entries says is lost, and JSON has all that was written", async () => {
  const folder = testFolder({
    "slr.yaml":
      "sources: [{ name: Scopus, files: a.ris }, { name: Web of Science, files: b.ris }]\n",
    "a.ris":
      "TY  - JOUR\nTI  - Sleep in old mice\nAU  - Author, A.\nPY  - 2020\nDO  - 10.1000/a\nAN  - 2-s2.0-1\nUR  - https://example.org/a\nKW  - sleep\nN1  - Ask Bo for the data\nER  - \n",
    "b.ris":
      "TY  - JOUR\nTI  - Sleep in old mice\nAU  - Author, A.\nPY  - 2020\nDO  - 10.1000/a\nAN  - WOS:7\nUR  - https://example.org/b\nKW  - ageing\nC1  - 42\nER  - \n",
  });
  const { out } = await folder.slr("export", "-f", "ris");
  const lines = out.split("\n").filter((line) => /^(?:AN|UR|KW|N1) /.test(line));
  expect(lines).toEqual(
    expect.arrayContaining([
      "UR  - https://example.org/a",
      "UR  - https://example.org/b",
      "N1  - N1 in Scopus#1: Ask Bo for the data",
      "N1  - C1 in Web of Science#1: 42",
      "KW  - sleep",
      "KW  - ageing",
      expect.stringMatching(/^AN {2}- (?:2-s2\.0-1|WOS:7)$/),
      expect.stringMatching(
        /^N1 {2}- accession in (?:Scopus#1: 2-s2\.0-1|Web of Science#1: WOS:7)$/,
      ),
    ]),
  );
  const [item] = JSON.parse((await folder.slr("export", "-f", "json")).out);
  expect(item.custom.entries).toMatchObject([
    { file: expect.stringMatching(/^[ab]\.ris$/), line: 1 },
    { original: expect.arrayContaining([["DO", "10.1000/a"]]) },
  ]);
});

test.each(["ris", "bib", "csv", "json", "endnote-xml", "nbib"])(
  "%s keeps editors, publisher, place, ISBN and school",
  async (format) => {
    const folder = testFolder({
      "slr.yaml": "title: Carp\nsources: [{ name: S, files: searches/*.bib }]\n",
      "searches/a.bib":
        "@incollection{b1, title={A chapter of carp}, author={Smith, A.}, editor={Jones, B. and King, C.}, booktitle={Handbook}, publisher={Carp Press}, address={Pondville}, year={2001}, isbn={978-3-16-148410-0}}\n" +
        "@phdthesis{ph, author={Rey, A}, title={Thesis of carp}, school={Carp University}, year={2012}}\n",
    });
    const { out } = await folder.slr("export", "-f", format);
    for (const text of ["Jones", "King", "Carp Press", "Pondville", "978-3-16-148410-0"])
      expect(out).toContain(text);
    expect(out).toContain("Carp University");
  },
);

test("BibTeX has only types that its own styles know", async () => {
  const folder = testFolder({
    "slr.yaml": "title: Carp\nsources: [{ name: S, files: searches/* }]\n",
    "searches/a.bib":
      "@phdthesis{a, author={Rey, A}, title={Thesis one}, school={Carp University}}\n" +
      "@mastersthesis{b, author={Rey, B}, title={Thesis two}, school={Carp University}}\n" +
      "@thesis{c, author={Rey, C}, title={Thesis three}, institution={Carp University}}\n",
  });
  const { out } = await folder.slr("export", "-f", "bib");
  expect(out.match(/^@\w+/gm)).toEqual(["@phdthesis", "@mastersthesis", "@misc"]);
  expect(out).toContain("  type = {thesis},");
  expect(out.match(/Carp University/g)).toHaveLength(3);
});

test("the list of included reports has the editors, publishers and schools that exports have", async () => {
  const folder = testFolder({
    "slr.yaml": `title: Ponds
sources: [{ name: Scopus, files: searches/a.ris }]
criteria:
  - { id: E1, text: Old, stage: title-abstract, exclude: year < 1900, reason: Old }
  - { id: F1, text: Bad, stage: full-text, exclude: title(bad), reason: Bad }
screening: { title-abstract: { by: rules }, full-text: { by: rules } }
`,
    "searches/a.ris":
      "TY  - CHAP\nTI  - A chapter\nAU  - Rey, A\nA2  - Jones, B\nPB  - Carp Press\nSN  - 978-3-16-148410-0\nPY  - 2001\nER  - \n" +
      "TY  - THES\nTI  - A thesis {of mine}\nAU  - Group for Ponds and Lakes\nPB  - Carp University\nM3  - PhD thesis\nPY  - 2002\nER  - \n" +
      "TY  - BOOK\nTI  - A bad book\nAU  - Rey, A\nPB  - Pond Press\nPY  - 2003\nER  - \n",
  });
  await folder.slr("screen");
  const { out } = await folder.slr("export", "--box", "included", "--format", "bib");
  const entries = (text: string) => text.trim().split("\n\n").sort();
  expect(entries(folder.read("results/included.bib"))).toEqual(entries(out));
  expect(out).toContain("editor = {Jones, B}");
  expect(out).toContain("isbn = {978-3-16-148410-0}");
  expect(out).toContain("school = {Carp University}");
  expect(out).toContain("title = {{A thesis \\{of mine\\}}}");
  expect(out).toContain("author = {{Group for Ponds {and} Lakes}}");
  expect(folder.read("results/included.ris")).toContain("PB  - Carp Press");
  expect(folder.read("results/excluded-full-text.bib")).toContain("publisher = {Pond Press}");
});
