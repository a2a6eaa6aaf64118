import { expect, test } from "vitest";
import { risOf, testFolder } from "../../captured-io.ts";

const FIRST = risOf("Pipelined training of giant models", "Paged attention for serving");
const LATER = risOf("Sparse mixtures of experts");
const PROTOCOL = `# Ours
sources:
  - name: PubMed # the first
    files: searches/pubmed.ris
    searched: 2024-05-25
    expected: 2
`;

const reviewWith = (files: Readonly<Record<string, string>> = {}) =>
  testFolder({ "slr.yaml": PROTOCOL, "searches/pubmed.ris": FIRST, ...files });

test("an export becomes a source of its own, and slr screen reads it", async () => {
  const folder = reviewWith({ "downloads/trials.ris": LATER });
  const { code, transcript } = await folder.slr(
    "add",
    "downloads/trials.ris",
    "--searched",
    "2024-06-01",
  );
  expect(transcript).toMatchInlineSnapshot(`
    "out| Added source trials: 1 entry in searches/trials.ris
    err| Next: slr screen."
  `);
  expect(code).toBe(0);
  expect(folder.read("searches/trials.ris")).toBe(LATER);
  expect(folder.read("slr.yaml")).toBe(`${PROTOCOL}  - name: trials
    kind: database
    searched: 2024-06-01
    files: searches/trials.ris
`);
  expect((await folder.slr("screen")).out).toContain("trials");
});

