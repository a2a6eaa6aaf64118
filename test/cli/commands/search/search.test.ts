import { expect, test } from "vitest";
import { type TestFolder, testFolder } from "../../captured-io.ts";

/** Five included reports and one that is not, in three sources; the numbers below are counted by hand. */
const YAML = `title: Asthma at school
sources:
  - name: MEDLINE (Ovid)
    platform: Ovid
    coverage: 1946 to present
    files: searches/ovid.ris
    searched: 2024-05-01
    query: (exp Asthma/ or asthma.ti,ab.) and (train$ or school).ti,ab.
    limits: English
    expected: 2
  - { name: Scopus, files: searches/scopus.ris, query: TITLE-ABS-KEY(asthma AND school*) }
  - { name: arXiv, files: searches/arxiv.ris, query: "all:asthma" }
criteria:
  - { id: E1, text: At home, stage: title-abstract, exclude: title(home) }
  - { id: E2, text: Letter, stage: full-text, exclude: title(letter) }
screening: { title-abstract: { by: rules }, full-text: { by: rules } }
known-relevant:
  - Asthma training in schools
  - { record: Wheeze and school plans, seed: true }
  - doi:10.1000/nobody-found-it
`;
const BOTH = "Asthma training in schools";
const BY_HEADING = "Wheeze and school plans";

function ris(...titles: string[]): string {
  return titles
    .map((title) => `TY  - JOUR\nTI  - ${title}\nAB  - Nothing of note.\nPY  - 2020\nER  - \n`)
    .join("\n");
}

function review(yaml = YAML): TestFolder {
  return testFolder({
    "slr.yaml": yaml,
    "searches/ovid.ris": ris(BOTH, BY_HEADING),
    "searches/scopus.ris": ris(BOTH, "Wheeze in a school class", "Asthma at home"),
    "searches/arxiv.ris": ris("Asthma and the school", "Air quality"),
    "retrieval.csv": "record,status\n",
  });
}

async function overview(folder: TestFolder, ...more: string[]) {
  return JSON.parse((await folder.slr("search", "--format", "json", ...more)).out);
}

test("what each source brought, alone and together", async () => {
  const { sources, combinations } = await overview(review());
  expect(sources).toEqual([
    {
      name: "MEDLINE (Ovid)",
      kind: "database",
      records: 2,
      alone: 1,
      included: 2,
      included_alone: 1,
    },
    { name: "Scopus", kind: "database", records: 3, alone: 2, included: 2, included_alone: 1 },
    { name: "arXiv", kind: "database", records: 2, alone: 2, included: 2, included_alone: 2 },
  ]);
  expect(combinations).toEqual([
    { sources: ["arXiv"], records: 2, included: 2 },
    { sources: ["Scopus"], records: 2, included: 1 },
    { sources: ["MEDLINE (Ovid)"], records: 1, included: 1 },
    { sources: ["MEDLINE (Ovid)", "Scopus"], records: 1, included: 1 },
  ]);
});

test("recall by source and by string, without the seed that the strings were written with", async () => {
  const [known, included] = (await overview(review())).recall;
  // Of the known-relevant two count: one that two sources found, and one that none did.
  expect(known).toMatchObject({ of: "known-relevant", reports: 2, seeds_left_out: 1 });
  expect(known.by_source.map(({ found, of }: Recall) => [found, of])).toEqual([
    [1, 2],
    [1, 2],
    [0, 2],
  ]);
  expect(included).toMatchObject({ of: "included", reports: 4, seeds_left_out: 1 });
  expect(included.by_source.map(({ found, of }: Recall) => [found, of])).toEqual([
    [1, 4],
    [2, 4],
    [2, 4],
  ]);
  // Ovid: two by their texts, the wheeze of Scopus may have the heading, the air lacks everything.
  // Scopus: two by their texts, one that it returned itself, and the air.
  const counts = ({ found, returned_only, missed, unknown, recall }: StringRecall) => [
    found,
    returned_only,
    missed.length,
    unknown,
    recall,
  ];
  expect(included.by_string.map(counts)).toEqual([
    [2, 0, 1, 1, [0.5, 0.75]],
    [3, 1, 1, 0, [0.75, 0.75]],
    [0, 0, 0, 4, null],
  ]);
});

interface Recall {
  readonly found: number;
  readonly of: number;
}
interface StringRecall {
  readonly found: number;
  readonly returned_only: number;
  readonly missed: readonly string[];
  readonly unknown: number;
  readonly recall: readonly number[] | null;
}

