import { expect, test } from "vitest";
import { reviewCopy, rowsOf } from "../../../screened-review.ts";

const ris = (...records: readonly (readonly [title: string, doi: string])[]) =>
  records
    .map(
      ([title, doi], at) =>
        `TY  - JOUR\nTI  - ${title}\nAU  - Writer${at}, W.\nPY  - 2025\nDO  - ${doi}\nAB  - Students learned something.\nER  - \n`,
    )
    .join("\n");
const decisions = (...rows: readonly string[]) =>
  [
    "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year",
    ...rows.map((row) => `doi:10.1000/${row},,,2025-07-01,,,,`),
    "",
  ].join("\n");

/** A finished review, its lock, and a year later a second search of Scopus. */
async function updated() {
  const folder = reviewCopy("fixtures/checks/good");
  await folder.slr("screen");
  await folder.slr("check", "--update-lock");
  folder.write("slr-2024.lock", folder.read("slr.lock"));
  folder.write(
    "searches/scopus-2025.ris",
    ris(
      ["Spaced retrieval practice in nursing education", "10.1000/practice.1"],
      ["Feedback by peers in writing courses", "10.1000/peers.20"],
      ["Follow-up of a trial of tutoring in chemistry", "10.1000/followup.21"],
      ["Flashcards and vocabulary of pilots", "10.1000/flashcards.22"],
    ),
  );
  folder.write(
    "slr.yaml",
    folder
      .read("slr.yaml")
      .replace(
        /files: searches\/scopus\.ris\n {4}searched: (\S+)\n {4}query: (.*)\n {4}expected: 5/,
        (_, day, query) =>
          `searches:\n      - { files: searches/scopus.ris, searched: ${day}, query: "${query}", expected: 5 }\n      - { files: searches/scopus-2025.ris, searched: 2025-06-01, query: "${query}", expected: 4 }`,
      )
      .concat("previous: { lock: slr-2024.lock }\n"),
  );
  for (const reviewer of ["cleo", "dora"])
    folder.write(
      `decisions/${reviewer}.csv`,
      decisions(
        "peers.20,title-abstract,include,",
        "followup.21,title-abstract,include,",
        "flashcards.22,title-abstract,exclude,",
        "peers.20,full-text,include,",
        "followup.21,full-text,include,",
      ),
    );
  folder.write(
    "studies.csv",
    `${folder.read("studies.csv")}Tutoring trial,doi:10.1000/followup.21,\n`,
  );
  const screen = await folder.slr("screen");
  return { folder, screen, flow: () => JSON.parse(folder.read("results/prisma.json")) };
}

test("an update counts what its lock included, and of its own only what later searches found", async () => {
  const { folder, screen, flow } = await updated();
  expect(screen.err).not.toContain("error");
  expect(screen.code).toBe(0);
  expect(flow()).toMatchObject({
    previous_studies: 3,
    previous_reports: 4,
    database_results: 4,
    database_specific_results: [{ name: "Scopus", n: 4 }],
    citations_results: 0,
    // What the previous version knew is removed before screening, whatever became of it then.
    duplicates: 1,
    excluded_automatic: 0,
    records_screened: 3,
    records_excluded: 1,
    dbr_sought_reports: 2,
    dbr_assessed: 2,
    new_reports: 2,
    // The follow-up is a new report of a study that was there.
    new_studies: 1,
    total_studies: 4,
    total_reports: 6,
  });
  const rows = rowsOf(folder.read("results/ledger.csv"));
  expect(rows.filter(({ previous }) => previous === "yes")).toHaveLength(11);
  expect(rows.find(({ entry }) => entry === "Scopus#6")).toMatchObject({
    box: "duplicate",
    previous: "",
  });
  const { out } = await folder.slr("prisma");
  expect(out).toContain("Previous studies");
  expect(out).toContain("Identification of new studies via databases and registers");
  expect((await folder.slr("check")).code).toBe(0);
  const html = await folder.slr("prisma", "-o", "flow.html");
  expect(html.code).toBe(0);
  expect(folder.read("flow.html")).not.toContain("Sleep deprivation");
});

test("an export of the previous version that has changed is an error, and none of its entries is new", async () => {
  const { folder, flow } = await updated();
  const before = flow().database_results;
  folder.write(
    "searches/acm.bib",
    `${folder.read("searches/acm.bib")}@article{late,\n  title = {A late entry about students},\n  year = {2024}\n}\n`,
  );
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(1);
  expect(err).toContain("(previous/changed-export)");
  expect(flow().database_results).toBe(before);
});

test("a record that the previous version included and that is excluded now is an error", async () => {
  const { folder } = await updated();
  folder.write(
    "decisions/adjudication.csv",
    "record,stage,verdict,reason,resolves,note,decided_at\ndoi:10.1000/interleaved.9,full-text,exclude,F1,yes,,2025-07-02\n",
  );
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(1);
  expect(err).toMatch(
    /slr-2024\.lock: error: The box of the record \w{8} was included in the previous version and is excluded-full-text now\./,
  );
});

test.each([
  ["a file that is not there", "previous: { lock: nowhere.lock }", "protocol/no-file"],
  ["a file that is no lock", "previous: { lock: slr.yaml }", "protocol/no-lock"],
  ["a lock beside numbers", "previous: { lock: slr.lock, studies: 3 }", "protocol/invalid"],
])("%s is refused", async (_, line, code) => {
  const folder = reviewCopy("fixtures/checks/good");
  folder.write("slr.yaml", `${folder.read("slr.yaml")}${line}\n`);
  const { code: exit, err } = await folder.slr("screen");
  expect(exit).toBe(2);
  expect(err).toContain(`(${code})`);
});
