import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { testFolder } from "./cli/captured-io.ts";
import { filesBelow, rowsOf, screenedReview } from "./screened-review.ts";

/** The columns by which a decision names its record. */
const IDENTITY = ["record", "doi", "pmid", "title", "year"];
const REVIEWS = "fixtures/reviews";

const screened = (review: string) => screenedReview(join(REVIEWS, review));

describe.each(readdirSync(REVIEWS))("the review %s", (review) => {
  test("gives the results that lie beside it, to the byte", async () => {
    const { folder } = await screened(review);
    const expected = readdirSync(join(REVIEWS, review, "results"));
    expect(readdirSync(join(folder.path, "results")).sort()).toEqual(expected.sort());
    for (const file of expected) {
      expect(folder.read(`results/${file}`), file).toBe(
        readFileSync(join(REVIEWS, review, "results", file), "utf8"),
      );
    }
  });
});

/** The files of the example after `slr screen`, and its exit code, made once. */
let screenedExample: Promise<{ code: number; files: ReadonlyMap<string, Uint8Array> }> | undefined;

async function screenExample() {
  const { folder, code } = await screened("llm-acceleration");
  return { code, files: filesBelow(folder, "") };
}

/** The example after `slr screen`. */
async function example() {
  screenedExample ??= screenExample();
  const { code, files } = await screenedExample;
  const folder = testFolder(Object.fromEntries(files));
  return {
    folder,
    code,
    flow: JSON.parse(folder.read("results/prisma.json")),
    rows: (file: string) => rowsOf(folder.read(`results/${file}`)),
  };
}

describe("llm-acceleration, against what was decided by hand, record by record", () => {
  const byHand = rowsOf(readFileSync(`${REVIEWS}/llm-acceleration/by-hand.csv`, "utf8"));

  test("every entry ends where it was put by hand", async () => {
    const { rows, code } = await example();
    expect(code).toBe(1); // two entries cannot be read, on purpose
    const ledger = new Map(rows("ledger.csv").map((row) => [row.entry, row]));
    expect(ledger.size).toBe(byHand.length);

    const works = new Map<string, { records: Set<string>; hand: string[]; slr: string[] }>();
    for (const { source, n, work, box, reason } of byHand) {
      const row = ledger.get(`${source}#${n}`);
      expect(row, `${source}#${n}`).toBeDefined();
      const one = works.get(work!) ?? { records: new Set(), hand: [], slr: [] };
      // Which of a work's entries in the databases is kept does not matter; its box and reason do.
      one.records.add(row!.record!);
      one.hand.push(box === "duplicate" ? box : `${box} ${reason!.split(";")[0]}`);
      one.slr.push(
        row!.box === "duplicate" ? "duplicate" : `${row!.box} ${row!.reason!.split(";")[0]}`,
      );
      works.set(work!, one);
    }
    for (const [work, { records, hand, slr }] of works) {
      expect(slr.sort(), work).toEqual(hand.sort());
      expect(records.size, `${work} is one record`).toBe(1);
    }
    const keys = [...works.values()]
      .flatMap(({ records }) => [...records])
      .filter((key) => key !== "");
    expect(new Set(keys).size, "no two works are one record").toBe(keys.length);
  });

  test("the flow has the numbers that were counted by hand", async () => {
    const { flow } = await example();
    expect(flow).toMatchObject({
      database_results: 89,
      database_specific_results: [
        { name: "ACM Digital Library", n: 18 },
        { name: "IEEE Xplore", n: 10 },
        { name: "Scopus", n: 28 },
        { name: "Web of Science", n: 15 },
        { name: "arXiv", n: 18 },
      ],
      citations_results: 11,
      duplicates: 20,
      excluded_automatic: 2,
      excluded_other: 2,
      records_screened: 65,
      records_excluded: 15,
      records_excluded_by: { human: 8, automation: 7 },
      dbr_sought_reports: 50,
      dbr_notretrieved_reports: 1,
      dbr_assessed: 49,
      dbr_excluded: [
        { name: "F1", n: 4 },
        { name: "F2", n: 1 },
        { name: "F3", n: 1 },
        { name: "F4", n: 2 },
      ],
      other_duplicates: 5,
      other_removed: 0,
      other_records_excluded: 2,
      other_sought_reports: 4,
      other_assessed: 4,
      other_excluded: [{ name: "F3", n: 1 }],
      new_studies: 43,
      new_reports: 44,
      total_studies: 43,
      total_reports: 44,
    });
  });

  test("what was excluded in haste is listed for a second look", async () => {
    const { rows } = await example();
    const excluded = rows("double-check.csv").filter(({ outcome }) => outcome === "exclude");
    const titles = excluded.map(({ title }) => title);
    expect(titles).toContain("QLoRA: Efficient Finetuning of Quantized LLMs");
    expect(titles).toContain("Fast Distributed Inference Serving for Large Language Models");
  });

  test("decisions attach by key alone, and by what was seen alone", async () => {
    const { folder } = await example();
    const before = folder.read("results/ledger.csv");
    for (const keep of [["record"], ["doi", "title", "year"]]) {
      for (const reviewer of ["ada", "bela"]) {
        const file = `decisions/${reviewer}.csv`;
        const rows = rowsOf(readFileSync(`${REVIEWS}/llm-acceleration/${file}`, "utf8"));
        const quoted = (cell = "") => `"${cell.replaceAll('"', '""')}"`;
        const emptied = rows.map((row) =>
          Object.entries(row)
            .map(([column, cell]) =>
              quoted(IDENTITY.includes(column) && !keep.includes(column) ? "" : cell),
            )
            .join(","),
        );
        folder.write(file, [Object.keys(rows[0]!).join(","), ...emptied].join("\n"));
      }
      await folder.slr("screen");
      expect(folder.read("results/ledger.csv")).toBe(before);
    }
  });
});