test("a heading that exports do not carry is told and misses nothing; a language that slr does not read is unknown", async () => {
  const { strings } = await overview(review());
  expect(strings).toMatchObject([
    { string: "MEDLINE (Ovid)", refused: null, headings: ["exp Asthma/"], returned: 2 },
    { string: "Scopus", refused: null, headings: [] },
    { string: "arXiv", refused: "slr does not read the search language of this source." },
  ]);
  const { out } = await review().slr("search", "--part", "recall");
  expect(out).toContain("asks for 1 subject heading (exp Asthma/)");
  expect(out.replace(/\s+/g, " ")).toContain("is unknown, not missed.");
});

test("the seeds of a citation search are left out of its own recall", async () => {
  const { recall } = await overview(
    review(
      YAML.replace(
        'query: "all:asthma" }',
        "kind: citation-searching, seeds: [Asthma and the school] }",
      ),
    ),
  );
  expect(recall[1].by_source.map(({ found, of }: Recall) => [found, of])).toEqual([
    [1, 4],
    [2, 4],
    [1, 3],
  ]);
});

test("below ten included reports nothing is estimated, with the reason", async () => {
  const { out } = await review().slr("search", "--part", "missed");
  expect(out).toBe(
    "What all sources together missed, at least\n  No estimate: 5 reports are included, and below 10 the interval would say\n  nothing.",
  );
});

test("the searches for PRISMA-S as text, CSV, Markdown and a Word document", async () => {
  const folder = review();
  const { out } = await folder.slr("search", "--part", "sources", "--format", "csv");
  expect(out.split("\n").slice(0, 3)).toEqual([
    "source,kind,platform,coverage,date,search string,limits,hits,exported",
    'MEDLINE (Ovid),database,Ovid,1946 to present,2024-05-01,"(exp Asthma/ or asthma.ti,ab.) and (train$ or school).ti,ab.",English,2,2',
    "Scopus,database,,,,TITLE-ABS-KEY(asthma AND school*),,,3",
  ]);
  const markdown = await folder.slr("search", "--part", "sources", "--format", "md");
  expect(markdown.out).toContain(
    "| Scopus | database |  |  |  | TITLE-ABS-KEY(asthma AND school\\*) |",
  );
  expect((await folder.slr("search", "--part", "sources")).out).toContain(
    "coverage  not in slr.yaml",
  );
  await folder.slr("search", "--part", "sources", "-o", "searches.docx");
  expect(folder.read("searches.docx").slice(0, 2)).toBe("PK");
});

test("each part is one table for programs: the matrix of the sources, and recall by source and string", async () => {
  const folder = review();
  const csv = async (part: string) =>
    (await folder.slr("search", "--part", part, "--format", "csv")).out.split("\n");
  expect(await csv("overlap")).toEqual([
    "MEDLINE (Ovid),Scopus,arXiv,records,included",
    "0,0,1,2,2",
    "0,1,0,2,1",
    "1,0,0,1,1",
    "1,1,0,1,1",
  ]);
  const recall = await csv("recall");
  expect(recall[0]).toBe(
    "set,by,name,of,found,no_match,missed,unknown,recall_from,recall_to,interval_from,interval_to",
  );
  expect(recall).toContain("included,source,Scopus,4,2,,2,0,0.5,0.5,0.0676,0.9324");
  expect(recall.at(-2)).toMatch(/^included,string,Scopus,4,3,1,1,0,0\.75,0\.75,/);
  expect(recall.at(-1)).toBe("included,string,arXiv,4,0,0,0,4,,,,");
});

test("nothing is written unless it is asked for, and equal reviews give equal bytes", async () => {
  const [one, other] = [review(), review()];
  const svg = async (folder: TestFolder) => {
    await folder.slr("search", "-o", "overlap.svg");
    return folder.read("overlap.svg");
  };
  expect(await svg(one)).toBe(await svg(other));
  expect(await svg(one)).toContain("MEDLINE (Ovid) + Scopus: 1 record, 1 included");
  expect(() => one.read("results/manifest.json")).toThrow();
});

test("a form says which parts it has", async () => {
  const folder = review();
  expect(await folder.slr("search", "--format", "csv")).toMatchObject({
    code: 2,
    err: expect.stringContaining("The form csv holds one part."),
  });
  expect(await folder.slr("search", "--format", "svg", "--part", "terms")).toMatchObject({
    code: 2,
    err: expect.stringContaining("cannot show the part terms"),
  });
});

test("exports without slr.yaml have sources, and no string to be judged by", async () => {
  const folder = testFolder({ "searches/scopus.ris": ris("One"), "searches/wos.ris": ris("Two") });
  const { code, out } = await folder.slr("search");
  expect(code).toBe(0);
  expect(out).toContain("slr.yaml has no search string");
  expect(out).toContain("Recall of the included reports\n  No report is included yet.");
});
