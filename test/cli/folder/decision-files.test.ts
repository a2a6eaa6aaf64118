import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decisionFileOf } from "../../../src/cli/folder/decision-files.ts";
import { risOf, testFolder } from "../captured-io.ts";

const TITLE = "Paged attention for serving";
const HEADER = "record,stage,verdict,note,title";
const ROW = `,title-abstract,exclude,,${TITLE}`;

/** A review of one record with these files, and what became of that record. */
async function outcomeWith(files: Readonly<Record<string, string>>, link?: string) {
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: Scopus, files: searches/scopus.ris }]\n",
    "searches/scopus.ris": risOf(TITLE),
    "decisions/README.md": "One file for each reviewer.\n",
    ...files,
  });
  if (link !== undefined) symlinkSync("../store.csv", join(folder.path, link));
  await folder.slr("screen");
  return {
    folder,
    excluded: folder.read("results/ledger.csv").includes("excluded-title-abstract"),
    problems: folder.read("results/problems.csv").trim().split("\n").slice(1),
  };
}

test.each([
  ["ada.CSV", `${HEADER}\n${ROW}\n`],
  ["ada.tsv", `${HEADER}\n${ROW}\n`.replaceAll(",", "\t")],
])("decisions/%s is read", async (name, text) => {
  const { folder, excluded, problems } = await outcomeWith({ [`decisions/${name}`]: text });
  expect(excluded).toBe(true);
  expect(problems).toEqual([]);
  expect((await folder.slr("decisions")).out).toContain("ada");
});

test.each(["ada.xlsx", "ada.csv.bak", "ada.csv~", "ada.csv.orig", "ada"])(
  "decisions/%s is reported",
  async (name) => {
    const { excluded, problems } = await outcomeWith({
      [`decisions/${name}`]: `${HEADER}\n${ROW}\n`,
    });
    expect(excluded).toBe(false);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`decisions/${name}`);
    expect(problems[0]).toContain("decisions/not-read");
  },
);

test.each([
  "ada (conflicted copy 2024).csv",
  "ada (Bela's conflicted copy 2024-06-28).csv",
  "ada (1).csv",
  "ada - Copy.csv",
  "ada - Copy (2).csv",
  "ada copy.csv",
  "Copy of ada.csv",
  "ada.sync-conflict-20240628-090000-ABCDEFG.csv",
  "ada_conflict-20240628-090000.csv",
  "ada_LOCAL_4711.csv",
  "ada-DESKTOP-1A2B3C4.csv",
  "ADA (1) (2).tsv",
])("decisions/%s beside ada.csv is a copy, not a further reviewer", async (name) => {
  const { folder, excluded, problems } = await outcomeWith({
    "decisions/ada.csv": `${HEADER}\n`,
    [`decisions/${name}`]: `${HEADER}\n${ROW}\n`,
  });
  expect(excluded).toBe(false);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`decisions/${name}`);
  expect(problems[0]).toContain("decisions/copy");
  expect((await folder.slr("screen")).err).toContain("Move the rows");
});

test("a copy without its original counts, with a warning", async () => {
  const { excluded, problems } = await outcomeWith({
    "decisions/ada (1).csv": `${HEADER}\n${ROW}\n`,
  });
  expect(excluded).toBe(true);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain("rename the file to ada.csv");
});

test("nobody decides into a file that would be a copy", async () => {
  const io = { list: async () => ["ada.csv"], links: async () => [] };
  await expect(decisionFileOf("ada (1)", io)).rejects.toThrow(
    "looks like the name of a copy of decisions/ada.csv",
  );
  expect(await decisionFileOf("Bela", io)).toBe("decisions/Bela.csv");
});

test.each([
  "~$ada.csv",
  ".#ada.csv",
  ".~lock.ada.csv#",
  "._ada.csv",
  ".ada.csv.swp",
  "desktop.ini",
])("decisions/%s is left there by a program, and is no reviewer", async (name) => {
  const { excluded, problems } = await outcomeWith({
    [`decisions/${name}`]: `${HEADER}\n${ROW}\n`,
  });
  expect(excluded).toBe(false);
  expect(problems).toEqual([]);
});

test("a link in decisions/ is read or reported, never left out in silence", async () => {
  const { excluded, problems } = await outcomeWith(
    { "store.csv": `${HEADER}\n${ROW}\n` },
    "decisions/ada.csv",
  );
  expect(excluded || problems.some((problem) => problem.includes("decisions/ada.csv"))).toBe(true);
});

test("a review whose tables hold wrong quotes is screened, and says where they are", async () => {
  const { folder, excluded } = await outcomeWith({
    "decisions/ada.csv": `${HEADER}\n,title-abstract,exclude,"a" b,${TITLE}\n`,
    "duplicates.csv": 'a,b,verdict\nx,"y" z,same\n',
    "retrieval.csv": 'record,status,note\nx,sought,"open\n',
    "studies.csv": 'study,record\n"A" B,x\n',
  });
  expect(excluded).toBe(true);
  const problems = folder.read("results/problems.csv");
  for (const code of ["decisions", "duplicates", "retrieval", "studies"])
    expect(problems).toContain(`${code}/stray-quote`);
  expect((await folder.slr("check")).out).toContain("ok    every line of every table");
});