test("a later search of a source is a round of it, and entries keep their numbers", async () => {
  const folder = reviewWith({ "downloads/a-new.ris": LATER });
  const { code, out } = await folder.slr(
    ...["add", "downloads/a-new.ris", "--to", "PubMed"],
    ...["--searched", "2025-06-01", "--expected", "1", "--query", "experts: sparse"],
  );
  expect(code).toBe(0);
  expect(out).toBe("Added search 2 of PubMed: 1 entry in searches/a-new.ris");
  expect(folder.read("slr.yaml")).toBe(`# Ours
sources:
  - name: PubMed # the first
    searches:
      - files: searches/pubmed.ris
        searched: 2024-05-25
        expected: 2
      - searched: 2025-06-01
        files: searches/a-new.ris
        query: "experts: sparse"
        expected: 1
`);
  await folder.slr("screen");
  expect(folder.read("results/ledger.csv")).toMatch(/PubMed#3,[^\n]*a-new/);
});

test("an export that lies in searches/ already stays where it is", async () => {
  const folder = reviewWith({ "searches/new.ris": LATER });
  const { code } = await folder.slr("add", "searches/new.ris");
  expect(code).toBe(0);
  expect(folder.read("slr.yaml")).toContain("files: searches/new.ris");
});

test.each([
  [
    "the same bytes",
    { "copy.ris": FIRST },
    ["copy.ris"],
    "holds the same bytes as searches/pubmed.ris of PubMed",
  ],
  ["a file of the review", {}, ["searches/pubmed.ris"], "holds the same bytes"],
  ["the same file twice", { "a.ris": LATER }, ["a.ris", "a.ris"], "holds the same bytes"],
  [
    "another file of this name",
    { "x/pubmed.ris": LATER },
    ["x/pubmed.ris"],
    "already exists and has other content",
  ],
  ["no file", {}, ["none.ris"], "none.ris"],
  ["a source that is there", { "PubMed.ris": LATER }, ["PubMed.ris"], '--to "PubMed" --searched'],
  ["no export", { "x.ris": "\u0000\u0001" }, ["x.ris"], "x.ris"],
  ["a search without a day", { "a.ris": LATER }, ["a.ris", "--to", "PubMed"], "needs its day"],
  ["an unknown source", { "a.ris": LATER }, ["a.ris", "--to", "Pubmed"], "Its sources are PubMed"],
  ["no day", { "a.ris": LATER }, ["a.ris", "--searched", "2025-02-30"], "expected one day"],
  [
    "an older search",
    { "a.ris": LATER },
    ["a.ris", "--to", "PubMed", "--searched", "2023-01-01"],
    "oldest first",
  ],
])("refused, and nothing is changed: %s", async (_, files, argv, message) => {
  const folder = reviewWith(files as Record<string, string>);
  const { code, err } = await folder.slr("add", ...argv);
  expect(err).toContain(message);
  expect(code).toBe(2);
  expect(folder.read("slr.yaml")).toBe(PROTOCOL);
  expect(() => folder.read("searches/a.ris")).toThrow();
});

test("a file that a pattern of another source would take is refused", async () => {
  const folder = reviewWith({ "pubmed-2.ris": LATER });
  folder.write("slr.yaml", PROTOCOL.replace("pubmed.ris", "pubmed*.ris"));
  const { err } = await folder.slr(
    "add",
    "pubmed-2.ris",
    "--to",
    "PubMed",
    "--searched",
    "2025-01-01",
  );
  expect(err).toContain("slr.yaml:3: error: searches/pubmed-2.ris would belong to PubMed");
});

test("there is no review yet", async () => {
  expect((await testFolder({ "a.ris": LATER }).slr("add", "a.ris")).err).toContain("slr init");
});

test("in a folder of a review, the message names the review above", async () => {
  const folder = reviewWith({ "a.ris": LATER });
  const { code, err } = await folder.slr("add", "-C", "searches", "../a.ris");
  expect(code).toBe(2);
  expect(err).toContain(`There is a review above this folder, in ${folder.path}: run slr there.`);
});

test("the hint for a later search can be typed as it stands", async () => {
  const folder = reviewWith({ "my downloads/PubMed.nbib": NBIB });
  const { err } = await folder.slr("add", "my downloads/PubMed.nbib");
  expect(err).toContain('slr add "my downloads/PubMed.nbib" --to "PubMed" --searched');
});

const NBIB = "PMID- 1\nTI  - Routing of tokens\nFAU - Writer, Ann\nDP  - 2021\n";

/** A library of EndNote or Zotero: each entry names its database. */
const libraryOf = (...entries: readonly (readonly [database: string, title: string])[]) =>
  entries
    .map(
      ([database, title]) => `TY  - JOUR\nTI  - ${title}\nPY  - 2021\nDB  - ${database}\nER  - \n`,
    )
    .join("\n");
const LIBRARY = libraryOf(["PubMed", "Routing of tokens"], ["Embase", "Pruning of heads"]);

test("a library whose entries would come before others of their database is refused", async () => {
  const folder = reviewWith({ "a-library.ris": LIBRARY });
  const { code, err } = await folder.slr("add", "a-library.ris");
  expect(err).toMatchInlineSnapshot(`
    "error: PubMed#1 (searches/pubmed.ris) would become PubMed#2, because the new entries of PubMed come before it. Tables that name entries by number would then mean others, so nothing is added.
      hint: Give the file a name that comes after searches/pubmed.ris in the alphabet."
  `);
  expect(code).toBe(2);
  expect(folder.read("slr.yaml")).toBe(PROTOCOL);
});

test("a library with a later name is added, and entries keep their numbers", async () => {
  const folder = reviewWith({ "z-library.ris": LIBRARY });
  expect((await folder.slr("add", "z-library.ris")).code).toBe(0);
  await folder.slr("screen");
  expect(folder.read("results/ledger.csv")).toMatch(/PubMed#1,[^\n]*pubmed\.ris/);
  expect(folder.read("results/ledger.csv")).toMatch(/PubMed#3,[^\n]*z-library/);
});

test("a database that would come before its entries in a library is refused", async () => {
  const library = "  - name: Library\n    files: searches/library.ris\n    by: entry\n";
  const folder = testFolder({
    "slr.yaml": `sources:\n${library}`,
    "searches/library.ris": LIBRARY,
    "PubMed.nbib": NBIB,
  });
  expect((await folder.slr("add", "PubMed.nbib")).err).toContain(
    "PubMed#1 (searches/library.ris) would become PubMed#2",
  );
});

test("a library cannot come before the later searches of a database by a name", async () => {
  const folder = reviewWith({ "later.ris": LATER, "z-library.ris": LIBRARY });
  await folder.slr("add", "later.ris", "--to", "PubMed", "--searched", "2025-06-01");
  const { code, err } = await folder.slr("add", "z-library.ris");
  expect(code).toBe(2);
  expect(err).toContain("write it into slr.yaml yourself");
});

test("an export without entries is added with a question", async () => {
  const folder = reviewWith({ "downloads/none.csv": "Title,Authors,Year,DOI\n" });
  const { code, transcript } = await folder.slr("add", "downloads/none.csv");
  expect(transcript).toBe(`out| Added source none: 0 entries in searches/none.csv
err| The export holds no entries. Was the search result empty, or the export cut off?
err| Next: slr screen.`);
  expect(code).toBe(0);
});
