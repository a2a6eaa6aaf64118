import { describe, expect, test } from "vitest";
import { rowsOf } from "../../../screened-review.ts";
import { type TestFolder, testFolder } from "../../captured-io.ts";

const PIPELINE = "Pipelined training of giant networks on many accelerators";
const HIP = "Early mobilisation after hip fracture: a randomised trial";

/** A RIS export; each entry is a list of tags and values. */
function ris(...entries: readonly (readonly string[])[]): string {
  const text = entries.map((tags) =>
    [...tags, "ER  - "].map((tag) => (tag.startsWith("ER") ? tag : tag.replace(" ", "  - "))),
  );
  return text.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

const SCOPUS = ris(
  [
    "TY JOUR",
    `TI ${PIPELINE}`,
    "AU Huang, Yanping",
    "PY 2019",
    "T2 Journal of Engines",
    "VL 12",
    "SP 103",
    "EP 112",
    "DO 10.1000/je.12.103",
    "AN 2-s2.0-1",
    "KW pipelines",
  ],
  [
    "TY JOUR",
    `TI ${HIP}`,
    "AU Novak, Petra",
    "PY 2021",
    "T2 Journal of Geriatric Surgery",
    "VL 14",
    "DO 10.1000/jgs.14.201",
  ],
  ["TY JOUR", `TI Sparse attention on accelerators`, "AU Lovelace, Ada", "PY 2019", "T2 Engines"],
);
const OTHERS = ris(
  [
    "TY JOUR",
    `TI ${PIPELINE.toUpperCase()}`,
    "AU Huang, Y.",
    "PY 2019",
    "DO 10.1000/je.12.103",
    "AN WOS:0001",
    "KW scheduling",
  ],
  ["TY UNPB", `TI ${HIP}`, "AU Novak, P.", "PY 2020", "T2 medRxiv", "DO 10.1101/2020.05.01.200001"],
  ["TY JOUR", `TI Sparse attention on accelerators`, "AU Lovelace, Ada", "PY 2019", "T2 Machines"],
);
const PROTOCOL = `title: Test
sources:
  - { name: Scopus, files: searches/scopus.ris }
  - { name: Others, files: searches/others.ris }
`;

function review(files: Readonly<Record<string, string>> = {}, yaml = PROTOCOL): TestFolder {
  return testFolder({
    "slr.yaml": yaml,
    "searches/scopus.ris": SCOPUS,
    "searches/others.ris": OTHERS,
    ...files,
  });
}

describe("slr dedupe", () => {
  test("lists duplicates, possible duplicates and linked versions with their evidence, then counts", async () => {
    const { code, out, err } = await review().slr("dedupe");
    expect(code).toBe(0);
    const [duplicates, possible, linked, counts] = out.split(
      /\n\n(?=Possible duplicates|Linked versions|Entries)/,
    );
    expect(duplicates).toMatch(
      /^Duplicates\n\n[a-z2-7]{8} {2}Pipelined training of giant networks on many accelerators\n {2}Scopus#1 {2}kept \(searches\/scopus\.ris:1\)\n {2}Others#1 {2}same DOI, title, authors and year; similarity 99 %\n +\(searches\/others\.ris:1\)$/,
    );
    expect(possible).toContain(
      "Sparse attention on accelerators\n  same title, authors and year; ",
    );
    expect(linked).toContain("a preprint and a published version; same title and authors;");
    expect(counts).toMatch(
      /^Entries +6\nRecords +5\nDuplicates +1 +in 1 record\n +1 +same DOI, title, authors and year\nPossible +1 +pair to settle\nLinked +1 +pair of versions of one study, 1 not in studies\.csv$/,
    );
    expect(err).toContain("slr decide --duplicates settles 1 possible duplicate");
  });

  test("shows one kind alone, as text, JSON and CSV", async () => {
    const folder = review();
    expect((await folder.slr("dedupe", "--possible")).out).toMatch(/^Possible duplicates\n/);
    expect((await folder.slr("dedupe", "--linked")).out).toMatch(/^Linked versions\n/);
    const { possible, clusters } = JSON.parse(
      (await folder.slr("dedupe", "--possible", "--format", "json")).out,
    );
    expect(clusters).toBeUndefined();
    expect(possible).toHaveLength(1);
    const csv = async (...argv: string[]) =>
      rowsOf((await folder.slr("dedupe", "--format", "csv", ...argv)).out);
    expect(await csv()).toMatchObject([
      { entry: "Scopus#1", kept: "yes" },
      { entry: "Others#1", kept: "no", rule: "same DOI, title, authors and year" },
    ]);
    expect(await csv("--possible")).toMatchObject([
      { title_a: "Sparse attention on accelerators" },
    ]);
    expect(await csv("--linked")).toMatchObject([{ relation: "preprint", study_a: "" }]);
  });

  test("says what slr screen writes into results/", async () => {
    const folder = review();
    const { out } = await folder.slr("dedupe", "--format", "csv");
    await folder.slr("screen");
    expect(folder.read("results/duplicates.csv")).toBe(`${out}\n`);
  });

  test("works on files without a protocol", async () => {
    const folder = testFolder({ "scopus.ris": SCOPUS, "others.ris": OTHERS });
    const { code, out, err } = await folder.slr("dedupe", "scopus.ris", "others.ris");
    expect(code).toBe(0);
    expect(out).toMatch(/Duplicates +1 +in 1 record/);
    expect(err).toContain("slr init");
    const { out: explained } = await folder.slr(
      ...[
        "dedupe",
        "scopus.ris",
        "others.ris",
        "--explain",
        "10.1000/jgs.14.201",
        "doi:10.1101/2020.05.01.200001",
      ],
    );
    expect(explained).toContain("Two records, versions of one study: ");
  });

  test("an entry that cannot be read is a problem, and counted", async () => {
    const { code, out, err } = await review({
      "searches/others.ris": `${OTHERS}\nTY  - JOUR\nER  - \n`,
    }).slr("dedupe");
    expect(code).toBe(1);
    expect(out).toMatch(/Entries +7 +1 cannot be read/);
    expect(err).toContain("ris/");
  });
});

describe("slr dedupe --explain", () => {
  const explain = (folder: TestFolder, ...argv: string[]) =>
    folder.slr("dedupe", "--explain", ...argv);

  test("a merge: the fields side by side, what spoke for it, and how to part it", async () => {
    const { code, out, err } = await explain(review(), "Scopus#1", "Others#1");
    expect(code).toBe(0);
    expect(out).toContain("One record: same DOI, title, authors and year.");
    expect(out).toMatch(
      /^title {5}same {7}Pipelined training of giant +PIPELINED TRAINING OF GIANT$/m,
    );
    expect(out).toMatch(/^doi +same +10\.1000\/je\.12\.103 +10\.1000\/je\.12\.103$/m);
    expect(out).toMatch(/^For +title \(\+/m);
    expect(err).toContain("`Scopus#1,Others#1,different,<you>,<date>` in duplicates.csv");
  });

  test("a refusal by the policy of the review names the switch", async () => {
    const { out } = await explain(review(), "doi:10.1000/jgs.14.201", "Others#2");
    expect(out.replace(/\s+/g, " ")).toContain(
      "Two records, versions of one study: a preprint and a published version; same title and authors; other DOI, year and venue; slr.yaml keeps such versions apart (versions: preprint: separate).",
    );
    const merged = review({}, `${PROTOCOL}versions: { preprint: merge }\n`);
    expect((await explain(merged, "Scopus#2", "Others#2")).out).toContain(
      "One record: a preprint and a published version; same title",
    );
  });

  test("a pair in doubt, and one that nothing joins", async () => {
    const possible = await explain(review(), "Scopus#3", "Others#3");
    expect(possible.out).toContain(
      "Two records, possible duplicates: same title, authors and year; ",
    );
    expect(possible.err).toContain("slr decide --duplicates");
    const { out } = await explain(review(), "Scopus#1", "Scopus#2");
    expect(out).toContain("Two records: other DOI, title, authors, year, venue and volume.");
  });

  test("the word of a person, with its place", async () => {
    const said = (a: string, b: string, verdict: string) =>
      review({ "duplicates.csv": `a,b,verdict,by,decided_at\n${a},${b},${verdict},ada,2024\n` });
    const parted = await explain(said("Scopus#1", "Others#1", "different"), "Scopus#1", "Others#1");
    expect(parted.out).toContain("Two records: ada said `different` (duplicates.csv:2).");
    const joined = await explain(said("Scopus#2", "Others#2", "same"), "Scopus#2", "Others#2");
    expect(joined.out).toContain("One record: ada said `same` (duplicates.csv:2).");
  });

  test("rows of people that contradict each other decide nothing", async () => {
    const { out } = await explain(
      review({
        "duplicates.csv":
          "a,b,verdict,by,decided_at\nScopus#1,Others#1,different,ada,2024\nScopus#1,Others#1,same,bela,2024\n",
      }),
      ...["Scopus#1", "Others#1"],
    );
    expect(out).toContain("One record: same DOI");
  });

  test("what joins two entries through others", async () => {
    const { out } = await explain(
      review({ "duplicates.csv": "a,b,verdict,by,decided_at\nScopus#1,Others#3,same,ada,2024\n" }),
      ...["Others#1", "Others#3"],
    );
    expect(out).toContain("One record: both are duplicates of Scopus#1.");
  });

  test("as JSON and CSV", async () => {
    const json = await explain(review(), "Scopus#1", "Others#1", "--format", "json");
    expect(JSON.parse(json.out)).toMatchObject({
      entries: [
        { entry: "Scopus#1", file: "searches/scopus.ris", line: 1 },
        { entry: "Others#1", file: "searches/others.ris", line: 1 },
      ],
      outcome: "one-record",
      verdict: "duplicate",
      rule: "same DOI, title, authors and year",
    });
    const csv = await explain(review(), "Scopus#1", "Others#1", "--format", "csv");
    expect(rowsOf(csv.out)).toContainEqual({
      field: "year",
      comparison: "same",
      a: "2019",
      b: "2019",
    });
  });

  test.each<[string, string[], RegExp]>([
    ["one name", ["Scopus#1"], /--explain compares two entries or records, and 1 name is given/],
    ["three names", ["Scopus#1", "Scopus#2", "Scopus#3"], /and 3 names are given/],
    ["an entry that is not there", ["Scopus#1", "Scopus#9"], /Scopus has 3 entries/],
    [
      "a source that is not there",
      ["Scopus#1", "PubMed#9"],
      /no source PubMed among Others, Scopus/,
    ],
    ["a DOI that is not there", ["Scopus#1", "10.1000/no"], /none has its DOI/],
    ["a title of several records", ["Scopus#1", HIP], /names 2 records \(.*\); name exactly one/],
    ["the same twice", ["Scopus#1", "Scopus#1"], /Scopus#1 and Scopus#1 name the same/],
    [
      "another question beside it",
      ["Scopus#1", "Scopus#2", "--possible"],
      /cannot be used together; choose one/,
    ],
  ])("%s is a usage error", async (_, argv, message) => {
    const { code, err, out } = await explain(review(), ...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});

describe("slr dedupe --cluster", () => {
  test("shows which entry gave which field, and what is said otherwise", async () => {
    const { code, out } = await review().slr("dedupe", "--cluster", "10.1000/je.12.103");
    expect(code).toBe(0);
    expect(out).toMatch(/^[a-z2-7]{8} {2}2 entries\n {2}Scopus#1 {2}kept/);
    expect(out).toMatch(/^title +Scopus#1 +Pipelined training/m);
    expect(out).toMatch(
      /^keywords +Scopus#1, Others#1 +(?:pipelines; scheduling|scheduling; pipelines)$/m,
    );
    expect(out.split("Other values, kept in exports:")[1]).toMatch(
      /^accession +(?:Others#1 +WOS:0001|Scopus#1 +2-s2\.0-1)$/m,
    );
  });

  test("as JSON and CSV, and for a record of one entry", async () => {
    const folder = review();
    const csv = await folder.slr("dedupe", "--cluster", "Scopus#1", "--format", "csv");
    expect(rowsOf(csv.out).filter(({ field }) => field === "accession")).toHaveLength(2);
    const json = await folder.slr("dedupe", "--cluster", "Scopus#2", "--format", "json");
    expect(JSON.parse(json.out).entries).toMatchObject([{ entry: "Scopus#2", kept: true }]);
    expect((await folder.slr("dedupe", "--cluster", "nothing")).code).toBe(2);
  });
});

describe("slr dedupe --studies", () => {
  const PROTOCOL_INCLUDING = `${PROTOCOL}criteria:
  - { id: I1, text: On hips, stage: title-abstract, include: title(hip) }
  - { id: I2, text: On hips, stage: full-text, include: title(hip) }
screening: { title-abstract: { by: rules }, full-text: { by: rules } }
`;

  test("prints the rows for studies.csv, and --accept adds them once", async () => {
    const folder = review({}, PROTOCOL_INCLUDING);
    const flow = async () => {
      await folder.slr("screen");
      return JSON.parse(folder.read("results/prisma.json"));
    };
    expect(await flow()).toMatchObject({ new_studies: 2, new_reports: 2 });
    const { out } = await folder.slr("dedupe", "--studies");
    expect(out).toMatch(/^study,record\nNovak 2020,[a-z2-7]{8}\nNovak 2020,[a-z2-7]{8}$/);

    const accepted = await folder.slr("dedupe", "--studies", "--accept");
    expect(accepted.err).toContain("Added 2 rows to studies.csv. Next: slr screen");
    expect(folder.read("studies.csv")).toBe(`${out}\n`);
    expect(await flow()).toMatchObject({ new_studies: 1, new_reports: 2 });
    expect(rowsOf(folder.read("results/linked-versions.csv"))).toMatchObject([
      { study_a: "Novak 2020", study_b: "Novak 2020" },
    ]);
    await folder.slr("dedupe", "--studies", "--accept");
    expect(folder.read("studies.csv")).toBe(`${out}\n`);
  });

  test("adds rows in the columns of a table that is there", async () => {
    const folder = review({ "studies.csv": "Record;Note;Study\nScopus#2;main;HIP-1" });
    await folder.slr("dedupe", "--studies", "--accept");
    expect(folder.read("studies.csv")).toMatch(
      /^Record;Note;Study\nScopus#2;main;HIP-1\n[a-z2-7]{8};;HIP-1\n$/,
    );
  });

  test("what people called different is offered no more", async () => {
    const folder = review({
      "duplicates.csv": "a,b,verdict,by,decided_at\nScopus#2,Others#2,different,ada,2024\n",
    });
    const { out, err } = await folder.slr("dedupe", "--studies");
    expect(out).toBe("study,record");
    expect(err).toContain("No linked versions wait for a study.");
  });

  test("a broken studies.csv, and --accept where there is nothing to write to, are refused", async () => {
    const broken = await review({ "studies.csv": "study\nHIP\n" }).slr(
      ...["dedupe", "--studies", "--accept"],
    );
    expect(broken.code).toBe(2);
    const files = testFolder({ "scopus.ris": SCOPUS });
    expect((await files.slr("dedupe", "scopus.ris", "--studies", "--accept")).code).toBe(2);
    expect((await files.slr("dedupe", "scopus.ris", "--accept")).code).toBe(2);
  });
});
